//! Bodies, types and addresses that do not fit: every one a problem, none of them quoted.

use http::{Method, StatusCode, header};
use poem::Request;
use poem_openapi::types::ToJSON;
use serde_json::{Value, json};

use super::stage::{DOCUMENT, Stage};
use crate::api;
use crate::api::text::Secret;

const JSON: &str = "application/json";

#[tokio::test]
async fn r75_a_body_that_is_no_json_is_told_where_reading_stops() {
    let stage = Stage::new();
    for (body, place) in [
        ("{\"identifier\":\n nonsense", "riga 2, colonna 3"),
        ("", "riga 1, colonna 0"),
        (
            "{\"identifier\":\"a\",\"password\":\"\u{0}\"}",
            "riga 1, colonna 31",
        ),
    ] {
        let expected = json!({
            "type": "urn:varco:problem:malformed-json",
            "title": "Il corpo della richiesta non è JSON valido",
            "status": 400,
            "code": "malformed-json",
            "detail": format!("La lettura si ferma alla {place}"),
        });
        assert_eq!(
            stage
                .post_raw(JSON, body)
                .await
                .problem(400, "malformed-json"),
            expected
        );
    }
    let deep = format!("{{\"identifier\":{}", "[".repeat(200));
    stage
        .post_raw(JSON, &deep)
        .await
        .problem(400, "malformed-json");
}

#[tokio::test]
async fn r32_a_value_of_another_type_is_never_sent_back() {
    let stage = Stage::new();
    for secret in [
        "12345678",
        "{\"secret\":\"hunter2\"}",
        "[\"hunter2\"]",
        "true",
        "null",
    ] {
        let answer = stage
            .post_raw(
                JSON,
                &format!("{{\"identifier\":\"a\",\"password\":{secret}}}"),
            )
            .await;
        assert!(
            !answer.text.contains("hunter2") && !answer.text.contains("12345678"),
            "{}",
            answer.text
        );
        let code = if secret == "null" {
            "missing"
        } else {
            "wrong_type"
        };
        answer.problem(422, "invalid-body");
        assert_eq!(
            answer.errors(),
            [("password".to_owned(), code.to_owned())],
            "{secret}"
        );
    }
    let answer = stage
        .post_raw(JSON, "{\"identifier\":7,\"password\":\"p\"}")
        .await;
    assert_eq!(
        answer.problem(422, "invalid-body"),
        json!({
            "type": "urn:varco:problem:invalid-body",
            "title": "Il corpo della richiesta non ha la forma prevista",
            "status": 422,
            "code": "invalid-body",
            "errors": [{ "field": "identifier", "code": "wrong_type", "detail": "Serve un testo" }],
        })
    );
}

#[tokio::test]
async fn r61_unknown_fields_are_refused_and_not_named() {
    let stage = Stage::new();
    let answer = stage
        .post_raw(
            JSON,
            "{\"identifier\":\"a\",\"password\":\"p\",\"role\":\"admin\"}",
        )
        .await;
    assert_eq!(
        answer.problem(422, "invalid-body")["errors"],
        json!([{
            "code": "unknown_field",
            "detail": "C'è un campo sconosciuto; quelli previsti sono: identifier, password, session, device_token",
        }])
    );
    let nested = json!({ "flow_token": "t", "codice_fiscale": "c", "captcha": { "proof": "p", "ticket": "t" } });
    let answer = stage.post("/registrations", nested).await;
    answer.problem(422, "invalid-body");
    assert_eq!(
        answer.errors(),
        [("captcha".to_owned(), "wrong_type".to_owned())]
    );
}

#[tokio::test]
async fn r81_doubled_keys_other_shapes_and_other_enumerations_are_refused() {
    let stage = Stage::new();
    let doubled = stage
        .post_raw(
            JSON,
            "{\"identifier\":\"a\",\"password\":\"p\",\"password\":\"q\"}",
        )
        .await;
    assert_eq!(doubled.problem(422, "invalid-body")["errors"], Value::Null);
    for body in ["[]", "\"text\"", "null", "7"] {
        let answer = stage.post_raw(JSON, body).await;
        answer.problem(422, "invalid-body");
        assert_eq!(
            answer.errors(),
            [(String::new(), "wrong_type".to_owned())],
            "{body}"
        );
    }
    let answer = stage
        .post("/captcha-challenges", json!({ "action": "anything" }))
        .await;
    assert_eq!(
        answer.problem(422, "invalid-body")["errors"][0]["detail"],
        "Serve uno di questi valori: register, recover-activation, recover-password, recover-username"
    );
    let mut body = super::stage::declaration();
    body["birth_year"] = json!(70_000);
    let answer = stage.declare("token", body).await;
    answer.problem(422, "invalid-body");
    assert_eq!(
        answer.errors(),
        [("birth_year".to_owned(), "wrong_type".to_owned())]
    );
}

#[tokio::test]
async fn r12_text_that_is_no_text_is_refused() {
    let stage = Stage::new();
    for escape in [
        "\\u0000",
        "\\ud800",
        "\\uDC00",
        "\\ud800x",
        "\\ud800\\u0041",
        "\\ud83d\\ud83d",
        "\\\\\\u0000",
    ] {
        let answer = stage
            .post_raw(
                JSON,
                &format!("{{\"identifier\":\"{escape}\",\"password\":\"p\"}}"),
            )
            .await;
        answer.problem(422, "invalid-text");
    }
    for escape in ["\\ud83d\\ude00", "\\\\u0000", "\\u00e0", "\\\\ud800"] {
        let answer = stage
            .post_raw(
                JSON,
                &format!("{{\"identifier\":\"{escape}\",\"password\":\"p\"}}"),
            )
            .await;
        answer.problem(401, "login-refused");
    }
}

