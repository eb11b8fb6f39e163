//! The services that take the same password.

use anyhow::{Result, ensure};

use crate::account::active;
use crate::invariants::Look;
use crate::person::Person;
use crate::seat::Seat;
use crate::stage::Stage;

/// Some that nobody answers for.
pub(super) const SERVICES: (&str, &str) = (
    "VARCO_CONFIG",
    concat!(env!("CARGO_MANIFEST_DIR"), "/src/gallery/services.toml"),
);
const NEXT: &str = "quattro gatti sul tetto";
/// How orders may end besides: the service, what is noted, what the person reads.
const ENDS: [(&str, &str, &str); 4] = [
    ("biblioteca", "envelope = NULL", "Aggiornato"),
    (
        "formazione",
        "is_superseded = TRUE",
        "Serve un nuovo accesso",
    ),
    (
        "mensa",
        "is_refused = TRUE, reason = 'almeno 20 caratteri', envelope = NULL",
        "Rifiutata dal servizio («almeno 20 caratteri»)",
    ),
    ("archivio", "is_buried = TRUE", "e indica il codice"),
];

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
    seat.look("s1-servizi").await?;
    ends(seat, site.database_url()).await
}

/// As nobody answers, how orders end is written by hand.
async fn ends(seat: &Seat, database: &str) -> Result<()> {
    let look = Look::at(database).await?;
    for (service, end, _) in ENDS {
        look.tamper(&format!(
            "UPDATE outbox SET {end}, settled_at = created_at, due_at = NULL, is_leased = FALSE,
             fence = fence + 1 WHERE target LIKE '{service}/%'"
        ))
        .await?;
    }
    seat.open("/area/servizi").await?;
    for (_, _, told) in ENDS {
        seat.read(told).await?;
    }
    seat.look("s2-servizi-stati").await
}
