//! What people do with a browser besides walking straight through: keyboard, double clicks, the back
//! button, two tabs, a finger, paper.

mod access;
mod budgets;
mod listed;
mod registration;

use anyhow::{Context as _, Result, ensure};
use varco_tests::account::{ACTIVATION, CREDENTIALS};
use varco_tests::person::Person;
use varco_tests::seat::{Manner, Seat};
use varco_tests::stage::{EASY_CAPTCHA, Stage};

const ENTER: &str = "\u{e007}";
const SPACE: &str = " ";

async fn sit_down(has_javascript: bool) -> Result<(Stage, Seat)> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let manner = if has_javascript {
        Manner::STRICT
    } else {
        Manner::WITHOUT_SCRIPT
    };
    let seat = Seat::take(stage.varco.origin(), manner).await?;
    Ok((stage, seat))
}

async fn identify(seat: &Seat, person: &Person) -> Result<()> {
    seat.open("/registrazione").await?;
    seat.type_into("codice_fiscale", &person.codice_fiscale)
        .await?;
    seat.prove().await?;
    seat.press("Continua").await?;
    seat.arrive("/registrazione/dati").await
}

async fn declare(seat: &Seat, person: &Person) -> Result<()> {
    seat.type_into("nome", &person.nome).await?;
    seat.type_into("cognome", &person.cognome).await?;
    seat.type_into("email", &person.email).await?;
    seat.type_into("email_ripetuta", &person.email).await?;
    seat.tick("condizioni").await?;
    seat.tick("privacy").await?;
    seat.press("Continua").await?;
    seat.arrive("/registrazione/riepilogo").await
}

