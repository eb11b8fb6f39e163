//! *Servizi accessibili con le stesse credenziali*.

use std::sync::Arc;

use jiff::SignedDuration;
use serde_json::Value;
use varco_domain::credential::RefusedSigns;
use varco_domain::delivery::LinkedServices;
use varco_ports::SyncError;
use varco_ports::testkit::{InMemoryTarget, TargetFault};

use super::browser::Browser;
use super::stage::{CODE, PASSWORD, Stage};
use crate::testkit;

const NEXT: &str = "quattro gatti sul tetto";
const PAGE: &str = "/area/servizi";

/// A stage with one linked service, which has nothing yet, and an utenza in use.
async fn linked() -> (Stage, Arc<InMemoryTarget>) {
    let mut target = None;
    let stage = Stage::with(|ports, settings| target = Some(testkit::link(ports, settings)));
    stage.active().await;
    (stage, target.unwrap())
}

async fn state(browser: &Browser<'_>) -> String {
    let page = browser.get(PAGE).await;
    let [state] = page.texts("[data-stato]").try_into().unwrap();
    let told: Value = serde_json::from_str(&browser.get("/area/servizi/stato").await.html).unwrap();
    assert_eq!(told["servizi"][0]["stato"], state.as_str());
    state
}

async fn change(browser: &Browser<'_>) -> super::browser::Page {
    let form = [
        ("password_attuale", PASSWORD),
        ("nuova_password", NEXT),
        ("ripeti_password", NEXT),
    ];
    browser.send("/area/password", &form).await
}

#[tokio::test]
async fn a_change_leads_to_the_services_and_they_are_seen_to_follow() {
    let (stage, target) = linked().await;
    testkit::carry(&stage.app).await;
    let browser = stage.browser();
    browser.log_in(CODE, PASSWORD).await;
    let page = change(&browser).await;
    assert_eq!(page.path, "/area/servizi?avviso=nuova-password");
    assert_eq!(
        page.notice(),
        "Hai cambiato la password. Stiamo aggiornando 1 servizio"
    );
    assert_eq!(
        page.heading(),
        "Servizi accessibili con le stesse credenziali"
    );
    assert_eq!(page.texts("[aria-current=page]").len(), 2);
    assert_eq!(page.texts("caption"), ["Servizi che usano la tua password"]);
    assert!(state(&browser).await.starts_with("In aggiornamento"));
    target.fail_once(TargetFault::Before(SyncError::retry("503")));
    testkit::carry(&stage.app).await;
    let failed = state(&browser).await;
    assert!(
        failed.starts_with("Non riuscito – riproviamo alle"),
        "{failed}"
    );
    stage.clock.advance(SignedDuration::from_mins(1));
    testkit::carry(&stage.app).await;
    assert_eq!(state(&browser).await, "Aggiornato");
    assert_eq!(target.entry("mario.rossi").unwrap().password, NEXT);
    let page = browser.get(PAGE).await;
    assert_eq!(page.texts("[data-aggiornato]"), ["oggi alle 12:01"]);
}

#[tokio::test]
async fn t30_a_password_that_the_service_refuses_is_told_to_its_holder() {
    let (stage, target) = linked().await;
    target.refuse_shorter_than(99);
    testkit::carry(&stage.app).await;
    let browser = stage.browser();
    browser.log_in(CODE, PASSWORD).await;
    let refused = state(&browser).await;
    assert!(refused.starts_with("Rifiutata dal servizio"), "{refused}");
    assert!(refused.ends_with("scegli un'altra password"), "{refused}");
}

