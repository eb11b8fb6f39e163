//! "Password dimenticata?", its link, and the expired one-time password.

use http::StatusCode;
use jiff::SignedDuration;
use secrecy::ExposeSecret;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::utenza::{Account, UtenzaKind};
use varco_ports::{Changes, Template, Write};

use super::browser::{Browser, Page};
use super::stage::{CODE, PASSWORD, Stage};
use super::steps::HUMAN;

const NEXT: &str = "quattro gatti sul tetto";

async fn ask(browser: &Browser<'_>, path: &str, field: &str, typed: &str) -> Page {
    browser.get(path).await;
    let [umano, prova] = HUMAN;
    browser.post(path, &[(field, typed), umano, prova]).await
}

async fn ask_reset(browser: &Browser<'_>, typed: &str) -> Page {
    ask(browser, "/recupera/password", "identificativo", typed).await
}

/// The token of the last link.
async fn token(stage: &Stage) -> String {
    let letters = stage.letters().await;
    let last = letters.into_iter().rev().find_map(|letter| match letter {
        Template::ResetPassword { link, .. } => Some(link.token),
        _ => None,
    });
    last.expect("a link").expose_secret().to_owned()
}

async fn choose(browser: &Browser<'_>, new: &str, repeat: &str) -> Page {
    let form = [("nuova_password", new), ("ripeti_password", repeat)];
    browser.post("/recupera/nuova-password", &form).await
}

/// Writes Mario Rossi's utenza anew.
async fn rewrite(stage: &Stage, change: impl FnOnce(Account) -> Account) {
    let code = CodiceFiscale::parse(CODE).unwrap();
    let found = stage.ports.accounts.find_by_codice_fiscale(&code).await;
    let found = found.unwrap().unwrap();
    let changes = Changes {
        account: Some(Write::Update(change(found.value), found.version)),
        ..Changes::default()
    };
    stage.ports.commit.commit(changes).await.unwrap();
}

#[tokio::test]
async fn a_forgotten_password_is_chosen_anew_by_the_mailed_link() {
    let stage = Stage::new();
    let username = stage.active().await;
    let browser = stage.browser();
    let asked = ask_reset(&browser, &username).await;
    assert_eq!(asked.location(), "/recupera/inviata");
    let sent = browser.get("/recupera/inviata").await;
    assert_eq!(sent.heading(), "Controlla la tua email");
    let token = token(&stage).await;
    let opened = browser
        .get(&format!("/recupera/nuova-password?t={token}"))
        .await;
    assert_eq!(opened.location(), "/recupera/nuova-password", "R-18");
    let page = browser.get("/recupera/nuova-password").await;
    assert_eq!(page.heading(), "Scegli la nuova password");
    assert_eq!(page.value("username").as_deref(), Some(username.as_str()));
    assert!(page.has("#nuova_password[autocomplete=new-password][type=password]"));
    let chosen = choose(&browser, NEXT, NEXT).await;
    assert_eq!(chosen.location(), "/recupera/esito");
    assert_eq!(browser.cookie("__Host-sessione"), None, "R-52");
    let twice = choose(&browser, NEXT, NEXT).await;
    assert_eq!(twice.location(), "/recupera/esito", "T-32");
    let other = choose(
        &browser,
        "un'altra ancora più lunga",
        "un'altra ancora più lunga",
    )
    .await;
    assert_eq!(
        (other.status, other.heading().as_str()),
        (StatusCode::GONE, "Il link è già stato usato")
    );
    assert!(other.text().contains("è stata scelta una nuova password"));
    let done = browser.get("/recupera/esito").await;
    assert_eq!(done.heading(), "Hai una nuova password");
    let old = stage.browser().log_in(&username, PASSWORD).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let new = stage.browser().log_in(&username, NEXT).await;
    assert_eq!(new.location(), "/area");
}

#[tokio::test]
async fn r15_opening_the_link_changes_nothing_however_often() {
    let stage = Stage::new();
    let username = stage.active().await;
    ask_reset(&stage.browser(), &username).await;
    let address = format!("/recupera/nuova-password?t={}", token(&stage).await);
    for _ in 0..5 {
        stage.browser().get(&address).await;
        stage.browser().head(&address).await;
    }
    let browser = stage.browser();
    browser.get(&address).await;
    let page = browser.get("/recupera/nuova-password").await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn what_to_mend_is_told_and_no_password_is_shown() {
    let stage = Stage::new();
    let username = stage.active().await;
    let browser = stage.browser();
    ask_reset(&browser, &username).await;
    let token = token(&stage).await;
    browser
        .get(&format!("/recupera/nuova-password?t={token}"))
        .await;
    for (new, repeat, told) in [
        ("", "", "Scrivi la nuova password"),
        (
            "nove nove",
            "nove nove",
            "La nuova password ha 9 caratteri: ne servono almeno 15",
        ),
        (NEXT, "altro", "Le due password non coincidono: riscrivile"),
        (
            PASSWORD,
            PASSWORD,
            "Scegli una password diversa da quella di prima",
        ),
    ] {
        let page = choose(&browser, new, repeat).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.faults()[0].1, told);
        assert!(page.attributes("input[type=password]", "value").is_empty());
    }
}

