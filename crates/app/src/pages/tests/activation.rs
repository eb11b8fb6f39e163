//! Activation.

use http::StatusCode;
use jiff::SignedDuration;
use varco_usecases::InitialCredential;

use super::stage::{PASSWORD, Stage};

#[tokio::test]
async fn r15_looking_at_a_link_changes_nothing() {
    let stage = Stage::new();
    stage.browser().confirmed().await;
    let (token, _) = stage.ticket().await;
    let link = format!("/attiva?t={token}");
    for _ in 0..20 {
        let scanner = stage.browser();
        scanner.head(&link).await;
        let clean = scanner.get(&link).await.location();
        scanner.head(&clean).await;
        assert!(
            scanner
                .get(&clean)
                .await
                .has("form[action='/attiva'] button")
        );
    }
    let person = stage.browser();
    person.get(&link).await;
    assert_eq!(
        person.send("/attiva", &[]).await.heading(),
        "Utenza attivata"
    );
}

#[tokio::test]
async fn r18_the_token_leaves_the_address_and_no_page_shows_it() {
    let stage = Stage::new();
    stage.browser().confirmed().await;
    let (token, _) = stage.ticket().await;
    let browser = stage.browser();
    let redirect = browser.get(&format!("/attiva?t={token}")).await;
    assert_eq!(
        (redirect.status, redirect.location().as_str()),
        (StatusCode::SEE_OTHER, "/attiva")
    );
    assert_eq!(browser.cookie("__Host-attivazione"), Some(token.clone()));
    assert!(!browser.get("/attiva").await.html.contains(&token));
    browser.send("/attiva", &[]).await;
    assert_eq!(browser.cookie("__Host-attivazione"), None);
}

#[tokio::test]
async fn the_code_may_be_typed_or_the_whole_link_pasted() {
    for is_link in [false, true] {
        let stage = Stage::new();
        stage.browser().confirmed().await;
        let (token, code) = stage.ticket().await;
        let typed = if is_link {
            format!(" https://x.it/attiva?t={token} ")
        } else {
            code.to_lowercase()
        };
        let browser = stage.browser();
        assert!(
            browser
                .get("/attiva")
                .await
                .has("#codice[autocomplete=one-time-code]")
        );
        assert_eq!(
            browser
                .send("/attiva", &[("codice", &typed)])
                .await
                .heading(),
            "Utenza attivata"
        );
    }
}

