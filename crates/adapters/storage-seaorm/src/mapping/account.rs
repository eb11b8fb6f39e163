//! Accounts and the usernames that they take.

use jiff::Timestamp;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::credential::PasswordHistory;
use varco_domain::id::AccountId;
use varco_domain::registration::Acceptance;
use varco_domain::utenza::{
    Account, AccountStatus, Credential, CredentialVersion, PasswordHash, Username, UtenzaKind,
};
use varco_ports::{StoreError, Version, Versioned};

use super::declaration::AcceptanceColumns;
use super::{Row, accesses, mailboxes, micros, recapiti};
use crate::entity::{account, username};

pub(crate) const ONE_TIME: &str = "one_time";
pub(crate) const CHOSEN: &str = "chosen";

pub(crate) const SUSPENDED: &str = "suspended";

const STATUSES: [(AccountStatus, &str); 3] = [
    (AccountStatus::FirstAccess, "first_access"),
    (AccountStatus::Active, "active"),
    (AccountStatus::Suspended, SUSPENDED),
];

pub(crate) fn account(row: account::Model) -> Result<Versioned<Account>, StoreError> {
    let at = Row::new("account", row.id);
    let version = Version(row.version);
    let value = Account {
        id: AccountId::from_uuid(row.id),
        kind: at.take("kind", UtenzaKind::from_name(&row.kind))?,
        codice_fiscale: at.take("codice_fiscale", CodiceFiscale::parse(&row.codice_fiscale))?,
        username: at.take("username", Username::parse(&row.username))?,
        given_name: at.name("given_name", &row.given_name)?,
        family_name: at.name("family_name", &row.family_name)?,
        birth_date: at.birth_date(&row.birth_date)?,
        birth_place: at.place(row.birth_place.as_deref())?,
        mailboxes: mailboxes::read(at, &row)?,
        recapiti: recapiti::read(at, &row)?,
        language: at.language(Some(&row.language))?,
        needs_review: row.needs_review,
        status: at.take("status", status(&row.status))?,
        credential: credential(at, &row)?,
        credential_version: CredentialVersion(
            at.count("credential_version", row.credential_version)?,
        ),
        history: history(row.password_history.as_deref()),
        reminded: row
            .password_reminded
            .map(|days| at.take("password_reminded", u8::try_from(days)))
            .transpose()?,
        opened_at: at.instant("opened_at", row.opened_at)?,
        accesses: accesses::read(at, &row)?,
        deletion_asked_at: at.maybe_instant("deletion_asked_at", row.deletion_asked_at)?,
        acceptance: acceptance(at, row)?,
    };
    Ok(Versioned { value, version })
}

/// Nobody has accepted a version without a name.
fn acceptance(at: Row, row: account::Model) -> Result<Option<Acceptance>, StoreError> {
    if row.terms_version.is_empty() {
        return Ok(None);
    }
    let columns = AcceptanceColumns {
        terms_version: row.terms_version,
        terms_digest: row.terms_digest,
        privacy_version: row.privacy_version,
        privacy_digest: row.privacy_digest,
        accepted_at: row.accepted_at,
    };
    at.acceptance(columns).map(Some)
}

/// Hashes have no line breaks.
fn history(column: Option<&str>) -> PasswordHistory {
    let hashes = column.into_iter().flat_map(str::lines);
    PasswordHistory::restore(
        hashes
            .map(str::to_owned)
            .map(PasswordHash::from_phc)
            .collect(),
    )
}

fn status(name: &str) -> Option<AccountStatus> {
    let found = STATUSES.iter().find(|(_, n)| *n == name);
    found.map(|(status, _)| *status)
}

fn credential(at: Row, row: &account::Model) -> Result<Credential, StoreError> {
    let hash = PasswordHash::from_phc(row.credential_hash.clone());
    let disavowed_at = row.credential_disavowed_at;
    if let Some(disavowed_at) = at.maybe_instant("credential_disavowed_at", disavowed_at)? {
        let at = disavowed_at;
        return Ok(Credential::Disavowed { hash, at });
    }
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
    let status = STATUSES.iter().find(|(s, _)| *s == account.status);
    let mut row = account::Model {
        id: account.id.as_uuid(),
        version: version.0,
        kind: account.kind.name().to_owned(),
        codice_fiscale: account.codice_fiscale.to_string(),
        username: account.username.to_string(),
        given_name: account.given_name.to_string(),
        family_name: account.family_name.to_string(),
        birth_date: account.birth_date.to_string(),
        birth_place: account.birth_place.as_ref().map(ToString::to_string),
        language: account.language.tag().to_owned(),
        needs_review: account.needs_review,
        status: status.map_or("", |(_, name)| name).to_owned(),
        credential_hash: account.credential.hash().as_phc().to_owned(),
        credential_version: account.credential_version.0.into(),
        password_history: written_history(&account.history),
        password_reminded: account.reminded.map(i64::from),
        opened_at: micros(account.opened_at),
        deletion_asked_at: account.deletion_asked_at.map(micros),
        ..account::Model::default()
    };
    write_credential(&mut row, &account.credential);
    write_acceptance(&mut row, account.acceptance.as_ref());
    mailboxes::write(&mut row, &account.mailboxes);
    recapiti::write(&mut row, account.recapiti.as_ref());
    accesses::write(&mut row, &account.accesses);
    row
}

/// A disavowed password looks to programs of schema 2 like a one-time password without an end, which
/// opens nothing but the change there too.
fn write_credential(row: &mut account::Model, credential: &Credential) {
    let (name, expires_at, since, disavowed_at) = match credential {
        Credential::OneTime { expires_at, .. } => (ONE_TIME, Some(*expires_at), None, None),
        Credential::Chosen { since, .. } => (CHOSEN, None, Some(*since), None),
        Credential::Disavowed { at, .. } => (ONE_TIME, Some(Timestamp::MAX), None, Some(*at)),
    };
    name.clone_into(&mut row.credential);
    row.credential_expires_at = expires_at.map(micros);
    row.credential_since = since.map(micros);
    row.credential_disavowed_at = disavowed_at.map(micros);
}

fn written_history(history: &PasswordHistory) -> Option<String> {
    let hashes: Vec<&str> = history.hashes().iter().map(PasswordHash::as_phc).collect();
    (!hashes.is_empty()).then(|| hashes.join("\n"))
}

fn write_acceptance(row: &mut account::Model, acceptance: Option<&Acceptance>) {
    let Some(Acceptance { terms, privacy, at }) = acceptance else {
        row.terms_digest = vec![0; 32];
        row.privacy_digest = vec![0; 32];
        return;
    };
    row.terms_version.clone_from(&terms.version);
    row.terms_digest = terms.digest.to_vec();
    row.privacy_version.clone_from(&privacy.version);
    row.privacy_digest = privacy.digest.to_vec();
    row.accepted_at = micros(*at);
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
