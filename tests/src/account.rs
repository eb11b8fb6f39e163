//! Shortcuts to where many tests begin, through the API as everybody goes.

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use crate::api::Api;
use crate::letter::Letter;
use crate::person::Person;
use crate::stage::Stage;

/// Subject of the mail with link and code.
pub const ACTIVATION: &str = "Istanze OnLine – Attiva la tua utenza";
/// Subject of the mail with username and one-time password.
pub const CREDENTIALS: &str = "Istanze OnLine – Il tuo username e la password temporanea";

/// A person who has confirmed the registration and reads the first mail.
///
/// # Errors
///
/// A step fails.
pub async fn pending(stage: &Stage, person: &Person) -> Result<(Api, Letter)> {
    let mut api = Api::new(&stage.varco.origin())?;
    let proof = api.prove().await?;
    api.identify(person, &proof).await?;
    api.declare(person).await?;
    api.confirm().await?;
    let letter = stage.letter(&person.email, ACTIVATION).await?;
    Ok((api, letter))
}

/// A person who has activated the utenza, chosen a password and is logged in, with the username.
///
/// # Errors
///
/// A step fails.
pub async fn active(stage: &Stage, person: &Person) -> Result<(Api, String)> {
    let (mut api, letter) = pending(stage, person).await?;
    activate(stage, &letter).await?;
    let letter = stage.letter(&person.email, CREDENTIALS).await?;
    api.log_in(&letter.username()?, &letter.password()?).await?;
    api.change_password(&letter.password()?, &person.password)
        .await?;
    Ok((api, letter.username()?))
}

/// Uses the code of the first mail.
///
/// # Errors
///
/// It is refused.
pub async fn activate(stage: &Stage, letter: &Letter) -> Result<()> {
    let api = Api::new(&stage.varco.origin())?;
    let code = json!({ "code": letter.code()? });
    api.activate(code).await.context("activating").map(drop)
}

/// Opens the utenza MI12345 of somebody by the command line; its one-time password goes to `mailbox`.
///
/// # Errors
///
/// The command refuses.
pub async fn add_mi(stage: &Stage, person: &Person, mailbox: &str) -> Result<()> {
    let add = ["utenza", "add", "--kind", "mi", "--username", "MI12345"];
    let names = [
        "--given-name",
        &person.nome,
        "--family-name",
        &person.cognome,
    ];
    let more = [
        "--email",
        mailbox,
        "--codice-fiscale",
        &person.codice_fiscale,
        "--why",
        "prova",
    ];
    let added = stage
        .varco
        .site()
        .run(&[&add[..], &names, &more].concat())
        .await?;
    ensure!(added.status.success(), "{added:?}");
    Ok(())
}
