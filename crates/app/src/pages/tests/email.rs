//! *Email*, and the links of the mails about it.

use http::StatusCode;
use jiff::SignedDuration;
use secrecy::ExposeSecret;
use varco_ports::Template;

use super::browser::{Browser, Page};
use super::stage::{CODE, EMAIL, PASSWORD, Stage};

const NEW: &str = "nuova@esempio.it";

fn form<'a>(email: &'a str, repeat: &'a str, password: &'a str) -> [(&'a str, &'a str); 3] {
    [
        ("email", email),
        ("email_ripetuta", repeat),
        ("password_attuale", password),
    ]
}

fn pairs<'a>(expected: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    let owned = |(field, text): &(&str, &str)| ((*field).to_owned(), (*text).to_owned());
    expected.iter().map(owned).collect()
}

impl Stage {
    /// Somebody who is logged in.
    async fn inside(&self) -> Browser<'_> {
        let username = self.active().await;
        let browser = self.browser();
        browser.log_in(&username, PASSWORD).await;
        browser
    }

    /// The token of the last mail that has one by this.
    async fn token(&self, read: impl Fn(&Template) -> Option<&varco_ports::MailedLink>) -> String {
        let letters = self.letters().await;
        let link = letters.iter().rev().find_map(read).expect("a link");
        link.token.expose_secret().to_owned()
    }

    async fn confirmation(&self) -> String {
        self.token(|letter| match letter {
            Template::ConfirmEmail { link } => Some(link),
            _ => None,
        })
        .await
    }

    async fn disavowal(&self) -> String {
        self.token(|letter| match letter {
            Template::EmailAboutToChange { disavowal, .. } => Some(disavowal),
            _ => None,
        })
        .await
    }

    async fn undo(&self) -> String {
        self.token(|letter| match letter {
            Template::EmailChanged { undo, .. } => undo.as_ref(),
            _ => None,
        })
        .await
    }
}

impl Browser<'_> {
    async fn ask(&self, email: &str) -> Page {
        self.send("/area/email", &form(email, email, PASSWORD))
            .await
    }

    /// Opens a mailed link: the page behind its clean address.
    async fn open(&self, path: &str, token: &str) -> Page {
        let answer = self.get(&format!("{path}?t={token}")).await;
        assert_eq!(answer.location(), path, "R-18");
        self.get(path).await
    }
}

#[tokio::test]
async fn the_page_says_which_address_is_used_and_why() {
    let stage = Stage::new();
    let browser = stage.inside().await;
    let page = browser.get("/area/email").await;
    assert_eq!(page.heading(), "Email");
    assert_eq!(
        page.texts("dd"),
        [
            "mario.rossi@esempio.it È l'ultima email personale che hai confermato",
            "Non indicata",
            EMAIL,
        ]
    );
    assert!(!page.text().contains("In attesa"));
    assert!(page.has("nav a[href='/area/email'][aria-current=page]"));
    let login = stage.browser().get("/area/email").await.location();
    assert_eq!(login, "/accedi?poi=/area/email");
}

#[tokio::test]
async fn what_has_to_be_mended_is_told_with_what_was_typed() {
    const PASSWORD_MISSING: (&str, &str) = ("password_attuale", "Scrivi la password attuale");
    let stage = Stage::new();
    let browser = stage.inside().await;
    for (email, repeat, password, told) in [
        (
            "",
            "",
            "",
            &[("email", "Scrivi l'indirizzo email"), PASSWORD_MISSING][..],
        ),
        (
            NEW,
            "altra@esempio.it",
            PASSWORD,
            &[(
                "email_ripetuta",
                "I due indirizzi email non coincidono: controllali e riscrivi il secondo",
            )],
        ),
        (
            EMAIL,
            EMAIL,
            PASSWORD,
            &[(
                "email",
                "È già un indirizzo della tua utenza: scrivine un altro",
            )],
        ),
        (
            NEW,
            NEW,
            "sbagliata",
            &[(
                "password_attuale",
                "La password attuale non è corretta: riscrivila",
            )],
        ),
    ] {
        let page = browser
            .post("/area/email", &form(email, repeat, password))
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.faults(), pairs(told));
        assert_eq!(page.value("email").as_deref(), Some(email));
        assert!(page.title().starts_with("Errore: "));
        assert!(!page.html.contains("sbagliata") && !page.html.contains(PASSWORD));
    }
}

