//! Taking the own data away, and asking that they be erased.

use http::StatusCode;
use http::header;
use serde_json::Value;
use varco_ports::Template;

use super::browser::Browser;
use super::stage::{CODE, EMAIL, PASSWORD, Stage};

const DATA: &str = "/area/dati-personali";
const EXPORT: &str = "/area/dati-personali/esporta";
const PRINT: &str = "/area/dati-personali/stampa";
const DELETION: &str = "/area/dati-personali/cancellazione";
const WITHDRAW: &str = "/area/dati-personali/cancellazione/ritira";

async fn signed_in(stage: &Stage) -> (String, Browser<'_>) {
    let username = stage.active().await;
    let browser = stage.browser();
    browser.log_in(&username, PASSWORD).await;
    (username, browser)
}

async fn notices(stage: &Stage) -> usize {
    let letters = stage.letters().await;
    let is_notice = |letter: &&Template| matches!(letter, Template::DeletionAsked { .. });
    letters.iter().filter(is_notice).count()
}

#[tokio::test]
async fn r90_the_file_holds_what_is_kept_and_no_secret() {
    let stage = Stage::new();
    let (username, browser) = signed_in(&stage).await;
    let file = browser.get(EXPORT).await;
    assert_eq!(file.header(header::CONTENT_TYPE), "application/json");
    assert_eq!(
        file.header(header::CONTENT_DISPOSITION),
        "attachment; filename=\"dati-personali.json\""
    );
    let data: Value = serde_json::from_str(&file.html).unwrap();
    assert_eq!(data["account"]["codice_fiscale"], CODE);
    assert_eq!(data["account"]["username"], username);
    assert_eq!(data["emails"]["personal"], EMAIL);
    assert_eq!(data["acceptances"].as_array().unwrap().len(), 1);
    assert_eq!(data["sessions"].as_array().unwrap().len(), 2);
    assert_eq!(data["activity"][0]["event"], "account.data_exported");
    assert!(data["recapiti"].is_null());
    let session = browser.cookie("__Host-sessione").unwrap();
    for secret in [PASSWORD, session.as_str(), "hash", "token"] {
        assert!(!file.html.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn r90_asking_for_the_headers_alone_is_no_export() {
    let stage = Stage::new();
    let (_, browser) = signed_in(&stage).await;
    for path in [EXPORT, PRINT] {
        let looked = browser.head(path).await;
        assert_eq!((looked.status, looked.html.as_str()), (StatusCode::OK, ""));
    }
    let file = browser.get(EXPORT).await;
    assert_eq!(file.html.matches("account.data_exported").count(), 1);
}

#[tokio::test]
async fn r90_the_page_to_print_tells_the_same_in_words() {
    let stage = Stage::new();
    let (_, browser) = signed_in(&stage).await;
    let page = browser.get(PRINT).await;
    assert_eq!(page.heading(), "I dati che conserviamo su di te");
    let facts = page.texts("dd");
    for value in [CODE, "Mario", "10 dicembre 1985", EMAIL, "Niente"] {
        assert!(facts.contains(&value.to_owned()), "{value}");
    }
}

#[tokio::test]
async fn r49_the_deletion_is_asked_for_with_the_password_and_shown_until_it_is_withdrawn() {
    let stage = Stage::new();
    let (_, browser) = signed_in(&stage).await;
    let page = browser.get(DELETION).await;
    assert!(page.text().contains("Che cosa resta, e perché"));
    for (typed, told) in [
        ("", "Scrivi la password attuale"),
        (
            "sbagliata",
            "La password attuale non è corretta: riscrivila",
        ),
    ] {
        let page = browser.post(DELETION, &[("password_attuale", typed)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            page.faults(),
            [("password_attuale".to_owned(), told.to_owned())]
        );
        assert!(!page.html.contains("sbagliata"));
    }
    assert_eq!(notices(&stage).await, 0);
    let page = browser
        .send(DELETION, &[("password_attuale", PASSWORD)])
        .await;
    assert!(
        page.notice()
            .starts_with("Hai chiesto di cancellare l'utenza")
    );
    assert_eq!(notices(&stage).await, 1);
    for path in [DATA, DELETION, "/area"] {
        let page = browser.get(path).await;
        let text = page.text();
        assert!(text.contains("oggi alle 12:00"), "{path}: {text}");
        assert!(page.has(&format!("form[action='{WITHDRAW}']")), "{path}");
    }
    let page = browser.send(WITHDRAW, &[]).await;
    assert_eq!(
        page.notice(),
        "Hai ritirato la richiesta: l'utenza resta com'è"
    );
    assert!(
        !browser
            .get("/area")
            .await
            .has(&format!("form[action='{WITHDRAW}']"))
    );
}

#[tokio::test]
async fn r49_too_many_wrong_passwords_stop_the_request_for_a_while() {
    let stage = Stage::new();
    let (_, browser) = signed_in(&stage).await;
    for _ in 0..5 {
        browser
            .post(DELETION, &[("password_attuale", "sbagliata")])
            .await;
    }
    let locked = browser
        .post(DELETION, &[("password_attuale", PASSWORD)])
        .await;
    assert_eq!(locked.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn nobody_gets_at_the_data_without_a_session() {
    let stage = Stage::new();
    for path in [EXPORT, PRINT, DELETION] {
        let page = stage.browser().get(path).await;
        assert!(page.location().starts_with("/accedi?poi=/area/"), "{path}");
    }
    for path in [DELETION, WITHDRAW] {
        let page = stage.browser().post(path, &[]).await;
        assert!(page.location().starts_with("/accedi?poi=/area/"), "{path}");
    }
}
