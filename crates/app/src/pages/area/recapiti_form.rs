//! The form of the recapiti as it travels.

use serde::{Deserialize, Serialize};
use varco_domain::contacts::{Domicile, DomicileFault, DomicileField, DomicileForm};
use varco_domain::places::Place;
use varco_domain::utenza::{RecapitiFault, RecapitiField, RecapitiForm};
use varco_ports::Version;
use varco_usecases::CurrentSession;

use super::kept::Keepable;
use crate::pages::words::{self, Section};

/// The fields, by the names of the contract.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct RecapitiFields {
    pub(super) cellulare: String,
    pub(super) telefono: String,
    pub(super) domicilio: String,
    pub(super) indirizzo: String,
    pub(super) cap: String,
    pub(super) provincia: String,
    pub(super) comune: String,
    pub(super) stato: String,
    /// The version of the account that the form was filled from.
    pub(super) edizione: i64,
    /// The button pressed, where it is not the one that goes on.
    azione: String,
}

impl Keepable for RecapitiFields {
    const SECTION: Section = Section::Recapiti;
}

/// The form as typed.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub(super) fields: RecapitiFields,
}

impl Typed {
    /// What is kept, to be changed.
    pub(super) fn kept(session: &CurrentSession) -> Self {
        let recapiti = session.account.recapiti.as_ref();
        let text = |field| recapiti.and_then(|r| r.text(field)).unwrap_or_default();
        let part = |field| text(RecapitiField::Domicile(field));
        let is_abroad = recapiti.is_some_and(|r| matches!(r.domicile, Domicile::Foreign(_)));
        Self {
            fields: RecapitiFields {
                cellulare: text(RecapitiField::Mobile),
                telefono: text(RecapitiField::Landline),
                domicilio: if is_abroad { "estero" } else { "italia" }.to_owned(),
                indirizzo: part(DomicileField::Street),
                cap: part(DomicileField::PostalCode),
                provincia: part(DomicileField::Province),
                comune: part(DomicileField::Town),
                stato: part(DomicileField::Country),
                edizione: session.version.0,
                azione: String::new(),
            },
        }
    }

    /// What came in; where its sender asks for it, with the comune that was meant.
    pub(super) fn mended(fields: RecapitiFields) -> Self {
        let mut typed = Self { fields };
        if typed.fields.azione == "correggi"
            && let Some(place) = typed.meant()
        {
            place.name().clone_into(&mut typed.fields.comune);
            let province = place.province().unwrap_or_default();
            province.clone_into(&mut typed.fields.provincia);
        }
        typed
    }

    /// The same, over another version of the account.
    pub(super) const fn over(mut self, version: Version) -> Self {
        self.fields.edizione = version.0;
        self
    }

    pub(super) const fn seen(&self) -> Version {
        Version(self.fields.edizione)
    }

    pub(super) fn is_abroad(&self) -> bool {
        self.fields.domicilio == "estero"
    }

    /// Whether the person wants to go on typing.
    pub(super) fn goes_back(&self) -> bool {
        self.fields.azione == "modifica"
    }

    pub(super) fn form(&self) -> RecapitiForm<'_> {
        RecapitiForm {
            mobile: &self.fields.cellulare,
            landline: &self.fields.telefono,
            domicile: DomicileForm {
                is_abroad: self.is_abroad(),
                street: &self.fields.indirizzo,
                postal_code: &self.fields.cap,
                province: &self.fields.provincia,
                town: &self.fields.comune,
                country: &self.fields.stato,
            },
        }
    }

    /// The comune that was probably meant.
    pub(super) fn meant(&self) -> Option<Place> {
        let faults = self.form().check().err()?;
        faults.into_iter().find_map(|fault| match fault.fault {
            RecapitiFault::Domicile(DomicileFault::UnknownComune { meant }) => meant,
            _ => None,
        })
    }

    /// The fields of the summary: name and value of each, as typed.
    pub(super) fn carried(&self) -> [(&'static str, &str); 8] {
        let name = words::recapiti_field;
        let part = |field| name(RecapitiField::Domicile(field));
        let fields = &self.fields;
        [
            (name(RecapitiField::Mobile), &fields.cellulare),
            (name(RecapitiField::Landline), &fields.telefono),
            ("domicilio", &fields.domicilio),
            (part(DomicileField::Street), &fields.indirizzo),
            (part(DomicileField::PostalCode), &fields.cap),
            (part(DomicileField::Province), &fields.provincia),
            (part(DomicileField::Town), &fields.comune),
            (part(DomicileField::Country), &fields.stato),
        ]
    }
}
