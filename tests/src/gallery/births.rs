//! Registrations whose codice fiscale leaves something open: the century, the place.

use anyhow::{Context as _, Result};

use crate::seat::Seat;

/// Born in 1926 or in 2026.
const CENTURIES: &str = "FOXDRA26C24I725A";
/// A valid code whose place, X999, was never assigned.
const NOWHERE: &str = "RSSMRA85T10X999Q";
const HERE: &str = "/registrazione/dati";

pub(super) async fn walk(seat: &Seat) -> Result<()> {
    identify(seat, CENTURIES).await.context("year")?;
    seat.look("n0-anno").await?;
    seat.press("Continua").await?;
    seat.read("Scegli l'anno di nascita").await?;
    seat.look_at_faults("n1-anno-errori").await?;
    seat.forget().await?;
    identify(seat, NOWHERE).await.context("place")?;
    seat.look("n2-luogo").await?;
    seat.press("Continua").await?;
    seat.read("Scrivi il luogo di nascita").await?;
    seat.look_at_faults("n3-luogo-errori").await?;
    for (field, text) in [
        ("nome", "Mario"),
        ("cognome", "Rossi"),
        ("luogo_nascita", "Castro"),
        ("email", "mario.rossi@esempio.it"),
        ("email_ripetuta", "mario.rossi@esempio.it"),
    ] {
        seat.type_into(field, text).await?;
    }
    seat.tick("condizioni").await?;
    seat.tick("privacy").await?;
    seat.press("Continua").await?;
    seat.read("Quale intendi?").await?;
    seat.look("n4-luogo-quale").await?;
    seat.click_css("label[for=luogo_scelto-2]").await?;
    seat.press("Continua").await?;
    seat.arrive("/registrazione/riepilogo").await?;
    seat.read("Castro (").await
}

async fn identify(seat: &Seat, code: &str) -> Result<()> {
    seat.open("/registrazione").await?;
    seat.type_into("codice_fiscale", code).await?;
    seat.prove().await?;
    seat.press("Continua").await?;
    seat.arrive(HERE).await
}
