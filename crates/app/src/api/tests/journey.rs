//! From a codice fiscale to an active utenza.

use http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::stage::{CODE, EMAIL, PASSWORD, Stage, declaration};

#[tokio::test]
async fn a_program_takes_a_person_from_the_codice_fiscale_to_the_own_utenza() {
    let stage = Stage::new();
    let flow = stage.flow().await;
    let started = stage.start(&flow, " rss mra 85t10-a562s ").await;
    assert_eq!(started.status, 201);
    assert_eq!(
        started.body(),
        json!({
            "state": "identified",
            "codice_fiscale_masked": "RSS************S",
            "birth_dates": ["1985-12-10"],
            "asks_birth_year": false,
            "asks_birth_place": false,
            "place": "San Giuliano Terme (PI)",
            "expires_at": "2026-11-22T12:00:00.000Z",
        })
    );

    let declared = stage.declare(&flow, declaration()).await;
    assert_eq!(
        (declared.status, declared.text("state").as_str()),
        (200, "declared")
    );
    assert_eq!(declared.text("email"), EMAIL);

    for _ in 0..2 {
        let confirmed = stage.confirm(&flow).await;
        assert_eq!(confirmed.status, 202);
        let body = confirmed.body();
        assert_eq!(body["state"], "awaiting_activation");
        assert_eq!(body["expires_at"], "2026-11-24T12:00:00.000Z");
        assert_eq!(body["link_expires_at"], "2026-11-22T12:00:00.000Z");
        assert_eq!(body["resend_at"], "2026-11-21T12:01:00.000Z");
    }

    let (token, _) = stage.mailed_ticket().await;
    let activated = stage.post("/activations", json!({ "token": token })).await;
    assert_eq!(
        (activated.status, activated.body()),
        (200, json!({ "outcome": "opened" }))
    );
    let again = stage.post("/activations", json!({ "token": token })).await;
    assert_eq!(
        (again.status, again.body()),
        (200, json!({ "outcome": "already_open" }))
    );
    let registration = stage.send(Method::GET, "/registration", &flow, None).await;
    assert_eq!(
        (registration.status, registration.text("state").as_str()),
        (200, "activated")
    );

    let (username, one_time) = stage.mailed_credential().await;
    assert_eq!(username, "mario.rossi");
    let restricted = stage.log_in(&username, &one_time).await;
    assert_eq!(
        (restricted.status, restricted.text("scope").as_str()),
        (201, "change_password")
    );
    let changed = stage
        .change_password(&restricted.text("session_token"), &one_time, PASSWORD)
        .await;
    assert_eq!(
        (changed.status, changed.text("scope").as_str()),
        (200, "full")
    );

    let session = changed.text("session_token");
    let account = stage.send(Method::GET, "/account", &session, None).await;
    assert_eq!(
        account.body(),
        json!({
            "username": "mario.rossi",
            "kind": "external",
            "codice_fiscale": CODE,
            "given_name": "Mario",
            "family_name": "Rossi",
            "birth_date": "1985-12-10",
            "email": EMAIL,
            "language": "it",
            "activated_at": "2026-11-21T12:00:00.000Z",
            "last_access_at": "2026-11-21T12:00:00.000Z",
        })
    );
}

#[tokio::test]
async fn the_code_typed_in_small_letters_activates_too() {
    let stage = Stage::new();
    stage.confirmed().await;
    let (_, code) = stage.mailed_ticket().await;
    let typed = format!("{}-{}", &code[..4], &code[4..]).to_lowercase();
    let activated = stage.post("/activations", json!({ "code": typed })).await;
    assert_eq!(activated.text("outcome"), "opened");
}

#[tokio::test]
async fn a_corrected_address_gets_the_mail_and_the_old_link_dies() {
    let stage = Stage::new();
    let flow = stage.confirmed().await;
    let (old, _) = stage.mailed_ticket().await;
    stage.clock.advance(SignedDuration::from_mins(2));
    let body = json!({ "email": "rossi.mario@libero.it", "email_repeat": "rossi.mario@libero.it" });
    let corrected = stage
        .send(Method::PUT, "/registration/email", &flow, Some(body))
        .await;
    assert_eq!(
        (corrected.status, corrected.text("email").as_str()),
        (202, "rossi.mario@libero.it")
    );
    let (new, _) = stage.mailed_ticket().await;
    let refused = stage.post("/activations", json!({ "token": old })).await;
    refused.problem(410, "ticket-superseded");
    assert_eq!(
        stage
            .post("/activations", json!({ "token": new }))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn what_a_code_leaves_open_is_asked_for() {
    let stage = Stage::new();
    let flow = stage.flow().await;
    let started = stage.start(&flow, "FOXDRA26C24I725A").await.body();
    assert_eq!(started["birth_dates"], json!(["2026-03-24", "1926-03-24"]));
    assert_eq!(started["asks_birth_year"], true);
    let mut body = declaration();
    body["given_name"] = "Dario".into();
    body["family_name"] = "Fo".into();
    let refused = stage.declare(&flow, body.clone()).await;
    refused.problem(422, "invalid-fields");
    assert_eq!(
        refused.errors(),
        [("birth_year".to_owned(), "not_chosen".to_owned())]
    );
    body["birth_year"] = 1926.into();
    assert_eq!(stage.declare(&flow, body).await.status, 200);
}

#[tokio::test]
async fn whoever_lost_the_flow_token_is_mailed_again_and_nobody_learns_who_that_is() {
    let stage = Stage::new();
    stage.confirmed().await;
    let (old, _) = stage.mailed_ticket().await;
    stage.clock.advance(SignedDuration::from_mins(2));
    let mut answers = Vec::new();
    for email in [EMAIL, "somebody.else@gmail.com"] {
        let challenge = stage
            .post(
                "/captcha-challenges",
                json!({ "action": "recover-activation" }),
            )
            .await;
        let body = json!({
            "flow_token": challenge.text("flow_token"),
            "codice_fiscale": CODE,
            "email": email,
            "captcha": { "ticket": "t", "answer": "a" },
        });
        let answer = stage.post("/activation-recoveries", body).await;
        answers.push((answer.status, answer.headers, answer.text));
    }
    assert_eq!(answers[0].0, 202);
    assert_eq!(answers[0], answers[1]);
    let (new, _) = stage.mailed_ticket().await;
    assert_ne!(old, new);
}

#[tokio::test]
async fn a_flow_goes_on_with_its_own_token() {
    let stage = Stage::new();
    let flow = stage.flow().await;
    let body = json!({ "action": "register", "flow_token": flow });
    let challenge = stage.post("/captcha-challenges", body).await;
    assert_eq!(
        (challenge.status, challenge.text("flow_token")),
        (201, flow)
    );
    assert_eq!(challenge.body()["question"], Value::Null);
    let body = json!({ "action": "register", "flow_token": "chosen-by-myself" });
    let refused = stage.post("/captcha-challenges", body).await;
    refused.problem(422, "invalid-fields");
    assert_eq!(
        refused.errors(),
        [("flow_token".to_owned(), "malformed".to_owned())]
    );
}
