//! From a codice fiscale to an active account, in a real browser.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use fantoccini::Locator;
use tokio::time::{Instant, sleep};
use varco_tests::account::{ACTIVATION, CREDENTIALS};
use varco_tests::browser::{Browser, WIDTHS};
use varco_tests::captcha;
use varco_tests::person::Person;
use varco_tests::stage::Stage;

#[tokio::test]
async fn a_person_registers_in_a_browser_with_javascript() -> Result<()> {
    whole_way(true).await
}

#[tokio::test]
async fn a_person_registers_in_a_browser_without_javascript() -> Result<()> {
    whole_way(false).await
}

async fn whole_way(has_javascript: bool) -> Result<()> {
    let stage = Stage::start().await?;
    let browser = Browser::start(has_javascript).await?;
    let person = Person::number(3)?;
    let seat = Seat {
        browser,
        origin: stage.varco.origin(),
        has_javascript,
    };
    let outcome = async {
        seat.register(&person).await.context("registration")?;
        seat.activate(&stage, &person).await.context("activation")?;
        seat.first_login(&stage, &person)
            .await
            .context("first login")
    };
    let outcome = outcome.await;
    stage.explain(outcome)?;
    seat.browser.close().await
}

/// A person in front of a browser.
struct Seat {
    browser: Browser,
    origin: String,
    has_javascript: bool,
}

impl Seat {
    async fn register(&self, person: &Person) -> Result<()> {
        self.browser.client.goto(&self.origin).await?;
        self.look("/", "01-home").await?;
        self.follow("Registrati").await?;
        self.look("/registrazione", "02-codice-fiscale").await?;
        self.press("Continua").await?;
        self.look_at_faults("/registrazione", "03-codice-fiscale-errori")
            .await?;
        self.type_into("codice_fiscale", &person.codice_fiscale)
            .await?;
        self.tick("umano").await?;
        if !self.has_javascript {
            let question = self
                .browser
                .client
                .find(Locator::Css("[data-umano-domanda]"))
                .await?;
            self.type_into("risposta", &captcha::answer(&question.text().await?)?)
                .await?;
        }
        self.press("Continua").await?;
        self.look("/registrazione/dati", "04-dati").await?;
        self.press("Continua").await?;
        self.look_at_faults("/registrazione/dati", "05-dati-errori")
            .await?;
        self.type_into("nome", &person.nome).await?;
        self.type_into("cognome", &person.cognome).await?;
        self.type_into("email", &person.email).await?;
        self.type_into("email_ripetuta", &person.email).await?;
        self.tick("condizioni").await?;
        self.tick("privacy").await?;
        self.press("Continua").await?;
        self.look("/registrazione/riepilogo", "06-riepilogo")
            .await?;
        self.press("Conferma e registrati").await?;
        self.look("/registrazione/controlla-email", "07-controlla-email")
            .await
    }

    async fn activate(&self, stage: &Stage, person: &Person) -> Result<()> {
        let letter = stage.letter(&person.email, ACTIVATION).await?;
        self.browser.client.goto(letter.link()?.as_str()).await?;
        self.look("/attiva", "08-attiva").await?;
        self.press("Attiva l'utenza").await?;
        self.look("/attiva/esito", "09-esito").await
    }

    async fn first_login(&self, stage: &Stage, person: &Person) -> Result<()> {
        let letter = stage.letter(&person.email, CREDENTIALS).await?;
        self.follow("Vai all'accesso").await?;
        self.look("/accedi", "10-accedi").await?;
        self.type_into("identificativo", &letter.username()?)
            .await?;
        self.type_into("password", "sbagliata").await?;
        self.press("Entra").await?;
        self.look_at_faults("/accedi", "11-accedi-errori").await?;
        self.type_into("password", &letter.password()?).await?;
        self.press("Entra").await?;
        self.look("/password/primo-accesso", "12-primo-accesso")
            .await?;
        self.type_into("password_attuale", &letter.password()?)
            .await?;
        self.type_into("nuova_password", &person.password).await?;
        self.type_into("ripeti_password", &person.password).await?;
        self.press("Salva").await?;
        self.look("/area", "13-area").await?;
        self.press("Esci").await?;
        self.look("/accedi", "14-uscita").await
    }

    /// Waits for a page and looks at it: no error in the console, nothing that sticks out sideways,
    /// pictures at every width.
    async fn look(&self, path: &str, picture: &str) -> Result<()> {
        self.arrive(path).await?;
        let mode = if self.has_javascript {
            "js"
        } else {
            "senza-js"
        };
        for width in WIDTHS {
            let overflow = self.browser.resize(width).await?;
            ensure!(
                overflow <= 0.0,
                "{path} sticks out by {overflow} px at {width}"
            );
            self.browser
                .screenshot(&format!("{mode}-{picture}-{width}"))
                .await?;
        }
        let errors = self.browser.console_errors().await?;
        // A form with faults comes back as 422, which the console reports.
        let real: Vec<_> = errors
            .iter()
            .filter(|error| !error.contains("status of 422"))
            .collect();
        ensure!(real.is_empty(), "the console of {path} says {real:?}");
        Ok(())
    }

    /// Waits for the page to come back with an error summary, and looks at it.
    async fn look_at_faults(&self, path: &str, picture: &str) -> Result<()> {
        let summary = Locator::Css("#riepilogo-errori");
        self.browser
            .client
            .wait()
            .for_element(summary)
            .await
            .with_context(|| picture.to_owned())?;
        self.look(path, picture).await
    }

    async fn arrive(&self, path: &str) -> Result<()> {
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            let url = self.browser.client.current_url().await?;
            if url.path() == path {
                return Ok(());
            }
            if Instant::now() > deadline {
                let main = self.browser.client.find(Locator::Css("main")).await?;
                bail!("at {url} instead of {path}:\n{}", main.text().await?);
            }
            sleep(Duration::from_millis(20)).await;
        }
    }

    async fn type_into(&self, name: &str, text: &str) -> Result<()> {
        let field = self
            .browser
            .client
            .find(Locator::Css(&format!("[name={name}]")))
            .await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// With the keyboard: the painted box may lie over the real one.
    async fn tick(&self, name: &str) -> Result<()> {
        let field = format!("input[type=checkbox][name={name}]");
        Ok(self
            .browser
            .client
            .find(Locator::Css(&field))
            .await?
            .send_keys(" ")
            .await?)
    }

    async fn press(&self, label: &str) -> Result<()> {
        let button = format!("//button[starts-with(normalize-space(), \"{label}\")]");
        Ok(self
            .browser
            .client
            .find(Locator::XPath(&button))
            .await?
            .click()
            .await?)
    }

    async fn follow(&self, text: &str) -> Result<()> {
        let link = format!("//main//a[normalize-space()=\"{text}\"]");
        Ok(self
            .browser
            .client
            .find(Locator::XPath(&link))
            .await?
            .click()
            .await?)
    }
}
