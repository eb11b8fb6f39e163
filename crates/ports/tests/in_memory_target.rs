//! The linked service in memory keeps the rules that real ones keep.

use varco_ports::testkit::targets::InMemoryTargetFixture;
use varco_ports::testkit::targets::samples::{BETTER, GOOD, set};
use varco_ports::testkit::{InMemoryTarget, TargetFault};
use varco_ports::{CredentialSync, Held, SyncError};

varco_ports::sync_contract!(async { InMemoryTargetFixture::strict() });

/// A rule that nobody runs proves nothing.
#[test]
fn every_rule_is_in_the_list() {
    let list = include_str!("../src/testkit/targets/mod.rs");
    let rules = include_str!("../src/testkit/targets/rules.rs");
    let declarations = rules
        .lines()
        .filter_map(|line| line.strip_prefix("pub async fn "));
    for rule in declarations.filter_map(|line| Some(line.split_once('(')?.0)) {
        assert!(
            list.contains(&format!(" {rule},\n")),
            "{rule} is not in the list"
        );
    }
}

#[tokio::test]
async fn r66_a_lost_reply_leaves_one_effect_where_versions_are_kept() {
    for (target, effects) in [
        (InMemoryTarget::default(), 1),
        (InMemoryTarget::forgetful(), 2),
    ] {
        target.fail_once(TargetFault::ReplyLost);
        let order = set("mario.rossi", 1, GOOD);
        assert!(matches!(
            target.apply(&order).await,
            Err(SyncError::Unknown { .. })
        ));
        assert_eq!(target.verify(&order).await, Ok(Held::Yes));
        assert_eq!(target.apply(&order).await, Ok(()));
        assert_eq!(target.effects("mario.rossi", 1), effects);
    }
}

#[tokio::test]
async fn a_fault_before_the_order_leaves_no_effect_and_befalls_one_order() {
    let target = InMemoryTarget::default();
    let fault = SyncError::retry("out for lunch");
    target.fail_once(TargetFault::Before(fault.clone()));
    assert!(target.probe().await.is_err());
    assert_eq!(target.apply(&set("mario.rossi", 1, GOOD)).await, Err(fault));
    assert_eq!(target.ledger(), []);
    assert_eq!(target.apply(&set("mario.rossi", 2, BETTER)).await, Ok(()));
    assert_eq!(target.ledger(), [("mario.rossi".to_owned(), 2)]);
}
