//! Requests and replies that get lost on the way to a real directory, and one that is down or hangs.

use std::net::SocketAddr;
use std::time::Duration;

use varco_directory_ldap::{LdapConfig, LdapSync};
use varco_ports::testkit::targets::samples::{BETTER, GOOD, emails, set};
use varco_ports::{CredentialSync, Held, SyncError};
use varco_test_targets::certificates::Certified;
use varco_test_targets::line::{Line, Loss};
use varco_test_targets::slapd::Slapd;

use crate::support::plain;

/// Identifier of Password Modify.
const PASSWORD_MODIFY: &[u8] = b"1.3.6.1.4.1.4203.1.11.1";

struct World {
    server: Slapd,
    line: Line,
    sync: LdapSync,
}

impl World {
    async fn new() -> Self {
        let server = Slapd::start(Certified::Localhost).await.unwrap();
        server.admit("mario.rossi", GOOD).unwrap();
        let address = SocketAddr::from(([127, 0, 0, 1], server.port()));
        let line = Line::to(address).await.unwrap();
        let config = LdapConfig {
            time_limit: Duration::from_secs(1),
            ..plain(line.port())
        };
        let sync = LdapSync::new(&config).unwrap();
        Self { server, line, sync }
    }

    fn opens(&self, password: &str) -> bool {
        self.server.opens("mario.rossi", password).unwrap()
    }
}

#[tokio::test]
async fn r66_a_password_set_by_an_order_whose_reply_was_lost_counts_as_set() {
    for loss in [Loss::Reply, Loss::ReplySilently] {
        let world = World::new().await;
        let order = set("mario.rossi", 1, BETTER);
        world.line.lose(PASSWORD_MODIFY, loss);
        let outcome = world.sync.apply(&order).await;
        assert!(
            matches!(outcome, Err(SyncError::Unknown { .. })),
            "{outcome:?}"
        );
        assert!(world.line.has_lost() && world.opens(BETTER));
        assert_eq!(world.sync.verify(&order).await, Ok(Held::Yes));
        // Whoever does not look first is told "in history", and is not misled by it.
        assert_eq!(world.sync.apply(&order).await, Ok(()));
        assert!(world.opens(BETTER));
    }
}

#[tokio::test]
async fn an_order_that_does_not_arrive_is_carried_out_later() {
    let world = World::new().await;
    let order = set("mario.rossi", 1, BETTER);
    world.line.lose(PASSWORD_MODIFY, Loss::Request);
    let outcome = world.sync.apply(&order).await;
    assert!(
        matches!(outcome, Err(SyncError::Unknown { .. })),
        "{outcome:?}"
    );
    assert_eq!(world.sync.verify(&order).await, Ok(Held::No));
    assert_eq!(world.sync.apply(&order).await, Ok(()));
    assert!(world.opens(BETTER));
}

#[tokio::test]
async fn an_order_of_which_a_part_was_carried_out_is_looked_after() {
    let world = World::new().await;
    let mut order = set("mario.rossi", 1, BETTER);
    order.wanted.emails = Some(emails(&["a@esempio.it"]));
    world.line.lose(b"a@esempio.it", Loss::Request);
    let outcome = world.sync.apply(&order).await;
    assert!(
        matches!(outcome, Err(SyncError::Unknown { .. })),
        "{outcome:?}"
    );
    assert!(world.opens(BETTER));
    assert_eq!(world.sync.verify(&order).await, Ok(Held::No));
    assert_eq!(world.sync.apply(&order).await, Ok(()));
    assert_eq!(world.sync.verify(&order).await, Ok(Held::Yes));
}

#[tokio::test]
async fn a_lost_bind_or_search_changed_nothing() {
    for mark in ["servizio", "inetOrgPerson"] {
        for loss in [Loss::Request, Loss::Reply, Loss::ReplySilently] {
            let world = World::new().await;
            world.line.lose(mark.as_bytes(), loss);
            let outcome = world.sync.apply(&set("mario.rossi", 1, BETTER)).await;
            assert!(
                matches!(outcome, Err(SyncError::Retry { .. })),
                "{outcome:?}"
            );
            assert!(world.line.has_lost() && world.opens(GOOD));
        }
    }
}

#[tokio::test]
async fn a_directory_that_is_down_is_tried_again_until_it_is_back() {
    let mut world = World::new().await;
    let order = set("mario.rossi", 1, BETTER);
    world.server.stop();
    for outcome in [world.sync.apply(&order).await, world.sync.probe().await] {
        assert!(
            matches!(outcome, Err(SyncError::Retry { .. })),
            "{outcome:?}"
        );
    }
    assert!(matches!(
        world.sync.verify(&order).await,
        Err(SyncError::Retry { .. })
    ));
    world.server.run().await.unwrap();
    assert_eq!(world.sync.apply(&order).await, Ok(()));
    assert!(world.opens(BETTER));
}

#[tokio::test]
async fn r73_a_directory_that_hangs_is_left_after_a_while() {
    let world = World::new().await;
    world.server.freeze().unwrap();
    let outcome = world.sync.apply(&set("mario.rossi", 1, BETTER)).await;
    let reason = "no answer within 1 s".to_owned();
    assert_eq!(
        outcome,
        Err(SyncError::Retry {
            after: None,
            reason
        })
    );
}
