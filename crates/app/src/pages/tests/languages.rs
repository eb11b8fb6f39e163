//! Every page in every language.

use std::collections::BTreeSet;

use http::StatusCode;
use varco_domain::language::Language;
use varco_words::Words;

use super::browser::Page;
use super::frame::every_page;
use super::stage::Stage;

/// What people read one after the other.
const READ: &str = "title, h1, h2, h3, p, li, legend, label, button, th, dt, caption";

fn keys() -> BTreeSet<&'static str> {
    Words::keys().collect()
}

/// Nothing on a page is a key, or a value that nobody filled in.
fn assert_whole(page: &Page, keys: &BTreeSet<&str>) {
    for text in page.texts(READ) {
        let mut words = text.split_whitespace();
        let key = words.find(|word| keys.contains(word.trim_matches(['.', ',', ':', '(', ')'])));
        assert_eq!(key, None, "{}: {text}", page.path);
        assert!(!text.contains("{$"), "{}: {text}", page.path);
    }
}

#[tokio::test]
async fn every_page_is_whole_in_every_language() {
    let keys = keys();
    let italian = every_page(&Stage::new(), Language::It).await;
    let told: Vec<BTreeSet<_>> = italian
        .iter()
        .map(|page| page.texts(READ).into_iter().collect())
        .collect();
    for language in [Language::De, Language::En] {
        let pages = every_page(&Stage::new(), language).await;
        assert_eq!(pages.len(), italian.len());
        for ((page, before), told) in pages.iter().zip(&italian).zip(&told) {
            let at = &page.path;
            assert_eq!(page.status, before.status, "{at}");
            let lang = format!("html[lang={}]", language.tag());
            assert!(page.has(&lang), "{at} is not in {language:?}");
            assert_whole(page, &keys);
            for text in page.texts(READ) {
                // Data and names are the same everywhere, sentences are not; the question of the
                // captcha is asked in Italian.
                let is_question = page.texts("label[for=risposta]").contains(&text);
                let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 2;
                let is_sentence = text.split(' ').filter(is_word).count() > 3;
                assert!(
                    is_question || !is_sentence || !told.contains(&text),
                    "{at} says the same in {language:?}: {text}"
                );
            }
        }
    }
}

#[tokio::test]
async fn the_language_chosen_stays_and_leads_back_to_the_page() {
    let stage = Stage::new();
    let browser = stage.browser();
    let login = browser.get("/accedi").await;
    let links = login.attributes(".lingue a[lang]", "href");
    assert_eq!(
        links,
        ["it", "de", "en"].map(|tag| format!("/lingua/{tag}?poi=/accedi"))
    );
    let back = browser.get("/lingua/de?poi=/accedi").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert_eq!(back.location(), "/accedi");
    assert_eq!(browser.cookie("__Host-lingua").as_deref(), Some("de"));
    let login = browser.get("/accedi").await;
    assert_eq!(login.heading(), "Anmelden");
    assert_eq!(login.texts(".lingue [aria-current]"), ["Deutsch"]);
    for elsewhere in ["//evil.example", "https://evil.example", "/accedi?x=1", ""] {
        let back = browser.get(&format!("/lingua/en?poi={elsewhere}")).await;
        assert_eq!(back.location(), "/", "{elsewhere}");
    }
    let unknown = browser.get("/lingua/fr").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn where_one_language_is_offered_there_is_nothing_to_choose() {
    let stage = Stage::speaking(Language::De);
    let browser = stage.browser();
    let home = browser.get("/").await;
    assert!(home.has("html[lang=de]") && !home.has(".lingue"));
    let refused = browser.get("/lingua/it").await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_registered_in_german_is_greeted_in_german_on_another_device() {
    let stage = Stage::new();
    let first = stage.browser();
    first.plant("__Host-lingua", "de");
    first.confirmed().await;
    let (token, _) = stage.ticket().await;
    first.get(&format!("/attiva?t={token}")).await;
    first.send("/attiva", &[]).await;
    let (username, one_time) = stage.credential().await;
    for (chosen, greeted) in [(None, "de"), (Some("en"), "en")] {
        let other = stage.browser();
        if let Some(tag) = chosen {
            other.plant("__Host-lingua", tag);
        }
        let forced = other.log_in(&username, &one_time).await.location();
        let page = other.get(&forced).await;
        assert!(page.has(&format!("html[lang={greeted}]")), "{}", page.html);
    }
}
