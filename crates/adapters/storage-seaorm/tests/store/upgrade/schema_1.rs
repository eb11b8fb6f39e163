//! What the fixtures of schema 1 hold, as values of today.

use jiff::civil::date;
use uuid::Uuid;
use varco_domain::contacts::EmailAddress;
use varco_domain::id::SessionId;
use varco_domain::language::Language;
use varco_domain::person::PersonName;
use varco_domain::places::PlaceName;
use varco_domain::registration::{
    Acceptance, Declaration, DocumentRef, Mailing, MailingKind, Registration, RegistrationState,
};
use varco_domain::session::{Session, SessionScope};
use varco_domain::utenza::{
    Access, AccessOrigin, Accesses, Account, AccountStatus, Credential, CredentialVersion,
    PasswordHash, Username, UtenzaKind,
};
use varco_ports::testkit::contract::samples;
use varco_ports::{Version, Versioned};

/// A text that no database may stumble over.
pub(super) const HOSTILE: &str = "'; DROP TABLE account; --\" \\ % _ $1 ?1 😀 𝔘";

fn declaration(given_name: &str, email: &str) -> Declaration {
    let document = |version: &str, byte| DocumentRef {
        version: version.to_owned(),
        digest: [byte; 32],
    };
    Declaration {
        given_name: PersonName::parse(given_name).unwrap(),
        family_name: PersonName::parse("Dell'Anno").unwrap(),
        birth_date: date(1964, 8, 9),
        birth_place: Some(PlaceName::parse("São Tomé").unwrap()),
        email: EmailAddress::parse(email).unwrap(),
        language: Language::It,
        acceptance: Acceptance {
            terms: document(HOSTILE, 0),
            privacy: document("2026-10-01", 255),
            at: samples::at(1),
        },
        needs_review: true,
    }
}

fn hostile() -> Declaration {
    declaration("𠮷 O'--'Neil", "o'neil`%s`{0}+?*@esempio.it")
}

fn mailing(ticket: u32, count: u32, kind: MailingKind) -> Mailing {
    Mailing {
        ticket: samples::ticket_id(ticket),
        asked_at: samples::at(70),
        link_expires_at: samples::at(500),
        count,
        kind,
    }
}

/// The registrations by number, each with the version it has reached: one in every state.
pub(super) fn registrations() -> Vec<(u32, Versioned<Registration>)> {
    let waiting = |given_name, mailing| RegistrationState::AwaitingActivation {
        declaration: declaration(given_name, "maria@esempio.it"),
        confirmed_at: samples::at(2),
        mailing,
    };
    let account = samples::account_id(1);
    let states = [
        (1, RegistrationState::Identified { kept: None }),
        (
            2,
            RegistrationState::Identified {
                kept: Some(hostile()),
            },
        ),
        (
            1,
            RegistrationState::Declared {
                declaration: hostile(),
            },
        ),
        (2, waiting("Maria", mailing(4, 2, MailingKind::Activation))),
        (
            1,
            waiting("Marie-Ève", mailing(5, 1, MailingKind::AlreadyRegistered)),
        ),
        (
            2,
            RegistrationState::Activated {
                account,
                at: samples::at(9),
            },
        ),
        (2, RegistrationState::Voided { at: samples::at(9) }),
    ];
    let numbered = (1..).zip(states);
    numbered
        .map(|(number, (version, state))| {
            let value = Registration {
                id: samples::registration_id(number),
                codice_fiscale: samples::code(if number == 7 { 6 } else { number }),
                opened_at: samples::at(0),
                expires_at: samples::at(1_000),
                state,
            };
            let version = Version(version);
            (number, Versioned { value, version })
        })
        .collect()
}

/// The accounts, each with the version it has reached.
pub(super) fn accounts() -> Vec<Versioned<Account>> {
    let holder = |number, kind, username: &str, declaration: Declaration| {
        let credential = Credential::OneTime {
            hash: PasswordHash::from_phc("$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA".to_owned()),
            expires_at: samples::at(600),
        };
        let opened = Account::opened(
            samples::account_id(number),
            samples::code(number + 20),
            Username::parse(username).unwrap(),
            declaration,
            credential,
            samples::at(9),
        );
        Account { kind, ..opened }
    };
    let maria = declaration("Maria", "maria@esempio.it");
    let new = holder(1, UtenzaKind::External, "maria.dellanno", maria.clone());
    let active = Account {
        status: AccountStatus::Active,
        credential: Credential::Chosen {
            hash: PasswordHash::from_phc(HOSTILE.to_owned()),
            since: samples::at(20),
        },
        credential_version: CredentialVersion(u32::MAX),
        accesses: Accesses::default().noted(Access {
            at: samples::at(30),
            origin: AccessOrigin::default(),
        }),
        ..holder(2, UtenzaKind::Mi, "mi12345", hostile())
    };
    let suspended = Account {
        status: AccountStatus::Suspended,
        ..holder(3, UtenzaKind::External, "maria.dellanno2", maria)
    };
    [(new, 1), (active, 2), (suspended, 1)]
        .map(|(value, version)| Versioned {
            value,
            version: Version(version),
        })
        .into()
}

/// The open sessions: one that may only change the password, one for everything.
pub(super) fn sessions() -> [Session; 2] {
    let session = |number, scope, credential_version| Session {
        id: SessionId::from_uuid(Uuid::nil()),
        origin: AccessOrigin::default(),
        scope,
        credential_version,
        last_used_at: samples::at(31),
        ..samples::session(number, number)
    };
    [
        session(1, SessionScope::ChangePassword, CredentialVersion::FIRST),
        session(2, SessionScope::Full, CredentialVersion(u32::MAX)),
    ]
}
