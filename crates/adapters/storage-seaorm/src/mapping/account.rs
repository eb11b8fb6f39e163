//! Accounts and the usernames that they take.

use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::id::AccountId;
use varco_domain::registration::Acceptance;
use varco_domain::utenza::{
    Account, AccountStatus, Credential, CredentialVersion, PasswordHash, Username, UtenzaKind,
};
use varco_ports::{StoreError, Version, Versioned};

use super::declaration::AcceptanceColumns;
use super::{Row, micros};
use crate::entity::{account, username};

pub(crate) const ONE_TIME: &str = "one_time";
const CHOSEN: &str = "chosen";

const STATUSES: [(AccountStatus, &str); 3] = [
    (AccountStatus::FirstAccess, "first_access"),
    (AccountStatus::Active, "active"),
    (AccountStatus::Suspended, "suspended"),
];

pub(crate) fn account(row: account::Model) -> Result<Versioned<Account>, StoreError> {
    let at = Row::new("account", row.id);
    let value = Account {
        id: AccountId::from_uuid(row.id),
        kind: at.take("kind", UtenzaKind::from_name(&row.kind))?,
        codice_fiscale: at.take("codice_fiscale", CodiceFiscale::parse(&row.codice_fiscale))?,
        username: at.take("username", Username::parse(&row.username))?,
        given_name: at.name("given_name", &row.given_name)?,
        family_name: at.name("family_name", &row.family_name)?,
        birth_date: at.birth_date(&row.birth_date)?,
        birth_place: at.place(row.birth_place.as_deref())?,
        email: at.email(&row.email)?,
        needs_review: row.needs_review,
        status: at.take("status", status(&row.status))?,
        credential: credential(at, &row)?,
        credential_version: CredentialVersion(
            at.count("credential_version", row.credential_version)?,
        ),
        opened_at: at.instant("opened_at", row.opened_at)?,
        last_access: row
            .last_access
            .map(|t| at.instant("last_access", t))
            .transpose()?,
        acceptance: at.acceptance(AcceptanceColumns {
            terms_version: row.terms_version,
            terms_digest: row.terms_digest,
            privacy_version: row.privacy_version,
            privacy_digest: row.privacy_digest,
            accepted_at: row.accepted_at,
        })?,
    };
    Ok(Versioned {
        value,
        version: Version(row.version),
    })
}

fn status(name: &str) -> Option<AccountStatus> {
    let found = STATUSES.iter().find(|(_, n)| *n == name);
    found.map(|(status, _)| *status)
}

fn credential(at: Row, row: &account::Model) -> Result<Credential, StoreError> {
    let hash = PasswordHash::from_phc(row.credential_hash.clone());
    match row.credential.as_str() {
        ONE_TIME => {
            let expires_at = at.take("credential_expires_at", row.credential_expires_at)?;
            let expires_at = at.instant("credential_expires_at", expires_at)?;
            Ok(Credential::OneTime { hash, expires_at })
        }
        CHOSEN => {
            let since = at.take("credential_since", row.credential_since)?;
            let since = at.instant("credential_since", since)?;
            Ok(Credential::Chosen { hash, since })
        }
        _ => at.take("credential", None),
    }
}

pub(crate) fn account_row(account: &Account, version: Version) -> account::Model {
    let (credential, expires_at, since) = match &account.credential {
        Credential::OneTime { expires_at, .. } => (ONE_TIME, Some(micros(*expires_at)), None),
        Credential::Chosen { since, .. } => (CHOSEN, None, Some(micros(*since))),
    };
    let status = STATUSES.iter().find(|(s, _)| *s == account.status);
    let Acceptance { terms, privacy, at } = &account.acceptance;
    account::Model {
        id: account.id.as_uuid(),
        version: version.0,
        kind: account.kind.name().to_owned(),
        codice_fiscale: account.codice_fiscale.to_string(),
        username: account.username.to_string(),
        given_name: account.given_name.to_string(),
        family_name: account.family_name.to_string(),
        birth_date: account.birth_date.to_string(),
        birth_place: account.birth_place.as_ref().map(ToString::to_string),
        email: account.email.to_string(),
        needs_review: account.needs_review,
        terms_version: terms.version.clone(),
        terms_digest: terms.digest.to_vec(),
        privacy_version: privacy.version.clone(),
        privacy_digest: privacy.digest.to_vec(),
        accepted_at: micros(*at),
        status: status.map_or("", |(_, name)| name).to_owned(),
        credential: credential.to_owned(),
        credential_hash: account.credential.hash().as_phc().to_owned(),
        credential_expires_at: expires_at,
        credential_since: since,
        credential_version: account.credential_version.0.into(),
        opened_at: micros(account.opened_at),
        last_access: account.last_access.map(micros),
    }
}

/// The username of an account with the base and number that homonyms are counted by. MI usernames
/// come from outside with digits of their own, which number nobody.
pub(crate) fn username_row(account: &Account) -> username::Model {
    let name = account.username.as_str();
    let base = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = name.strip_prefix(base).and_then(|n| n.parse::<u32>().ok());
    let (base, number) = match (account.kind, number) {
        (UtenzaKind::External, Some(number)) => (base, number),
        _ => (name, 1),
    };
    username::Model {
        name: name.to_owned(),
        base: base.to_owned(),
        number: number.into(),
    }
}
