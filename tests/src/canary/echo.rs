//! A service that talks about what it is told.

use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use serde_json::json;
use varco_test_targets::liar::{Act, Heard, Liar};

/// A service that refuses every password, and says which.
pub(super) async fn echo(login: String) -> Result<Liar> {
    let asked = AtomicUsize::new(0);
    let user = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        "totalResults": 1,
        "Resources": [{ "id": "1", "userName": login }],
    });
    let (found, user) = (
        user.to_string(),
        json!({ "id": "1", "userName": login }).to_string(),
    );
    Liar::start(None, move |heard: &Heard| {
        if heard.line.starts_with("GET /Users?") || heard.line.starts_with("GET /v2/Users?") {
            return Act::reply(200, &[], &found);
        }
        if heard.line.starts_with("GET") {
            return Act::reply(200, &[], &user);
        }
        let detail = format!("Non va bene: {}", heard.body);
        let refusal = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
            "status": "400",
            "scimType": "invalidValue",
            "detail": detail,
        });
        match asked.fetch_add(1, Ordering::Relaxed) % 3 {
            0 => Act::reply(500, &[], &detail),
            1 => Act::reply(400, &[], &refusal.to_string()),
            _ => Act::reply(409, &[], &refusal.to_string()),
        }
    })
    .await
}
