//! Login, the restricted session, and the end of sessions.

use http::{Method, header};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::stage::{CODE, DOCUMENT, PASSWORD, Stage};

#[tokio::test]
async fn r34_unknown_and_wrong_are_one_answer() {
    let stage = Stage::new();
    let (username, _) = stage.activated().await;
    let mut answers = Vec::new();
    for identifier in [
        username.as_str(),
        CODE,
        "nobody.here",
        "",
        "RSSMRA85T10A562T",
    ] {
        let answer = stage.log_in(identifier, "not the password").await;
        let body = answer.problem(401, "login-refused");
        assert_eq!(answer.header(header::WWW_AUTHENTICATE), "Bearer");
        answers.push((body, answer.headers));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(
        answers[0].0,
        json!({
            "type": "urn:varco:problem:login-refused",
            "title": "Username o password non corrispondono",
            "status": 401,
            "code": "login-refused",
        })
    );
}

#[tokio::test]
async fn r37_after_five_failures_any_identifier_is_locked() {
    let stage = Stage::new();
    let (username, _) = stage.activated().await;
    let mut answers = Vec::new();
    for identifier in [username.as_str(), "nobody.here"] {
        for _ in 0..5 {
            stage
                .log_in(identifier, "wrong")
                .await
                .problem(401, "login-refused");
        }
        while stage.log_in(identifier, "wrong").await.status == 401 {}
        let answer = stage.log_in(identifier, "wrong").await;
        answers.push((
            answer.problem(429, "locked"),
            answer.header(header::RETRY_AFTER).to_owned(),
        ));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn a_one_time_password_that_is_too_old_says_so_to_its_owner() {
    let stage = Stage::new();
    let (username, one_time) = stage.activated().await;
    stage.clock.advance(SignedDuration::from_hours(72));
    stage
        .log_in(&username, &one_time)
        .await
        .problem(403, "one-time-password-expired");
    stage
        .log_in(&username, "wrong")
        .await
        .problem(401, "login-refused");
}

#[tokio::test]
async fn r19_the_restricted_session_reaches_nothing_but_the_change_and_the_logout() {
    let stage = Stage::new();
    let (username, one_time) = stage.activated().await;
    let session = stage
        .log_in(&username, &one_time)
        .await
        .text("session_token");
    let mut allowed = Vec::new();
    for (path, methods) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let Some(scheme) = operation["security"][0]
                .as_object()
                .and_then(|scheme| scheme.keys().next())
            else {
                continue;
            };
            let verb: Method = method.to_uppercase().parse().unwrap();
            if matches!(
                operation["operationId"].as_str(),
                Some("logOut" | "changePassword")
            ) {
                allowed.push(scheme.clone());
                continue;
            }
            let body = operation["requestBody"]
                .is_object()
                .then(super::stage::declaration);
            let path = path.replace("{id}", "019aa6a1-9c00-7b3c-8d4e-5f60718293a4");
            let answer = stage.send(verb, &path, &session, body).await;
            match scheme.as_str() {
                "SessionToken" => answer.problem(403, "password-change-required"),
                // A session token is no flow token.
                _ => answer.problem(answer.status.clamp(404, 422), &answer.text("code")),
            };
        }
    }
    assert_eq!(allowed, ["SessionToken", "SessionToken"]);
    assert_eq!(
        stage
            .change_password(&session, &one_time, PASSWORD)
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn without_a_token_nobody_gets_in_and_the_scheme_is_read_in_any_case() {
    let stage = Stage::new();
    for (path, authorization) in [
        ("/account", ""),
        ("/account", "Basic bWFyaW86cm9zc2k="),
        ("/account", "Bearer"),
        ("/account", "Bearer unknown"),
        ("/registration", ""),
    ] {
        let request = poem::Request::builder().uri_str(format!("/api/v1{path}"));
        let answer = stage
            .raw(
                request
                    .header(header::AUTHORIZATION, authorization)
                    .finish(),
            )
            .await;
        assert_eq!(
            answer.problem(401, "authentication-required"),
            json!({
                "type": "urn:varco:problem:authentication-required",
                "title": "Serve un token valido",
                "status": 401,
                "code": "authentication-required",
            })
        );
        assert_eq!(answer.header(header::WWW_AUTHENTICATE), "Bearer");
    }
    let session = stage.entered().await;
    let request = poem::Request::builder().uri_str("/api/v1/account");
    let request = request
        .header(header::AUTHORIZATION, format!("bEARER {session}"))
        .finish();
    assert_eq!(stage.raw(request).await.status, 200);
}

#[tokio::test]
async fn a_change_of_the_password_is_refused_with_everything_that_is_wrong() {
    let stage = Stage::new();
    let session = stage.entered().await;
    let short = stage.change_password(&session, PASSWORD, "corta").await;
    short.problem(422, "invalid-password");
    assert_eq!(
        short.errors()[0],
        ("new_password".to_owned(), "too_short".to_owned())
    );
    let same = stage.change_password(&session, PASSWORD, PASSWORD).await;
    same.problem(422, "invalid-password");
    assert_eq!(
        same.errors(),
        [("new_password".to_owned(), "unchanged".to_owned())]
    );
    let wrong = stage
        .change_password(&session, "another one", "quattro parole a caso")
        .await;
    wrong.problem(422, "current-password-wrong");
    let body = json!({
        "current_password": PASSWORD,
        "new_password": "quattro parole a caso",
        "new_password_repeat": "cinque parole a caso",
    });
    let differs = stage
        .send(Method::PUT, "/account/password", &session, Some(body))
        .await;
    differs.problem(422, "invalid-password");
    assert_eq!(
        differs.errors(),
        [("new_password_repeat".to_owned(), "differs".to_owned())]
    );
    let nobody = stage
        .change_password("unknown", PASSWORD, "quattro parole a caso")
        .await;
    nobody.problem(401, "authentication-required");
}

#[tokio::test]
async fn r45_the_change_ends_the_old_session_and_the_logout_the_new_one() {
    let stage = Stage::new();
    let old = stage.entered().await;
    let changed = stage
        .change_password(&old, PASSWORD, "quattro parole a caso")
        .await;
    let new = changed.text("session_token");
    let look = |token: String| {
        let stage = &stage;
        async move { stage.send(Method::GET, "/session", &token, None).await }
    };
    look(old).await.problem(401, "authentication-required");
    let session = look(new.clone()).await;
    assert_eq!(
        session.body(),
        json!({
            "scope": "full",
            "opened_at": "2026-11-21T12:00:00.000Z",
            "expires_at": "2026-11-21T12:15:00.000Z",
        })
    );
    let out = stage.send(Method::DELETE, "/session", &new, None).await;
    assert_eq!((out.status, out.text.as_str()), (204, ""));
    let again = stage.send(Method::DELETE, "/session", &new, None).await;
    again.problem(401, "authentication-required");
    look(new).await.problem(401, "authentication-required");
}

#[tokio::test]
async fn a_password_may_be_chosen_at_activation_where_the_service_wants_it() {
    let stage = Stage::with(|_, settings| {
        settings.initial_credential = varco_usecases::InitialCredential::ChosenAtActivation;
    });
    stage.confirmed().await;
    let (token, _) = stage.mailed_ticket().await;
    let with = |password: Value, repeat: Value| json!({ "token": token, "password": password, "password_repeat": repeat });
    for (body, error) in [
        (json!({ "token": token }), ("password_repeat", "differs")),
        (
            with(PASSWORD.into(), Value::Null),
            ("password_repeat", "differs"),
        ),
        (
            with("corta".into(), "corta".into()),
            ("password", "too_short"),
        ),
    ] {
        let answer = stage.post("/activations", body).await;
        answer.problem(422, "invalid-password");
        assert_eq!(answer.errors()[0], (error.0.to_owned(), error.1.to_owned()));
    }
    let answer = stage
        .post("/activations", with(PASSWORD.into(), PASSWORD.into()))
        .await;
    assert_eq!(answer.text("outcome"), "opened");
    assert_eq!(stage.log_in(CODE, PASSWORD).await.text("scope"), "full");
}

#[tokio::test]
async fn r37_a_program_shows_the_token_of_its_device() {
    let stage = Stage::new();
    let (username, one_time) = stage.activated().await;
    let restricted = stage.log_in(&username, &one_time).await;
    assert_eq!(restricted.body()["device_token"], Value::Null);
    let changed = stage
        .change_password(&restricted.text("session_token"), &one_time, PASSWORD)
        .await;
    let device = changed.text("device_token");
    for _ in 0..6 {
        stage.log_in(&username, "wrong").await;
    }
    let login = |device: &str| json!({ "identifier": username, "password": PASSWORD, "device_token": device });
    for device in ["", "made.up", &format!("{device}x")] {
        let refused = stage.post("/sessions", login(device)).await;
        refused.problem(429, "locked");
    }
    let opened = stage.post("/sessions", login(&device)).await;
    assert_eq!(
        (opened.status, opened.body()["device_token"].clone()),
        (201, Value::Null)
    );
}

#[tokio::test]
async fn r48_a_person_sees_and_closes_the_own_sessions() {
    let stage = Stage::new();
    let first = stage.entered().await;
    let second = stage.log_in(CODE, PASSWORD).await.text("session_token");
    let get = async |path: &str, session: &str| stage.send(Method::GET, path, session, None).await;
    let delete =
        async |path: &str, session: &str| stage.send(Method::DELETE, path, session, None).await;
    let list = get("/sessions", &first).await.body();
    let sessions = list["sessions"].as_array().unwrap();
    let of = |is_current: bool| {
        let mut found = sessions.iter();
        let found = found.find(|session| session["is_current"] == is_current);
        found.unwrap()["id"].as_str().unwrap().to_owned()
    };
    assert_eq!(sessions.len(), 2);
    let path = format!("/sessions/{}", of(false));
    assert_eq!(delete(&path, &first).await.status, 204);
    get("/session", &second)
        .await
        .problem(401, "authentication-required");
    for unknown in [
        of(false),
        "019aa6a1-9c00-7b3c-8d4e-5f60718293a4".into(),
        "1".into(),
    ] {
        let answer = delete(&format!("/sessions/{unknown}"), &first).await;
        answer.problem(404, "session-unknown");
    }
    let third = stage.log_in(CODE, PASSWORD).await.text("session_token");
    assert_eq!(delete("/sessions", &first).await.status, 204);
    get("/session", &third)
        .await
        .problem(401, "authentication-required");
    assert_eq!(get("/session", &first).await.status, 200);
    let activity = get("/account/activity", &first).await.body();
    let events: Vec<_> = activity["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["event"].as_str().unwrap())
        .collect();
    assert_eq!(
        events[..4],
        [
            "session.others_closed",
            "session.opened",
            "session.closed_by_owner",
            "session.opened"
        ]
    );
}

#[tokio::test]
async fn the_activity_comes_in_pages() {
    let stage = Stage::new();
    stage.entered().await;
    for _ in 0..25 {
        stage.log_in(CODE, PASSWORD).await;
    }
    let session = stage.log_in(CODE, PASSWORD).await.text("session_token");
    let first = stage
        .send(Method::GET, "/account/activity", &session, None)
        .await;
    let cursor = first.text("next_cursor");
    let next = format!("/account/activity?cursor={cursor}");
    let second = stage.send(Method::GET, &next, &session, None).await.body();
    assert_eq!(first.body()["entries"].as_array().unwrap().len(), 20);
    assert_eq!(second["next_cursor"], Value::Null);
    assert_eq!(
        second["entries"].as_array().unwrap().last().unwrap()["event"],
        "account.opened"
    );
    let answer = stage
        .send(Method::GET, "/account/activity?cursor=x", &session, None)
        .await;
    answer.problem(422, "invalid-fields");
    assert_eq!(
        answer.errors(),
        [("cursor".to_owned(), "malformed".to_owned())]
    );
}
