//! Registration.

use http::StatusCode;
use jiff::SignedDuration;

use super::stage::{CODE, PASSWORD, Stage};
use super::steps::{PERSON, code};

#[tokio::test]
async fn a_person_registers_and_becomes_the_owner_of_an_active_utenza() {
    let stage = Stage::new();
    let browser = stage.browser();
    let step_2 = browser.identified("rss mra 85t10 a562s").await;
    assert_eq!(step_2.texts("h2")[0], "2 di 3 – Dati personali");
    assert_eq!(
        step_2.texts("dd"),
        [
            CODE,
            "10 dicembre 1985",
            "San Giuliano Terme (PI)",
            "Maschile"
        ]
    );
    let step_3 = browser.send("/registrazione/dati", &PERSON).await;
    assert!(
        step_3
            .text()
            .contains("Ti scriveremo a mario.rossi@esempio.it")
    );
    let sent = browser.send("/registrazione/riepilogo", &[]).await;
    assert_eq!(sent.heading(), "Controlla la tua email");
    assert!(
        sent.text()
            .contains("vale fino alle 12:00 del 22 novembre 2026."),
        "{}",
        sent.text()
    );

    let (token, _) = stage.ticket().await;
    let clean = browser.get(&format!("/attiva?t={token}")).await.location();
    let button = browser.get(&clean).await;
    assert!(button.text().contains("Stai attivando l'utenza di M… R…"));
    let done = browser.send("/attiva", &[]).await;
    assert_eq!(
        (done.heading().as_str(), done.path.as_str()),
        ("Utenza attivata", "/attiva/esito")
    );

    let (username, one_time) = stage.credential().await;
    let forced = browser.log_in(&username, &one_time).await.location();
    assert_eq!(forced, "/password/primo-accesso");
    let form = [
        ("password_attuale", one_time.as_str()),
        ("nuova_password", PASSWORD),
        ("ripeti_password", PASSWORD),
    ];
    let area = browser.send(&forced, &form).await;
    assert_eq!(
        (area.heading().as_str(), area.notice().as_str()),
        ("Ti diamo il benvenuto, Mario", "Password salvata")
    );
    assert!(area.text().contains("mario.rossi") && area.text().contains("Utenza esterna"));
}

#[tokio::test]
async fn faults_of_step_1_come_back_on_the_same_page_with_the_typed_code() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.get("/registrazione").await;
    let empty = browser.post("/registrazione", &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(empty.texts("#riepilogo-errori h2"), ["Controlla 2 campi"]);
    assert_eq!(
        empty.faults(),
        [
            ("codice_fiscale".into(), "Scrivi il codice fiscale".into()),
            (
                "umano".into(),
                "Per continuare seleziona «Non sono un robot»".into()
            ),
        ]
    );
    assert!(
        empty
            .title()
            .starts_with("Errore: Codice fiscale (passaggio 1 di 3)")
    );
    let short = browser
        .post("/registrazione", &code("RSSMRA85T10A562"))
        .await;
    assert_eq!(
        short.faults()[0].1,
        "Il codice fiscale ha 16 caratteri: ne hai scritti 15"
    );
    assert_eq!(
        short.value("codice_fiscale").as_deref(),
        Some("RSSMRA85T10A562")
    );
    assert_eq!(
        short
            .attribute("#codice_fiscale", "aria-describedby")
            .as_deref(),
        Some("codice_fiscale-errore codice_fiscale-aiuto")
    );
    assert_eq!(
        short
            .attribute("#codice_fiscale", "aria-invalid")
            .as_deref(),
        Some("true")
    );
}

#[tokio::test]
async fn without_a_cookie_step_1_says_so_and_binds_the_browser() {
    let stage = Stage::new();
    let browser = stage.browser();
    let page = browser.post("/registrazione", &code(CODE)).await;
    assert!(page.faults()[0].1.contains("cookie"));
    assert_eq!(page.value("codice_fiscale").as_deref(), Some(CODE));
    assert_eq!(
        browser.send("/registrazione", &code(CODE)).await.path,
        "/registrazione/dati"
    );
}

