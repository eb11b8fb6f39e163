//! Registration.

use http::StatusCode;
use jiff::SignedDuration;
use varco_usecases::InitialCredential;

use super::stage::{CODE, EMAIL, PASSWORD, Stage};
use super::steps::{HUMAN, PERSON, changed, code};

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
async fn r08_step_2_ticks_no_box_and_names_every_missing_field() {
    let stage = Stage::new();
    let browser = stage.browser();
    let step_2 = browser.identified(CODE).await;
    assert!(!step_2.has("input[type=checkbox][checked]"));
    let page = browser.post("/registrazione/dati", &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields: Vec<_> = page.faults().into_iter().map(|(field, _)| field).collect();
    assert_eq!(
        fields,
        ["nome", "cognome", "email", "condizioni", "privacy"]
    );
    for field in &fields {
        assert!(
            page.has(&format!("#{field}")) && page.has(&format!("#{field}-errore")),
            "{field}"
        );
    }
}

#[tokio::test]
async fn what_was_typed_is_kept_after_a_fault_and_after_going_back() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.identified(CODE).await;
    let form = changed(&PERSON, &[("nome", "Mario1")]);
    let page = browser.post("/registrazione/dati", &form).await;
    assert_eq!(page.value("nome").as_deref(), Some("Mario1"));
    assert!(page.has("#condizioni[checked]") && page.has("#privacy[checked]"));
    browser.send("/registrazione/dati", &PERSON).await;
    let again = browser.get("/registrazione/dati").await;
    assert_eq!(again.value("email_ripetuta").as_deref(), Some(EMAIL));
    assert!(
        again.has("#privacy[checked]"),
        "the same document stays read"
    );
    let step_1 = browser.get("/registrazione").await;
    assert_eq!(step_1.value("codice_fiscale").as_deref(), Some(CODE));
    assert_eq!(
        step_1.attribute(".alert-info a", "href").as_deref(),
        Some("/registrazione/riepilogo")
    );
}

#[tokio::test]
async fn warnings_come_back_until_each_is_confirmed_and_a_confirmed_one_stays_so() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.identified(CODE).await;
    let typed = [
        ("nome", "Carlo"),
        ("email", "mario@gmial.com"),
        ("email_ripetuta", "mario@gmial.com"),
    ];
    let form = changed(&PERSON, &typed);
    let both = browser.post("/registrazione/dati", &form).await;
    assert_eq!(both.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(both.title().starts_with("Attenzione: "));
    assert!(both.text().contains("Volevi scrivere mario@gmail.com?"));
    assert!(both.has("input[type=checkbox][name=conferma_dati]"));
    let form = changed(&form, &[("conferma_dati", "si")]);
    let one = browser.post("/registrazione/dati", &form).await;
    assert!(one.has("input[type=hidden][name=conferma_dati][value=si]"));
    assert!(one.has("input[type=radio][name=conferma_email]"));
    let kept = changed(&form, &[("conferma_email", "si")]);
    let step_3 = browser.send("/registrazione/dati", &kept).await;
    assert!(step_3.text().contains("mario@gmial.com"));
    let mended = changed(&form, &[("conferma_email", "correggi")]);
    let step_3 = browser.send("/registrazione/dati", &mended).await;
    assert!(step_3.text().contains("mario@gmail.com"));
}

#[tokio::test]
async fn a_code_that_leaves_two_years_asks_for_one() {
    let stage = Stage::new();
    let browser = stage.browser();
    let step_2 = browser.identified("FOXDRA26C24I725A").await;
    assert_eq!(
        step_2.attributes("input[name=anno_nascita]", "value"),
        ["1926", "2026"]
    );
    let form = changed(&PERSON, &[("nome", "Dario"), ("cognome", "Fo")]);
    let page = browser.post("/registrazione/dati", &form).await;
    assert_eq!(
        page.faults(),
        [(
            "anno_nascita".to_owned(),
            "Scegli l'anno di nascita".to_owned()
        )]
    );
    assert!(
        page.has("#anno_nascita"),
        "the summary leads to the first choice"
    );
    let form = changed(&form, &[("anno_nascita", "1926")]);
    assert!(
        browser
            .send("/registrazione/dati", &form)
            .await
            .text()
            .contains("24 marzo 1926")
    );
    assert!(
        browser
            .get("/registrazione/dati")
            .await
            .has("#anno_nascita[checked]")
    );
}

/// A code whose place, X999, was never assigned.
const NOWHERE: &str = "RSSMRA85T10X999Q";

#[tokio::test]
async fn a_place_that_may_be_several_is_asked_for_and_one_that_nobody_knows_is_taken() {
    const HERE: &str = "/registrazione/dati";
    let stage = Stage::new();
    let browser = stage.browser();
    assert!(browser.identified(NOWHERE).await.has("#luogo_nascita"));
    let form = changed(&PERSON, &[("luogo_nascita", "castro")]);
    let page = browser.post(HERE, &form).await;
    assert!(page.text().contains("Quale intendi?"));
    let choices = page.attributes("input[name=luogo_scelto]", "value");
    for choice in ["Castro (BG)", "Castro (LE)", "altro"] {
        assert!(choices.iter().any(|shown| shown == choice), "{choices:?}");
    }
    for (typed, chosen, told) in [
        ("castro", "Castro (LE)", "Castro (LE)"),
        ("castro", "altro", "castro"),
        ("roma", "", "Roma (RM)"),
        ("Borgo Nuovo Inesistente", "", "Borgo Nuovo Inesistente"),
    ] {
        let form = changed(&form, &[("luogo_nascita", typed), ("luogo_scelto", chosen)]);
        let summary = browser.send(HERE, &form).await;
        assert_eq!(summary.path, "/registrazione/riepilogo", "{typed} {chosen}");
        assert!(summary.text().contains(told), "{typed} {chosen}");
        assert_eq!(
            browser.get(HERE).await.value("luogo_nascita").as_deref(),
            Some(told)
        );
    }
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
