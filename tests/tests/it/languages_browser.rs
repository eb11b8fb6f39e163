//! The pages in German, whose words are long, in a real browser.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use varco_tests::account::active;
use varco_tests::person::Person;
use varco_tests::seat::Seat;
use varco_tests::stage::{EASY_CAPTCHA, Stage};

/// Pages that anybody can open.
const OPEN: [(&str, &str); 7] = [
    ("/", "80-de-start"),
    ("/accedi", "81-de-anmelden"),
    ("/registrazione", "82-de-steuernummer"),
    ("/recupera", "83-de-probleme"),
    ("/recupera/utenza-mi", "84-de-mi"),
    ("/condizioni", "85-de-bedingungen"),
    ("/cookie", "86-de-cookies"),
];

/// Pages of the area.
const AREA: [(&str, &str); 6] = [
    ("/area", "90-de-bereich"),
    ("/area/dati-personali", "91-de-daten"),
    ("/area/recapiti", "92-de-kontaktdaten"),
    ("/area/email", "93-de-email"),
    ("/area/password", "94-de-passwort"),
    ("/area/attivita", "95-de-aktivitaeten"),
];

#[tokio::test]
async fn german_pages_have_room_for_their_words() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("varco.toml");
    fs::write(&file, "[service]\nlanguages = ['it', 'de', 'en']\n")?;
    let [captcha] = EASY_CAPTCHA;
    let named = file.to_str().context("path")?;
    let stage = Stage::start_with(&[captcha, ("VARCO_CONFIG", named)]).await?;
    let seat = Seat::take(stage.varco.origin(), true).await?;
    let person = Person::number(37)?;
    let outcome = async {
        let (_, username) = active(&stage, &person).await?;
        choose_german(&seat).await.context("choosing")?;
        for (path, picture) in OPEN {
            seat.open(path).await?;
            seat.look(path, picture).await?;
        }
        person_form(&seat).await.context("registration")?;
        log_in(&seat, &username, &person.password).await?;
        for (path, picture) in AREA {
            seat.open(path).await?;
            seat.look(path, picture).await?;
        }
        Ok(())
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

async fn choose_german(seat: &Seat) -> Result<()> {
    seat.open("/recupera").await?;
    seat.follow("Deutsch").await?;
    seat.arrive("/recupera").await?;
    seat.read("Was haben Sie vergessen?").await?;
    let source = seat.browser.client.source().await?;
    ensure!(source.contains("<html lang=\"de\">"), "{source}");
    Ok(())
}

/// Step 2, empty: every field with its fault.
async fn person_form(seat: &Seat) -> Result<()> {
    const HERE: &str = "/registrazione/dati";
    seat.open("/registrazione").await?;
    seat.type_into("codice_fiscale", "FOXDRA26C24I725A").await?;
    seat.prove().await?;
    seat.press("Weiter").await?;
    seat.arrive(HERE).await?;
    seat.press("Weiter").await?;
    seat.look_at_faults(HERE, "87-de-daten-fehler").await
}

async fn log_in(seat: &Seat, username: &str, password: &str) -> Result<()> {
    seat.open("/accedi").await?;
    seat.type_into("identificativo", username).await?;
    seat.type_into("password", password).await?;
    seat.press("Anmelden").await?;
    seat.arrive("/area").await
}
