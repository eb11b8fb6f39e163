//! A forgotten password and a forgotten username, for programs.

use http::Method;
use jiff::SignedDuration;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use varco_ports::Template;

use super::stage::{Answer, CODE, Stage};

const CHOSEN: &str = "tre trote nel torrente";
const NEXT: &str = "quattro gatti sul tetto";

impl Stage {
    async fn ask_reset(&self, identifier: &str) -> Answer {
        let flow = self.flow().await;
        let captcha = json!({ "proof": "p" });
        let body = json!({ "flow_token": flow, "identifier": identifier, "captcha": captcha });
        self.post("/password-resets", body).await
    }

    async fn reset(&self, token: &str, new: &str, repeat: &str) -> Answer {
        let body = json!({ "token": token, "new_password": new, "new_password_repeat": repeat });
        self.send(Method::PUT, "/password-resets/current", "", Some(body))
            .await
    }

    async fn mailed_link(&self) -> String {
        match self.letter().await {
            Template::ResetPassword { link, .. } => link.token.expose_secret().to_owned(),
            other => panic!("another mail: {}", other.name()),
        }
    }
}

/// A stage with an utenza in use.
async fn in_use() -> (Stage, String) {
    let stage = Stage::new();
    let (username, one_time) = stage.activated().await;
    let session = stage.log_in(&username, &one_time).await;
    let session = session.text("session_token");
    let changed = stage.change_password(&session, &one_time, CHOSEN).await;
    assert_eq!(changed.status, 200);
    (stage, username)
}

#[tokio::test]
async fn a_forgotten_password_is_chosen_anew() {
    let (stage, username) = in_use().await;
    assert_eq!(stage.ask_reset(CODE).await.status, 202);
    let token = stage.mailed_link().await;
    let short = stage.reset(&token, "corta", "corta").await;
    short.problem(422, "invalid-password");
    let errors = [("new_password".to_owned(), "too_short".to_owned())];
    assert_eq!(short.errors(), errors);
    let differs = stage.reset(&token, NEXT, "altro").await;
    differs.problem(422, "invalid-password");
    let done = stage.reset(&token, NEXT, NEXT).await;
    assert_eq!((done.status, done.text.as_str()), (204, ""));
    assert_eq!(stage.reset(&token, NEXT, NEXT).await.status, 204, "T-32");
    let used = stage.reset(&token, CHOSEN, CHOSEN).await;
    used.problem(410, "link-used");
    let old = stage.log_in(&username, CHOSEN).await;
    old.problem(401, "login-refused");
    assert_eq!(stage.log_in(&username, NEXT).await.status, 201);
}

#[tokio::test]
async fn links_that_reset_nothing_have_a_code_each() {
    let (stage, _) = in_use().await;
    let cut = stage.reset("cut", NEXT, NEXT).await;
    cut.problem(404, "link-unknown");
    stage.ask_reset(CODE).await;
    let first = stage.mailed_link().await;
    // One mailbox gets no two mails at once.
    stage.clock.advance(SignedDuration::from_mins(5));
    stage.ask_reset(CODE).await;
    let second = stage.mailed_link().await;
    let superseded = stage.reset(&first, NEXT, NEXT).await;
    superseded.problem(410, "link-superseded");
    stage.clock.advance(SignedDuration::from_mins(60));
    let expired = stage.reset(&second, NEXT, NEXT).await;
    expired.problem(410, "link-expired");
}

#[tokio::test]
async fn r51_whoever_is_asked_for_the_answer_is_the_same() {
    let (stage, username) = in_use().await;
    let known = stage.ask_reset(&username).await;
    let unknown = stage.ask_reset("nobody.here").await;
    assert_eq!(known.status, 202);
    assert_eq!(
        (known.status, known.headers, known.text),
        (unknown.status, unknown.headers, unknown.text)
    );
    let flow = stage.flow().await;
    for code in [CODE, "FOXDRA26C24I725A"] {
        let body =
            json!({ "flow_token": flow, "codice_fiscale": code, "captcha": { "proof": "p" } });
        let answer = stage.post("/username-reminders", body).await;
        assert_eq!((answer.status, answer.text.as_str()), (202, ""));
    }
    assert_eq!(stage.letter().await.name(), "username_reminder");
}

#[tokio::test]
async fn slips_are_told() {
    let stage = Stage::new();
    stage.ask_reset("MI12345").await.problem(403, "mi-utenza");
    let empty = stage.ask_reset(" ").await;
    empty.problem(422, "invalid-fields");
    let errors = [("identifier".to_owned(), "empty".to_owned())];
    assert_eq!(empty.errors(), errors);
    let flow = stage.flow().await;
    let body = json!({ "flow_token": flow, "codice_fiscale": "RSSMRA", "captcha": Value::Null });
    let wrong = stage.post("/username-reminders", body).await;
    wrong.problem(422, "invalid-codice-fiscale");
    let body = json!({ "flow_token": flow, "identifier": "mario.rossi" });
    let robot = stage.post("/password-resets", body).await;
    robot.problem(422, "captcha-missing");
}
