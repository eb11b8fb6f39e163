//! The guide speaks of what the service has.

use varco_domain::language::Language;
use varco_usecases::InitialCredential;

use super::stage::Stage;
use crate::testkit;

const PASSWORD: &str = "/guida/password";

#[tokio::test]
async fn the_guide_tells_of_services_only_where_there_are_some() {
    let alone = Stage::new();
    let page = alone.browser().get(PASSWORD).await;
    assert!(!page.has("main a[href='/area/servizi']"));

    let linked = Stage::with(|ports, settings| {
        testkit::link(ports, settings);
    });
    let page = linked.browser().get(PASSWORD).await;
    assert!(page.has("main a[href='/area/servizi']"));
}

#[tokio::test]
async fn the_guide_offers_languages_only_where_there_are_several() {
    for (stage, is_told) in [(Stage::new(), true), (Stage::speaking(Language::It), false)] {
        let page = stage.browser().get("/guida/modificare-i-dati").await;
        assert_eq!(page.texts("h2").contains(&"Lingua".to_owned()), is_told);
    }
}

#[tokio::test]
async fn the_guide_knows_where_the_first_password_comes_from() {
    let read = |credential| async move {
        let stage = Stage::with(|_, settings| settings.initial_credential = credential);
        let steps = stage.browser().get("/guida/registrazione").await;
        steps.text()
    };
    let mailed = read(InitialCredential::Mailed).await;
    assert!(mailed.contains("l'username e la password temporanea"));
    let chosen = read(InitialCredential::ChosenAtActivation).await;
    assert!(!chosen.contains("la password temporanea"));
    assert!(chosen.contains("Scegli la tua password. Ricevi una seconda email con l'username."));
}