#[tokio::test]
async fn the_whole_journey_is_made_with_the_keyboard_alone() -> Result<()> {
    let (stage, seat) = sit_down(true).await?;
    let person = Person::number(91)?;
    let outcome = async {
        register_by_keys(&seat, &person).await?;
        let letter = stage.letter(&person.email, ACTIVATION).await?;
        seat.visit(&letter).await?;
        seat.keys_on("main form [type=submit]", ENTER).await?;
        seat.arrive("/attiva/esito").await?;
        seat.keys_on("main a.btn", ENTER).await?;
        seat.arrive("/accedi").await?;
        let letter = stage.letter(&person.email, CREDENTIALS).await?;
        seat.keys_on("#identificativo", &letter.username()?).await?;
        let with_enter = format!("{}{ENTER}", letter.password()?);
        seat.keys_on("#password", &with_enter).await?;
        seat.arrive("/password/primo-accesso").await?;
        seat.keys_on("#password_attuale", &letter.password()?)
            .await?;
        seat.keys_on("#nuova_password", &person.password).await?;
        let with_enter = format!("{}{ENTER}", person.password);
        seat.keys_on("#ripeti_password", &with_enter).await?;
        seat.arrive("/area").await?;
        seat.keys_on("header form [type=submit]", SPACE).await?;
        seat.arrive("/accedi").await
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

async fn register_by_keys(seat: &Seat, person: &Person) -> Result<()> {
    seat.open("/").await?;
    let path = "/registrazione";
    seat.keys_on(&format!("main a[href='{path}']"), ENTER)
        .await?;
    seat.arrive(path).await?;
    seat.keys_on("#codice_fiscale", &person.codice_fiscale)
        .await?;
    seat.keys_on("#umano", SPACE).await?;
    seat.keys_on("main form [type=submit]", ENTER).await?;
    seat.arrive("/registrazione/dati").await?;
    for (field, text) in [
        ("#nome", &person.nome),
        ("#cognome", &person.cognome),
        ("#email", &person.email),
        ("#email_ripetuta", &person.email),
    ] {
        seat.keys_on(field, text).await?;
    }
    seat.keys_on("#condizioni", SPACE).await?;
    seat.keys_on("#privacy", &format!("{SPACE}{ENTER}")).await?;
    seat.arrive("/registrazione/riepilogo").await?;
    seat.keys_on("main form [type=submit]", ENTER).await?;
    seat.arrive("/registrazione/controlla-email").await
}

#[tokio::test]
async fn the_focus_goes_through_each_page_as_the_eye_does_and_is_always_seen() -> Result<()> {
    let (stage, seat) = sit_down(true).await?;
    let outcome = async {
        identify(&seat, &Person::number(92)?).await?;
        for path in ["/", "/registrazione", "/registrazione/dati", "/accedi"] {
            seat.open(path).await?;
            let faults = seat.browser.focus_faults().await?;
            ensure!(faults.is_empty(), "{path}: {faults:#?}");
        }
        Ok(())
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

#[tokio::test]
async fn a_double_click_registers_once() -> Result<()> {
    for has_javascript in [true, false] {
        let (stage, seat) = sit_down(has_javascript).await?;
        let person = Person::number(93)?;
        let outcome = async {
            identify(&seat, &person).await?;
            declare(&seat, &person).await?;
            let twice = "const button = document.querySelector('main form [type=submit]');
                button.click(); button.click();";
            seat.browser.client.execute(twice, vec![]).await?;
            seat.arrive("/registrazione/controlla-email").await?;
            seat.read("Controlla la tua email").await?;
            stage.letter(&person.email, ACTIVATION).await?;
            seat.open("/registrazione/controlla-email").await?;
            let times: Vec<_> = stage.deliveries(1).await?.into_values().collect();
            ensure!(times == [1], "mails: {times:?}");
            Ok(())
        };
        stage.explain(outcome.await)?;
        seat.browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn back_and_forward_find_everything_as_it_was() -> Result<()> {
    let (stage, seat) = sit_down(true).await?;
    let person = Person::number(94)?;
    let outcome = async {
        identify(&seat, &person).await?;
        declare(&seat, &person).await?;
        let client = &seat.browser.client;
        client.back().await?;
        seat.arrive("/registrazione/dati").await?;
        ensure!(
            seat.value("email").await? == person.email,
            "step 2 is empty"
        );
        client.back().await?;
        seat.arrive("/registrazione").await?;
        let code = seat.value("codice_fiscale").await?;
        ensure!(code == person.codice_fiscale, "step 1 says {code:?}");
        client.forward().await?;
        seat.arrive("/registrazione/dati").await?;
        client.forward().await?;
        seat.arrive("/registrazione/riepilogo").await?;
        seat.read(&person.email).await?;
        seat.follow("Modifica i contatti").await?;
        seat.arrive("/registrazione/dati").await?;
        seat.press("Continua").await?;
        seat.arrive("/registrazione/riepilogo").await
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

#[tokio::test]
async fn of_two_tabs_with_one_registration_the_last_wins() -> Result<()> {
    let (stage, seat) = sit_down(true).await?;
    let person = Person::number(95)?;
    let other = Person {
        email: "seconda.scheda@esempio.it".to_owned(),
        ..person.clone()
    };
    let outcome = async {
        let client = &seat.browser.client;
        identify(&seat, &person).await?;
        let first = client.window().await?;
        let second = client.new_window(true).await?.handle;
        client.switch_to_window(second.clone()).await?;
        seat.open("/registrazione/dati").await?;
        client.switch_to_window(first.clone()).await?;
        declare(&seat, &person).await?;
        client.switch_to_window(second).await?;
        declare(&seat, &other).await?;
        client.switch_to_window(first).await?;
        seat.press("Conferma e registrati").await?;
        seat.arrive("/registrazione/controlla-email").await?;
        seat.read(&other.email).await?;
        stage.letter(&other.email, ACTIVATION).await.map(drop)
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

#[tokio::test]
async fn each_password_is_shown_on_its_own_and_hidden_again_before_it_is_sent() -> Result<()> {
    let (stage, seat) = sit_down(true).await?;
    let person = Person::number(96)?;
    let outcome = async {
        let (_, username) = varco_tests::account::active(&stage, &person).await?;
        seat.log_in(&username, &person.password).await?;
        seat.open("/area/password").await?;
        let shown = |name: &str| format!("#{name}[type=text]");
        let button = |name: &str, pressed| format!("[data-mostra={name}][aria-pressed={pressed}]");
        seat.click_css(&button("nuova_password", false)).await?;
        seat.wait(&shown("nuova_password")).await?;
        seat.wait(&button("nuova_password", true)).await?;
        seat.wait("#ripeti_password[type=password]").await?;
        seat.click_css(&button("ripeti_password", false)).await?;
        seat.wait(&shown("ripeti_password")).await?;
        let held = "addEventListener('submit', (event) => event.preventDefault());";
        seat.browser.client.execute(held, vec![]).await?;
        seat.press("Cambia la password").await?;
        for name in ["nuova_password", "ripeti_password"] {
            seat.wait(&format!("#{name}[type=password]")).await?;
            seat.wait(&button(name, false)).await?;
        }
        Ok(())
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

#[tokio::test]
async fn a_finger_on_a_telephone_gets_the_right_keyboards_and_hits_what_it_means() -> Result<()> {
    let (stage, seat) = sit_down(true).await?;
    let person = Person::number(97)?;
    let outcome = async {
        seat.browser.become_telephone().await?;
        seat.open("/registrazione").await?;
        seat.wait("#codice_fiscale[autocapitalize=characters]")
            .await?;
        seat.type_into("codice_fiscale", &person.codice_fiscale)
            .await?;
        seat.browser.tap("label[for=umano]").await?;
        seat.wait("#umano:checked").await?;
        seat.browser.tap("main form [type=submit]").await?;
        seat.arrive("/registrazione/dati").await?;
        seat.wait("#email[type=email][inputmode=email]").await?;
        seat.wait("#email[autocapitalize=off][spellcheck=false]")
            .await?;
        seat.type_into("nome", &person.nome).await?;
        for label in ["condizioni", "privacy"] {
            seat.browser.tap(&format!("label[for={label}]")).await?;
            seat.wait(&format!("#{label}:checked")).await?;
        }
        seat.browser.tap("main form [type=submit]").await?;
        seat.wait("#riepilogo-errori").await?;
        seat.browser
            .tap("#riepilogo-errori li:first-child a")
            .await?;
        seat.wait("#cognome:focus").await
    };
    stage.explain(outcome.await).context("telephone")?;
    seat.browser.close().await
}
