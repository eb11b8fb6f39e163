//! Recapiti, legal documents, export and deletion.

use http::Method;
use serde_json::{Value, json};
use varco_ports::Template;

use super::stage::{CODE, DOCUMENT, EMAIL, PASSWORD, Stage};

fn home(edition: &str) -> Value {
    json!({
        "edition": edition,
        "mobile": "333 1234567",
        "is_abroad": false,
        "street": "Via Roma 1",
        "postal_code": "00184",
        "province": "RM",
        "town": "Roma",
    })
}

async fn put(stage: &Stage, session: &str, body: Value) -> super::stage::Answer {
    stage
        .send(Method::PUT, "/account/recapiti", session, Some(body))
        .await
}

async fn kept(stage: &Stage, session: &str) -> Value {
    let answer = stage.send(Method::GET, "/account/recapiti", session, None);
    answer.await.body()
}

#[tokio::test]
async fn recapiti_are_given_read_and_changed_by_edition() {
    let stage = Stage::new();
    let session = stage.entered().await;
    let empty = kept(&stage, &session).await;
    let edition = empty["edition"].as_str().unwrap().to_owned();
    assert_eq!(empty, json!({ "edition": edition }));
    for _ in 0..2 {
        let done = put(&stage, &session, home(&edition)).await;
        assert_eq!((done.status, done.text.as_str()), (204, ""));
        assert!(matches!(
            stage.letter().await,
            Template::RecapitiChanged { .. }
        ));
    }
    let mut now = kept(&stage, &session).await;
    let later = now["edition"].take();
    assert_ne!(later, edition.as_str());
    assert_eq!(
        now,
        json!({
            "edition": null,
            "mobile": "+39 333 123 4567",
            "is_abroad": false,
            "street": "Via Roma 1",
            "postal_code": "00184",
            "province": "RM",
            "town": "Roma",
        })
    );
    let mut other = home(&edition);
    other["street"] = json!("Via Milano 2");
    for stale in [edition.as_str(), "", "x"] {
        other["edition"] = json!(stale);
        let late = put(&stage, &session, other.clone()).await;
        late.problem(409, "changed-meanwhile");
    }
    other["edition"] = later;
    assert_eq!(put(&stage, &session, other).await.status, 204);
}

#[tokio::test]
async fn faults_of_recapiti_are_told_by_field_and_never_quoted() {
    let stage = Stage::new();
    let session = stage.entered().await;
    let edition = kept(&stage, &session).await["edition"].clone();
    let faulty = json!({
        "edition": edition, "mobile": "06 1234567", "landline": "casa", "is_abroad": false,
        "street": "", "postal_code": "1", "province": "ZZ", "town": "",
    });
    let answer = put(&stage, &session, faulty).await;
    answer.problem(422, "invalid-fields");
    let expected = [
        ("mobile", "not_mobile"),
        ("landline", "forbidden_character"),
        ("street", "empty"),
        ("postal_code", "malformed"),
        ("province", "unknown"),
        ("town", "empty"),
    ];
    let owned = expected.map(|(field, code)| (field.to_owned(), code.to_owned()));
    assert_eq!(answer.errors(), owned);
    let mut mistyped = home(edition.as_str().unwrap());
    mistyped["town"] = json!("Rma");
    let answer = put(&stage, &session, mistyped).await;
    let problem = answer.problem(422, "invalid-fields");
    let error = &problem["errors"][0];
    assert_eq!(
        (&error["field"], &error["code"]),
        (&json!("town"), &json!("unknown"))
    );
    assert_eq!(error["suggestion"], "Roma (RM)");
    assert!(!answer.text.contains("Rma"));
    let abroad = json!({
        "edition": edition, "mobile": "+34 612 345 678", "is_abroad": true, "street": "Calle Mayor 3",
        "town": "Madrid", "country": "Atlantide",
    });
    let answer = put(&stage, &session, abroad).await;
    assert_eq!(
        answer.errors(),
        [("country".to_owned(), "unknown".to_owned())]
    );
}

/// Somebody logged in who accepted version 0, which is no longer in force.
async fn outdated() -> (Stage, String) {
    let before = Stage::with(|_, settings| {
        settings.documents.terms.version = "0".to_owned();
    });
    let session = before.entered().await;
    (before.with_documents_of_today(), session)
}

#[tokio::test]
async fn r08_until_the_documents_are_accepted_only_these_operations_are_open() {
    let (stage, session) = outdated().await;
    let mut open = Vec::new();
    for (path, methods) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            if operation["security"][0]["SessionToken"].is_null() {
                continue;
            }
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
            let name = schema.as_str().map(|name| name.trim_start_matches('#'));
            let body = name.map(|name| DOCUMENT.pointer(name).unwrap()["example"].clone());
            let id = operation["operationId"].as_str().unwrap();
            if id == "logOut" {
                continue;
            }
            let verb: Method = method.to_uppercase().parse().unwrap();
            let answer = stage.send(verb, path, &session, body).await;
            if answer.status == 403 {
                answer.problem(403, "terms-acceptance-required");
            } else {
                open.push(id);
            }
        }
    }
    open.sort_unstable();
    let expected = [
        "acceptTerms",
        "askDeletion",
        "changePassword",
        "exportAccount",
        "getAcceptance",
        "withdrawDeletion",
    ];
    assert_eq!(open, expected);
}

