//! The recapiti of an account.

use varco_domain::contacts::{
    AddressLine, Cap, Domicile, ForeignDomicile, ItalianDomicile, PhoneNumber,
};
use varco_domain::places::{Place, PlaceCode, find_by_code};
use varco_domain::utenza::Recapiti;
use varco_ports::StoreError;

use super::Row;
use crate::entity::account::Model;

/// The mobile tells whether there are any.
pub(super) fn read(at: Row, row: &Model) -> Result<Option<Recapiti>, StoreError> {
    let Some(mobile) = &row.mobile else {
        return Ok(None);
    };
    let landline = row.landline.as_deref();
    Ok(Some(Recapiti {
        mobile: at.take("mobile", PhoneNumber::parse(mobile))?,
        landline: landline
            .map(|text| at.take("landline", PhoneNumber::parse(text)))
            .transpose()?,
        domicile: domicile(at, row)?,
    }))
}

/// A place is abroad or not by its code.
fn domicile(at: Row, row: &Model) -> Result<Domicile, StoreError> {
    let place = at.take(
        "domicile_place",
        row.domicile_place.as_deref().and_then(place),
    )?;
    let line = |column, text: &Option<String>| {
        let text = at.take(column, text.as_deref())?;
        at.take(column, AddressLine::parse(text))
    };
    let street = line("domicile_street", &row.domicile_street)?;
    let code = row.domicile_postal_code.as_deref();
    if place.is_foreign() {
        let code = code.map(|code| at.take("domicile_postal_code", AddressLine::parse(code)));
        return Ok(Domicile::Foreign(ForeignDomicile {
            street,
            postal_code: code.transpose()?,
            town: line("domicile_town", &row.domicile_town)?,
            country: place,
        }));
    }
    let cap = code.and_then(|code| Cap::parse(code).ok());
    Ok(Domicile::Italian(ItalianDomicile {
        street,
        cap: at.take("domicile_postal_code", cap)?,
        comune: place,
    }))
}

fn place(code: &str) -> Option<Place> {
    find_by_code(PlaceCode::parse(code).ok()?, None)
}

pub(super) fn write(row: &mut Model, recapiti: Option<&Recapiti>) {
    let Some(recapiti) = recapiti else {
        return;
    };
    row.mobile = Some(recapiti.mobile.as_str().to_owned());
    row.landline = recapiti.landline.as_ref().map(|n| n.as_str().to_owned());
    let (street, code, place) = match &recapiti.domicile {
        Domicile::Italian(d) => (&d.street, Some(d.cap.to_string()), d.comune),
        Domicile::Foreign(d) => {
            row.domicile_town = Some(d.town.to_string());
            let code = d.postal_code.as_ref().map(ToString::to_string);
            (&d.street, code, d.country)
        }
    };
    row.domicile_street = Some(street.to_string());
    row.domicile_postal_code = code;
    row.domicile_place = Some(place.code().to_string());
}
