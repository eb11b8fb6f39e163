//! The services that take the same password.

use anyhow::{Result, ensure};

use crate::account::active;
use crate::person::Person;
use crate::seat::Seat;
use crate::stage::Stage;

/// Two that nobody answers for.
pub(super) const SERVICES: (&str, &str) = (
    "VARCO_CONFIG",
    concat!(env!("CARGO_MANIFEST_DIR"), "/src/gallery/services.toml"),
);
const NEXT: &str = "quattro gatti sul tetto";

pub(super) async fn walk(seat: &Seat, stage: &Stage) -> Result<()> {
    let (site, person) = (stage.varco.site(), Person::number(81)?);
    let (_, username) = active(stage, &person).await?;
    seat.log_in(&username, &person.password).await?;
    let pause = ["services", "pause", "posta", "--why", "prova"];
    let said = site.run(&pause).await?;
    ensure!(said.status.success(), "{said:?}");
    seat.open("/area/password").await?;
    seat.type_into("password_attuale", &person.password).await?;
    seat.type_into("nuova_password", NEXT).await?;
    seat.type_into("ripeti_password", NEXT).await?;
    seat.press("Cambia la password").await?;
    seat.look("s0-servizi-cambio").await?;
    seat.reopen_until("/area/servizi", "use[href$='it-warning-circle']")
        .await?;
    seat.look("s1-servizi").await
}
