//! Two invented people, so that the demo can be entered at once.

use jiff::civil::date;
use secrecy::SecretString;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::contacts::EmailAddress;
use varco_domain::credential::Password;
use varco_domain::id::AccountId;
use varco_domain::language::Language;
use varco_domain::person::PersonName;
use varco_domain::registration::Declaration;
use varco_domain::utenza::{Account, Credential, Username, UtenzaKind};
use varco_ports::{Changes, CommitError, Write};

use crate::wiring::{WireError, Wired};

/// What whoever starts the demo gets to read.
pub const WELCOME: &str = "\
People of the demo (invented):
  dario.fo   tre trote nel torrente    (utenza esterna)
  mi12345    Trota7torrente            (utenza MI)";

struct Sample {
    kind: UtenzaKind,
    codice_fiscale: &'static str,
    username: &'static str,
    names: (&'static str, &'static str),
    birth: (i16, i8, i8),
    email: &'static str,
    password: &'static str,
}

const PEOPLE: [Sample; 2] = [
    Sample {
        kind: UtenzaKind::External,
        codice_fiscale: "FOXDRA26C24I725A",
        username: "dario.fo",
        names: ("Dario", "Fo"),
        birth: (1926, 3, 24),
        email: "dario.fo@esempio.it",
        password: "tre trote nel torrente",
    },
    Sample {
        kind: UtenzaKind::Mi,
        codice_fiscale: "MLLJGN75E05Z112P",
        username: "mi12345",
        names: ("Jürgen", "Müller"),
        birth: (1975, 5, 5),
        email: "jurgen.muller@istruzione.it",
        password: "Trota7torrente",
    },
];

/// Adds the people who are not there yet.
///
/// # Errors
/// [`WireError`] when the store does not take them.
pub async fn add_sample_people(wired: &Wired) -> Result<(), WireError> {
    for sample in &PEOPLE {
        let Some(account) = account(wired, sample).await else {
            tracing::error!(sample.username, "the sample person is not well-formed");
            continue;
        };
        let changes = Changes {
            account: Some(Write::Insert(account)),
            ..Changes::default()
        };
        match wired.ports.commit.commit(changes).await {
            Ok(()) | Err(CommitError::Duplicate(_)) => {}
            Err(CommitError::Store(error)) => return Err(error.into()),
            Err(error) => tracing::warn!(%error, "a sample person was not added"),
        }
    }
    Ok(())
}

async fn account(wired: &Wired, sample: &Sample) -> Option<Account> {
    let now = wired.app.usecases.now();
    let password = Password::from_typed(&SecretString::from(sample.password));
    let documents = &wired.app.usecases.settings().documents;
    let (year, month, day) = sample.birth;
    let declaration = Declaration {
        given_name: PersonName::parse(sample.names.0).ok()?,
        family_name: PersonName::parse(sample.names.1).ok()?,
        birth_date: date(year, month, day),
        birth_place: None,
        email: EmailAddress::parse(sample.email).ok()?,
        language: Language::default(),
        acceptance: documents.accepted(now),
        needs_review: false,
    };
    let credential = Credential::Chosen {
        hash: wired.ports.hasher.hash(&password).await.ok()?,
        since: now,
    };
    let account = Account::opened(
        AccountId::new(now, &wired.ports.entropy.bytes()),
        CodiceFiscale::parse(sample.codice_fiscale).ok()?,
        Username::parse(sample.username)?,
        declaration,
        credential,
        now,
    );
    Some(Account {
        kind: sample.kind,
        ..account
    })
}
