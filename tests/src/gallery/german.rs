//! The pages in German, whose words are long.

use anyhow::{Context as _, Result, ensure};

use super::catalogue::{self, Sight};
use crate::account::active;
use crate::person::Person;
use crate::seat::Seat;
use crate::stage::Stage;

/// With the languages to choose from.
pub(super) const LANGUAGES: (&str, &str) = (
    "VARCO_CONFIG",
    concat!(env!("CARGO_MANIFEST_DIR"), "/src/gallery/languages.toml"),
);

pub(super) async fn walk(seat: &Seat, stage: &Stage) -> Result<()> {
    let person = Person::number(37)?;
    let (_, username) = active(stage, &person).await?;
    choose_german(seat).await.context("choosing")?;
    let is_own = |sight: &&Sight| sight.path.starts_with("/area");
    let is_form = |sight: &&Sight| sight.path == PERSON;
    let open = catalogue::GERMAN.iter();
    for sight in open.filter(|it| !is_own(it) && !is_form(it)) {
        seat.open(sight.path).await?;
        seat.look(sight.name).await?;
    }
    person_form(seat).await.context("registration")?;
    log_in(seat, &username, &person.password).await?;
    for sight in catalogue::GERMAN.iter().filter(is_own) {
        seat.open(sight.path).await?;
        seat.look(sight.name).await?;
    }
    Ok(())
}

/// Where step 2 is.
const PERSON: &str = "/registrazione/dati";

async fn choose_german(seat: &Seat) -> Result<()> {
    seat.open("/recupera").await?;
    seat.click_css("[hreflang=de]").await?;
    seat.arrive("/recupera").await?;
    seat.read("Was haben Sie vergessen?").await?;
    let source = seat.browser.client.source().await?;
    ensure!(source.contains("<html lang=\"de\">"), "{source}");
    Ok(())
}

/// Step 2, empty: every field with its fault.
async fn person_form(seat: &Seat) -> Result<()> {
    seat.open("/registrazione").await?;
    seat.type_into("codice_fiscale", "FOXDRA26C24I725A").await?;
    seat.prove().await?;
    seat.press("Weiter").await?;
    seat.arrive(PERSON).await?;
    seat.press("Weiter").await?;
    seat.look_at_faults("g87-de-daten-fehler").await
}

async fn log_in(seat: &Seat, username: &str, password: &str) -> Result<()> {
    seat.open("/accedi").await?;
    seat.type_into("identificativo", username).await?;
    seat.type_into("password", password).await?;
    seat.press("Anmelden").await?;
    seat.arrive("/area").await
}