#[tokio::test]
async fn r81_only_json_in_utf_8_is_taken() {
    let stage = Stage::new();
    for content_type in [
        "text/plain",
        "application/json; charset=utf-16",
        "application/xml",
        "application/problem+json",
        "",
    ] {
        stage
            .post_raw(content_type, "{}")
            .await
            .problem(415, "unsupported-media-type");
    }
    for content_type in [
        "Application/JSON",
        "application/json; charset=UTF-8",
        "application/json;charset=\"utf-8\"",
    ] {
        stage
            .post_raw(content_type, "{}")
            .await
            .problem(422, "invalid-body");
    }
    let bare = Request::builder()
        .method(Method::POST)
        .uri_str("/api/v1/sessions")
        .body("{}");
    stage.raw(bare).await.problem(415, "unsupported-media-type");
}

#[tokio::test]
async fn r75_an_address_that_leads_nowhere_and_a_method_that_is_not_there_are_problems() {
    let stage = Stage::new();
    for path in ["/nothing", "", "/registrations/7"] {
        let answer = stage.send(Method::GET, path, "", None).await;
        assert_eq!(
            answer.problem(404, "not-found")["title"],
            "L'indirizzo richiesto non esiste"
        );
    }
    let answer = stage
        .raw(Request::builder().uri_str("/api/nothing").finish())
        .await;
    answer.problem(404, "not-found");
    for (path, allow) in [
        ("/session", "GET, HEAD, DELETE"),
        ("/registrations", "POST"),
    ] {
        let answer = stage.send(Method::PATCH, path, "", None).await;
        answer.problem(405, "method-not-allowed");
        assert_eq!(answer.header(header::ALLOW), allow);
    }
    let document = Request::builder()
        .method(Method::POST)
        .uri_str("/api/openapi.json")
        .finish();
    let answer = stage.raw(document).await;
    answer.problem(405, "method-not-allowed");
    assert_eq!(answer.header(header::ALLOW), "GET, HEAD");
}

#[test]
fn r75_what_the_edge_refuses_is_a_problem_with_the_same_status() {
    let stage = Stage::new();
    for status in [400, 404, 405, 408, 413, 414, 415, 431, 500, 503] {
        let response = api::edge_problem(
            &stage.app,
            varco_words::Words::of(varco_domain::language::Language::It),
            StatusCode::from_u16(status).unwrap(),
        );
        assert_eq!(response.status(), status);
        assert_eq!(response.content_type(), Some("application/problem+json"));
        let retry_after = response.headers().contains_key(header::RETRY_AFTER);
        assert_eq!(retry_after, status == 503);
    }
}

/// Every operation with a body: method, path, an example of its body.
fn operations_with_bodies() -> Vec<(Method, String, Value)> {
    let mut found = Vec::new();
    for (path, methods) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
            if let Some(name) = schema.as_str().map(|name| name.trim_start_matches('#')) {
                let example = DOCUMENT.pointer(name).unwrap()["example"].clone();
                found.push((
                    method.to_uppercase().parse().unwrap(),
                    path.clone(),
                    example,
                ));
            }
        }
    }
    assert_eq!(found.len(), 19);
    found
}

#[tokio::test]
async fn every_example_of_the_document_has_the_shape_that_is_asked_for() {
    let stage = Stage::new();
    let session = stage.entered().await;
    for (method, path, example) in operations_with_bodies() {
        let answer = stage.send(method, &path, &session, Some(example)).await;
        let is_misshapen =
            answer.text.contains("invalid-body") || answer.text.contains("malformed-json");
        assert!(!is_misshapen, "{path}: {}", answer.text);
    }
}

#[tokio::test]
async fn r12_u_0000_is_refused_in_every_text_of_every_operation() {
    let stage = Stage::new();
    let session = stage.entered().await;
    for (method, path, example) in operations_with_bodies() {
        let texts = example
            .as_object()
            .unwrap()
            .iter()
            .filter(|(_, value)| value.is_string());
        for (field, _) in texts {
            let mut body = example.clone();
            body[field] = "a\u{0}b".into();
            stage
                .send(method.clone(), &path, &session, Some(body))
                .await
                .problem(422, "invalid-text");
        }
    }
}

#[tokio::test]
async fn r61_no_operation_takes_a_field_that_the_service_owns() {
    let stage = Stage::new();
    let session = stage.entered().await;
    for (method, path, example) in operations_with_bodies() {
        for field in [
            "id",
            "kind",
            "status",
            "role",
            "version",
            "needs_review",
            "credential_version",
            "state",
        ] {
            let mut body = example.clone();
            body[field] = "x".into();
            let answer = stage
                .send(method.clone(), &path, &session, Some(body))
                .await;
            answer.problem(422, "invalid-body");
        }
    }
}

#[test]
fn r32_a_secret_has_no_debug_and_is_written_as_a_placeholder() {
    // Does not compile once `Secret` has `Debug`: then both implementations fit.
    trait Shown<A> {
        fn check() {}
    }
    struct WithDebug;
    impl<T> Shown<()> for T {}
    impl<T: std::fmt::Debug> Shown<WithDebug> for T {}
    <Secret as Shown<_>>::check();
    assert_eq!(Secret("hunter2".into()).to_json(), Some("********".into()));
}
