//! What a person does with the own data, through the pages and the API, on both databases.

use anyhow::{Context as _, Result, ensure};
use reqwest::Method;
use serde_json::Value;
use varco_tests::account::active;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::web::Visitor;

const CHANGED: &str = "Istanze OnLine – Hai aggiornato i recapiti";
const ASKED: &str = "Istanze OnLine – Hai chiesto di cancellare l'utenza";

#[tokio::test]
async fn recapiti_export_and_deletion_on_sqlite() -> Result<()> {
    on(Database::Sqlite, 21).await
}

#[tokio::test]
async fn recapiti_export_and_deletion_on_postgresql() -> Result<()> {
    on(Database::Postgres, 22).await
}

async fn on(database: Database, number: u16) -> Result<()> {
    let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
    let person = Person::number(number)?;
    let outcome = async {
        let (api, username) = active(&stage, &person).await?;
        let mut visitor = Visitor::new(&stage.varco.origin())?;
        recapiti(&stage, &mut visitor, &person, &username).await?;
        let kept = api.call(Method::GET, "/account/recapiti", &api.session_token, None);
        let kept = kept.await?;
        ensure!(kept.text("street")? == "Via Milano 2", "{}", kept.body);
        deletion(&stage, &mut visitor, &person).await?;
        let export = api.call(Method::GET, "/account/export", &api.session_token, None);
        let data = export.await?.body;
        let at = |path: &str| data.pointer(path).unwrap_or(&Value::Null);
        ensure!(at("/account/deletion_asked_at").is_string(), "{data}");
        ensure!(at("/recapiti/town") == "Roma", "{data}");
        let sessions = at("/sessions").as_array().map(Vec::len);
        ensure!(sessions >= Some(2), "{data}");
        Ok(())
    };
    stage.explain(outcome.await)
}

/// The first recapiti, then a change of one line, each told by mail.
async fn recapiti(
    stage: &Stage,
    visitor: &mut Visitor,
    person: &Person,
    username: &str,
) -> Result<()> {
    let login = visitor.open("/area/recapiti").await?;
    let form = login
        .form("identificativo")?
        .fill("identificativo", username)?;
    let page = visitor
        .send(form.fill("password", &person.password)?)
        .await?;
    ensure!(page.path() == "/area/recapiti", "{}", page.url);
    let form = page
        .form("cellulare")?
        .fill("cellulare", "333 1234567")?
        .fill("indirizzo", "Via Roma 1")?
        .fill("cap", "00184")?
        .choose("provincia", "RM")?
        .fill("comune", "Rma")?;
    let told = visitor.send(form).await?;
    let errors = told.errors()?;
    let meant = "Il Comune «Rma» non è in provincia di Roma: forse intendi Roma?";
    ensure!(errors == [meant], "{errors:?}");
    let summary = visitor
        .send(told.form("cellulare")?.fill("comune", "Roma")?)
        .await?;
    let saved = visitor.send(summary.form("Conferma le modifiche")?).await?;
    ensure!(
        saved.text()?.contains("Hai aggiornato i recapiti"),
        "{}",
        saved.text()?
    );

    let form = saved.form("cellulare")?.fill("indirizzo", "Via Milano 2")?;
    let summary = visitor.send(form).await?;
    let rows = summary.texts("tr.modificato")?;
    let row = "Indirizzo di domicilio – modificato Via Roma 1 Via Milano 2";
    ensure!(rows == [row], "{rows:?}");
    let saved = visitor.send(summary.form("Conferma le modifiche")?).await?;
    let same = visitor.send(saved.form("cellulare")?).await?;
    ensure!(
        same.text()?.contains("Non hai modificato nulla"),
        "{}",
        same.text()?
    );
    let letter = stage.letter(&person.email, CHANGED).await?;
    letter.link().map(drop)
}

/// The request, its mail, and what the pages say of it.
async fn deletion(stage: &Stage, visitor: &mut Visitor, person: &Person) -> Result<()> {
    let page = visitor.open("/area/dati-personali").await?;
    let address = page.link("Chiedi di cancellare l'utenza")?;
    let page = visitor.open(address.as_str()).await?;
    let form = page.form("password_attuale")?;
    let asked = visitor
        .send(form.fill("password_attuale", &person.password)?)
        .await?;
    ensure!(asked.path() == "/area/dati-personali", "{}", asked.url);
    asked.form("Ritira la richiesta").context("the way back")?;
    let letter = stage.letter(&person.email, ASKED).await?;
    letter.link().map(drop)
}
