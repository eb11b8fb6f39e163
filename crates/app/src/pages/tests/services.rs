//! *Servizi accessibili con le stesse credenziali*.

use std::sync::Arc;

use jiff::SignedDuration;
use serde_json::Value;
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
