//! Requests and replies that get lost on the way to a real server.

use std::net::SocketAddr;
use std::time::Duration;

use varco_ports::testkit::targets::samples::{BETTER, GOOD, set};
use varco_ports::{CredentialSync, Held, SyncError};
use varco_sidi_scim::{ScimConfig, ScimSync};
use varco_test_targets::line::{Line, Loss};
use varco_test_targets::scim::{ScimServer, VERSION_ATTRIBUTE};

use crate::support::{at, plain};

struct World {
    server: ScimServer,
    line: Line,
    sync: ScimSync,
}

impl World {
    async fn new() -> Self {
        let server = ScimServer::python().await.unwrap();
        let address = SocketAddr::from(([127, 0, 0, 1], server.port()));
        let line = Line::to(address).await.unwrap();
        let config = ScimConfig {
            version_attribute: Some(VERSION_ATTRIBUTE.to_owned()),
            time_limit: Duration::from_secs(1),
            ..at(&server, line.port())
        };
        let sync = ScimSync::new(&config).unwrap();
        Self { server, line, sync }
    }

    /// How many requests have changed something.
    async fn writes(&self) -> usize {
        let requests = self.server.requests().await.unwrap();
        requests
            .iter()
            .filter(|request| request["method"] != "GET")
            .count()
    }

    async fn password(&self) -> Option<String> {
        let user = self.server.user("mario.rossi").await.unwrap()?;
        user["password"].as_str().map(str::to_owned)
    }
}

#[tokio::test]
async fn r66_a_change_whose_reply_is_lost_is_found_out_and_made_once() {
    for loss in [Loss::Reply, Loss::ReplySilently] {
        for mark in ["POST ", "PATCH "] {
            let world = World::new().await;
            if mark == "PATCH " {
                world
                    .sync
                    .apply(&set("mario.rossi", 1, GOOD))
                    .await
                    .unwrap();
            }
            let before = world.writes().await;
            let order = set("mario.rossi", 2, BETTER);
            world.line.lose(mark.as_bytes(), loss);
            let outcome = world.sync.apply(&order).await;
            assert!(
                matches!(outcome, Err(SyncError::Unknown { .. })),
                "{outcome:?}"
            );
            assert!(world.line.has_lost());
            assert_eq!(world.sync.verify(&order).await, Ok(Held::Yes));
            assert_eq!(world.sync.apply(&order).await, Ok(()));
            assert_eq!(world.writes().await, before + 1, "{mark}{loss:?}");
            assert_eq!(world.password().await.as_deref(), Some(BETTER));
        }
    }
}

#[tokio::test]
async fn a_change_that_does_not_arrive_is_made_later() {
    let world = World::new().await;
    world
        .sync
        .apply(&set("mario.rossi", 1, GOOD))
        .await
        .unwrap();
    let order = set("mario.rossi", 2, BETTER);
    world.line.lose(b"PATCH ", Loss::Request);
    let outcome = world.sync.apply(&order).await;
    assert!(
        matches!(outcome, Err(SyncError::Unknown { .. })),
        "{outcome:?}"
    );
    assert_eq!(world.sync.verify(&order).await, Ok(Held::No));
    assert_eq!(world.sync.apply(&order).await, Ok(()));
    assert_eq!(world.password().await.as_deref(), Some(BETTER));
}

#[tokio::test]
async fn a_lost_look_changed_nothing() {
    for loss in [Loss::Request, Loss::Reply, Loss::ReplySilently] {
        let world = World::new().await;
        world.line.lose(b"GET ", loss);
        let outcome = world.sync.apply(&set("mario.rossi", 1, GOOD)).await;
        assert!(
            matches!(outcome, Err(SyncError::Retry { .. })),
            "{outcome:?}"
        );
        assert_eq!(world.writes().await, 0);
    }
}

#[tokio::test]
async fn a_service_that_is_down_is_tried_again() {
    let port = varco_test_targets::free_port().unwrap();
    let sync = ScimSync::new(&plain(port)).unwrap();
    let order = set("mario.rossi", 1, GOOD);
    for outcome in [sync.apply(&order).await, sync.probe().await] {
        assert!(
            matches!(outcome, Err(SyncError::Retry { .. })),
            "{outcome:?}"
        );
    }
    assert!(matches!(
        sync.verify(&order).await,
        Err(SyncError::Retry { .. })
    ));
}
