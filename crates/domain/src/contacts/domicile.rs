//! Where a person lives, for applications and summonses.

use thiserror::Error;

use super::address::{AddressFault, AddressLine, Cap};
use super::province::Province;
use crate::places::{self, Place};

/// The domicile of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Domicile {
    /// In Italy.
    Italian(ItalianDomicile),
    /// Anywhere else.
    Foreign(ForeignDomicile),
}

/// An address in Italy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItalianDomicile {
    /// Street and number.
    pub street: AddressLine,
    /// Postal code.
    pub cap: Cap,
    /// A living comune; it knows its province.
    pub comune: Place,
}

/// An address abroad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignDomicile {
    /// Street and number.
    pub street: AddressLine,
    /// Postal code, where the country has them.
    pub postal_code: Option<AddressLine>,
    /// Town, with whatever the country adds to it.
    pub town: AddressLine,
    /// A state or territory of today.
    pub country: Place,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DomicileField {
    /// Street and number.
    Street,
    /// CAP, or the postal code of another country.
    PostalCode,
    /// Province; in Italy only.
    Province,
    /// Comune, or a town abroad.
    Town,
    /// State; abroad only.
    Country,
}

impl DomicileField {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 5] = [
        Self::Street,
        Self::PostalCode,
        Self::Province,
        Self::Town,
        Self::Country,
    ];
}

impl Domicile {
    /// One field as people read it; `None` where this domicile has none. A form filled with these
    /// gives the same domicile again.
    pub fn text(&self, field: DomicileField) -> Option<String> {
        match (self, field) {
            (Self::Italian(d), DomicileField::Street) => Some(d.street.to_string()),
            (Self::Italian(d), DomicileField::PostalCode) => Some(d.cap.to_string()),
            (Self::Italian(d), DomicileField::Province) => d.comune.province().map(str::to_owned),
            (Self::Italian(d), DomicileField::Town) => Some(d.comune.name().to_owned()),
            (Self::Foreign(d), DomicileField::Street) => Some(d.street.to_string()),
            (Self::Foreign(d), DomicileField::PostalCode) => {
                d.postal_code.as_ref().map(ToString::to_string)
            }
            (Self::Foreign(d), DomicileField::Town) => Some(d.town.to_string()),
            (Self::Foreign(d), DomicileField::Country) => Some(d.country.name().to_owned()),
            (Self::Italian(_), DomicileField::Country)
            | (Self::Foreign(_), DomicileField::Province) => None,
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DomicileFault {
    /// Not a line of an address.
    #[error(transparent)]
    Line(#[from] AddressFault),
    /// Not a CAP.
    #[error("the CAP has not five digits")]
    Cap,
    /// No province, or none of today.
    #[error("there is no such province")]
    UnknownProvince,
    /// No living comune of the province has this name.
    #[error("there is no such comune in the province")]
    UnknownComune {
        /// The comune that was probably meant: nearly the same name in the province, or the same
        /// name in another one.
        meant: Option<Place>,
    },
    /// No state of today has this name.
    #[error("there is no such state")]
    UnknownCountry,
}

/// One fault of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DomicileFieldFault {
    /// Where.
    pub field: DomicileField,
    /// What.
    pub fault: DomicileFault,
}

/// The form as it came in.
#[derive(Clone, Copy, Default)]
#[expect(
    missing_debug_implementations,
    reason = "personal data must not reach logs"
)]
pub struct DomicileForm<'a> {
    /// Whether the domicile is abroad.
    pub is_abroad: bool,
    /// Street and number.
    pub street: &'a str,
    /// CAP, or the postal code of another country, which may be empty.
    pub postal_code: &'a str,
    /// Letters or name of the province; in Italy only.
    pub province: &'a str,
    /// Comune, or a town abroad.
    pub town: &'a str,
    /// Name of the state; abroad only.
    pub country: &'a str,
}

