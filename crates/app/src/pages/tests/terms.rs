//! New versions of the legal documents.

use http::StatusCode;

use super::browser::{Browser, Page};
use super::stage::{PASSWORD, Stage};
use super::steps::RECAPITI;

const PATH: &str = "/area/condizioni";

/// Somebody who accepted version 0, which is no longer in force.
async fn outdated() -> (Stage, String) {
    let before = Stage::with(|_, settings| {
        settings.documents.terms.version = "0".to_owned();
    });
    let username = before.active().await;
    (before.with_documents_of_today(), username)
}

async fn entered<'a>(stage: &'a Stage, username: &str) -> Browser<'a> {
    let browser = stage.browser();
    browser.log_in(username, PASSWORD).await;
    browser
}

async fn sent(browser: &Browser<'_>, page: &Page, boxes: &[(&str, &str)]) -> Page {
    let hidden = |name: &str| page.value(name).unwrap();
    let versions = (hidden("versione_condizioni"), hidden("versione_privacy"));
    let back = hidden("poi");
    let mut form = vec![
        ("versione_condizioni", versions.0.as_str()),
        ("versione_privacy", versions.1.as_str()),
        ("poi", back.as_str()),
    ];
    form.extend(boxes);
    browser.post(PATH, &form).await
}

#[tokio::test]
async fn r08_after_the_login_a_new_version_comes_first_and_then_the_page_asked_for() {
    let (stage, username) = outdated().await;
    let browser = entered(&stage, &username).await;
    for path in ["/area", "/area/recapiti", "/area/dati-personali"] {
        let page = browser.get(path).await;
        assert_eq!(page.location(), format!("{PATH}?poi={path}"));
    }
    let posted = browser.post("/area/recapiti", &RECAPITI).await;
    assert_eq!(posted.location(), format!("{PATH}?poi=/area/recapiti"));
    let page = browser.get(&posted.location()).await;
    assert_eq!(page.heading(), "Sono cambiati i documenti del servizio");
    assert!(
        page.text()
            .contains("Sono cambiate le condizioni generali. Leggi")
    );
    assert!(!page.has("input[checked]"));
    for document in ["/condizioni", "/privacy"] {
        assert!(
            page.has(&format!("main a[href='{document}']")),
            "{document}"
        );
    }
    let accepted = sent(&browser, &page, &[("condizioni", "si"), ("privacy", "si")]).await;
    assert_eq!(accepted.location(), "/area/recapiti");
    let form = browser.get("/area/recapiti").await;
    assert_eq!(
        form.value("comune").as_deref(),
        Some("Roma"),
        "nothing typed is lost"
    );
    assert_eq!(browser.get("/area").await.status, StatusCode::OK);
    assert_eq!(browser.get(PATH).await.location(), "/area");
}

#[tokio::test]
async fn r08_each_box_is_asked_for_by_its_own_name_and_none_comes_back_ticked() {
    let (stage, username) = outdated().await;
    let browser = entered(&stage, &username).await;
    let page = browser.get(PATH).await;
    for (boxes, fields) in [
        (&[][..], &["condizioni", "privacy"][..]),
        (&[("condizioni", "si")][..], &["privacy"]),
        (
            &[("privacy", "si"), ("condizioni", "forse")][..],
            &["condizioni"],
        ),
    ] {
        let told = sent(&browser, &page, boxes).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        let faults: Vec<_> = told.faults().into_iter().map(|(field, _)| field).collect();
        assert_eq!(faults, fields);
        assert!(!told.has("input[checked]"));
    }
    assert!(browser.get("/area").await.location().starts_with(PATH));
}

#[tokio::test]
async fn what_is_accepted_is_what_was_shown() {
    let (stage, username) = outdated().await;
    let browser = entered(&stage, &username).await;
    let form = [
        ("versione_condizioni", "0"),
        ("versione_privacy", "0"),
        ("condizioni", "si"),
        ("privacy", "si"),
        ("poi", "https://evil.example"),
    ];
    let told = browser.post(PATH, &form).await;
    assert!(
        told.faults()[0]
            .1
            .starts_with("I documenti sono appena cambiati")
    );
    assert_eq!(told.value("poi").as_deref(), Some("/area"), "R-78");
    assert!(browser.get("/area").await.location().starts_with(PATH));
}

#[tokio::test]
async fn whoever_does_not_accept_may_log_out_take_the_data_and_ask_for_the_deletion() {
    let (stage, username) = outdated().await;
    let browser = entered(&stage, &username).await;
    for path in [
        "/area/dati-personali/esporta",
        "/area/dati-personali/stampa",
        "/area/dati-personali/cancellazione",
    ] {
        assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(
        browser.post("/esci", &[]).await.location(),
        "/accedi?uscita=1"
    );
    assert_eq!(
        browser.get(PATH).await.location(),
        "/accedi?poi=/area",
        "without a session nobody is asked"
    );
}
