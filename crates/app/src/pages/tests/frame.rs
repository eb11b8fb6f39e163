//! What holds for every page, whatever it shows.

use std::collections::BTreeSet;

use varco_domain::language::Language;

use super::browser::Page;
use super::stage::{CODE, PASSWORD, Stage};
use super::steps::{PERSON, RECAPITI, changed, code};

/// Pages that anybody can open.
const OPEN: [&str; 32] = [
    "/",
    "/registrazione",
    "/accedi",
    "/attiva",
    "/attiva/esito",
    "/attiva/esito?esito=attiva",
    "/attiva/esito?esito=nuovo-link",
    "/recupera",
    "/recupera/attivazione",
    "/recupera/email-persa",
    "/recupera/esito",
    "/recupera/nuova-password",
    "/recupera/inviata",
    "/recupera/password",
    "/recupera/username",
    "/recupera/utenza-mi",
    "/condizioni",
    "/privacy",
    "/note-legali",
    "/accessibilita",
    "/cookie",
    "/assistenza",
    "/guida",
    "/guida/registrazione",
    "/guida/primo-accesso",
    "/guida/modificare-i-dati",
    "/guida/password",
    "/guida/email-non-arrivata",
    "/guida/utenze-mi",
    "/guida/codice-fiscale",
    "/domande-frequenti",
    "/mappa",
];

/// Every page once, and every page with faults once.
pub(super) async fn every_page(stage: &Stage, language: Language) -> Vec<Page> {
    let browser = stage.browser();
    browser.plant("__Host-lingua", language.tag());
    let mut pages = Vec::new();
    for path in OPEN {
        pages.push(browser.get(path).await);
    }
    pages.push(browser.post("/registrazione", &[]).await);
    pages.push(browser.identified("FOXDRA26C24I725A").await);
    pages.push(browser.post("/registrazione/dati", &[]).await);
    let doubtful = changed(
        &PERSON,
        &[
            ("anno_nascita", "2026"),
            ("email", "a@gmial.com"),
            ("email_ripetuta", "a@gmial.com"),
        ],
    );
    pages.push(browser.post("/registrazione/dati", &doubtful).await);
    let certified = changed(
        &doubtful,
        &[("email", "a@pec.it"), ("email_ripetuta", "a@pec.it")],
    );
    pages.push(browser.post("/registrazione/dati", &certified).await);
    browser.send("/registrazione", &code(CODE)).await;
    pages.push(browser.send("/registrazione/dati", &PERSON).await);
    pages.push(browser.send("/registrazione/riepilogo", &[]).await);
    pages.push(browser.get("/registrazione").await);
    pages.push(browser.get("/registrazione/controlla-email/correggi").await);
    pages.push(
        browser
            .post("/registrazione/controlla-email/correggi", &[])
            .await,
    );
    let (token, _) = stage.ticket().await;
    browser.get(&format!("/attiva?t={token}")).await;
    pages.push(browser.get("/attiva").await);
    browser.send("/attiva", &[]).await;
    pages.push(browser.get("/registrazione/controlla-email").await);
    let (username, one_time) = stage.credential().await;
    pages.push(browser.log_in("chi.unque", "x").await);
    let forced = browser.log_in(&username, &one_time).await.location();
    pages.push(browser.get(&forced).await);
    pages.push(browser.post(&forced, &[]).await);
    let form = [
        ("password_attuale", one_time.as_str()),
        ("nuova_password", PASSWORD),
        ("ripeti_password", PASSWORD),
    ];
    pages.push(browser.send(&forced, &form).await);
    for path in [
        "/area/dati-personali",
        "/area/dati-personali/stampa",
        "/area/dati-personali/cancellazione",
        "/area/recapiti",
    ] {
        pages.push(browser.get(path).await);
    }
    let deletion = "/area/dati-personali/cancellazione";
    pages.push(browser.post(deletion, &[]).await);
    let form = [("password_attuale", PASSWORD)];
    pages.push(browser.send(deletion, &form).await);
    pages.push(browser.get(deletion).await);
    pages.push(browser.post("/area/recapiti", &RECAPITI).await);
    let mistyped = changed(&RECAPITI, &[("comune", "Rma")]);
    pages.push(browser.post("/area/recapiti", &mistyped).await);
    let edition = browser
        .get("/area/recapiti")
        .await
        .value("edizione")
        .unwrap();
    let fresh = changed(&RECAPITI, &[("edizione", &edition)]);
    pages.push(browser.post("/area/recapiti", &fresh).await);
    for path in ["/area/password", "/area/attivita"] {
        pages.push(browser.get(path).await);
    }
    pages.push(browser.post("/area/password", &[]).await);
    pages.push(browser.get("/nulla").await);
    pages
}