impl DomicileForm<'_> {
    /// Checks the form.
    ///
    /// ```
    /// use varco_domain::contacts::{Domicile, DomicileForm};
    ///
    /// let form = DomicileForm {
    ///     street: "Via Roma 1", postal_code: "20900", province: "MB", town: "monza",
    ///     ..Default::default()
    /// };
    /// let domicile = form.check();
    /// assert!(matches!(domicile, Ok(Domicile::Italian(d)) if d.comune.name() == "Monza"));
    /// ```
    ///
    /// # Errors
    /// Every fault, in the order of the fields; never empty.
    pub fn check(&self) -> Result<Domicile, Vec<DomicileFieldFault>> {
        if self.is_abroad {
            self.check_foreign().map(Domicile::Foreign)
        } else {
            self.check_italian().map(Domicile::Italian)
        }
    }

    fn check_italian(&self) -> Result<ItalianDomicile, Vec<DomicileFieldFault>> {
        let mut faults = Faults::default();
        let street = faults.take(DomicileField::Street, line(self.street));
        let cap = Cap::parse(self.postal_code).map_err(|_| DomicileFault::Cap);
        let cap = faults.take(DomicileField::PostalCode, cap);
        let province = Province::parse(self.province).ok_or(DomicileFault::UnknownProvince);
        let province = faults.take(DomicileField::Province, province);
        let town = faults.take(DomicileField::Town, line(self.town));
        let comune = province
            .zip(town)
            .and_then(|(province, town)| faults.take(DomicileField::Town, comune(&town, province)));
        match (street, cap, comune) {
            (Some(street), Some(cap), Some(comune)) => Ok(ItalianDomicile {
                street,
                cap,
                comune,
            }),
            _ => Err(faults.0),
        }
    }

    fn check_foreign(&self) -> Result<ForeignDomicile, Vec<DomicileFieldFault>> {
        let mut faults = Faults::default();
        let street = faults.take(DomicileField::Street, line(self.street));
        let postal_code = match self.postal_code.trim() {
            "" => Some(None),
            text => faults.take(DomicileField::PostalCode, line(text)).map(Some),
        };
        let town = faults.take(DomicileField::Town, line(self.town));
        let country = places::find_by_name(self.country, None)
            .find(|place| place.is_foreign() && !place.is_ceased())
            .ok_or(DomicileFault::UnknownCountry);
        let country = faults.take(DomicileField::Country, country);
        match (street, postal_code, town, country) {
            (Some(street), Some(postal_code), Some(town), Some(country)) => Ok(ForeignDomicile {
                street,
                postal_code,
                town,
                country,
            }),
            _ => Err(faults.0),
        }
    }
}

fn line(text: &str) -> Result<AddressLine, DomicileFault> {
    AddressLine::parse(text).map_err(DomicileFault::Line)
}

/// The living comune of this name in the province.
fn comune(town: &AddressLine, province: Province) -> Result<Place, DomicileFault> {
    let lives_in =
        |place: &Place, letters: &str| !place.is_ceased() && place.province() == Some(letters);
    let name = town.as_str();
    places::find_by_name(name, Some(province.letters()))
        .find(|place| lives_in(place, province.letters()))
        .ok_or_else(|| {
            let elsewhere = places::find_by_name(name, None)
                .find(|place| !place.is_ceased() && !place.is_foreign());
            let meant = nearly(name, province).or(elsewhere);
            DomicileFault::UnknownComune { meant }
        })
}

/// The comune of the province whose name is one slip away; the first letter is taken as right.
fn nearly(name: &str, province: Province) -> Option<Place> {
    let name = name.to_lowercase();
    let first = name.chars().next()?;
    places::search(first.encode_utf8(&mut [0; 4]), usize::MAX)
        .filter(|place| !place.is_ceased() && place.province() == Some(province.letters()))
        .find(|place| strsim::osa_distance(&place.name().to_lowercase(), &name) == 1)
}

#[derive(Default)]
struct Faults(Vec<DomicileFieldFault>);

