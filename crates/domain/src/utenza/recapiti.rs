//! The *recapiti*: how a person is reached for applications and summonses.
//!
//! ```
//! use varco_domain::contacts::DomicileForm;
//! use varco_domain::utenza::{Recapiti, RecapitiForm};
//!
//! let domicile = DomicileForm {
//!     street: "Via Roma 1", postal_code: "00184", province: "RM", town: "Roma",
//!     ..Default::default()
//! };
//! let form = RecapitiForm { mobile: "333 1234567", landline: "", domicile };
//! let before = form.check().expect("a good form");
//! let after = RecapitiForm { mobile: "333 7654321", ..form }.check().expect("a good form");
//!
//! let changed: Vec<_> = Recapiti::summary(Some(&before), &after)
//!     .into_iter()
//!     .filter(|line| line.is_changed())
//!     .collect();
//! assert_eq!(changed.len(), 1);
//! assert_eq!(changed[0].before.as_deref(), Some("+39 333 123 4567"));
//! ```

use thiserror::Error;

use crate::contacts::{
    Domicile, DomicileFault, DomicileField, DomicileForm, PhoneFault, PhoneNumber,
};

/// The recapiti of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recapiti {
    /// Mobile telephone: Italian, or any number abroad.
    pub mobile: PhoneNumber,
    /// Telephone of the domicile.
    pub landline: Option<PhoneNumber>,
    /// Where the person lives.
    pub domicile: Domicile,
}

/// A field of the form and a line of the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecapitiField {
    /// *Cellulare*.
    Mobile,
    /// *Telefono del domicilio*.
    Landline,
    /// A part of the address.
    Domicile(DomicileField),
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RecapitiFault {
    /// Not a telephone number.
    #[error(transparent)]
    Phone(#[from] PhoneFault),
    /// A landline where a mobile is asked for.
    #[error("the number gets no text messages")]
    NotMobile,
    /// Not an address.
    #[error(transparent)]
    Domicile(#[from] DomicileFault),
}

/// One fault of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecapitiFieldFault {
    /// Where.
    pub field: RecapitiField,
    /// What.
    pub fault: RecapitiFault,
}

/// The form as it came in.
#[derive(Clone, Copy, Default)]
#[expect(
    missing_debug_implementations,
    reason = "personal data must not reach logs"
)]
pub struct RecapitiForm<'a> {
    /// Mobile telephone.
    pub mobile: &'a str,
    /// Telephone of the domicile; may be empty.
    pub landline: &'a str,
    /// The address.
    pub domicile: DomicileForm<'a>,
}

/// One line of the summary before/after, as people read it.
#[derive(Clone, PartialEq, Eq)]
#[expect(
    missing_debug_implementations,
    reason = "personal data must not reach logs"
)]
pub struct RecapitiLine {
    /// What the line is about.
    pub field: RecapitiField,
    /// What stood there before, if anything.
    pub before: Option<String>,
    /// What stands there now, if anything.
    pub after: Option<String>,
}

impl RecapitiLine {
    /// Whether the line is other than before.
    pub fn is_changed(&self) -> bool {
        self.before != self.after
    }
}

impl RecapitiForm<'_> {
    /// Checks the form.
    ///
    /// # Errors
    /// Every fault, in the order of the fields; never empty.
    pub fn check(&self) -> Result<Recapiti, Vec<RecapitiFieldFault>> {
        let mut faults = Vec::new();
        let mobile = PhoneNumber::parse(self.mobile)
            .map_err(RecapitiFault::Phone)
            .and_then(|number| {
                number
                    .may_be_mobile()
                    .then_some(number)
                    .ok_or(RecapitiFault::NotMobile)
            })
            .map_err(|fault| faults.push(at(RecapitiField::Mobile, fault)));
        let landline = match self.landline.trim() {
            "" => Ok(None),
            text => PhoneNumber::parse(text)
                .map(Some)
                .map_err(|fault| faults.push(at(RecapitiField::Landline, fault))),
        };
        let domicile = self.domicile.check().map_err(|found| {
            let found = found.into_iter();
            faults.extend(found.map(|f| at(RecapitiField::Domicile(f.field), f.fault)));
        });
        match (mobile, landline, domicile) {
            (Ok(mobile), Ok(landline), Ok(domicile)) => Ok(Recapiti {
                mobile,
                landline,
                domicile,
            }),
            _ => Err(faults),
        }
    }
}

fn at(field: RecapitiField, fault: impl Into<RecapitiFault>) -> RecapitiFieldFault {
    let fault = fault.into();
    RecapitiFieldFault { field, fault }
}

impl Recapiti {
    /// Every line of the summary before/after, in the order of the fields; lines that are empty on
    /// both sides are left out. Where nothing has changed, no line [is](RecapitiLine::is_changed).
    pub fn summary(before: Option<&Self>, after: &Self) -> Vec<RecapitiLine> {
        let line = |field: RecapitiField| RecapitiLine {
            field,
            before: before.and_then(|recapiti| recapiti.text(field)),
            after: after.text(field),
        };
        [RecapitiField::Mobile, RecapitiField::Landline]
            .into_iter()
            .chain(DomicileField::ALL.map(RecapitiField::Domicile))
            .map(line)
            .filter(|line| line.before.is_some() || line.after.is_some())
            .collect()
    }

    /// One field as people read it; `None` where there is nothing.
    pub fn text(&self, field: RecapitiField) -> Option<String> {
        match field {
            RecapitiField::Mobile => Some(self.mobile.to_string()),
            RecapitiField::Landline => self.landline.as_ref().map(ToString::to_string),
            RecapitiField::Domicile(field) => self.domicile.text(field),
        }
    }
}
