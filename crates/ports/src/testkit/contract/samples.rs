//! Values to store. Equal numbers give equal values.

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::contacts::EmailAddress;
use varco_domain::grant::{Grant, Granted};
use varco_domain::id::{
    AccountId, GrantId, ID_ENTROPY, MessageId, RegistrationId, SessionId, TicketId,
};
use varco_domain::language::Language;
use varco_domain::person::PersonName;
use varco_domain::registration::{
    Acceptance, Declaration, DocumentRef, Mailing, MailingKind, Registration, RegistrationState,
    Ticket,
};
use varco_domain::session::{Session, SessionScope};
use varco_domain::token::TokenDigest;
use varco_domain::utenza::{
    Access, AccessOrigin, Account, Credential, CredentialVersion, PasswordHash, Username,
};

use crate::crypto::Sealed;
use crate::outbox::{MAIL, OutboxItem, Stream};

/// The finest difference that a store keeps.
pub const TICK: SignedDuration = SignedDuration::from_micros(1);

/// An instant this many seconds after a fixed one, with a fraction that must not be lost.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_microsecond(1_800_000_000_123_457).unwrap() + SignedDuration::from_secs(seconds)
}

/// One of 128 valid codes, all of different people.
pub fn code(number: u32) -> CodiceFiscale {
    let base = CodiceFiscale::parse("RSSMRA85T10A562S").unwrap();
    let mut forms = base.omocodes();
    forms.nth(usize::try_from(number).unwrap()).unwrap()
}

fn entropy(number: u32) -> [u8; ID_ENTROPY] {
    let mut bytes = [0; ID_ENTROPY];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    bytes
}

/// A digest; `kind` keeps links, codes, flows and sessions of one number apart.
pub fn digest(kind: u8, number: u32) -> TokenDigest {
    let mut bytes = [kind; 32];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    TokenDigest::from_bytes(bytes)
}

/// The flow of the registration with this number.
pub fn flow(number: u32) -> TokenDigest {
    digest(b'f', number)
}

pub fn registration_id(number: u32) -> RegistrationId {
    RegistrationId::new(at(0), &entropy(number))
}

pub fn account_id(number: u32) -> AccountId {
    AccountId::new(at(0), &entropy(number))
}

pub fn ticket_id(number: u32) -> TicketId {
    TicketId::new(at(0), &entropy(number))
}

pub fn message_id(number: u32) -> MessageId {
    MessageId::new(at(0), &entropy(number))
}

pub fn acceptance() -> Acceptance {
    let document = |version: &str, byte| DocumentRef {
        version: version.to_owned(),
        digest: [byte; 32],
    };
    Acceptance {
        terms: document("2026-11-01", 0),
        privacy: document("2026-10-01", 255),
        at: at(1),
    }
}

pub fn declaration() -> Declaration {
    Declaration {
        given_name: PersonName::parse("Mario").unwrap(),
        family_name: PersonName::parse("Rossi").unwrap(),
        birth_date: date(1985, 12, 10),
        birth_place: None,
        email: EmailAddress::parse("Mario.Rossi@esempio.it").unwrap(),
        language: Language::It,
        acceptance: acceptance(),
        needs_review: false,
    }
}

/// A registration in a given state, with the code of the same number.
pub fn registration(number: u32, state: RegistrationState) -> Registration {
    Registration {
        id: registration_id(number),
        codice_fiscale: code(number % 128),
        opened_at: at(0),
        expires_at: at(1_000),
        state,
    }
}

/// A state that waits for the ticket with this number.
pub fn awaiting(ticket: u32) -> RegistrationState {
    RegistrationState::AwaitingActivation {
        declaration: declaration(),
        confirmed_at: at(2),
        mailing: Mailing {
            ticket: ticket_id(ticket),
            asked_at: at(2),
            link_expires_at: at(500),
            count: 1,
            kind: MailingKind::Activation,
        },
    }
}

/// The ticket with this number, of the registration with that number, good until `at(500)`.
pub fn ticket(number: u32, registration: u32) -> Ticket {
    Ticket {
        id: ticket_id(number),
        registration: registration_id(registration),
        link: digest(b'l', number),
        code: digest(b'c', number),
        issued_at: at(2),
        expires_at: at(500),
    }
}

/// An account with the code and the username of its number.
pub fn account(number: u32) -> Account {
    let credential = Credential::OneTime {
        hash: PasswordHash::from_phc("$argon2id$one".to_owned()),
        expires_at: at(600),
    };
    let (id, code) = (account_id(number), code(number % 128));
    Account::opened(id, code, username(number), declaration(), credential, at(3))
}

/// `mario.rossi` and a number, from 2 on.
pub fn username(number: u32) -> Username {
    let text = match number {
        0 | 1 => "mario.rossi".to_owned(),
        number => format!("mario.rossi{number}"),
    };
    Username::parse(&text).unwrap()
}

/// From where and with what somebody comes.
pub fn origin() -> AccessOrigin {
    AccessOrigin::new("192.0.2.0/24", "Chrome su Windows; '\\ è 😀")
}

/// A login from there after so many seconds.
pub fn access(seconds: i64) -> Access {
    Access {
        at: at(seconds),
        origin: origin(),
    }
}

/// The link with this number, of the account with that number, issued at `at(number)` and good for
/// 500 seconds.
pub fn grant(number: u32, account: u32, what: Granted) -> Grant {
    let issued_at = at(number.into());
    Grant {
        id: GrantId::new(at(0), &entropy(number)),
        account: account_id(account),
        what,
        digest: digest(b'g', number),
        credential_version: CredentialVersion(7),
        issued_at,
        expires_at: issued_at + SignedDuration::from_secs(500),
        ending: None,
    }
}

/// The session with this number, of the account with that number, opened and last used at `at(0)`.
pub fn session(number: u32, account: u32) -> Session {
    Session {
        id: SessionId::new(at(0), &entropy(number)),
        digest: digest(b's', number),
        account: account_id(account),
        scope: SessionScope::Full,
        credential_version: CredentialVersion::FIRST,
        origin: origin(),
        opened_at: at(0),
        last_used_at: at(0),
        proved_at: at(0),
    }
}

/// An item about the subject with this number, which is not the identifier of any item.
pub fn streamed(number: u32, subject: u32, version: i64, created_at: Timestamp) -> OutboxItem {
    OutboxItem {
        stream: Stream {
            subject: account_id(1_000_000 + subject).as_uuid(),
            target: MAIL.to_owned(),
        },
        version,
        ..mail(number, created_at)
    }
}

/// A mail committed at an instant, in a stream of its own.
pub fn mail(number: u32, created_at: Timestamp) -> OutboxItem {
    OutboxItem {
        id: message_id(number),
        stream: Stream {
            subject: message_id(number).as_uuid(),
            target: MAIL.to_owned(),
        },
        version: 1,
        template: "activation",
        envelope: Some(Sealed(vec![0, 255, b'\'', 10])),
        created_at,
    }
}
