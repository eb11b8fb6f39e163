//! The personal data that registrations and accounts have in common.

use jiff::civil::Date;
use varco_domain::contacts::EmailAddress;
use varco_domain::person::PersonName;
use varco_domain::registration::{Acceptance, DocumentRef};
use varco_ports::StoreError;

use super::Row;

/// The columns of an acceptance.
pub(super) struct AcceptanceColumns {
    pub(super) terms_version: String,
    pub(super) terms_digest: Vec<u8>,
    pub(super) privacy_version: String,
    pub(super) privacy_digest: Vec<u8>,
    pub(super) accepted_at: i64,
}

impl Row {
    pub(super) fn name(self, column: &'static str, text: &str) -> Result<PersonName, StoreError> {
        self.take(column, PersonName::parse(text))
    }

    pub(super) fn place(self, text: Option<&str>) -> Result<Option<PersonName>, StoreError> {
        text.map(|text| self.name("birth_place", text)).transpose()
    }

    pub(super) fn birth_date(self, text: &str) -> Result<Date, StoreError> {
        self.take("birth_date", text.parse::<Date>())
    }

    pub(super) fn email(self, text: &str) -> Result<EmailAddress, StoreError> {
        self.take("email", EmailAddress::parse(text))
    }

    pub(super) fn acceptance(self, columns: AcceptanceColumns) -> Result<Acceptance, StoreError> {
        Ok(Acceptance {
            terms: DocumentRef {
                version: columns.terms_version,
                digest: self.digest("terms_digest", &columns.terms_digest)?,
            },
            privacy: DocumentRef {
                version: columns.privacy_version,
                digest: self.digest("privacy_digest", &columns.privacy_digest)?,
            },
            at: self.instant("accepted_at", columns.accepted_at)?,
        })
    }
}
