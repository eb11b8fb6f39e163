//! The contract, with servers that other people wrote.

use varco_ports::testkit::targets::TargetFixture;
use varco_ports::testkit::targets::samples::{BETTER, GOOD, set};

use crate::support::Peer;

mod python_that_keeps_versions {
    varco_ports::sync_contract!(crate::support::Peer::python(true));
}

mod python {
    varco_ports::sync_contract!(crate::support::Peer::python(false));
}

mod node {
    varco_ports::sync_contract!(crate::support::Peer::node());
}

#[tokio::test]
async fn r66_r67_changes_name_their_event_and_the_state_that_they_are_for() {
    let peer = Peer::python(false).await;
    let (first, second) = (set("mario.rossi", 1, GOOD), set("mario.rossi", 2, BETTER));
    for order in [&first, &second] {
        peer.sync().apply(order).await.unwrap();
    }
    let requests = peer.server.requests().await.unwrap();
    let writes = requests.iter().filter(|request| request["method"] != "GET");
    let said: Vec<_> = writes
        .map(|request| ["method", "key", "match"].map(|part| request[part].as_str()))
        .collect();
    let keys = [
        format!("\"{}/create\"", first.event),
        format!("\"{}\"", second.event),
    ];
    assert_eq!(said[0], [Some("POST"), Some(keys[0].as_str()), None]);
    assert_eq!(said[1][..2], [Some("PATCH"), Some(keys[1].as_str())]);
    assert!(said[1][2].unwrap().starts_with("W/\""), "{said:?}");
}

#[tokio::test]
async fn a_new_user_refers_to_the_utenza_and_has_its_names() {
    for peer in [Peer::python(true).await, Peer::node().await] {
        let order = set("mario.rossi", 3, GOOD);
        peer.sync().apply(&order).await.unwrap();
        let user = peer.server.user("mario.rossi").await.unwrap().unwrap();
        assert_eq!(user["externalId"], order.holder.account.to_string());
        assert_eq!(user["name"]["givenName"], "Niccolò");
        assert_eq!(user["name"]["familyName"], "D'Angelo");
    }
}
