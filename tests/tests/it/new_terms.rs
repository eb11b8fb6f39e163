//! New versions of the legal documents, as the body that runs the service puts them into force.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;
use varco_tests::account::active;
use varco_tests::api::Api;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::web::Visitor;

#[tokio::test]
async fn r08_new_terms_are_asked_for_after_the_login_and_every_acceptance_is_kept() -> Result<()> {
    for database in Database::ALL {
        let folder = TempDir::new()?;
        let config = folder.path().join("varco.toml");
        let name = config.to_string_lossy();
        publish(folder.path(), "2027-01-01", "Il primo testo.")?;
        let settings = [&EASY_CAPTCHA[..], &[("VARCO_CONFIG", &name)]].concat();
        let mut stage = Stage::start_on(database, &settings).await?;
        let outcome = renewed(&mut stage, folder.path()).await;
        stage.explain(outcome)?;
    }
    Ok(())
}

/// Writes the terms and the configuration that names them.
fn publish(folder: &Path, version: &str, text: &str) -> Result<()> {
    let file = folder.join("condizioni.txt");
    fs::write(&file, format!("## Condizioni di prova\n\n{text}\n"))?;
    let file = file.display();
    let table = format!("[legal]\nterms = {{ file = '{file}', version = '{version}' }}\n");
    Ok(fs::write(folder.join("varco.toml"), table)?)
}

async fn renewed(stage: &mut Stage, folder: &Path) -> Result<()> {
    let person = Person::number(45)?;
    let (api, username) = active(stage, &person).await?;
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    visitor.open("/condizioni").await?.says("Il primo testo.")?;

    publish(folder, "2027-06-01", "Il secondo testo.")?;
    stage.varco.stop().await?;
    stage.varco.restart().await?;
    let stopped = api.account(&api.session_token).await?;
    ensure!(
        stopped.text("code")? == "terms-acceptance-required",
        "{}",
        stopped.body
    );
    let asked = visitor.log_in(&username, &person.password).await?;
    asked.at("/area/condizioni")?;
    asked.says("Sono cambiate le condizioni generali.")?;
    asked.says("versione 2027-06-01")?;
    visitor
        .open("/condizioni")
        .await?
        .says("Il secondo testo.")?;
    let refused = visitor.send(asked.form("condizioni")?).await?;
    ensure!(refused.errors()?.len() == 2, "{:?}", refused.errors());
    visitor.open("/area/email").await?.at("/area/condizioni")?;
    // The export stays open: whoever refuses may take the data along.
    visitor
        .open("/area/dati-personali/esporta")
        .await?
        .at("/area/dati-personali/esporta")?;
    let form = refused.form("condizioni")?.tick("condizioni")?;
    visitor.send(form.tick("privacy")?).await?.at("/area")?;
    visitor.open("/area/email").await?.at("/area/email")?;
    kept(&api, &["2027-01-01", "2027-06-01"]).await?;

    publish(folder, "2027-09-01", "Il terzo testo.")?;
    stage.varco.stop().await?;
    stage.varco.restart().await?;
    by_program(&api).await?;
    kept(&api, &["2027-01-01", "2027-06-01", "2027-09-01"]).await
}

/// A program shows what is in force, and names what was shown.
async fn by_program(api: &Api) -> Result<()> {
    const PATH: &str = "/account/acceptance";
    let token = &api.session_token;
    let asked = api.call(Method::GET, PATH, token, None).await?;
    ensure!(asked.at("/is_required") == true, "{}", asked.body);
    let body = |terms: &Value| {
        json!({ "terms_version": terms, "privacy_version": asked.at("/privacy_version"),
                "terms_accepted": true, "privacy_read": true })
    };
    let old = api.call(Method::PUT, PATH, token, Some(body(&json!("2027-06-01"))));
    let old = old.await?;
    ensure!(old.text("code")? == "changed-meanwhile", "{}", old.body);
    let body = body(asked.at("/terms_version"));
    let new = api.call(Method::PUT, PATH, token, Some(body));
    let new = new.await?;
    ensure!(new.status.is_success(), "{}", new.body);
    Ok(())
}

/// The versions that the person has accepted, as the export tells them.
async fn kept(api: &Api, versions: &[&str]) -> Result<()> {
    let export = api.call(Method::GET, "/account/export", &api.session_token, None);
    let data = export.await?;
    let told = data.at("/acceptances").as_array();
    let told = told.context("no acceptances")?.iter();
    let told: Vec<&str> = told
        .filter_map(|each| each.get("terms_version")?.as_str())
        .collect();
    ensure!(told == versions, "{}", data.body);
    Ok(())
}
