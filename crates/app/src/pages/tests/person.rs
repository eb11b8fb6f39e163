//! Step 2 of a registration: what is typed, what is found in it.

use http::StatusCode;

use super::stage::{CODE, EMAIL, Stage};
use super::steps::{PERSON, changed};

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
