//! Login, first access, area, logout.

use http::StatusCode;
use http::header::{self, HeaderName};
use jiff::SignedDuration;

use super::stage::{CODE, PASSWORD, Stage};

const SESSION: &str = "__Host-sessione";
const DEVICE: &str = "__Host-dispositivo";

#[tokio::test]
async fn what_is_left_empty_is_named_and_charges_nobody() {
    let stage = Stage::new();
    let browser = stage.browser();
    for _ in 0..10 {
        let page = browser
            .post("/accedi", &[("identificativo", " "), ("password", "")])
            .await;
        assert_eq!(
            page.faults(),
            [
                (
                    "identificativo".to_owned(),
                    "Scrivi l'username o il codice fiscale".to_owned()
                ),
                ("password".to_owned(), "Scrivi la password".to_owned()),
            ]
        );
    }
    assert_eq!(
        browser.log_in("chiunque", "x").await.faults()[0].1,
        "Username o password non corrispondono. Controlla maiuscole e minuscole, oppure reimposta la password"
    );
}

#[tokio::test]
async fn r34_a_wrong_login_looks_the_same_whoever_it_was_for() {
    let stage = Stage::new();
    let username = stage.active().await;
    for attempt in 1..=6 {
        let known = stage.browser().log_in(&username, "sbagliata").await;
        let unknown = stage.browser().log_in("chi.unque", "sbagliata").await;
        let same = |page: &super::browser::Page, name: &str| {
            let html = page.html.replace(name, "NOME");
            // The reference for assistance is drawn for each answer.
            html.split("Codice: ").next().unwrap_or_default().to_owned()
        };
        assert_eq!(
            same(&known, &username),
            same(&unknown, "chi.unque"),
            "attempt {attempt}"
        );
        assert_eq!(known.status, unknown.status);
        assert!(!known.has("[aria-invalid]") && !known.html.contains("sbagliata"));
        if attempt == 3 {
            assert!(known.faults()[0].1.ends_with("Ti restano 2 tentativi"));
        }
    }
    let locked = stage.browser().log_in(&username, PASSWORD).await;
    assert_eq!(
        (locked.status, locked.header(header::RETRY_AFTER)),
        (StatusCode::TOO_MANY_REQUESTS, "30")
    );
    assert_eq!(locked.heading(), "Accesso sospeso per 30 secondi");
    assert!(locked.text().contains("Puoi riprovare alle 12:01."));
    assert!(locked.has("main a[href='/recupera/password']"));
    assert!(locked.has("main a[href='/accedi']"));
}

#[tokio::test]
async fn r19_a_one_time_password_opens_nothing_but_the_change() {
    let stage = Stage::new();
    let (username, one_time) = stage.opened().await;
    let browser = stage.browser();
    assert_eq!(
        browser
            .log_in(&username, &format!(" {one_time} "))
            .await
            .location(),
        "/password/primo-accesso"
    );
    assert_eq!(
        browser.get("/area").await.location(),
        "/password/primo-accesso"
    );
    let page = browser.get("/password/primo-accesso").await;
    assert_eq!(page.value("username").as_deref(), Some(username.as_str()));
    assert!(page.has("#password_attuale[autocomplete=current-password][type=password]"));
    assert!(page.has("#ripeti_password[autocomplete=new-password][type=password]"));
}

