//! The *area riservata*: password, sessions, activity.

use http::StatusCode;
use jiff::SignedDuration;
use varco_domain::audit::AuditEvent;

use super::browser::Browser;
use super::stage::{CODE, PASSWORD, Stage};

const NEXT: &str = "quattro gatti sul tetto";

fn change<'a>(current: &'a str, new: &'a str) -> [(&'a str, &'a str); 3] {
    [
        ("password_attuale", current),
        ("nuova_password", new),
        ("ripeti_password", new),
    ]
}

impl Stage {
    /// A browser with an open session of its own.
    async fn entered(&self) -> Browser<'_> {
        let browser = self.browser();
        assert_eq!(browser.log_in(CODE, PASSWORD).await.location(), "/area");
        browser
    }
}

#[tokio::test]
async fn r48_a_change_of_the_password_ends_every_other_session() {
    let stage = Stage::new();
    stage.active().await;
    let (here, there) = (stage.entered().await, stage.entered().await);
    let page = here.get("/area/password").await;
    assert_eq!(page.heading(), "Modifica password");
    assert_eq!(page.value("username").as_deref(), Some("mario.rossi"));
    let area = here.send("/area/password", &change(PASSWORD, NEXT)).await;
    assert_eq!(
        (area.path.as_str(), area.notice().as_str()),
        (
            "/area?avviso=nuova-password",
            "Hai cambiato la password: le altre sessioni sono state chiuse"
        )
    );
    let dead = there.get("/area").await;
    assert_eq!(dead.location(), "/accedi?poi=/area&avviso=scaduta");
    assert_eq!(there.log_in(CODE, NEXT).await.location(), "/area");
}

#[tokio::test]
async fn what_is_wrong_with_a_change_is_named_and_no_password_comes_back() {
    let stage = Stage::new();
    stage.active().await;
    let browser = stage.entered().await;
    for (form, field, sentence) in [
        (
            change("", ""),
            "password_attuale",
            "Scrivi la password attuale",
        ),
        (
            change("un'altra password", NEXT),
            "password_attuale",
            "La password attuale non è corretta: riscrivila",
        ),
        (
            change(PASSWORD, PASSWORD),
            "nuova_password",
            "Scegli una password diversa da quella attuale",
        ),
        (
            change(PASSWORD, "breve"),
            "nuova_password",
            "La nuova password ha 5 caratteri: ne servono almeno 15",
        ),
    ] {
        let page = browser.post("/area/password", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.faults()[0], (field.to_owned(), sentence.to_owned()));
        assert!(page.attributes("input[type=password]", "value").is_empty());
    }
    let away = stage
        .browser()
        .post("/area/password", &change(PASSWORD, NEXT))
        .await;
    assert_eq!(away.location(), "/accedi?poi=/area/password");
}

#[tokio::test]
async fn r26_past_its_age_a_password_opens_nothing_but_the_change() {
    let stage = Stage::with(|_, settings| {
        settings.external_policy.max_age = Some(SignedDuration::from_hours(24 * 60));
    });
    stage.active().await;
    stage.clock.advance(SignedDuration::from_hours(24 * 60));
    let browser = stage.browser();
    let forced = browser.log_in(CODE, PASSWORD).await.location();
    assert_eq!(forced, "/password/primo-accesso");
    for path in ["/area/password", "/area/attivita"] {
        let asked = browser.get(path).await.location();
        assert_eq!(asked, format!("{forced}?poi={path}"));
    }
    let page = browser.get(&forced).await;
    assert!(
        page.text().contains("La tua password è scaduta"),
        "{}",
        page.text()
    );
    assert!(
        page.texts("label")
            .contains(&"Password attuale *".to_owned())
    );
    let same = browser.post(&forced, &change(PASSWORD, PASSWORD)).await;
    assert_eq!(
        same.faults()[0].1,
        "Scegli una password diversa da quella attuale"
    );
    let area = browser.send(&forced, &change(PASSWORD, NEXT)).await;
    assert_eq!(area.notice(), "Password salvata");
}