#[tokio::test]
async fn what_was_cut_or_mistyped_explains_itself() {
    let stage = Stage::new();
    let browser = stage.browser();
    assert_eq!(
        browser.get("/attiva?t=abc").await.location(),
        "/attiva?incompleto=1"
    );
    let cut = browser.get("/attiva?incompleto=1").await;
    assert_eq!(
        (cut.status, cut.heading().as_str()),
        (StatusCode::NOT_FOUND, "Il link è incompleto")
    );
    assert!(cut.has("#codice"));
    let unknown = "A".repeat(43);
    browser.get(&format!("/attiva?t={unknown}")).await;
    assert_eq!(
        browser.get("/attiva").await.heading(),
        "Il link è incompleto"
    );
    assert_eq!(
        browser.post("/attiva", &[]).await.status,
        StatusCode::NOT_FOUND
    );
    let other = stage.browser();
    for (typed, told) in [
        ("", "Scrivi il codice che trovi nell'email"),
        (
            "ABCD 2345",
            "Il codice non corrisponde: copialo dall'ultima email che hai ricevuto",
        ),
        (
            "https://x.it/attiva?t=abc",
            "Il link è incompleto: copialo per intero dall'email",
        ),
    ] {
        let page = other.post("/attiva", &[("codice", typed)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.faults(), [("codice".to_owned(), told.to_owned())]);
        assert_eq!(page.value("codice").as_deref(), Some(typed));
    }
}

#[tokio::test]
async fn an_expired_link_or_code_is_renewed_by_one_click() {
    for is_code in [false, true] {
        let stage = Stage::new();
        stage.browser().confirmed().await;
        let (token, code) = stage.ticket().await;
        stage.clock.advance(SignedDuration::from_hours(24));
        let browser = stage.browser();
        let expired = if is_code {
            browser.post("/attiva", &[("codice", &code)]).await
        } else {
            browser.get(&format!("/attiva?t={token}")).await;
            browser.get("/attiva").await
        };
        assert_eq!(
            (expired.status, expired.heading().as_str()),
            (StatusCode::GONE, "Il link è scaduto")
        );
        assert!(expired.text().contains("Per sicurezza vale 24 ore."));
        let typed = expired.value("codice").unwrap_or_default();
        assert_eq!(typed.is_empty(), !is_code);
        let renewed = browser
            .send("/attiva/nuovo-link", &[("codice", &typed)])
            .await;
        assert_eq!(renewed.heading(), "Ti abbiamo mandato un nuovo link");

        browser.get(&format!("/attiva?t={token}")).await;
        let old = browser.get("/attiva").await;
        assert_eq!(old.status, StatusCode::GONE);
        assert!(
            old.text().contains("usa il link dell'ultima (ore 12:00)."),
            "{}",
            old.text()
        );
        let (newest, _) = stage.ticket().await;
        browser.get(&format!("/attiva?t={newest}")).await;
        assert_eq!(
            browser.send("/attiva", &[]).await.heading(),
            "Utenza attivata"
        );
    }
}

#[tokio::test]
async fn a_second_activation_says_that_the_utenza_is_open() {
    let stage = Stage::new();
    stage.opened().await;
    let (token, code) = stage.ticket().await;
    let browser = stage.browser();
    browser.get(&format!("/attiva?t={token}")).await;
    let page = browser.get("/attiva").await;
    assert_eq!(
        (page.status, page.heading().as_str()),
        (StatusCode::OK, "L'utenza è già attiva")
    );
    assert_eq!(
        browser
            .send("/attiva", &[("codice", &code)])
            .await
            .heading(),
        "L'utenza è già attiva"
    );
}

#[tokio::test]
async fn a_registration_that_came_second_says_so_and_not_that_it_is_too_old() {
    let stage = Stage::new();
    stage.browser().confirmed().await;
    let (token, _) = stage.ticket().await;
    stage.browser().confirmed().await;
    let (_, code) = stage.ticket().await;
    stage.browser().send("/attiva", &[("codice", &code)]).await;
    let browser = stage.browser();
    for _ in 0..2 {
        browser.get(&format!("/attiva?t={token}")).await;
        let second = browser.get("/attiva").await;
        assert_eq!(
            (second.status, second.heading().as_str()),
            (StatusCode::CONFLICT, "L'utenza esiste già")
        );
        assert!(!second.text().contains("scaduta"), "{}", second.text());
    }
}

#[tokio::test]
async fn a_registration_that_is_over_says_so() {
    let stage = Stage::new();
    stage.browser().confirmed().await;
    let (token, code) = stage.ticket().await;
    stage.clock.advance(SignedDuration::from_hours(72));
    let browser = stage.browser();
    browser.get(&format!("/attiva?t={token}")).await;
    let gone = browser.get("/attiva").await;
    assert_eq!(
        (gone.status, gone.heading().as_str()),
        (StatusCode::GONE, "La registrazione non vale più")
    );
    assert!(gone.text().contains("restano 3 giorni, poi li cancelliamo"));
    assert_eq!(
        browser.post("/attiva", &[("codice", &code)]).await.status,
        StatusCode::GONE
    );
}

#[tokio::test]
async fn the_password_may_be_chosen_at_activation() {
    let stage = Stage::with(|_, settings| {
        settings.initial_credential = InitialCredential::ChosenAtActivation;
    });
    stage.browser().confirmed().await;
    let (token, code) = stage.ticket().await;
    let browser = stage.browser();
    browser.get(&format!("/attiva?t={token}")).await;
    assert!(
        browser
            .get("/attiva")
            .await
            .has("#nuova_password[autocomplete=new-password]")
    );
    let short = browser
        .post(
            "/attiva",
            &[("nuova_password", "corta"), ("ripeti_password", "corta")],
        )
        .await;
    assert_eq!(
        short.faults()[0].1,
        "La nuova password ha 5 caratteri: ne servono almeno 15"
    );
    assert!(!short.html.contains("corta") && !short.has("#codice"));
    let typed = [
        ("codice", code.as_str()),
        ("nuova_password", PASSWORD),
        ("ripeti_password", "x"),
    ];
    let differs = stage.browser().post("/attiva", &typed).await;
    assert_eq!(differs.faults()[0].0, "ripeti_password");
    assert_eq!(differs.value("codice").as_deref(), Some(code.as_str()));
    let done = browser
        .send(
            "/attiva",
            &[("nuova_password", PASSWORD), ("ripeti_password", PASSWORD)],
        )
        .await;
    assert!(done.text().contains("La password è quella che hai scelto."));
    assert_eq!(
        browser.log_in("mario.rossi", PASSWORD).await.location(),
        "/area"
    );
}
