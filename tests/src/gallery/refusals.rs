//! Pages of what went wrong.

use anyhow::Result;

use crate::account::active;
use crate::invariants::Look;
use crate::person::Person;
use crate::seat::Seat;
use crate::stage::Stage;

/// So that the third registration is one too many.
pub(super) const FEW: (&str, &str) = ("VARCO_LIMITS__START_NETWORK", "2");

pub(super) async fn walk(seat: &Seat, stage: &Stage) -> Result<()> {
    let person = Person::number(98)?;
    let (_, username) = active(stage, &person).await?;
    seat.open("/non-esiste").await?;
    seat.look("e0-404").await?;
    seat.open("/esci").await?;
    seat.look("e1-405").await?;
    seat.open("/registrazione").await?;
    seat.send("/registrazione", "codice_fiscale=a&codice_fiscale=b")
        .await?;
    seat.read("La richiesta non è corretta").await?;
    seat.look("e2-400").await?;
    seat.send("/accedi", &format!("identificativo={}", "a".repeat(40_000)))
        .await?;
    seat.read("troppi dati").await?;
    seat.look("e3-413").await?;
    seat.open(&format!("/accedi?{}", "a".repeat(3_000))).await?;
    seat.look("e4-414").await?;
    from_elsewhere(seat, &stage.varco.origin()).await?;
    seat.read("rimasta aperta troppo a lungo").await?;
    seat.look("e5-403").await?;
    too_many(seat).await?;
    seat.look("e6-429").await?;
    seat.open("/accedi").await?;
    let holder = Look::at(stage.varco.site().database_url()).await?;
    holder.tamper("BEGIN IMMEDIATE").await?;
    seat.type_into("identificativo", "mario.rossi").await?;
    seat.type_into("password", "una password").await?;
    seat.press("Entra").await?;
    seat.read("non è disponibile").await?;
    seat.look("e7-503").await?;
    holder.tamper("ROLLBACK").await?;
    holder
        .tamper("UPDATE account SET birth_date = 'ieri'")
        .await?;
    seat.try_log_in(&username, &person.password).await?;
    seat.read("problema con il servizio").await?;
    seat.look("e8-500").await?;
    by_another_name(seat, stage).await?;
    seat.look("e9-421").await
}

/// A name that leads here, as every name under `localhost` does, and that nobody has told the service.
async fn by_another_name(seat: &Seat, stage: &Stage) -> Result<()> {
    let port = stage.varco.address().port();
    let address = format!("http://altro.localhost:{port}/accedi");
    seat.browser.client.goto(&address).await?;
    seat.read("L'indirizzo non è quello del servizio").await
}

/// A form that another site sends.
async fn from_elsewhere(seat: &Seat, origin: &str) -> Result<()> {
    let page = format!(
        "data:text/html,<form action={origin}/accedi method=post><button>Invia</button></form>"
    );
    seat.browser.client.goto(&page).await?;
    seat.press("Invia").await
}

async fn too_many(seat: &Seat) -> Result<()> {
    begin(seat, "MLLJGN75E05Z112P").await?;
    seat.arrive("/registrazione/dati").await?;
    seat.forget().await?;
    begin(seat, "FOXDRA26C24I725A").await?;
    seat.read("Troppe richieste").await
}

async fn begin(seat: &Seat, code: &str) -> Result<()> {
    seat.open("/registrazione").await?;
    seat.type_into("codice_fiscale", code).await?;
    seat.prove().await?;
    seat.press("Continua").await
}
