//! The own addresses, and the links of the mails about them.

use http::{Method, header};
use jiff::SignedDuration;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use varco_ports::{MailedLink, Template};

use super::stage::{Answer, EMAIL, PASSWORD, Stage};

const NEW: &str = "nuova@gmail.com";

impl Stage {
    async fn ask(&self, session: &str, email: &str) -> Answer {
        let body = json!({ "current_password": PASSWORD, "email": email, "email_repeat": email });
        self.put(session, body).await
    }

    async fn put(&self, session: &str, body: Value) -> Answer {
        let path = "/account/email";
        self.send(Method::PUT, path, session, Some(body)).await
    }

    async fn link(&self, read: impl Fn(&Template) -> Option<&MailedLink>) -> Value {
        let letters = self.letters().await;
        let link = letters.iter().rev().find_map(read).expect("a link");
        json!({ "token": link.token.expose_secret() })
    }

    async fn confirmation(&self) -> Value {
        self.link(|letter| match letter {
            Template::ConfirmEmail { link } => Some(link),
            _ => None,
        })
        .await
    }

    async fn look(&self, session: &str) -> Answer {
        self.send(Method::GET, "/account/email", session, None)
            .await
    }
}

#[tokio::test]
async fn r54_an_address_is_asked_for_confirmed_and_undone() {
    let stage = Stage::new();
    let session = stage.entered().await;
    let held = json!({ "reference": EMAIL, "reason": "personal", "personal": EMAIL });
    assert_eq!(stage.look(&session).await.body(), held);
    let asked = stage.ask(&session, NEW).await;
    assert_eq!(asked.status, 202);
    assert_eq!(asked.body(), stage.look(&session).await.body());
    assert_eq!(
        asked.body()["pending"],
        json!({
            "email": NEW,
            "asked_at": "2026-11-21T12:00:00.000Z",
            "expires_at": "2026-11-22T12:00:00.000Z",
        })
    );
    assert_eq!(asked.text("reference"), EMAIL);
    let link = stage.confirmation().await;
    for outcome in ["done", "done_before"] {
        let answer = stage.post("/email-confirmations", link.clone()).await;
        assert_eq!(
            (answer.status, answer.text("outcome").as_str()),
            (200, outcome)
        );
    }
    stage
        .look(&session)
        .await
        .problem(401, "authentication-required");
    let undo = stage.link(|letter| match letter {
        Template::EmailChanged { undo, .. } => undo.as_ref(),
        _ => None,
    });
    let undone = stage.post("/email-undos", undo.await).await;
    assert_eq!(undone.text("outcome"), "done");
    let again = stage.log_in("mario.rossi", PASSWORD).await;
    assert_eq!(again.text("scope"), "change_password");
}

#[tokio::test]
async fn r49_without_the_password_in_force_nothing_is_asked_for() {
    let stage = Stage::new();
    let session = stage.entered().await;
    let without = json!({ "email": NEW, "email_repeat": NEW });
    let refused = stage.put(&session, without).await;
    refused.problem(403, "reauthentication-required");
    let wrong = json!({ "current_password": "x", "email": NEW, "email_repeat": NEW });
    for _ in 0..5 {
        let refused = stage.put(&session, wrong.clone()).await;
        refused.problem(422, "current-password-wrong");
        assert_eq!(
            refused.errors(),
            [("current_password".to_owned(), "wrong".to_owned())]
        );
    }
    let locked = stage.ask(&session, NEW).await;
    locked.problem(429, "locked");
    assert_eq!(locked.header(header::RETRY_AFTER), "30");
}

#[tokio::test]
async fn an_address_that_cannot_be_is_refused_with_everything_that_is_wrong() {
    let stage = Stage::new();
    let session = stage.entered().await;
    for (email, repeat, password, expected) in [
        (
            "",
            "",
            "",
            &[("email", "empty"), ("current_password", "empty")][..],
        ),
        (NEW, EMAIL, "x", &[("email_repeat", "differs")]),
        (EMAIL, EMAIL, "x", &[("email", "already_yours")]),
    ] {
        let body = json!({ "current_password": password, "email": email, "email_repeat": repeat });
        let refused = stage.put(&session, body).await;
        refused.problem(422, "invalid-fields");
        let expected: Vec<_> = expected
            .iter()
            .map(|(field, code)| ((*field).to_owned(), (*code).to_owned()))
            .collect();
        assert_eq!(refused.errors(), expected);
    }
    let doubtful = stage.ask(&session, "mario@gmial.com").await;
    let body = doubtful.problem(409, "needs-confirmation");
    assert_eq!(body["errors"][0]["confirm_with"], "confirms_email");
    let mut body = json!({ "current_password": PASSWORD, "email": "mario@gmial.com" });
    body["email_repeat"] = body["email"].clone();
    body["confirms_email"] = true.into();
    assert_eq!(stage.put(&session, body).await.status, 202);
}

#[tokio::test]
async fn what_waits_is_mailed_again_or_given_up() {
    let stage = Stage::new();
    let session = stage.entered().await;
    let resend = || {
        stage.send(
            Method::POST,
            "/account/email/confirmation-mail",
            &session,
            None,
        )
    };
    let cancel = || stage.send(Method::DELETE, "/account/email/pending", &session, None);
    resend().await.problem(404, "no-pending-email");
    stage.ask(&session, NEW).await;
    let first = stage.confirmation().await;
    resend().await.problem(429, "too-soon");
    stage.clock.advance(SignedDuration::from_mins(1));
    assert_eq!(resend().await.status, 202);
    let superseded = stage.post("/email-confirmations", first).await;
    superseded.problem(410, "link-superseded");
    let second = stage.confirmation().await;
    for _ in 0..2 {
        assert_eq!(cancel().await.status, 204);
    }
    let void = stage.post("/email-confirmations", second).await;
    void.problem(410, "link-void");
}

#[tokio::test]
async fn r53_a_disavowal_needs_its_link_and_nothing_else() {
    let stage = Stage::new();
    let session = stage.entered().await;
    stage.ask(&session, NEW).await;
    let disavowal = stage
        .link(|letter| match letter {
            Template::EmailAboutToChange { disavowal, .. } => Some(disavowal),
            _ => None,
        })
        .await;
    for path in ["/email-confirmations", "/email-undos", "/disavowals"] {
        let unknown = stage.post(path, json!({ "token": "x".repeat(43) })).await;
        unknown.problem(404, "link-unknown");
    }
    let other = stage.post("/email-undos", disavowal.clone()).await;
    other.problem(404, "link-unknown");
    let done = stage.post("/disavowals", disavowal).await;
    assert_eq!((done.status, done.text("outcome").as_str()), (200, "done"));
    stage
        .look(&session)
        .await
        .problem(401, "authentication-required");
    let confirmation = stage.confirmation().await;
    stage.clock.advance(SignedDuration::from_hours(25));
    let void = stage.post("/email-confirmations", confirmation).await;
    void.problem(410, "link-void");
}

#[tokio::test]
async fn a_link_that_comes_too_late_says_so() {
    let stage = Stage::new();
    let session = stage.entered().await;
    stage.ask(&session, NEW).await;
    let link = stage.confirmation().await;
    stage.clock.advance(SignedDuration::from_hours(24));
    let late = stage.post("/email-confirmations", link).await;
    late.problem(410, "link-expired");
}
