//! The own sessions and the change of the password, through the binary: two devices of one person.

use anyhow::{Result, ensure};
use varco_tests::account::active;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::web::Visitor;

const CHANGED: &str = "Istanze OnLine – La tua password è cambiata";
const NEXT: &str = "quattro gatti sul tetto";

#[tokio::test]
async fn r48_what_one_device_closes_is_closed_on_the_other_at_the_next_click() -> Result<()> {
    for database in [Database::Sqlite, Database::Postgres] {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        let person = Person::number(3)?;
        let outcome = two_devices(&stage, &person).await;
        stage.explain(outcome)?;
    }
    Ok(())
}

async fn two_devices(stage: &Stage, person: &Person) -> Result<()> {
    let (_, username) = active(stage, person).await?;
    let origin = stage.varco.origin();
    let (mut here, mut there) = (Visitor::new(&origin)?, Visitor::new(&origin)?);
    there.log_in(&username, &person.password).await?;
    let area = here.log_in(&username, &person.password).await?;
    ensure!(
        area.text()?.contains("Non eri tu?"),
        "R-40: the access before is not shown"
    );

    let list = here.open("/area/attivita").await?;
    ensure!(list.texts("main li strong")?.len() == 3, "{}", list.text()?);
    let closed = here.send(list.form("Chiudi tutte le altre")?).await?;
    closed.at("/area/attivita")?;
    there.open("/area").await?.at("/accedi")?;

    there.log_in(&username, &person.password).await?;
    let form = here.open("/area/password").await?.form("nuova_password")?;
    let form = form
        .fill("password_attuale", &person.password)?
        .fill("nuova_password", NEXT)?
        .fill("ripeti_password", NEXT)?;
    let changed = here.send(form).await?;
    changed.at("/area")?;
    stage.letter(&person.email, CHANGED).await?;
    there.open("/area").await?.at("/accedi")?;
    there.log_in(&username, NEXT).await?.at("/area")?;
    let told = here.open("/area/attivita").await?.text()?;
    for event in [
        "Hai cambiato la password",
        "Hai chiuso tutte le altre sessioni",
    ] {
        ensure!(told.contains(event), "no «{event}» in {told}");
    }
    Ok(())
}