#[tokio::test]
async fn r46_the_polling_of_the_script_does_not_keep_the_session_alive() {
    let (stage, _) = linked().await;
    let browser = stage.browser();
    browser.log_in(CODE, PASSWORD).await;
    let told = async || browser.get("/area/servizi/stato").await.html;
    for _ in 0..10 {
        stage.clock.advance(SignedDuration::from_mins(1));
        assert!(told().await.contains("Portale SIDI"));
    }
    assert_eq!(browser.get("/sessione").await.html, r#"{"restano":300}"#);
    stage.clock.advance(SignedDuration::from_mins(5));
    assert_eq!(told().await, r#"{"servizi":[]}"#);
    let over = browser.get(PAGE).await.location();
    assert_eq!(over, "/accedi?poi=/area/servizi&avviso=scaduta");
    let nobody = stage.browser().get("/area/servizi/stato").await;
    assert_eq!(nobody.html, r#"{"servizi":[]}"#);
}

#[tokio::test]
async fn the_first_password_of_ones_own_leads_to_the_services_too() {
    let stage = Stage::with(|ports, settings| drop(testkit::link(ports, settings)));
    let (username, one_time) = stage.opened().await;
    let browser = stage.browser();
    browser.log_in(&username, &one_time).await;
    let nothing = browser.get("/area/servizi/stato").await.html;
    assert_eq!(nothing, r#"{"servizi":[]}"#, "nothing is open yet");
    let form = [
        ("password_attuale", one_time.as_str()),
        ("nuova_password", PASSWORD),
        ("ripeti_password", PASSWORD),
    ];
    let page = browser.send("/password/primo-accesso", &form).await;
    assert_eq!(
        page.notice(),
        "Hai cambiato la password. Stiamo aggiornando 1 servizio"
    );
    assert!(state(&browser).await.starts_with("In aggiornamento"));
}

#[tokio::test]
async fn who_cannot_be_helped_by_waiting_has_a_code_that_an_operator_looks_up() {
    let (stage, target) = linked().await;
    let reason = "500 Internal Server Error".to_owned();
    target.fail_once(TargetFault::Before(SyncError::Refused { reason }));
    testkit::carry(&stage.app).await;
    let browser = stage.browser();
    browser.log_in(CODE, PASSWORD).await;
    let stuck = state(&browser).await;
    let (_, code) = stuck
        .split_once("chiedi assistenza e indica il codice ")
        .unwrap();
    let usecases = &stage.app.usecases;
    let found = usecases
        .find_outbox_item_by_code(code)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.target, "sidi/password");
    assert_eq!(found.reason.unwrap(), "500 Internal Server Error");
    let none = usecases.find_outbox_item_by_code("0000-0000").await;
    assert_eq!(none.unwrap(), None);
}

#[tokio::test]
async fn t30_what_services_ask_of_a_password_is_said_before_and_after_it_is_chosen() {
    let stage = Stage::with(|ports, settings| {
        testkit::link(ports, settings);
        let mut service = settings.services.all()[0].clone();
        service.policy.max_length = 30;
        service.policy.refused = RefusedSigns::new("%<", false);
        settings.services = LinkedServices::new(vec![service]).unwrap();
    });
    stage.active().await;
    let browser = stage.browser();
    browser.log_in(CODE, PASSWORD).await;
    let help = browser.get("/area/password").await;
    let [help] = help.texts("#nuova_password-aiuto").try_into().unwrap();
    assert!(help.starts_with("Da 15 a 30 caratteri."), "{help}");
    let refused = "Un servizio collegato non accetta questi caratteri nella password: % <";
    assert!(help.contains("nella password: % <."), "{help}");
    assert!(!help.contains("qualsiasi carattere"), "{help}");
    for (password, told) in [
        ("cento % di pioggia", refused),
        (
            "quattro gatti sul tetto che scotta",
            "La password può avere al massimo 30 caratteri",
        ),
    ] {
        let form = [
            ("password_attuale", PASSWORD),
            ("nuova_password", password),
            ("ripeti_password", password),
        ];
        let page = browser.post("/area/password", &form).await;
        assert_eq!(page.faults()[0].1, told);
    }
}

#[tokio::test]
async fn without_linked_services_there_is_no_such_section() {
    let stage = Stage::new();
    stage.active().await;
    let browser = stage.browser();
    browser.log_in(CODE, PASSWORD).await;
    assert_eq!(browser.get(PAGE).await.location(), "/area");
    let area = browser.get("/area").await;
    assert!(!area.has("a[href='/area/servizi']"));
    assert_eq!(change(&browser).await.path, "/area?avviso=nuova-password");
    let away = stage.browser().get(PAGE).await;
    assert_eq!(away.location(), "/accedi?poi=/area/servizi");
}
