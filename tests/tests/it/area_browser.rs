//! The *area riservata* in a real browser, with and without JavaScript.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use fantoccini::Locator;
use reqwest::{Method, StatusCode};
use varco_tests::account::active;
use varco_tests::invariants::Look;
use varco_tests::person::Person;
use varco_tests::seat::Seat;
use varco_tests::stage::{EASY_CAPTCHA, Stage};

const CONFIRM: &str = "Istanze OnLine – Conferma la nuova email";
const CHANGED: &str = "Istanze OnLine – La tua email è cambiata";
const RECAPITI: &str = "Istanze OnLine – Hai aggiornato i recapiti";
/// The second password.
const NEXT: &str = "quattro gatti sul tetto";

#[tokio::test]
async fn a_person_uses_the_area_in_a_browser_with_javascript() -> Result<()> {
    whole_area(true).await
}

#[tokio::test]
async fn a_person_uses_the_area_in_a_browser_without_javascript() -> Result<()> {
    whole_area(false).await
}

async fn whole_area(has_javascript: bool) -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let seat = Seat::take(stage.varco.origin(), has_javascript).await?;
    let person = Person::number(31)?;
    let outcome = async {
        let (_, username) = active(&stage, &person).await?;
        log_in(&seat, &username, &person.password).await?;
        seat.look("/area", "20-area").await?;
        recapiti(&seat).await.context("recapiti")?;
        own_data(&seat, &person).await.context("own data")?;
        sessions(&seat).await.context("sessions")?;
        password(&seat, &person).await.context("password")?;
        email(&seat, &stage, &person).await.context("email")
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

async fn log_in(seat: &Seat, username: &str, password: &str) -> Result<()> {
    log_in_to(seat, username, password, "/area").await
}

async fn log_in_to(seat: &Seat, username: &str, password: &str, path: &str) -> Result<()> {
    seat.open("/accedi").await?;
    seat.type_into("identificativo", username).await?;
    seat.type_into("password", password).await?;
    seat.press("Entra").await?;
    seat.arrive(path).await
}

async fn recapiti(seat: &Seat) -> Result<()> {
    const HERE: &str = "/area/recapiti";
    seat.open(HERE).await?;
    seat.look(HERE, "21-recapiti").await?;
    seat.press("Continua").await?;
    seat.look_at_faults(HERE, "22-recapiti-errori").await?;
    seat.type_into("cellulare", "333 1234567").await?;
    seat.type_into("indirizzo", "Via Roma 1").await?;
    seat.type_into("cap", "00184").await?;
    if seat.has_javascript {
        suggested_places(seat).await.context("places")?;
    }
    seat.choose("provincia", "RM").await?;
    seat.type_into("comune", "Rma").await?;
    seat.press("Continua").await?;
    seat.read("forse intendi Roma?").await?;
    seat.look(HERE, "23-recapiti-comune").await?;
    seat.press("Usa Roma").await?;
    seat.read("Controlla e conferma").await?;
    seat.look(HERE, "24-recapiti-riepilogo").await?;
    seat.press("Conferma le modifiche").await?;
    seat.read("Hai aggiornato i recapiti").await?;
    seat.look(HERE, "25-recapiti-fatto").await?;
    seat.press("Continua").await?;
    seat.read("Non hai modificato nulla").await?;
    seat.look(HERE, "26-recapiti-nulla").await
}

/// Places suggest themselves, for the mouse and for the keyboard; Esc sends them away.
async fn suggested_places(seat: &Seat) -> Result<()> {
    const ARROW_DOWN: &str = "\u{e015}";
    const ENTER: &str = "\u{e007}";
    const ESCAPE: &str = "\u{e00c}";
    let value = async |field: &str| -> Result<Option<String>> {
        let field = seat.browser.client.find(Locator::Css(field)).await?;
        Ok(field.prop("value").await?)
    };
    seat.type_into("comune", "monz").await?;
    seat.wait("#comune-elenco:not([hidden]) [role=option]")
        .await?;
    seat.look("/area/recapiti", "27-luoghi").await?;
    seat.key("#comune", ARROW_DOWN).await?;
    seat.wait("#comune[aria-activedescendant=comune-elenco-0]")
        .await?;
    seat.key("#comune", ENTER).await?;
    ensure!(value("#comune").await?.as_deref() == Some("Monza"));
    ensure!(value("#provincia").await?.as_deref() == Some("MB"));
    seat.type_into("comune", "castr").await?;
    seat.wait("#comune-elenco:not([hidden]) [role=option]")
        .await?;
    seat.key("#comune", ESCAPE).await?;
    seat.wait("#comune[aria-expanded=false]").await
}

async fn own_data(seat: &Seat, person: &Person) -> Result<()> {
    const HERE: &str = "/area/dati-personali";
    const DELETION: &str = "/area/dati-personali/cancellazione";
    seat.open(HERE).await?;
    seat.look(HERE, "30-dati").await?;
    seat.follow("Vedi e stampa i dati che conserviamo").await?;
    seat.look("/area/dati-personali/stampa", "31-stampa")
        .await?;
    seat.open(DELETION).await?;
    seat.look(DELETION, "32-cancellazione").await?;
    seat.press("Chiedi la cancellazione").await?;
    seat.look_at_faults(DELETION, "33-cancellazione-errori")
        .await?;
    seat.type_into("password_attuale", &person.password).await?;
    seat.press("Chiedi la cancellazione").await?;
    seat.look(HERE, "34-cancellazione-chiesta").await?;
    seat.press("Ritira la richiesta").await?;
    seat.read("Hai ritirato la richiesta").await
}

async fn sessions(seat: &Seat) -> Result<()> {
    const HERE: &str = "/area/attivita";
    seat.open(HERE).await?;
    seat.look(HERE, "35-attivita").await?;
    seat.press("Chiudi tutte le altre").await?;
    seat.read("Hai chiuso tutte le altre sessioni").await?;
    seat.look(HERE, "36-attivita-chiuse").await
}

async fn password(seat: &Seat, person: &Person) -> Result<()> {
    const HERE: &str = "/area/password";
    seat.open(HERE).await?;
    seat.look(HERE, "37-password").await?;
    seat.type_into("nuova_password", "corta").await?;
    seat.press("Cambia la password").await?;
    seat.look_at_faults(HERE, "38-password-errori").await?;
    seat.type_into("password_attuale", &person.password).await?;
    seat.type_into("nuova_password", NEXT).await?;
    seat.type_into("ripeti_password", NEXT).await?;
    seat.press("Cambia la password").await?;
    seat.read("Hai cambiato la password").await?;
    seat.look("/area", "39-password-cambiata").await
}

async fn email(seat: &Seat, stage: &Stage, person: &Person) -> Result<()> {
    const HERE: &str = "/area/email";
    seat.open(HERE).await?;
    seat.look(HERE, "41-email").await?;
    seat.press("Cambia email").await?;
    seat.look_at_faults(HERE, "42-email-errori").await?;
    ask_email(seat, "prima@libero.it").await?;
    seat.look("/area/email/controlla", "43-email-controlla")
        .await?;
    seat.open(HERE).await?;
    seat.look(HERE, "44-email-in-attesa").await?;
    seat.press("Annulla").await?;
    seat.read("Cambia email").await?;
    seat.look(HERE, "45-email-annullata").await?;
    ask_email(seat, "nuova@libero.it").await?;
    let link = stage.letter("nuova@libero.it", CONFIRM).await?.link()?;
    seat.browser.client.goto(link.as_str()).await?;
    seat.look("/conferma-email", "46-conferma").await?;
    seat.press("Conferma l'email").await?;
    seat.look("/conferma-email/esito", "47-confermata").await?;
    seat.browser.client.goto(link.as_str()).await?;
    seat.look("/conferma-email/esito", "48-link-usato").await?;
    let link = stage.letter(&person.email, RECAPITI).await?.link()?;
    seat.browser.client.goto(link.as_str()).await?;
    seat.look("/non-sono-stato-io", "49-non-sono-stato-io")
        .await?;
    seat.open("/non-sono-stato-io?t=tagliato").await?;
    seat.look("/non-sono-stato-io", "49-tagliato").await?;
    let link = stage.letter(&person.email, CHANGED).await?.link()?;
    seat.browser.client.goto(link.as_str()).await?;
    seat.look("/annulla-email", "49-rimetti").await?;
    seat.press("Rimetti l'email di prima").await?;
    seat.look("/annulla-email/esito", "49-rimessa").await
}

async fn ask_email(seat: &Seat, address: &str) -> Result<()> {
    seat.type_into("email", address).await?;
    seat.type_into("email_ripetuta", address).await?;
    seat.type_into("password_attuale", NEXT).await?;
    seat.press("Cambia email").await?;
    seat.arrive("/area/email/controlla").await
}

#[tokio::test]
async fn one_session_is_closed_and_new_terms_come_before_the_area_in_a_browser() -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let seat = Seat::take(stage.varco.origin(), true).await?;
    let person = Person::number(33)?;
    let outcome = async {
        let (api, username) = active(&stage, &person).await?;
        log_in(&seat, &username, &person.password).await?;
        seat.open("/area/attivita").await?;
        seat.press("Chiudi la sessione").await?;
        seat.read("Hai chiuso la sessione").await?;
        seat.look("/area/attivita", "36-attivita-una-chiusa")
            .await?;
        let closed = api.call(Method::GET, "/session", &api.session_token, None);
        let closed = closed.await?.status;
        ensure!(closed == StatusCode::UNAUTHORIZED, "{closed}");
        seat.press("Esci").await?;

        let look = Look::at(stage.varco.site().database_url()).await?;
        look.tamper("UPDATE account SET terms_version = '2020-01-01'")
            .await?;
        look.close().await?;
        log_in_to(&seat, &username, &person.password, "/area/condizioni").await?;
        seat.open("/area/recapiti").await?;
        seat.look("/area/condizioni", "50-condizioni").await?;
        seat.press("Continua").await?;
        seat.look_at_faults("/area/condizioni", "51-condizioni-errori")
            .await?;
        seat.tick("condizioni").await?;
        seat.tick("privacy").await?;
        seat.press("Continua").await?;
        seat.look("/area/recapiti", "52-condizioni-accettate").await
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

/// Two minutes are left from the start, so the dialog asks at once. That a use prolongs the session is
/// noted every half minute only, so that long nothing is done before the answer.
#[tokio::test]
async fn r46_the_dialog_asks_who_is_there_and_tells_the_server() -> Result<()> {
    let short = [EASY_CAPTCHA[0], ("VARCO_SESSION__IDLE", "2m")];
    let stage = Stage::start_with(&short).await?;
    let seat = Seat::take(stage.varco.origin(), true).await?;
    let person = Person::number(32)?;
    let outcome = async {
        let (_, username) = active(&stage, &person).await?;
        log_in(&seat, &username, &person.password).await?;
        dialog(&seat).await
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

async fn dialog(seat: &Seat) -> Result<()> {
    const ASKED: &str = "dialog[open] [data-sessione-continua]:focus";
    const ESCAPE: &str = "\u{e00c}";
    seat.wait(ASKED).await?;
    seat.look("/area", "40-sessione").await?;
    tokio::time::sleep(Duration::from_secs(31)).await;
    let before = left(seat).await?;
    ensure!(
        before < 90,
        "asking is no use of the session: {before} s left"
    );
    seat.press("Continua la sessione").await?;
    seat.wait(ASKED).await?;
    let after = left(seat).await?;
    ensure!(
        after > 110,
        "the session lives {after} s more, and {before} s before"
    );
    let asked = seat.browser.requests_beyond("-").await?;
    let prolonged = asked
        .iter()
        .any(|name| name.ends_with("/sessione/prolunga"));
    ensure!(prolonged, "{asked:?}");
    seat.key(ASKED, ESCAPE).await?;
    seat.wait("dialog:not([open])").await
}

/// How many seconds the session still lives, as the server says.
async fn left(seat: &Seat) -> Result<i64> {
    let script = "const done = arguments[0];
        fetch('/sessione').then((answer) => answer.json()).then(({ restano }) => done(restano));";
    let told = seat.browser.client.execute_async(script, vec![]).await?;
    told.as_i64().with_context(|| told.to_string())
}
