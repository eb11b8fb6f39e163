//! People who differ in what nobody may learn.

use anyhow::{Result, ensure};

use crate::account;
use crate::person::Person;
use crate::stage::Stage;

/// What utenza a codice fiscale has.
#[derive(Clone, Copy, Debug)]
pub(super) enum Class {
    /// An active one, with a password of the person's own.
    Existing,
    /// None.
    Missing,
    /// None yet: the registration is confirmed, not activated.
    Pending,
    /// A suspended one.
    Suspended,
    /// One of the Ministry's, with a one-time password.
    Mi,
}

impl Class {
    /// All; the others are compared with the first.
    pub(super) const ALL: [Self; 5] = [
        Self::Existing,
        Self::Missing,
        Self::Pending,
        Self::Suspended,
        Self::Mi,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Existing => "existing",
            Self::Missing => "missing",
            Self::Pending => "pending",
            Self::Suspended => "suspended",
            Self::Mi => "MI",
        }
    }

    async fn make(self, stage: &Stage, person: &Person, number: u16) -> Result<()> {
        match self {
            Self::Missing => Ok(()),
            Self::Existing => account::active(stage, person).await.map(drop),
            Self::Pending => account::pending(stage, person).await.map(drop),
            Self::Suspended => {
                account::active(stage, person).await?;
                utenza(stage, &["suspend", &person.codice_fiscale]).await
            }
            Self::Mi => add_mi(stage, person, number).await,
        }
    }
}

/// The codici fiscali of so many people of each class, in the order of [`Class::ALL`].
pub(super) async fn everybody(stage: &Stage, each: u16) -> Result<Vec<Vec<String>>> {
    let mut everybody = Vec::new();
    let mut number = 3000;
    for class in Class::ALL {
        let mut codes = Vec::new();
        for _ in 0..each {
            let person = Person::number(number)?;
            class.make(stage, &person, number).await?;
            codes.push(person.codice_fiscale);
            number += 1;
        }
        everybody.push(codes);
    }
    Ok(everybody)
}

async fn add_mi(stage: &Stage, person: &Person, number: u16) -> Result<()> {
    let (username, mailbox) = (
        format!("MI{number:05}"),
        format!("mi{number}@istruzione.it"),
    );
    let names = [
        "--given-name",
        &person.nome,
        "--family-name",
        &person.cognome,
    ];
    let utenza_mi = ["add", "--kind", "mi", "--username", &username];
    let reach = [
        "--email",
        &mailbox,
        "--codice-fiscale",
        &person.codice_fiscale,
    ];
    utenza(stage, &[&utenza_mi[..], &reach, &names].concat()).await
}

/// `varco utenza`, with a reason.
async fn utenza(stage: &Stage, arguments: &[&str]) -> Result<()> {
    let arguments = [&["utenza"], arguments, &["--why", "prova"]].concat();
    let output = stage.varco.site().run(&arguments).await?;
    ensure!(output.status.success(), "{output:?}");
    Ok(())
}