impl Faults {
    fn take<T>(&mut self, field: DomicileField, result: Result<T, DomicileFault>) -> Option<T> {
        result
            .map_err(|fault| self.0.push(DomicileFieldFault { field, fault }))
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> DomicileForm<'static> {
        DomicileForm {
            street: "Via Roma 1",
            postal_code: "00184",
            province: "RM",
            town: "Roma",
            ..DomicileForm::default()
        }
    }

    fn abroad() -> DomicileForm<'static> {
        DomicileForm {
            is_abroad: true,
            street: "Calle Mayor 3",
            town: "Madrid",
            country: "spagna",
            ..DomicileForm::default()
        }
    }

    fn faults(form: &DomicileForm<'_>) -> Vec<(DomicileField, DomicileFault)> {
        let faults = form.check().unwrap_err();
        faults.iter().map(|f| (f.field, f.fault)).collect()
    }

    #[test]
    fn an_italian_domicile_knows_its_comune_and_province() {
        let Ok(Domicile::Italian(domicile)) = form().check() else {
            panic!("not accepted")
        };
        assert_eq!(domicile.comune.to_string(), "Roma (RM)");
        assert_eq!(domicile.cap.to_string(), "00184");
    }

    #[test]
    fn a_foreign_domicile_may_lack_a_postal_code() {
        for (postal_code, expected) in [(" ", None), ("28013", Some("28013"))] {
            let Ok(Domicile::Foreign(domicile)) = (DomicileForm {
                postal_code,
                ..abroad()
            })
            .check() else {
                panic!("not accepted")
            };
            assert_eq!(domicile.country.name(), "Spagna");
            let code = domicile.postal_code.as_ref().map(AddressLine::as_str);
            assert_eq!(code, expected);
        }
    }

    #[test]
    fn an_empty_form_has_every_fault_in_the_order_of_the_fields() {
        let empty = DomicileFault::Line(AddressFault::Empty);
        let italian = [
            (DomicileField::Street, empty),
            (DomicileField::PostalCode, DomicileFault::Cap),
            (DomicileField::Province, DomicileFault::UnknownProvince),
            (DomicileField::Town, empty),
        ];
        assert_eq!(faults(&DomicileForm::default()), italian);
        let is_abroad = true;
        let foreign = [
            (DomicileField::Street, empty),
            (DomicileField::Town, empty),
            (DomicileField::Country, DomicileFault::UnknownCountry),
        ];
        assert_eq!(
            faults(&DomicileForm {
                is_abroad,
                ..DomicileForm::default()
            }),
            foreign
        );
    }

    #[test]
    fn a_comune_that_is_not_there_comes_with_the_one_that_was_meant() {
        let meant = |town, province| {
            let form = DomicileForm {
                province,
                town,
                ..form()
            };
            match faults(&form)[..] {
                [(DomicileField::Town, DomicileFault::UnknownComune { meant })] => {
                    meant.map(|place| place.to_string())
                }
                ref other => panic!("{other:?}"),
            }
        };
        assert_eq!(meant("Rma", "RM").as_deref(), Some("Roma (RM)"));
        assert_eq!(meant("Monza", "MI").as_deref(), Some("Monza (MB)"));
        assert_eq!(meant("Atlantide", "RM"), None);
    }

    #[test]
    fn homonyms_are_told_apart_by_their_province() {
        for province in ["BG", "LE"] {
            let form = DomicileForm {
                town: "Castro",
                province,
                ..form()
            };
            let Ok(Domicile::Italian(domicile)) = form.check() else {
                panic!("not accepted")
            };
            assert_eq!(domicile.comune.province(), Some(province));
        }
    }

    #[test]
    fn a_comune_or_state_that_has_ceased_is_no_domicile() {
        let town = "Abbadia Alpina";
        let ceased = DomicileForm {
            town,
            province: "TO",
            ..form()
        };
        let fault = DomicileFault::UnknownComune { meant: None };
        assert_eq!(faults(&ceased), [(DomicileField::Town, fault)]);
        let country = "Roma";
        let comune = DomicileForm {
            country,
            ..abroad()
        };
        let fault = DomicileFault::UnknownCountry;
        assert_eq!(faults(&comune), [(DomicileField::Country, fault)]);
    }
}