#[tokio::test]
async fn links_that_reset_nothing_say_why_and_what_helps() {
    let stage = Stage::new();
    let username = stage.active().await;
    let browser = stage.browser();
    let cut = browser.get("/recupera/nuova-password?t=cut").await;
    let page = browser.get(&cut.location()).await;
    assert_eq!(
        (page.status, page.heading().as_str()),
        (StatusCode::NOT_FOUND, "Il link è incompleto")
    );
    assert!(page.has("a[href='/recupera/password']"));
    ask_reset(&browser, &username).await;
    let first = token(&stage).await;
    stage.clock.advance(SignedDuration::from_mins(5));
    ask_reset(&browser, &username).await;
    let second = token(&stage).await;
    let open = async |token: &str| {
        let other = stage.browser();
        other
            .get(&format!("/recupera/nuova-password?t={token}"))
            .await;
        other.get("/recupera/nuova-password").await
    };
    let superseded = open(&first).await;
    assert_eq!(superseded.heading(), "C'è un'email più recente");
    assert!(superseded.text().contains("12:05"), "{}", superseded.text());
    rewrite(&stage, Account::suspended).await;
    let suspended = open(&second).await;
    assert_eq!(
        (suspended.status, suspended.heading().as_str()),
        (StatusCode::FORBIDDEN, "L'utenza è sospesa")
    );
    rewrite(&stage, Account::reactivated).await;
    stage.clock.advance(SignedDuration::from_mins(60));
    let expired = open(&second).await;
    assert_eq!(
        (expired.status, expired.heading().as_str()),
        (StatusCode::GONE, "Il link è scaduto")
    );
    ask_reset(&browser, &username).await;
    let third = token(&stage).await;
    browser
        .get(&format!("/recupera/nuova-password?t={third}"))
        .await;
    choose(&browser, NEXT, NEXT).await;
    assert_eq!(open(&third).await.heading(), "Il link è già stato usato");
}

#[tokio::test]
async fn r57_a_link_of_who_has_become_mi_staff_leads_to_the_explanation() {
    let stage = Stage::new();
    let username = stage.active().await;
    let browser = stage.browser();
    ask_reset(&browser, &username).await;
    let token = token(&stage).await;
    browser
        .get(&format!("/recupera/nuova-password?t={token}"))
        .await;
    rewrite(&stage, |account| account.with_kind(UtenzaKind::Mi)).await;
    let refused = choose(&browser, "Lampone7x", "Lampone7x").await;
    assert_eq!(refused.location(), "/recupera/utenza-mi");
    let typed = ask_reset(&stage.browser(), "MI12345").await;
    assert_eq!(typed.location(), "/recupera/utenza-mi");
}

/// Bytes of the answers, less what is drawn anew for each.
#[tokio::test]
async fn r51_the_answer_is_the_same_to_the_byte_for_every_class() {
    let mut answers = Vec::new();
    for class in ["missing", "pending", "active", "suspended", "mi"] {
        let stage = Stage::new();
        match class {
            "missing" => {}
            "pending" => drop(stage.browser().confirmed().await),
            _ => drop(stage.active().await),
        }
        match class {
            "suspended" => rewrite(&stage, Account::suspended).await,
            "mi" => rewrite(&stage, |account| account.with_kind(UtenzaKind::Mi)).await,
            _ => {}
        }
        let browser = stage.browser();
        for (path, field) in [
            ("/recupera/password", "identificativo"),
            ("/recupera/username", "codice_fiscale"),
        ] {
            let answer = ask(&browser, path, field, CODE).await;
            let sent = browser.get("/recupera/inviata").await;
            let headers = format!("{:?}", answer.headers);
            answers.push((
                path,
                answer.status,
                headers,
                answer.html,
                sent.status,
                sent.html,
            ));
        }
    }
    for pair in answers.chunks(2) {
        assert_eq!(pair, &answers[..2]);
    }
}

#[tokio::test]
async fn slips_are_told_and_what_was_typed_is_kept() {
    let stage = Stage::new();
    let browser = stage.browser();
    let empty = ask_reset(&browser, " ").await;
    assert_eq!(empty.faults()[0].1, "Scrivi l'username o il codice fiscale");
    let short = ask(&browser, "/recupera/username", "codice_fiscale", "RSSMRA").await;
    assert_eq!(
        short.faults()[0].1,
        "Il codice fiscale ha 16 caratteri: ne hai scritti 6"
    );
    assert_eq!(short.value("codice_fiscale").as_deref(), Some("RSSMRA"));
    let robot = browser
        .post("/recupera/password", &[("identificativo", "mario.rossi")])
        .await;
    assert_eq!(
        robot.faults()[0].1,
        "Per continuare seleziona «Non sono un robot»"
    );
}

#[tokio::test]
async fn an_expired_one_time_password_is_renewed_by_one_click() {
    let stage = Stage::new();
    let (username, one_time) = stage.opened().await;
    stage.clock.advance(SignedDuration::from_hours(72));
    let browser = stage.browser();
    browser.log_in(&username, &one_time).await;
    let offer = browser.cookie("__Host-rinnovo").unwrap();
    let renewed = browser.send("/accedi/nuova-password-temporanea", &[]).await;
    assert!(renewed.notice().starts_with("Ti abbiamo mandato un'altra"));
    let (_, another) = stage.credential().await;
    assert_ne!(another, one_time);
    let forced = stage.browser().log_in(&username, &another).await;
    assert_eq!(forced.location(), "/password/primo-accesso");
    // An offer that was taken up, made up or left lying is none.
    for (offer, wait) in [(offer.as_str(), 0), ("1.2.3", 0), ("", 0)] {
        stage.clock.advance(SignedDuration::from_mins(wait));
        let other = stage.browser();
        other.plant("__Host-rinnovo", offer);
        let refused = other.post("/accedi/nuova-password-temporanea", &[]).await;
        assert_eq!(refused.location(), "/recupera/attivazione", "{offer}");
    }
    assert_eq!(stage.credential().await.1, another);
}
