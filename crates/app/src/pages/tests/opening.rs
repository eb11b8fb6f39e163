//! Who may register, and until when.

use jiff::civil::date;
use varco_domain::utenza::{Beneficiary, IssuePeriod, IssuePolicy};

use super::stage::{CODE, Stage};
use super::steps::code;

fn open_from(year: i16) -> Stage {
    Stage::with(|_, settings| {
        let period = |from, beneficiaries| IssuePeriod {
            from,
            beneficiaries,
        };
        let closed = period(date(2020, 1, 1), Vec::new());
        let open = period(date(year, 4, 8), vec![Beneficiary::Everybody]);
        settings.issue = IssuePolicy::new(vec![closed, open]).unwrap();
    })
}

#[tokio::test]
async fn while_registration_is_closed_the_pages_say_so_and_from_when() {
    let stage = open_from(2027);
    let browser = stage.browser();
    let home = browser.get("/").await;
    assert!(
        home.text()
            .contains("Dall'8 aprile 2027 potrà registrarsi chiunque")
    );
    assert!(!home.has("a[href='/registrazione']"));
    for page in [
        browser.get("/registrazione").await,
        browser.post("/registrazione", &code(CODE)).await,
    ] {
        assert_eq!(page.status, 403);
        assert_eq!(page.heading(), "Le registrazioni sono chiuse");
        assert!(page.text().contains("Dall'8 aprile 2027"));
        assert!(page.has("a[href='/accedi']"));
    }
}

#[tokio::test]
async fn while_registration_is_open_the_home_page_says_to_whom() {
    let stage = open_from(2021);
    let home = stage.browser().get("/").await;
    assert!(
        home.text()
            .contains("Può registrarsi chiunque abbia un codice fiscale.")
    );
    assert!(home.has("a[href='/registrazione']"));
    assert_eq!(stage.browser().get("/registrazione").await.status, 200);
}
