//! *I tuoi dati personali* and *Variazione dati di recapito*.

use http::StatusCode;
use varco_ports::Template;

use super::browser::{Browser, Page};
use super::stage::{CODE, PASSWORD, Stage};
use super::steps::{RECAPITI, changed};

const FORM: &str = "/area/recapiti";
const SUMMARY: &str = "/area/recapiti/riepilogo";

const ABROAD: [(&str, &str); 5] = [
    ("cellulare", "+34 612 345 678"),
    ("domicilio", "estero"),
    ("indirizzo", "Calle Mayor 3"),
    ("comune", "Madrid"),
    ("stato", "Spagna"),
];

async fn signed_in(stage: &Stage) -> Browser<'_> {
    let username = stage.active().await;
    entered(stage, &username).await
}

async fn entered<'a>(stage: &'a Stage, username: &str) -> Browser<'a> {
    let browser = stage.browser();
    browser.log_in(username, PASSWORD).await;
    browser
}

/// A form with what its page carries along in hidden fields.
fn carried(page: &Page, form: &[(&str, &str)]) -> Vec<(String, String)> {
    let edition = page.value("edizione").expect("an edition");
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let edition = ("edizione".to_owned(), edition);
    form.iter().map(owned).chain([edition]).collect()
}

async fn post(browser: &Browser<'_>, path: &str, form: &[(String, String)]) -> Page {
    let form: Vec<_> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(path, &form).await
}

/// The confirmation, with the hidden fields of the summary.
async fn confirmed(browser: &Browser<'_>, summary: &Page) -> Page {
    let names = summary.attributes("main input[type=hidden]", "name");
    let values = summary.attributes("main input[type=hidden]", "value");
    let form: Vec<_> = names.into_iter().zip(values).collect();
    post(browser, SUMMARY, &form).await
}

/// From the form to the page after the confirmation.
async fn saved(browser: &Browser<'_>, form: &[(&str, &str)]) -> Page {
    let page = browser.get(FORM).await;
    let summary = post(browser, FORM, &carried(&page, form)).await;
    let answer = confirmed(browser, &summary).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
    browser.get(&answer.location()).await
}

async fn notices(stage: &Stage) -> usize {
    let letters = stage.letters().await;
    let is_notice = |letter: &&Template| matches!(letter, Template::RecapitiChanged { .. });
    letters.iter().filter(is_notice).count()
}

#[tokio::test]
async fn the_personal_data_are_shown_and_nothing_of_them_can_be_changed() {
    let stage = Stage::new();
    let browser = signed_in(&stage).await;
    let page = browser.get("/area/dati-personali").await;
    assert_eq!(page.heading(), "I tuoi dati personali");
    let expected = [
        CODE,
        "Mario",
        "Rossi",
        "10 dicembre 1985",
        "San Giuliano Terme (PI)",
        "Utenza esterna",
        "21 novembre 2026",
    ];
    assert_eq!(page.texts("dd"), expected);
    assert!(!page.has("main input"));
    let text = page.text();
    assert!(text.contains("non si modificano qui: rivolgiti all'assistenza"));
}

#[tokio::test]
async fn the_overview_asks_for_recapiti_until_there_are_some() {
    let stage = Stage::new();
    let browser = signed_in(&stage).await;
    let before = browser.get("/area").await;
    assert_eq!(before.attribute(".alert a", "href").as_deref(), Some(FORM));
    saved(&browser, &RECAPITI).await;
    assert!(!browser.get("/area").await.has(".alert"));
}

#[tokio::test]
async fn r53_a_change_is_shown_before_and_after_then_confirmed_and_told_by_mail() {
    let stage = Stage::new();
    let browser = signed_in(&stage).await;
    let page = saved(&browser, &RECAPITI).await;
    assert_eq!(page.notice(), "Hai aggiornato i recapiti");
    assert_eq!(page.value("cellulare").as_deref(), Some("+39 333 123 4567"));
    assert!(page.has("#provincia option[value=RM][selected]"));

    let moved = changed(
        &RECAPITI,
        &[("indirizzo", "Via Milano 2"), ("telefono", "06 123456")],
    );
    let summary = post(&browser, FORM, &carried(&page, &moved)).await;
    assert_eq!(summary.status, StatusCode::OK);
    assert_eq!(summary.texts("caption"), ["Che cosa cambia"]);
    assert!(
        summary.text().contains("Provincia Roma Roma"),
        "{}",
        summary.text()
    );
    assert_eq!(
        summary.texts("tr.modificato th"),
        [
            "Telefono del domicilio – modificato",
            "Indirizzo di domicilio – modificato"
        ]
    );
    assert_eq!(
        summary.texts("tr.modificato td"),
        ["Non indicato", "+3906123456", "Via Roma 1", "Via Milano 2"]
    );
    assert_eq!(
        notices(&stage).await,
        1,
        "nothing is done before it is confirmed"
    );
    let answer = confirmed(&browser, &summary).await;
    assert_eq!(answer.location(), "/area/recapiti?avviso=recapiti");
    let twice = confirmed(&browser, &summary).await;
    assert_eq!(twice.location(), "/area/recapiti?avviso=recapiti");
    assert_eq!(notices(&stage).await, 2);
}

