//! When the inside fails, the person hears what to do and nothing of the inside.

use std::sync::Arc;

use http::{StatusCode, header};
use varco_ports::{MockRegistrationStore, StoreError};

use super::stage::Stage;
use varco_domain::language::Language;
use varco_words::Words;

use crate::pages::error_page;

fn failing(error: fn() -> StoreError) -> Stage {
    Stage::with(move |ports, _| {
        let mut registrations = MockRegistrationStore::new();
        registrations
            .expect_find_by_flow()
            .returning(move |_| Err(error()));
        ports.registrations = Arc::new(registrations);
    })
}

#[tokio::test]
async fn a_store_that_cannot_be_reached_is_a_503_with_a_time_to_come_back() {
    let stage = failing(|| StoreError::Unavailable("/srv/secret.db is locked".to_owned()));
    let browser = stage.browser();
    browser.get("/registrazione").await;
    let page = browser.get("/registrazione/dati").await;
    assert_eq!(
        (page.status, page.header(header::RETRY_AFTER)),
        (StatusCode::SERVICE_UNAVAILABLE, "5")
    );
    assert_eq!(
        page.heading(),
        "Il servizio non è disponibile in questo momento"
    );
    assert!(!page.html.contains("secret"));
}

#[tokio::test]
async fn something_broken_is_a_500_with_a_reference() {
    let stage = failing(|| StoreError::Corrupt {
        table: "registration",
        column: "state",
        row: "7".to_owned(),
    });
    let browser = stage.browser();
    browser.get("/registrazione").await;
    let page = browser.get("/registrazione/dati").await;
    assert_eq!(
        (page.status, page.heading().as_str()),
        (
            StatusCode::INTERNAL_SERVER_ERROR,
            "C'è un problema con il servizio"
        )
    );
    assert!(!page.html.contains("corrupt") && !page.html.contains("state"));
    let reference = page.texts("main strong").concat();
    assert_eq!(reference.len(), "7F3A-21C9".len());
}

#[tokio::test]
async fn every_error_page_says_what_happened_and_how_to_go_on() {
    let stage = Stage::new();
    let mut headings = Vec::new();
    for code in [403, 404, 405, 410, 413, 429, 500, 503] {
        let status = StatusCode::from_u16(code).unwrap();
        let response = error_page(&stage.app, Words::of(Language::It), status);
        assert_eq!(response.status(), status);
        assert_eq!(
            response.headers().contains_key(header::RETRY_AFTER),
            code == 503
        );
        let html = response.into_body().into_string().await.unwrap();
        let heading = html
            .split_once("<h1>")
            .unwrap()
            .1
            .split_once("</h1>")
            .unwrap()
            .0
            .to_owned();
        assert!(html.contains("Codice: <strong>") && html.contains("Hai bisogno di aiuto?"));
        headings.push(heading);
    }
    headings.sort_unstable();
    headings.dedup();
    assert_eq!(headings.len(), 8, "each has a heading of its own");
}

#[tokio::test]
async fn what_no_handler_takes_is_answered_by_a_page() {
    let stage = Stage::new();
    let browser = stage.browser();
    assert_eq!(
        browser.get("/nulla").await.heading(),
        "Non abbiamo trovato la pagina"
    );
    assert_eq!(
        browser.get("/esci").await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
    let twice = [("codice_fiscale", "a"), ("codice_fiscale", "b")];
    assert_eq!(
        browser.post("/registrazione", &twice).await.status,
        StatusCode::BAD_REQUEST
    );
}