#[tokio::test]
async fn r90_asking_for_the_headers_alone_is_no_export() {
    let stage = Stage::new();
    let session = stage.entered().await;
    let export = |method| stage.send(method, "/account/export", &session, None);
    assert_eq!(export(Method::HEAD).await.status, 200);
    let data = export(Method::GET).await;
    assert_eq!(data.text.matches("account.data_exported").count(), 1);
}

#[tokio::test]
async fn r08_the_documents_are_shown_and_accepted_as_they_were_shown() {
    let (stage, session) = outdated().await;
    let look = || stage.send(Method::GET, "/account/acceptance", &session, None);
    let shown = look().await.body();
    assert_eq!(shown["is_required"], true);
    assert_eq!(shown["accepted_terms_version"], "0");
    let send = |terms: &str, accepted: bool, read: bool| {
        let body = json!({
            "terms_version": terms, "privacy_version": shown["privacy_version"],
            "terms_accepted": accepted, "privacy_read": read,
        });
        stage.send(Method::PUT, "/account/acceptance", &session, Some(body))
    };
    let version = shown["terms_version"].as_str().unwrap();
    let refused = send(version, false, false).await;
    refused.problem(422, "invalid-fields");
    let pair = |field: &str| (field.to_owned(), "not_accepted".to_owned());
    assert_eq!(
        refused.errors(),
        [pair("terms_accepted"), pair("privacy_read")]
    );
    let late = send("0", true, true).await;
    late.problem(409, "changed-meanwhile");
    for _ in 0..2 {
        assert_eq!(send(version, true, true).await.status, 204);
    }
    assert_eq!(look().await.body()["is_required"], false);
    let account = stage.send(Method::GET, "/account", &session, None).await;
    assert_eq!(account.status, 200);
    let export = stage.send(Method::GET, "/account/export", &session, None);
    let acceptances = export.await.body()["acceptances"].clone();
    let versions: Vec<_> = acceptances
        .as_array()
        .unwrap()
        .iter()
        .map(|a| &a["terms_version"])
        .collect();
    assert_eq!(versions, [&json!("0"), &json!(version)]);
}

#[tokio::test]
async fn r90_the_export_holds_what_is_kept() {
    let stage = Stage::new();
    let session = stage.entered().await;
    let edition = kept(&stage, &session).await["edition"].clone();
    put(&stage, &session, home(edition.as_str().unwrap())).await;
    let export = stage
        .send(Method::GET, "/account/export", &session, None)
        .await;
    let data = export.body();
    assert_eq!(data["account"]["codice_fiscale"], CODE);
    assert_eq!(data["emails"], json!({ "personal": EMAIL }));
    assert_eq!(data["recapiti"]["town"], "Roma");
    assert_eq!(data["sessions"][0]["scope"], "full");
    let events: Vec<_> = data["activity"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| &e["event"])
        .collect();
    assert_eq!(
        events[..2],
        [
            &json!("account.data_exported"),
            &json!("account.recapiti_changed")
        ]
    );
    assert!(!export.text.contains(&session) && !export.text.contains(PASSWORD));
}

#[tokio::test]
async fn r49_the_deletion_is_asked_for_with_the_password_and_may_be_taken_back() {
    let stage = Stage::new();
    let session = stage.entered().await;
    let ask = |password: &str| {
        let body = json!({ "current_password": password });
        stage.send(
            Method::POST,
            "/account/deletion-request",
            &session,
            Some(body),
        )
    };
    ask("un'altra").await.problem(422, "current-password-wrong");
    for _ in 0..2 {
        assert_eq!(ask(PASSWORD).await.status, 204);
    }
    assert!(matches!(
        stage.letter().await,
        Template::DeletionAsked { .. }
    ));
    let export = || async {
        let answer = stage.send(Method::GET, "/account/export", &session, None);
        answer.await.body()["account"]["deletion_asked_at"].clone()
    };
    assert_eq!(export().await, "2026-11-21T12:00:00.000Z");
    for _ in 0..2 {
        let path = "/account/deletion-request";
        let withdrawn = stage.send(Method::DELETE, path, &session, None).await;
        assert_eq!(withdrawn.status, 204);
    }
    assert_eq!(export().await, Value::Null);
    for _ in 0..5 {
        ask("un'altra").await.problem(422, "current-password-wrong");
    }
    ask(PASSWORD).await.problem(429, "locked");
}