#[tokio::test]
async fn r49_too_many_wrong_passwords_are_stopped() {
    let stage = Stage::new();
    let browser = stage.inside().await;
    for _ in 0..5 {
        browser
            .post("/area/email", &form(NEW, NEW, "sbagliata"))
            .await;
    }
    let page = browser.post("/area/email", &form(NEW, NEW, PASSWORD)).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn an_address_that_looks_mistyped_is_asked_about() {
    let stage = Stage::new();
    let browser = stage.inside().await;
    let typed = form("mario@gmial.com", "mario@gmial.com", PASSWORD);
    let page = browser.post("/area/email", &typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("Volevi scrivere mario@gmail.com?"));
    let mut mended = typed.to_vec();
    mended.push(("conferma_email", "correggi"));
    let page = browser.send("/area/email", &mended).await;
    assert!(page.text().contains("mario@gmail.com"));
    let pec = form("mario@pec.it", "mario@pec.it", PASSWORD);
    let page = browser.post("/area/email", &pec).await;
    assert!(
        page.text().contains("Sembra una casella PEC"),
        "{}",
        page.text()
    );
    let mut kept = pec.to_vec();
    kept.push(("conferma_email", "si"));
    let page = browser.send("/area/email", &kept).await;
    assert!(page.text().contains("mario@pec.it"));
}

#[tokio::test]
async fn r54_an_address_waits_is_confirmed_by_link_and_may_be_undone() {
    let stage = Stage::new();
    let browser = stage.inside().await;
    let page = browser.ask(NEW).await;
    assert_eq!(
        (page.path.as_str(), page.heading().as_str()),
        ("/area/email/controlla", "Controlla la nuova casella")
    );
    assert!(page.text().contains(NEW));
    let text = browser.get("/area/email").await.text();
    assert!(
        text.contains("In attesa di conferma Apri il link che abbiamo mandato a nuova@esempio.it"),
        "{text}"
    );

    let token = stage.confirmation().await;
    let mailbox = stage.browser();
    let page = mailbox.open("/conferma-email", &token).await;
    assert!(page.text().contains(NEW));
    let text = browser.get("/area/email").await.text();
    assert!(text.contains("In attesa"), "R-15: looking changes nothing");
    let page = mailbox.send("/conferma-email", &[]).await;
    assert_eq!(
        (page.path.as_str(), page.heading().as_str()),
        ("/conferma-email/esito", "Email confermata")
    );
    assert_eq!(mailbox.cookie("__Host-conferma-email"), None);
    assert!(
        browser
            .get("/area/email")
            .await
            .location()
            .starts_with("/accedi"),
        "R-48"
    );
    let page = mailbox.open("/conferma-email", &token).await;
    assert_eq!(page.location(), "/conferma-email/esito?prima=1");

    let undo = stage.undo().await;
    let old = stage.browser();
    let page = old.open("/annulla-email", &undo).await;
    assert!(
        page.text().contains(&format!("rimettiamo {EMAIL}")),
        "{}",
        page.text()
    );
    let page = old.send("/annulla-email", &[]).await;
    assert_eq!(page.heading(), "Abbiamo rimesso l'email di prima");
    assert!(page.text().contains("Scegli subito un'altra password"));
}

#[tokio::test]
async fn an_undo_says_where_the_administration_has_decided_meanwhile() {
    let stage = Stage::new();
    let browser = stage.inside().await;
    browser.ask("m.rossi@posta.istruzione.it").await;
    let token = stage.confirmation().await;
    browser.open("/conferma-email", &token).await;
    browser.send("/conferma-email", &[]).await;
    let undo = stage.undo().await;
    let withdrawn = stage.app.usecases.withdraw_mailbox(CODE, "non è sua");
    withdrawn.await.unwrap();
    let old = stage.browser();
    old.open("/annulla-email", &undo).await;
    let page = old.send("/annulla-email", &[]).await;
    assert_eq!(page.heading(), "Abbiamo messo al sicuro la tua utenza");
    assert!(page.text().contains("Non abbiamo rimesso l'email di prima"));
}

#[tokio::test]
async fn r48_who_confirms_where_the_session_is_stays_there() {
    let stage = Stage::new();
    let browser = stage.inside().await;
    browser.ask(NEW).await;
    let token = stage.confirmation().await;
    browser.open("/conferma-email", &token).await;
    browser.send("/conferma-email", &[]).await;
    let page = browser.get("/area/email").await;
    assert!(page.texts("dd")[0].starts_with(NEW));
}

#[tokio::test]
async fn an_institutional_address_is_the_one_that_is_written_to() {
    let stage = Stage::new();
    let browser = stage.inside().await;
    browser.ask("m.rossi@posta.istruzione.it").await;
    let token = stage.confirmation().await;
    browser.open("/conferma-email", &token).await;
    browser.send("/conferma-email", &[]).await;
    let addresses = browser.get("/area/email").await.texts("dd");
    let reference = "m.rossi@posta.istruzione.it È la tua email istituzionale";
    assert!(addresses[0].starts_with(reference), "{addresses:?}");
    assert!(addresses[1].contains("Non si modifica da qui"));
    assert_eq!(addresses[2], EMAIL);
}

#[tokio::test]
async fn the_mail_may_be_asked_for_again_and_the_address_given_up() {
    let stage = Stage::new();
    let browser = stage.inside().await;
    browser.ask(NEW).await;
    let first = stage.confirmation().await;
    let page = browser.send("/area/email/invia-di-nuovo", &[]).await;
    assert!(
        page.notice().contains("Hai chiesto l'email da poco"),
        "{}",
        page.notice()
    );
    stage.clock.advance(SignedDuration::from_mins(1));
    let page = browser.send("/area/email/invia-di-nuovo", &[]).await;
    assert!(
        page.notice()
            .starts_with("Ti abbiamo mandato un'altra email")
    );
    let page = stage.browser().open("/conferma-email", &first).await;
    assert_eq!(
        (page.status, page.heading().as_str()),
        (StatusCode::GONE, "C'è un'email più recente")
    );
    let second = stage.confirmation().await;
    let page = browser.send("/area/email/annulla", &[]).await;
    assert_eq!(
        page.notice(),
        "Hai annullato la modifica: restano validi gli indirizzi di prima"
    );
    assert!(!page.text().contains(NEW));
    let mailbox = stage.browser();
    let page = mailbox.open("/conferma-email", &second).await;
    assert_eq!(
        (page.status, page.heading().as_str()),
        (StatusCode::GONE, "Il link non vale più")
    );
    let page = mailbox.post("/conferma-email", &[]).await;
    assert_eq!(page.heading(), "Il link non vale più");
    assert_eq!(
        browser.get("/area/email/controlla").await.location(),
        "/area/email"
    );
    assert_eq!(
        browser
            .post("/area/email/invia-di-nuovo", &[])
            .await
            .location(),
        "/area/email"
    );
}

#[tokio::test]
async fn r53_whoever_did_not_ask_says_so_and_hears_what_to_do() {
    let stage = Stage::new();
    let browser = stage.inside().await;
    browser.ask(NEW).await;
    let (disavowal, confirmation) = (stage.disavowal().await, stage.confirmation().await);
    let old = stage.browser();
    let page = old.open("/non-sono-stato-io", &disavowal).await;
    assert_eq!(page.heading(), "Non hai fatto tu questa modifica?");
    let page = old.send("/non-sono-stato-io", &[]).await;
    assert_eq!(page.heading(), "Abbiamo messo al sicuro la tua utenza");
    for told in [
        "chiuso tutte le sessioni",
        "Scegli subito un'altra password",
        "Portale SIDI",
    ] {
        assert!(page.text().contains(told), "{told}");
    }
    assert!(browser.get("/area").await.location().starts_with("/accedi"));
    let page = stage.browser().open("/conferma-email", &confirmation).await;
    assert_eq!(page.heading(), "Il link non vale più");
    let page = old.open("/non-sono-stato-io", &disavowal).await;
    assert_eq!(
        old.get(&page.location()).await.heading(),
        "Avevamo già messo al sicuro la tua utenza"
    );
}

#[tokio::test]
async fn a_link_that_is_cut_late_or_missing_leads_on() {
    let stage = Stage::new();
    let browser = stage.inside().await;
    browser.ask(NEW).await;
    let token = stage.confirmation().await;
    for path in ["/conferma-email", "/annulla-email", "/non-sono-stato-io"] {
        let reader = stage.browser();
        let page = reader.get(path).await;
        assert_eq!(
            (page.status, page.heading().as_str()),
            (StatusCode::OK, "Apri il link dell'email")
        );
        let cut = reader.get(&format!("{path}?t={}", &token[..20])).await;
        let page = reader.get(&cut.location()).await;
        assert_eq!(
            (page.status, page.heading().as_str()),
            (StatusCode::NOT_FOUND, "Il link è incompleto")
        );
        let page = reader.post(path, &[("link", &token[..20])]).await;
        assert_eq!(
            page.faults(),
            pairs(&[(
                "link",
                "Il link è incompleto: copialo per intero dall'email"
            )])
        );
        assert_eq!(
            reader.post(path, &[]).await.location(),
            path,
            "nothing to press yet"
        );
        let unknown = reader.open(path, &"x".repeat(43)).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        assert_eq!(reader.post(path, &[]).await.status, StatusCode::NOT_FOUND);
    }
    let reader = stage.browser();
    let pasted = format!(" https://varco.example/conferma-email?t={token} ");
    let page = reader.send("/conferma-email", &[("link", &pasted)]).await;
    assert_eq!(page.heading(), "Conferma l'email");
    stage.clock.advance(SignedDuration::from_hours(24));
    let page = reader.post("/conferma-email", &[]).await;
    assert_eq!(
        (page.status, page.heading().as_str()),
        (StatusCode::GONE, "Il link è scaduto")
    );
    assert!(page.text().contains("vale 24 ore"));
    let disavowal = stage.disavowal().await;
    stage.clock.advance(SignedDuration::from_hours(6 * 24));
    let page = reader.open("/non-sono-stato-io", &disavowal).await;
    assert!(page.text().contains("vale 7 giorni"), "{}", page.text());
}

#[tokio::test]
async fn r09_a_person_who_asks_too_often_is_told_when_to_come_back() {
    let stage = Stage::new();
    let browser = stage.inside().await;
    for tag in 0..6 {
        browser.ask(&format!("nuova{tag}@esempio.it")).await;
    }
    let page = browser.post("/area/email", &form(NEW, NEW, PASSWORD)).await;
    assert_eq!(
        page.faults()[0].1,
        "Hai chiesto troppe email. Riprova tra 24 ore"
    );
}

#[tokio::test]
async fn what_was_typed_after_the_session_had_ended_comes_back_without_the_password() {
    let stage = Stage::new();
    let username = stage.active().await;
    let browser = stage.browser();
    browser.log_in(&username, PASSWORD).await;
    stage.clock.advance(SignedDuration::from_mins(15));
    let login = browser.send("/area/email", &form(NEW, NEW, PASSWORD)).await;
    assert_eq!(login.heading(), "Accedi");
    browser.log_in(&username, PASSWORD).await;
    let page = browser.get("/area/email").await;
    assert!(page.notice().starts_with("La sessione era scaduta"));
    assert_eq!(page.value("email").as_deref(), Some(NEW));
    assert!(!page.html.contains(PASSWORD));
}
