//! The language of the mails.

use http::Method;
use serde_json::{Value, json};

use super::stage::{CODE, Stage, declaration};

async fn kept(stage: &Stage, session: &str) -> Value {
    let account = stage.send(Method::GET, "/account", session, None).await;
    account.body()["language"].clone()
}

#[tokio::test]
async fn the_language_is_given_with_the_declaration_and_chosen_anew() {
    let stage = Stage::new();
    let flow = stage.flow().await;
    stage.start(&flow, CODE).await;
    let mut declared = declaration();
    declared["language"] = json!("de");
    assert_eq!(stage.declare(&flow, declared).await.status, 200);
    stage.confirm(&flow).await;
    let session = stage.entered_by_mail().await;
    assert_eq!(kept(&stage, &session).await, "de");
    let choose = async |body| {
        let path = "/account/language";
        stage.send(Method::PUT, path, &session, Some(body)).await
    };
    for _ in 0..2 {
        assert_eq!(choose(json!({ "language": "en" })).await.status, 204);
        assert_eq!(kept(&stage, &session).await, "en");
    }
    for unknown in [json!({ "language": "fr" }), json!({})] {
        choose(unknown).await.problem(422, "invalid-body");
    }
    assert_eq!(kept(&stage, &session).await, "en");
}
