//! Linked services.

use http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};
use varco_ports::SyncError;
use varco_ports::testkit::TargetFault;

use super::stage::Stage;
use crate::testkit;

async fn listed(stage: &Stage, session: &str) -> Value {
    let answer = stage.send(Method::GET, "/account/services", session, None);
    let answer = answer.await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.body()["services"].clone()
}

#[tokio::test]
async fn every_service_tells_how_far_it_is() {
    let mut target = None;
    let stage = Stage::with(|ports, settings| target = Some(testkit::link(ports, settings)));
    let (target, session) = (target.unwrap(), stage.entered().await);
    assert_eq!(
        listed(&stage, &session).await,
        json!([{
            "id": "sidi",
            "name": "Portale SIDI",
            "description": "Le pratiche della scuola",
            "state": "updating",
            "state_description": "In aggiornamento – di solito 1 minuto",
        }])
    );
    target.fail_once(TargetFault::Before(SyncError::retry("503")));
    testkit::carry(&stage.app).await;
    let failing = &listed(&stage, &session).await[0];
    assert_eq!(failing["state"], "failing");
    assert!(failing["retry_at"].is_string(), "{failing}");
    stage.clock.advance(SignedDuration::from_mins(1));
    testkit::carry(&stage.app).await;
    let done = &listed(&stage, &session).await[0];
    assert_eq!(done["state"], "up_to_date");
    assert!(done["updated_at"].is_string(), "{done}");
}

#[tokio::test]
async fn where_there_are_no_services_the_list_is_empty_and_nobody_else_reads_it() {
    let stage = Stage::new();
    let session = stage.entered().await;
    assert_eq!(listed(&stage, &session).await, json!([]));
    let nobody = stage.send(Method::GET, "/account/services", "nessuno", None);
    nobody.await.problem(401, "authentication-required");
}
