//! The language of the own mails and pages.

use super::browser::{Browser, Page};
use super::stage::{CODE, PASSWORD, Stage};

const DATA: &str = "/area/dati-personali";
const PATH: &str = "/area/dati-personali/lingua";
const COOKIE: &str = "__Host-lingua";

impl Browser<'_> {
    /// Logs in, and reads the page of the own data.
    async fn read_own_data(&self) -> Page {
        self.log_in(CODE, PASSWORD).await;
        self.get(DATA).await
    }
}

#[tokio::test]
async fn the_language_is_chosen_on_the_page_of_the_own_data() {
    let stage = Stage::new();
    stage.active().await;
    let browser = stage.browser();
    let page = browser.read_own_data().await;
    assert!(
        page.html
            .contains("<option value=\"it\" lang=\"it\" selected>")
    );
    assert_eq!(browser.cookie(COOKIE), None);
    for _ in 0..2 {
        let page = browser.send(PATH, &[("lingua", "de")]).await;
        assert_eq!(page.path, "/area/dati-personali?avviso=lingua");
        assert!(page.html.contains("<html lang=\"de\""));
        assert!(
            page.html
                .contains("<option value=\"de\" lang=\"de\" selected>")
        );
    }
    let page = browser.send(PATH, &[("lingua", "fr")]).await;
    assert_eq!(page.path, "/area/dati-personali?avviso=nulla");
}

#[tokio::test]
async fn a_login_brings_the_language_of_the_person_unless_another_was_chosen_there() {
    let stage = Stage::new();
    stage.active().await;
    let first = stage.browser();
    first.read_own_data().await;
    first.send(PATH, &[("lingua", "en")]).await;
    for (chosen, shown) in [(None, "en"), (Some("de"), "de"), (Some("it"), "it")] {
        let browser = stage.browser();
        if let Some(tag) = chosen {
            browser.plant(COOKIE, tag);
        }
        let page = browser.read_own_data().await;
        assert!(page.html.contains(&format!("<html lang=\"{shown}\"")));
        assert_eq!(browser.cookie(COOKIE).as_deref(), Some(shown));
    }
}
