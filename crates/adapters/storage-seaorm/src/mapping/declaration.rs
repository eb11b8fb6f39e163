//! The personal data that registrations and accounts have in common.

use jiff::civil::Date;
use varco_domain::contacts::EmailAddress;
use varco_domain::id::AccountId;
use varco_domain::language::Language;
use varco_domain::person::PersonName;
use varco_domain::places::PlaceName;
use varco_domain::registration::{Acceptance, DocumentRef};
use varco_ports::StoreError;

use super::{Row, micros};
use crate::entity::former_acceptance;

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

    pub(super) fn place(self, text: Option<&str>) -> Result<Option<PlaceName>, StoreError> {
        let place = |text| self.take("birth_place", PlaceName::parse(text));
        text.map(place).transpose()
    }

    pub(super) fn birth_date(self, text: &str) -> Result<Date, StoreError> {
        self.take("birth_date", text.parse::<Date>())
    }

    pub(super) fn email(self, text: &str) -> Result<EmailAddress, StoreError> {
        self.address("email", text)
    }

    pub(super) fn address(
        self,
        column: &'static str,
        text: &str,
    ) -> Result<EmailAddress, StoreError> {
        self.take(column, EmailAddress::parse(text))
    }

    /// Nothing was written where there was only Italian.
    pub(super) fn language(self, tag: Option<&str>) -> Result<Language, StoreError> {
        tag.map_or(Ok(Language::It), |tag| {
            self.take("language", Language::from_tag(tag))
        })
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

pub(crate) fn former_acceptance(row: former_acceptance::Model) -> Result<Acceptance, StoreError> {
    Row::new("former_acceptance", row.account).acceptance(AcceptanceColumns {
        terms_version: row.terms_version,
        terms_digest: row.terms_digest,
        privacy_version: row.privacy_version,
        privacy_digest: row.privacy_digest,
        accepted_at: row.accepted_at,
    })
}

pub(crate) fn former_acceptance_row(
    account: AccountId,
    acceptance: Acceptance,
) -> former_acceptance::Model {
    let Acceptance { terms, privacy, at } = acceptance;
    former_acceptance::Model {
        account: account.as_uuid(),
        accepted_at: micros(at),
        terms_version: terms.version,
        terms_digest: terms.digest.to_vec(),
        privacy_version: privacy.version,
        privacy_digest: privacy.digest.to_vec(),
    }
}