#[tokio::test]
async fn r48_a_session_is_closed_from_the_list() {
    let stage = Stage::new();
    stage.active().await;
    let (here, there) = (stage.entered().await, stage.entered().await);
    let list = here.get("/area/attivita").await;
    assert_eq!(list.texts("main li strong").len(), 3, "{}", list.text());
    assert_eq!(list.text().matches("Questa sessione").count(), 1);
    let own = there.get("/area/attivita").await;
    let closing = |page: &super::browser::Page| page.attributes("main li form", "action");
    // What there offers to close and here does not is the session of here.
    let action = closing(&list)
        .into_iter()
        .find(|action| !closing(&own).contains(action))
        .unwrap();
    let done = here.send(&action, &[]).await;
    assert_eq!(done.notice(), "Hai chiuso la sessione scelta");
    assert!(there.get("/area").await.location().starts_with("/accedi"));
    let again = here.post(&action, &[]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let other = stage.entered().await;
    let done = here.send("/area/attivita/sessioni/chiudi", &[]).await;
    assert_eq!(done.notice(), "Hai chiuso tutte le altre sessioni");
    assert!(!done.has("main li form"));
    assert!(other.get("/area").await.location().starts_with("/accedi"));
}

#[tokio::test]
async fn r60_nobody_closes_a_session_of_somebody_else() {
    let stage = Stage::new();
    stage.active().await;
    let browser = stage.entered().await;
    for id in ["019aa6a1-9c00-7b3c-8d4e-5f60718293a4", "1", "%2e%2e"] {
        let path = format!("/area/attivita/sessioni/{id}/chiudi");
        assert_eq!(browser.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
        let stranger = stage.browser().post(&path, &[]).await;
        assert_eq!(stranger.location(), "/accedi?poi=/area/attivita");
    }
}

#[tokio::test]
async fn the_activity_is_told_in_words_twenty_at_a_time() {
    let stage = Stage::new();
    stage.active().await;
    for _ in 0..20 {
        stage.entered().await;
    }
    let browser = stage.entered().await;
    let page = browser.get("/area/attivita").await;
    let events = page.texts("main dd");
    assert_eq!((events.len(), events[0].as_str()), (20, "Accesso"));
    let next = page.attribute("main a[href*=prima]", "href").unwrap();
    let older = browser.get(&next).await;
    assert_eq!(
        older.texts("main dd").last().unwrap(),
        "L'utenza è stata attivata"
    );
    assert!(!older.text().contains(AuditEvent::AccountOpened.name()));
    assert!(!older.has("main a[href*=prima]"));
}

#[tokio::test]
async fn r46_asking_how_long_a_session_lives_does_not_prolong_it() {
    let stage = Stage::new();
    stage.active().await;
    let browser = stage.entered().await;
    let minutes = SignedDuration::from_mins;
    stage.clock.advance(minutes(10));
    assert_eq!(browser.get("/sessione").await.html, r#"{"restano":300}"#);
    assert_eq!(browser.get("/sessione").await.html, r#"{"restano":300}"#);
    let prolonged = browser.post("/sessione/prolunga", &[]).await;
    assert_eq!(prolonged.html, r#"{"restano":900}"#);
    stage.clock.advance(minutes(15));
    for answer in [
        browser.get("/sessione").await,
        browser.post("/sessione/prolunga", &[]).await,
        stage.browser().get("/sessione").await,
    ] {
        assert_eq!(answer.html, r#"{"restano":0}"#);
    }
}

const RECAPITI: [(&str, &str); 7] = [
    ("cellulare", "+39 333 123 4567"),
    ("domicilio", "italia"),
    ("indirizzo", "Via <b>Roma</b> 1"),
    ("cap", "00184"),
    ("provincia", "RM"),
    ("comune", "Roma"),
    ("password_attuale", "non va tenuta"),
];

#[tokio::test]
async fn a_form_sent_after_the_session_has_ended_comes_back_once_after_the_login() {
    let stage = Stage::new();
    stage.active().await;
    let browser = stage.entered().await;
    stage.clock.advance(SignedDuration::from_mins(16));
    let login = browser.send("/area/recapiti", &RECAPITI).await;
    assert_eq!(
        login.notice(),
        "La sessione è scaduta. Accedi di nuovo: abbiamo conservato quello che avevi scritto"
    );
    let poi = login.value("poi").unwrap();
    let form = [
        ("identificativo", CODE),
        ("password", PASSWORD),
        ("poi", poi.as_str()),
    ];
    browser.post("/accedi", &form).await;
    browser.head("/area/recapiti").await;
    let back = browser.get("/area/recapiti").await;
    assert_eq!(
        (back.path.as_str(), back.notice().as_str()),
        (
            "/area/recapiti",
            "La sessione era scaduta: abbiamo conservato quello che avevi scritto. Controlla e conferma"
        )
    );
    for (field, typed) in &RECAPITI[2..4] {
        assert_eq!(back.value(field).as_deref(), Some(*typed));
    }
    assert!(!back.html.contains("non va tenuta"));
    let again = browser.get("/area/recapiti").await;
    assert_eq!(again.value("indirizzo").as_deref(), Some(""));
}

#[tokio::test]
async fn a_kept_form_is_for_its_sender_and_its_time() {
    let stage = Stage::new();
    stage.active().await;
    let sender = stage.entered().await;
    stage.clock.advance(SignedDuration::from_mins(16));
    // Whoever has never logged in here has nothing kept.
    let stranger = stage.browser().post("/area/recapiti", &RECAPITI).await;
    assert_eq!(stranger.location(), "/accedi?poi=/area/recapiti");
    sender.post("/area/recapiti", &RECAPITI).await;
    let form = sender.cookie("__Host-modulo").unwrap();
    let other = stage.entered().await;
    other.plant("__Host-modulo", &form);
    let seen = other.get("/area/recapiti").await;
    assert_eq!(seen.value("indirizzo").as_deref(), Some(""));

    sender.post("/area/recapiti", &RECAPITI).await;
    stage.clock.advance(SignedDuration::from_mins(15));
    sender.log_in(CODE, PASSWORD).await;
    let late = sender.get("/area/recapiti").await;
    assert_eq!(
        (late.value("indirizzo").as_deref(), late.notice().as_str()),
        (Some(""), "")
    );
}
