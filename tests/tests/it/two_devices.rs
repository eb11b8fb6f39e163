//! One person at two devices, or in two tabs: of two changes one wins, and the other is told.

use anyhow::{Context as _, Result, ensure};
use reqwest::StatusCode;
use varco_tests::account::active;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::web::{Form, Page, Visitor};

const CONFIRM: &str = "Istanze OnLine – Conferma la nuova email";
const RESET: &str = "Istanze OnLine – Nuova password";
const MEANWHILE: &str =
    "I tuoi dati sono cambiati nel frattempo, da un'altra scheda o da un altro dispositivo";

#[tokio::test]
async fn of_two_devices_of_a_person_the_first_wins_and_the_second_is_told() -> Result<()> {
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        let person = Person::number(48)?;
        let outcome = async {
            let (_, username) = active(&stage, &person).await?;
            let mut devices = Devices::log_in(&stage, &username, &person).await?;
            recapiti(&mut devices).await?;
            email(&stage, &mut devices, &person).await?;
            passwords(&mut devices, &username, &person).await?;
            links(&stage, &person).await
        };
        stage
            .explain(outcome.await)
            .with_context(|| format!("{database:?}"))?;
    }
    Ok(())
}

struct Devices {
    here: Visitor,
    there: Visitor,
}

impl Devices {
    async fn log_in(stage: &Stage, username: &str, person: &Person) -> Result<Self> {
        let origin = stage.varco.origin();
        let mut devices = Self {
            here: Visitor::new(&origin)?,
            there: Visitor::new(&origin)?,
        };
        for device in [&mut devices.here, &mut devices.there] {
            device
                .log_in(username, &person.password)
                .await?
                .at("/area")?;
        }
        Ok(devices)
    }

    /// The same page on both.
    async fn open(&mut self, path: &str) -> Result<[Page; 2]> {
        let pages = [self.here.open(path).await?, self.there.open(path).await?];
        pages.iter().try_for_each(|page| page.at(path))?;
        Ok(pages)
    }
}

/// Both have filled the form in; the second to confirm sees both editions and confirms anew.
async fn recapiti(devices: &mut Devices) -> Result<()> {
    let pages = devices.open("/area/recapiti").await?;
    let filled = |page: &Page, street: &str| -> Result<Form> {
        page.form("cellulare")?
            .fill("cellulare", "333 1234567")?
            .fill("indirizzo", street)?
            .fill("cap", "00184")?
            .choose("provincia", "RM")?
            .fill("comune", "Roma")
    };
    let first = devices.here.send(filled(&pages[0], "Via Roma 1")?).await?;
    let second = devices
        .there
        .send(filled(&pages[1], "Via Milano 2")?)
        .await?;
    let button = "Conferma le modifiche";
    devices
        .here
        .send(first.form(button)?)
        .await?
        .says("Hai aggiornato i recapiti")?;
    let told = devices.there.send(second.form(button)?).await?;
    ensure!(told.status == StatusCode::CONFLICT, "{}", told.status);
    ensure!(
        told.errors()?.concat().contains(MEANWHILE),
        "{:?}",
        told.errors()
    );
    let form = told.form("indirizzo")?;
    ensure!(form.value("indirizzo") == Some("Via Milano 2"), "{form:?}");
    let summary = devices.there.send(form).await?;
    summary.says("Via Roma 1")?;
    devices
        .there
        .send(summary.form(button)?)
        .await?
        .says("Hai aggiornato i recapiti")
}

/// What one device asks for, the other sees, and gives up; the link of the mail is void.
async fn email(stage: &Stage, devices: &mut Devices, person: &Person) -> Result<()> {
    const NEW: &str = "nuova.casella@libero.it";
    let form = devices
        .here
        .open("/area/email")
        .await?
        .form("password_attuale")?;
    let form = form.fill("email", NEW)?.fill("email_ripetuta", NEW)?;
    let sent = devices
        .here
        .send(form.fill("password_attuale", &person.password)?);
    sent.await?.at("/area/email/controlla")?;
    let link = stage.letter(NEW, CONFIRM).await?.link()?;
    let [mine, theirs] = devices.open("/area/email").await?;
    theirs.says(NEW)?;
    let button = "Annulla la modifica";
    devices
        .there
        .send(theirs.form(button)?)
        .await?
        .says("Hai annullato la modifica")?;
    let late = devices.here.send(mine.form(button)?).await?;
    ensure!(
        late.status == StatusCode::OK,
        "{}: {}",
        late.status,
        late.text()?
    );
    let void = devices.here.open(link.as_str()).await?;
    ensure!(
        void.heading()? == "Il link non vale più",
        "{}",
        void.heading()?
    );
    Ok(())
}

/// Both send a new password at the same time: one device stays in, the other is at the login, and
/// exactly one of the two passwords opens the utenza.
async fn passwords(devices: &mut Devices, username: &str, person: &Person) -> Result<()> {
    const CHOSEN: [&str; 2] = ["quattro gatti sul tetto", "cinque corvi sul campanile"];
    let pages = devices.open("/area/password").await?;
    let filled = |page: &Page, new: &str| -> Result<Form> {
        page.form("nuova_password")?
            .fill("password_attuale", &person.password)?
            .fill("nuova_password", new)?
            .fill("ripeti_password", new)
    };
    let (here, there) = (&mut devices.here, &mut devices.there);
    let first = here.send(filled(&pages[0], CHOSEN[0])?);
    let second = there.send(filled(&pages[1], CHOSEN[1])?);
    let (first, second) = tokio::join!(first, second);
    let (first, second) = (first?, second?);
    let (loser, told, [right, wrong]) = match (first.path(), second.path()) {
        ("/area", "/accedi") => (there, second, CHOSEN),
        ("/accedi", "/area") => (here, first, [CHOSEN[1], CHOSEN[0]]),
        both => anyhow::bail!("{both:?}"),
    };
    told.says("Accedi di nuovo")?;
    let refused = loser.log_in(username, wrong).await?;
    ensure!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.url
    );
    loser.log_in(username, right).await?.at("/area")
}

/// A link of a mail, open on two devices: it works on one, the other is told what happened.
async fn links(stage: &Stage, person: &Person) -> Result<()> {
    let origin = stage.varco.origin();
    let mut api = varco_tests::api::Api::new(&origin)?;
    let proof = api.prove_for("recover-password").await?;
    let body = serde_json::json!({ "flow_token": api.flow_token, "captcha": { "proof": proof },
        "identifier": person.codice_fiscale });
    api.ask(reqwest::Method::POST, "/password-resets", Some(body), 202)
        .await?;
    let link = stage.letter(&person.email, RESET).await?.link()?;
    let mut devices = [Visitor::new(&origin)?, Visitor::new(&origin)?];
    let mut forms = Vec::new();
    for (device, new) in devices
        .iter_mut()
        .zip(["sei sedie sotto la scala", "sette sacchi di sabbia"])
    {
        let page = device.open(link.as_str()).await?;
        let form = page.form("nuova_password")?.fill("nuova_password", new)?;
        forms.push(form.fill("ripeti_password", new)?);
    }
    let mut headings = Vec::new();
    for (device, form) in devices.iter_mut().zip(forms) {
        headings.push(device.send(form).await?.heading()?);
    }
    ensure!(
        headings == ["Hai una nuova password", "Il link è già stato usato"],
        "{headings:?}"
    );
    Ok(())
}