#[tokio::test]
async fn a_step_out_of_order_leads_to_the_first_one_that_is_missing() {
    let stage = Stage::new();
    let browser = stage.browser();
    for path in [
        "/registrazione/dati",
        "/registrazione/riepilogo",
        "/registrazione/controlla-email",
    ] {
        assert_eq!(
            browser.get(path).await.location(),
            "/registrazione?avviso=inizio",
            "{path}"
        );
    }
    let start = browser.get("/registrazione?avviso=inizio").await;
    assert_eq!(start.notice(), "Per registrarti comincia da qui");
    browser.identified(CODE).await;
    assert_eq!(
        browser.get("/registrazione/riepilogo").await.location(),
        "/registrazione/dati?avviso=dati"
    );
    assert_eq!(
        browser
            .post("/registrazione/riepilogo", &[])
            .await
            .location(),
        "/registrazione/dati?avviso=dati"
    );
    browser.send("/registrazione/dati", &PERSON).await;
    assert_eq!(
        browser
            .get("/registrazione/controlla-email")
            .await
            .location(),
        "/registrazione/riepilogo"
    );
    browser.send("/registrazione/riepilogo", &[]).await;
    for path in ["/registrazione/dati", "/registrazione/riepilogo"] {
        assert_eq!(
            browser.get(path).await.location(),
            "/registrazione/controlla-email"
        );
    }
    let waiting = browser.get("/registrazione").await;
    assert!(
        waiting.text().contains("Hai una registrazione in corso")
            && !waiting.has("#codice_fiscale")
    );
}

#[tokio::test]
async fn beginning_anew_leaves_the_registration_before_behind() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.confirmed().await;
    let before = browser.cookie("__Host-bozza");
    let fresh = browser.send("/registrazione/ricomincia", &[]).await;
    assert_ne!(browser.cookie("__Host-bozza"), before);
    assert_eq!(fresh.value("codice_fiscale").as_deref(), Some(""));
    assert!(!fresh.text().contains("registrazione in corso"));
}

#[tokio::test]
async fn a_registration_that_is_over_makes_room_for_a_new_one() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.identified(CODE).await;
    stage.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(
        browser.get("/registrazione/dati").await.location(),
        "/registrazione?avviso=inizio"
    );
    let over = browser.post("/registrazione", &code(CODE)).await;
    assert!(over.faults()[0].1.contains("scaduta"));
    assert_eq!(
        browser.send("/registrazione", &code(CODE)).await.path,
        "/registrazione/dati"
    );
}

#[tokio::test]
async fn r05_no_page_tells_whether_a_code_has_an_utenza() {
    let (free, held) = (Stage::new(), Stage::new());
    held.active().await;
    let mut seen = Vec::new();
    for stage in [&free, &held] {
        let browser = stage.browser();
        let pages = [
            browser.get("/registrazione").await,
            browser.send("/registrazione", &code(CODE)).await,
            browser.send("/registrazione/dati", &PERSON).await,
            browser.send("/registrazione/riepilogo", &[]).await,
            browser
                .send("/registrazione/controlla-email/invia-di-nuovo", &[])
                .await,
            browser.get("/registrazione").await,
            browser.get("/registrazione/controlla-email/correggi").await,
        ];
        seen.push(pages.map(|page| (page.path, page.status, page.html)));
    }
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn too_many_registrations_from_one_network_are_told_when_to_come_back() {
    let stage = Stage::with(|_, settings| {
        settings.limits.start_network = varco_domain::throttle::Limit::per_hour(1);
    });
    let browser = stage.browser();
    browser.identified(CODE).await;
    let page = browser.post("/registrazione", &code(CODE)).await;
    assert_eq!(
        (page.status, page.header(http::header::RETRY_AFTER)),
        (StatusCode::TOO_MANY_REQUESTS, "3600")
    );
    assert_eq!(page.heading(), "Troppe richieste: riprova alle 13:00");
}