#[tokio::test]
async fn a_domicile_abroad_has_a_state_and_no_province() {
    let stage = Stage::new();
    let browser = signed_in(&stage).await;
    let page = saved(&browser, &ABROAD).await;
    assert_eq!(page.value("stato").as_deref(), Some("Spagna"));
    assert!(page.has("#domicilio-estero[checked]"));
    assert!(!page.has("#provincia option[selected]"));
}

#[tokio::test]
async fn who_changes_nothing_is_told_so_and_gets_no_mail() {
    let stage = Stage::new();
    let browser = signed_in(&stage).await;
    let page = saved(&browser, &RECAPITI).await;
    let answer = post(&browser, FORM, &carried(&page, &RECAPITI)).await;
    let page = browser.get(&answer.location()).await;
    assert_eq!(page.notice(), "Non hai modificato nulla");
    assert_eq!(notices(&stage).await, 1);
}

#[tokio::test]
async fn a_mistyped_comune_comes_back_with_the_one_that_was_meant() {
    let stage = Stage::new();
    let browser = signed_in(&stage).await;
    let page = browser.get(FORM).await;
    let mistyped = changed(&RECAPITI, &[("comune", "Rma")]);
    let told = post(&browser, FORM, &carried(&page, &mistyped)).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sentence = "Il Comune «Rma» non è in provincia di Roma: forse intendi Roma?";
    assert_eq!(told.faults(), [("comune".to_owned(), sentence.to_owned())]);
    assert_eq!(told.value("comune").as_deref(), Some("Rma"));
    assert_eq!(told.value("indirizzo").as_deref(), Some("Via Roma 1"));
    assert_eq!(told.texts("button[value=correggi]"), ["Usa Roma"]);
    let mut form = carried(&page, &mistyped);
    form.push(("azione".to_owned(), "correggi".to_owned()));
    let summary = post(&browser, FORM, &form).await;
    assert!(
        summary.texts("td").contains(&"Roma".to_owned()),
        "{}",
        summary.text()
    );
}

#[tokio::test]
async fn faults_come_back_with_the_data_and_an_empty_form_says_what_to_write() {
    let stage = Stage::new();
    let browser = signed_in(&stage).await;
    let page = browser.get(FORM).await;
    let told = post(
        &browser,
        FORM,
        &carried(&page, &[("cellulare", "06 1234567")]),
    )
    .await;
    let fields: Vec<_> = told.faults().into_iter().map(|(field, _)| field).collect();
    assert_eq!(
        fields,
        ["cellulare", "indirizzo", "cap", "provincia", "comune"]
    );
    assert_eq!(told.value("cellulare").as_deref(), Some("06 1234567"));
}

#[tokio::test]
async fn from_the_summary_one_goes_back_with_the_data_as_typed() {
    let stage = Stage::new();
    let browser = signed_in(&stage).await;
    let page = browser.get(FORM).await;
    let mut form = carried(&page, &RECAPITI);
    form.push(("azione".to_owned(), "modifica".to_owned()));
    let back = post(&browser, FORM, &form).await;
    assert_eq!(back.status, StatusCode::OK);
    assert_eq!(back.value("cellulare").as_deref(), Some("333 1234567"));
    assert_eq!(browser.get(SUMMARY).await.location(), FORM);
}

#[tokio::test]
async fn of_two_devices_the_later_one_is_told_and_may_insist() {
    let stage = Stage::new();
    let username = stage.active().await;
    let (here, there) = (
        entered(&stage, &username).await,
        entered(&stage, &username).await,
    );
    let page = here.get(FORM).await;
    let summary = post(&here, FORM, &carried(&page, &RECAPITI)).await;
    saved(&there, &ABROAD).await;
    let told = confirmed(&here, &summary).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(
        told.faults()[0]
            .1
            .contains("da un'altra scheda o da un altro dispositivo")
    );
    assert_eq!(told.value("comune").as_deref(), Some("Roma"));
    let early = post(&here, FORM, &carried(&page, &RECAPITI)).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    let summary = post(&here, FORM, &carried(&told, &RECAPITI)).await;
    assert!(summary.texts("td").contains(&"Madrid".to_owned()));
    let answer = confirmed(&here, &summary).await;
    assert_eq!(answer.location(), "/area/recapiti?avviso=recapiti");
}

#[tokio::test]
async fn nobody_gets_in_without_a_session() {
    let stage = Stage::new();
    for path in ["/area/dati-personali", FORM] {
        let page = stage.browser().get(path).await;
        assert_eq!(page.location(), format!("/accedi?poi={path}"));
    }
    for path in [FORM, SUMMARY] {
        let page = stage.browser().post(path, &RECAPITI).await;
        assert_eq!(page.location(), format!("/accedi?poi={FORM}"));
    }
}
