//! The mail after a registration: asked for again, sent elsewhere, lost.

use jiff::SignedDuration;
use varco_usecases::InitialCredential;

use super::stage::{CODE, EMAIL, Stage};
use super::steps::{HUMAN, changed, code};

#[tokio::test]
async fn the_mail_may_be_asked_for_again_and_the_address_corrected() {
    let stage = Stage::new();
    let browser = stage.browser();
    let sent = browser.confirmed().await;
    assert!(
        sent.text()
            .contains("Potrai chiederla di nuovo tra 1 minuto.")
    );
    let again = "/registrazione/controlla-email/invia-di-nuovo";
    stage.clock.advance(SignedDuration::from_secs(18));
    assert_eq!(
        browser.send(again, &[]).await.notice(),
        "Hai chiesto l'email da poco. Riprova tra 42 secondi"
    );
    let correct = "/registrazione/controlla-email/correggi";
    assert_eq!(
        browser.get(correct).await.value("email").as_deref(),
        Some(EMAIL)
    );
    let other = [
        ("email", "altra@esempio.it"),
        ("email_ripetuta", "altra@esempio.it"),
    ];
    let same = [("email", EMAIL), ("email_ripetuta", EMAIL)];
    let soon = browser.post(correct, &same).await;
    assert_eq!(
        soon.faults()[0].1,
        "Hai chiesto l'email da poco. Riprova tra 42 secondi"
    );
    let differs = browser
        .post(
            correct,
            &changed(&other, &[("email_ripetuta", "x@esempio.it")]),
        )
        .await;
    assert_eq!(differs.faults()[0].0, "email_ripetuta");
    let corrected = browser.send(correct, &other).await;
    assert!(
        corrected
            .text()
            .contains("Abbiamo mandato un messaggio a altra@esempio.it")
    );
    stage.clock.advance(SignedDuration::from_mins(1));
    let mailed = browser.send(again, &[]).await.notice();
    assert!(mailed.starts_with("Ti abbiamo mandato un'altra email"));
    stage.clock.advance(SignedDuration::from_mins(1));
    let enough = browser.send(again, &[]).await;
    assert!(!enough.has("form[action$=invia-di-nuovo]") && enough.text().contains("assistenza"));
    let refused = browser
        .send(correct, &[("email", EMAIL), ("email_ripetuta", EMAIL)])
        .await;
    assert!(
        refused
            .notice()
            .starts_with("Hai già chiesto l'email troppe volte")
    );
}

#[tokio::test]
async fn a_mail_that_was_lost_is_recovered_without_telling_whether_it_existed() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.confirmed().await;
    stage.letters().await;
    stage.clock.advance(SignedDuration::from_mins(2));
    let mut pages = Vec::new();
    for email in [EMAIL, "nessuno@esempio.it"] {
        let elsewhere = stage.browser();
        elsewhere.get("/recupera/attivazione").await;
        let form = [code(CODE).as_slice(), &[("email", email)]].concat();
        pages.push(elsewhere.send("/recupera/attivazione", &form).await.html);
    }
    assert_eq!(pages[0], pages[1]);
    assert_eq!(stage.letters().await.len(), 2);
    let faulty = stage.browser();
    faulty.get("/recupera/attivazione").await;
    let page = faulty
        .post(
            "/recupera/attivazione",
            &[("codice_fiscale", "X"), HUMAN[0]],
        )
        .await;
    let fields: Vec<_> = page.faults().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["codice_fiscale", "email", "risposta"]);
}

#[tokio::test]
async fn the_page_after_the_confirmation_tells_the_steps_of_the_other_way_too() {
    let stage = Stage::with(|_, settings| {
        settings.initial_credential = InitialCredential::ChosenAtActivation;
    });
    let sent = stage.browser().confirmed().await;
    assert_eq!(
        sent.texts("ol:not([class]) li")[2],
        "Scegli la tua password"
    );
}
