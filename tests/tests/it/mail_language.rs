//! Whoever chooses German is written to in German, on both databases.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use varco_tests::account;
use varco_tests::letter::Letter;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::stage::Stage;
use varco_tests::web::{Page, Visitor};

use crate::registration_pages::human;

const LANGUAGES: &str = "[service]\nlanguages = ['it', 'de', 'en']\n";
const NEXT: &str = "quattro gatti sul tetto di casa";

#[tokio::test]
async fn whoever_registers_in_german_is_written_to_in_german_until_they_choose_english()
-> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("varco.toml");
    fs::write(&file, LANGUAGES)?;
    let named = file.to_str().context("path")?;
    for database in Database::ALL {
        let stage = Stage::start_on(database, &[("VARCO_CONFIG", named)]).await?;
        let outcome = whole_way(&stage).await;
        stage.explain(outcome)?;
    }
    Ok(())
}

async fn whole_way(stage: &Stage) -> Result<()> {
    let person = Person::number(1)?;
    register(stage, &person).await?;
    let mailed = async |title| german(stage, &person, title).await;
    let letter = mailed("Aktivieren Sie Ihr Benutzerkonto").await?;
    account::activate(stage, &letter).await?;
    let title = "Ihr Benutzername und das vorläufige Passwort";
    let letter = mailed(title).await?;
    let (username, one_time) = (letter.username()?, letter.password()?);

    // Another browser, where nobody has chosen a language.
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    let login = visitor.open("/accedi").await?;
    speaks(&login, "it")?;
    let form = login
        .form("identificativo")?
        .fill("identificativo", &username)?;
    let forced = visitor.send(form.fill("password", &one_time)?).await?;
    let area = change(&mut visitor, &forced, &one_time, &person.password).await?;
    speaks(&area, "de")?;
    mailed("Ihr Passwort wurde geändert").await?;

    let own = visitor.open("/area/dati-personali").await?;
    let own = visitor
        .send(own.form("lingua")?.choose("lingua", "en")?)
        .await?;
    speaks(&own, "en")?;
    let page = visitor.open("/area/password").await?;
    change(&mut visitor, &page, &person.password, NEXT).await?;
    let subject = "Istanze OnLine – Your password has changed";
    let letter = stage.letter(&person.email, subject).await?;
    ensure!(letter.html.contains("<html lang=\"en\">"), "{letter:?}");
    Ok(())
}

/// The first step in Italian, the others in German.
async fn register(stage: &Stage, person: &Person) -> Result<()> {
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    let step_1 = visitor.open("/registrazione").await?;
    let form = step_1
        .form("codice_fiscale")?
        .fill("codice_fiscale", &person.codice_fiscale)?;
    let step_2 = visitor.send(human(form, &step_1)?).await?;
    speaks(&step_2, "it")?;
    let step_2 = visitor.open("/lingua/de?poi=/registrazione/dati").await?;
    speaks(&step_2, "de")?;
    let form = step_2
        .form("nome")?
        .fill("nome", &person.nome)?
        .fill("cognome", &person.cognome)?
        .fill("email", &person.email)?
        .fill("email_ripetuta", &person.email)?;
    let step_3 = visitor
        .send(form.tick("condizioni")?.tick("privacy")?)
        .await?;
    let sent = visitor
        .send(step_3.form("Bestätigen und registrieren")?)
        .await?;
    ensure!(
        sent.path() == "/registrazione/controlla-email",
        "on {}",
        sent.path()
    );
    Ok(())
}

/// The mail with this title, which is German throughout.
async fn german(stage: &Stage, person: &Person, title: &str) -> Result<Letter> {
    let subject = format!("Istanze OnLine – {title}");
    let letter = stage.letter(&person.email, &subject).await?;
    ensure!(
        letter.text.starts_with("Guten Tag") && letter.html.contains("<html lang=\"de\">"),
        "{letter:?}"
    );
    Ok(letter)
}

async fn change(visitor: &mut Visitor, page: &Page, old: &str, new: &str) -> Result<Page> {
    let form = page
        .form("nuova_password")?
        .fill("password_attuale", old)?
        .fill("nuova_password", new)?
        .fill("ripeti_password", new)?;
    visitor.send(form).await
}

fn speaks(page: &Page, tag: &str) -> Result<()> {
    let is_so = page.body.contains(&format!("<html lang=\"{tag}\">"));
    ensure!(is_so, "{} does not speak {tag}", page.url);
    Ok(())
}
