//! Everything that is kept about a person, as JSON. Hashes, digests of tokens and counters of versions
//! are of no person and stay here.

use std::fmt::Write as _;

use jiff::civil::date;
use poem_openapi::types::{Example, ToJSON};
use poem_openapi::{Enum, Object};
use varco_domain::audit::AuditEntry;
use varco_domain::registration::{Acceptance, DocumentRef};
use varco_domain::session::Session;
use varco_domain::utenza::{
    Access, AccessOrigin, Account, AccountStatus, Credential, InstitutionalMailbox,
};
use varco_usecases::OwnData;

use crate::api::account::Kind;
use crate::api::language::Language;
use crate::api::recapiti::RecapitiView;
use crate::api::session::opened::Scope;
use crate::api::text::{Day, Instant};

/// Everything that is kept about the person.
#[derive(Object)]
#[oai(rename = "Export", skip_serializing_if_is_none, example)]
pub(super) struct ExportView {
    /// When it was put together.
    exported_at: Instant,
    /// The utenza.
    account: ExportedAccount,
    /// The addresses.
    emails: ExportedEmails,
    /// The recapiti, once given.
    recapiti: Option<RecapitiView>,
    /// The legal documents accepted, the oldest first.
    acceptances: Vec<ExportedAcceptance>,
    /// The last login.
    last_access: Option<ExportedAccess>,
    /// The one before.
    previous_access: Option<ExportedAccess>,
    /// Failed logins between the two.
    failures_before: u32,
    /// Failed logins since the last one.
    failures_since: u32,
    /// Sessions, the one used last first.
    sessions: Vec<ExportedSession>,
    /// What has been done with the utenza, the newest first.
    activity: Vec<ExportedActivity>,
}

/// Whether the utenza may be used.
#[derive(Enum)]
#[oai(rename = "UtenzaStatus", rename_all = "snake_case")]
enum Status {
    /// No password has been chosen yet.
    FirstAccess,
    /// In use.
    Active,
    /// Stopped.
    Suspended,
}

/// The utenza.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
struct ExportedAccount {
    /// The username.
    username: String,
    /// Whose it is.
    kind: Kind,
    /// Whether it may be used.
    status: Status,
    /// The codice fiscale.
    codice_fiscale: String,
    /// Given names.
    given_name: String,
    /// Family name.
    family_name: String,
    /// Day of birth.
    birth_date: Day,
    /// Place of birth, where it was typed.
    birth_place: Option<String>,
    /// The language of the mails.
    language: Language,
    /// Whether the declared data do not match the codice fiscale, so that the office looks.
    needs_review: bool,
    /// When it was activated.
    activated_at: Instant,
    /// When the password in force was chosen.
    password_chosen_at: Option<Instant>,
    /// How many former passwords are remembered, so that they do not come back.
    former_passwords: u64,
    /// When the deletion was asked for.
    deletion_asked_at: Option<Instant>,
}

/// The addresses.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
struct ExportedEmails {
    /// The last confirmed personal one.
    personal: Option<String>,
    /// The institutional one.
    institutional: Option<String>,
    /// When the institutional one was withdrawn.
    institutional_withdrawn_at: Option<Instant>,
    /// One that waits for its confirmation.
    pending: Option<String>,
    /// When that was asked for.
    pending_since: Option<Instant>,
}

/// An acceptance of the legal documents.
#[derive(Object)]
struct ExportedAcceptance {
    /// When.
    accepted_at: Instant,
    /// Version of the *condizioni generali*.
    terms_version: String,
    /// SHA-256 of their text.
    terms_digest: String,
    /// Version of the *informativa privacy*.
    privacy_version: String,
    /// SHA-256 of its text.
    privacy_digest: String,
}

/// A login.
#[derive(Object)]
struct ExportedAccess {
    /// When.
    at: Instant,
    /// From which network; empty where it is not known.
    network: String,
    /// With which kind of device; empty where it is not known.
    device: String,
}

/// A session.
#[derive(Object)]
struct ExportedSession {
    /// What it may do.
    scope: Scope,
    /// Its beginning.
    opened: ExportedAccess,
    /// When it was last used.
    last_used_at: Instant,
    /// When the password was last typed in it.
    proved_at: Instant,
}

/// Something that was done.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
struct ExportedActivity {
    /// When.
    at: Instant,
    /// Who did it: `person`, `system` or `operator`.
    actor: String,
    /// Stable name of what was done.
    event: String,
    /// Why, in the words of an operator.
    note: Option<String>,
}

/// The export as indented text, for people who keep the file.
pub(crate) fn export_as_json(data: &OwnData) -> String {
    let json = ExportView::of(data).to_json().unwrap_or_default();
    format!("{json:#}\n")
}