#[tokio::test]
async fn every_page_has_a_title_one_main_heading_and_its_landmarks() {
    for page in every_page(&Stage::new(), Language::It).await {
        let at = &page.path;
        assert!(
            page.title().ends_with("– Istanze OnLine"),
            "{at}: {}",
            page.title()
        );
        assert_eq!(page.texts("h1").len(), 1, "{at}");
        for landmark in ["header", "main#contenuto", "footer#piede", "html[lang=it]"] {
            assert!(page.has(landmark), "{at} lacks {landmark}");
        }
        assert_eq!(
            page.attributes("body a", "href")[..2],
            ["#contenuto", "#piede"],
            "{at}"
        );
        let has_summary = page.has("#riepilogo-errori[autofocus][tabindex='-1']");
        assert_eq!(page.title().starts_with("Errore: "), has_summary, "{at}");
    }
}

#[tokio::test]
async fn every_control_has_a_label_and_every_reference_leads_somewhere() {
    for page in every_page(&Stage::new(), Language::It).await {
        let at = &page.path;
        let ids = page.attributes("[id]", "id");
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{at} has an id twice: {ids:?}");
        let labels: BTreeSet<_> = page.attributes("label", "for").into_iter().collect();
        for control in page.attributes("input:not([type=hidden]):not([hidden])", "id") {
            assert!(labels.contains(&control), "{at}: {control} has no label");
        }
        for attribute in ["aria-describedby", "aria-labelledby", "for"] {
            for target in page.attributes(&format!("[{attribute}]"), attribute) {
                for id in target.split(' ') {
                    assert!(
                        unique.contains(&id.to_owned()),
                        "{at}: {attribute} leads to {id}"
                    );
                }
            }
        }
        for target in page.attributes("#riepilogo-errori a", "href") {
            assert!(
                unique.contains(&target[1..].to_owned()),
                "{at}: the summary leads to {target}"
            );
        }
    }
}

#[tokio::test]
async fn r80_no_page_has_anything_inline() {
    for page in every_page(&Stage::new(), Language::It).await {
        let at = &page.path;
        assert!(
            !page.has("style, [style], script:not([src]), [onclick], [onsubmit], [onload]"),
            "{at}"
        );
        for source in page
            .attributes("script, img, link", "src")
            .into_iter()
            .chain(page.attributes("link", "href"))
        {
            assert!(source.starts_with("/assets/"), "{at} loads {source}");
        }
        assert!(
            page.attributes("form", "method")
                .iter()
                .all(|method| method == "post"),
            "{at}"
        );
    }
}

#[tokio::test]
async fn links_lead_to_pages_that_exist() {
    let stage = Stage::new();
    let mut seen = BTreeSet::new();
    for page in every_page(&stage, Language::It).await {
        seen.extend(page.attributes("a[href^='/']", "href"));
    }
    for link in seen {
        let path = link.split('#').next().unwrap_or_default();
        let status = stage.browser().get(path).await.status;
        assert!(
            status.is_success() || status.is_redirection(),
            "{link} is a {status}"
        );
    }
}

#[tokio::test]
async fn r80_whatever_is_typed_is_shown_as_text() {
    let corpus = [
        "\"><script>alert(1)</script>",
        "' onfocus='alert(1)",
        "</title><img src=x onerror=alert(1)>",
        "{{7*7}}",
        "&lt;b&gt;",
        "javascript:alert(1)",
        "\u{202e}abc",
        "<!--",
        "a\0b",
    ];
    let stage = Stage::new();
    for typed in corpus {
        let browser = stage.browser();
        browser.get("/registrazione").await;
        let step_1 = browser.post("/registrazione", &code(typed)).await;
        browser.identified(CODE).await;
        let form = changed(
            &PERSON,
            &[
                ("nome", typed),
                ("cognome", typed),
                ("email", typed),
                ("email_ripetuta", typed),
            ],
        );
        let step_2 = browser.post("/registrazione/dati", &form).await;
        let login = browser.log_in(typed, "x").await;
        let code = browser.post("/attiva", &[("codice", typed)]).await;
        let pages = [
            (step_1, "codice_fiscale"),
            (step_2, "nome"),
            (login, "identificativo"),
            (code, "codice"),
        ];
        for (page, field) in pages {
            assert!(
                !page.has("script:not([src]), [onfocus], [onerror], main img"),
                "{field}: {typed}"
            );
            let shown = page.value(field).unwrap().replace('\u{fffd}', "\0");
            assert_eq!(shown, typed, "{field}");
        }
    }
}