#[tokio::test]
async fn the_forced_change_tells_what_to_mend_and_never_shows_a_password() {
    let stage = Stage::new();
    let (username, one_time) = stage.opened().await;
    let browser = stage.browser();
    browser.log_in(&username, &one_time).await;
    for (current, new, repeat, told) in [
        (
            "",
            "",
            "",
            &["Scrivi la password temporanea", "Scrivi la nuova password"][..],
        ),
        (
            &one_time,
            "nove nove",
            "nove nove",
            &["La nuova password ha 9 caratteri: ne servono almeno 15"],
        ),
        (
            &one_time,
            &one_time,
            &one_time,
            &["Scegli una password diversa da quella temporanea"],
        ),
        (
            &one_time,
            PASSWORD,
            "altro",
            &["Le due password non coincidono: riscrivile"],
        ),
        (
            "sbagliata",
            PASSWORD,
            PASSWORD,
            &["La password temporanea non corrisponde: copiala dall'ultima email, senza spazi"],
        ),
    ] {
        let form = [
            ("password_attuale", current),
            ("nuova_password", new),
            ("ripeti_password", repeat),
        ];
        let page = browser.post("/password/primo-accesso", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sentences: Vec<_> = page.faults().into_iter().map(|(_, text)| text).collect();
        assert_eq!(sentences, told);
        assert!(page.attributes("input[type=password]", "value").is_empty());
    }
}

#[tokio::test]
async fn the_forced_change_leads_on_to_the_page_that_was_asked_for() {
    for (poi, reached) in [
        ("/area/recapiti", "/area/recapiti?avviso=password"),
        ("//evil.example", "/area?avviso=password"),
    ] {
        let stage = Stage::new();
        let (username, one_time) = stage.opened().await;
        let browser = stage.browser();
        let form = [
            ("identificativo", username.as_str()),
            ("password", &one_time),
            ("poi", poi),
        ];
        let forced = browser.post("/accedi", &form).await.location();
        let page = browser.get(&forced).await;
        let back = page.value("poi").unwrap();
        let form = [
            ("password_attuale", one_time.as_str()),
            ("nuova_password", PASSWORD),
            ("ripeti_password", PASSWORD),
            ("poi", &back),
        ];
        let changed = browser.post("/password/primo-accesso", &form).await;
        assert_eq!(changed.location(), reached);
    }
}

#[tokio::test]
async fn of_two_tabs_with_a_forced_change_the_second_is_told_that_it_changed_nothing() {
    let stage = Stage::new();
    let (username, one_time) = stage.opened().await;
    let browser = stage.browser();
    browser.log_in(&username, &one_time).await;
    let sent = async |new: &str| {
        let form = [
            ("password_attuale", one_time.as_str()),
            ("nuova_password", new),
            ("ripeti_password", new),
        ];
        browser.send("/password/primo-accesso", &form).await
    };
    assert_eq!(sent(PASSWORD).await.notice(), "Password salvata");
    let late = sent("cinque corvi sul campanile").await;
    assert_eq!(late.path, "/area?avviso=gia-scelta");
    assert_eq!(
        late.notice(),
        "Avevi già scelto la password: non l'abbiamo cambiata di nuovo"
    );
}

#[tokio::test]
async fn r45_every_change_of_privilege_brings_a_new_token() {
    let stage = Stage::new();
    let (username, one_time) = stage.opened().await;
    let browser = stage.browser();
    let planted = "A".repeat(43);
    browser.plant(SESSION, &planted);
    browser.log_in(&username, &one_time).await;
    let restricted = browser.cookie(SESSION).unwrap();
    assert_ne!(restricted, planted);
    let form = [
        ("password_attuale", one_time.as_str()),
        ("nuova_password", PASSWORD),
        ("ripeti_password", PASSWORD),
    ];
    browser.send("/password/primo-accesso", &form).await;
    let full = browser.cookie(SESSION).unwrap();
    assert_ne!(full, restricted);
    browser.log_in(CODE, PASSWORD).await;
    for dead in [planted, restricted, full] {
        let other = stage.browser();
        other.plant(SESSION, &dead);
        assert_eq!(
            other.get("/area").await.location(),
            "/accedi?poi=/area&avviso=scaduta"
        );
    }
    assert_eq!(browser.get("/area").await.status, StatusCode::OK);
    assert_eq!(
        browser.get("/password/primo-accesso").await.location(),
        "/area"
    );
}

#[tokio::test]
async fn r47_the_logout_ends_the_session_at_once() {
    let stage = Stage::new();
    let username = stage.active().await;
    let browser = stage.browser();
    browser.log_in(&username, PASSWORD).await;
    let token = browser.cookie(SESSION).unwrap();
    let left = browser.post("/esci", &[]).await;
    assert_eq!(
        left.header(HeaderName::from_static("clear-site-data")),
        "\"storage\""
    );
    assert_eq!(
        (left.location().as_str(), browser.cookie(SESSION)),
        ("/accedi?uscita=1", None)
    );
    assert_eq!(
        browser.get("/accedi?uscita=1").await.notice(),
        "Hai chiuso la sessione"
    );
    browser.plant(SESSION, &token);
    assert_eq!(
        browser.get("/area").await.location(),
        "/accedi?poi=/area&avviso=scaduta"
    );
    assert_eq!(
        stage.browser().post("/esci", &[]).await.location(),
        "/accedi?uscita=1"
    );
}

#[tokio::test]
async fn a_session_that_ended_by_itself_leads_to_the_login_and_back() {
    let stage = Stage::new();
    let username = stage.active().await;
    let browser = stage.browser();
    assert_eq!(browser.get("/area").await.location(), "/accedi?poi=/area");
    browser.log_in(&username, PASSWORD).await;
    stage.clock.advance(SignedDuration::from_mins(15));
    let login = browser.get("/area").await.location();
    let page = browser.get(&login).await;
    assert_eq!(page.notice(), "La sessione è scaduta. Accedi di nuovo");
    assert_eq!(page.value("poi").as_deref(), Some("/area"));
    assert_eq!(browser.cookie(SESSION), None);
}

#[tokio::test]
async fn r78_the_login_leads_to_pages_of_the_area_and_nowhere_else() {
    let stage = Stage::new();
    let username = stage.active().await;
    for (asked, expected) in [
        ("/area/attivita", "/area/attivita"),
        ("//evil.example", "/area"),
        ("https://evil.example", "/area"),
        ("/area\r\nSet-Cookie: x=y", "/area"),
        ("/\\evil.example", "/area"),
    ] {
        let form = [
            ("identificativo", username.as_str()),
            ("password", PASSWORD),
            ("poi", asked),
        ];
        assert_eq!(
            stage.browser().post("/accedi", &form).await.location(),
            expected,
            "{asked:?}"
        );
        let shown = stage
            .browser()
            .get(&format!(
                "/accedi?poi={}",
                asked.replace(['\r', '\n', ' ', '\\'], "%0D")
            ))
            .await;
        assert_eq!(shown.value("poi").is_some(), asked == expected);
    }
}

#[tokio::test]
async fn an_expired_one_time_password_offers_another_to_its_owner_alone() {
    let stage = Stage::new();
    let (username, one_time) = stage.opened().await;
    stage.clock.advance(SignedDuration::from_hours(72));
    let owner = stage.browser().log_in(&username, &one_time).await;
    assert!(owner.text().contains("La password temporanea è scaduta."));
    assert_eq!(
        owner.attribute(".alert-warning form", "action").as_deref(),
        Some("/accedi/nuova-password-temporanea")
    );
    assert!(
        !stage
            .browser()
            .log_in(&username, "altra")
            .await
            .text()
            .contains("scaduta")
    );
}

#[tokio::test]
async fn r37_strangers_do_not_lock_out_who_has_been_there_before() {
    let stage = Stage::new();
    let (username, one_time) = stage.opened().await;
    let (owner, stranger) = (stage.browser(), stage.browser());
    owner.log_in(&username, &one_time).await;
    assert_eq!(owner.cookie(DEVICE), None);
    let form = [
        ("password_attuale", one_time.as_str()),
        ("nuova_password", PASSWORD),
        ("ripeti_password", PASSWORD),
    ];
    owner.send("/password/primo-accesso", &form).await;
    let device = owner.cookie(DEVICE).unwrap();
    assert!(!device.contains(&username));
    owner.post("/esci", &[]).await;
    for _ in 0..6 {
        stranger.log_in(&username, "indovino").await;
    }
    let locked = stranger.log_in(&username, PASSWORD).await;
    assert_eq!(locked.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(owner.log_in(&username, PASSWORD).await.location(), "/area");
    assert_eq!(owner.cookie(DEVICE), Some(device));
}

#[tokio::test]
async fn r40_the_area_shows_the_access_before_and_the_failures_since() {
    let stage = Stage::new();
    let username = stage.active().await;
    let browser = stage.browser();
    assert!(!browser.get("/area").await.text().contains("Ultimo accesso"));
    stage.clock.advance(SignedDuration::from_hours(24));
    browser.log_in(&username, "sbagliata").await;
    browser.log_in(&username, PASSWORD).await;
    let facts = browser.get("/area").await.texts("dd");
    assert!(
        facts.ends_with(&[
            "ieri alle 12:00 da local – Non eri tu?".to_owned(),
            "1 tentativo di accesso non riuscito".to_owned(),
        ]),
        "{facts:?}"
    );
}