impl ExportView {
    pub(super) fn of(data: &OwnData) -> Self {
        let account = &data.account;
        let (accesses, last) = (&account.accesses, account.acceptance.as_ref());
        let acceptances = data.former_acceptances.iter().chain(last);
        Self {
            exported_at: Instant(data.at),
            account: ExportedAccount::of(account),
            emails: ExportedEmails::of(account),
            recapiti: account.recapiti.as_ref().map(RecapitiView::of),
            acceptances: acceptances.map(ExportedAcceptance::of).collect(),
            last_access: accesses.last.as_ref().map(ExportedAccess::of),
            previous_access: accesses.previous.as_ref().map(ExportedAccess::of),
            failures_before: accesses.failures_before,
            failures_since: accesses.failures_since,
            sessions: data.sessions.iter().map(ExportedSession::of).collect(),
            activity: data.activity.iter().map(ExportedActivity::of).collect(),
        }
    }
}

impl ExportedAccount {
    fn of(account: &Account) -> Self {
        Self {
            username: account.username.to_string(),
            kind: account.kind.into(),
            status: match account.status {
                AccountStatus::FirstAccess => Status::FirstAccess,
                AccountStatus::Active => Status::Active,
                AccountStatus::Suspended => Status::Suspended,
            },
            codice_fiscale: account.codice_fiscale.to_string(),
            given_name: account.given_name.to_string(),
            family_name: account.family_name.to_string(),
            birth_date: Day(account.birth_date),
            birth_place: account.birth_place.as_ref().map(ToString::to_string),
            language: account.language.into(),
            needs_review: account.needs_review,
            activated_at: Instant(account.opened_at),
            password_chosen_at: match account.credential {
                Credential::Chosen { since, .. } => Some(Instant(since)),
                Credential::OneTime { .. } | Credential::Disavowed { .. } => None,
            },
            former_passwords: u64::try_from(account.history.hashes().len()).unwrap_or(u64::MAX),
            deletion_asked_at: account.deletion_asked_at.map(Instant),
        }
    }
}

impl ExportedEmails {
    fn of(account: &Account) -> Self {
        let mailboxes = &account.mailboxes;
        let (institutional, withdrawn_at) = match &mailboxes.institutional {
            InstitutionalMailbox::None => (None, None),
            InstitutionalMailbox::Held(address) => (Some(address.to_string()), None),
            InstitutionalMailbox::Withdrawn { at } => (None, Some(Instant(*at))),
        };
        let pending = mailboxes.pending.as_ref();
        Self {
            personal: mailboxes.personal.as_ref().map(ToString::to_string),
            institutional,
            institutional_withdrawn_at: withdrawn_at,
            pending: pending.map(|pending| pending.address.to_string()),
            pending_since: pending.map(|pending| Instant(pending.asked_at)),
        }
    }
}

impl ExportedAcceptance {
    fn of(acceptance: &Acceptance) -> Self {
        Self {
            accepted_at: Instant(acceptance.at),
            terms_version: acceptance.terms.version.clone(),
            terms_digest: hex(&acceptance.terms),
            privacy_version: acceptance.privacy.version.clone(),
            privacy_digest: hex(&acceptance.privacy),
        }
    }
}

fn hex(document: &DocumentRef) -> String {
    let digits = String::with_capacity(64);
    document.digest.iter().fold(digits, |mut digits, byte| {
        // Writing to a String cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

impl ExportedAccess {
    fn of(access: &Access) -> Self {
        Self::from_there(access.at, &access.origin)
    }

    fn from_there(at: jiff::Timestamp, origin: &AccessOrigin) -> Self {
        Self {
            at: Instant(at),
            network: origin.network().to_owned(),
            device: origin.device().to_owned(),
        }
    }
}

impl ExportedSession {
    fn of(session: &Session) -> Self {
        Self {
            scope: session.scope.into(),
            opened: ExportedAccess::from_there(session.opened_at, &session.origin),
            last_used_at: Instant(session.last_used_at),
            proved_at: Instant(session.proved_at),
        }
    }
}

impl ExportedActivity {
    fn of(entry: &AuditEntry) -> Self {
        Self {
            at: Instant(entry.at),
            actor: entry.actor.name().to_owned(),
            event: entry.event.name().to_owned(),
            note: entry.note.clone(),
        }
    }
}

impl Example for ExportView {
    fn example() -> Self {
        Self {
            exported_at: Instant::example(0),
            account: ExportedAccount {
                username: "mario.rossi".to_owned(),
                kind: Kind::External,
                status: Status::Active,
                codice_fiscale: "RSSMRA85T10A562S".to_owned(),
                given_name: "Mario".to_owned(),
                family_name: "Rossi".to_owned(),
                birth_date: Day(date(1985, 12, 10)),
                birth_place: None,
                language: Language::It,
                needs_review: false,
                activated_at: Instant::example(0),
                password_chosen_at: Some(Instant::example(0)),
                former_passwords: 0,
                deletion_asked_at: None,
            },
            emails: ExportedEmails {
                personal: Some("mario.rossi@example.it".to_owned()),
                institutional: None,
                institutional_withdrawn_at: None,
                pending: None,
                pending_since: None,
            },
            recapiti: None,
            acceptances: Vec::new(),
            last_access: None,
            previous_access: None,
            failures_before: 0,
            failures_since: 0,
            sessions: Vec::new(),
            activity: Vec::new(),
        }
    }
}
