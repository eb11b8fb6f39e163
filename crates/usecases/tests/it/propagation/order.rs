//! Orders of one utenza go one at a time, under rising numbers, and whoever is shut out first (R-67,
//! What was found by simulation stands here by its cause.

use jiff::SignedDuration;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::delivery::{Drift, Reach};
use varco_ports::testkit::TargetFault;
use varco_ports::{ClaimedItem, OutboxRecord, OutboxState, SyncError};
use varco_usecases::Delivery;

use super::{Linked, NEXT, WHO, line};
use crate::world::{CHOSEN, CODE};

/// Somebody whose password both services hold.
async fn linked() -> Linked {
    let linked = Linked::new();
    linked.world.active().await;
    linked.settle().await;
    linked
}

async fn assign(linked: &Linked, address: &str) {
    let usecases = &linked.world.usecases;
    let assigned = usecases.assign_mailbox(CODE, address, "assunto").await;
    assigned.unwrap();
}

async fn suspend(linked: &Linked) {
    let usecases = &linked.world.usecases;
    usecases.suspend_utenza(CODE, "indagine").await.unwrap();
}

async fn reactivate(linked: &Linked) {
    let usecases = &linked.world.usecases;
    usecases.reactivate_utenza(CODE, "chiarito").await.unwrap();
}

async fn mend(linked: &Linked, drift: Drift) {
    let usecases = &linked.world.usecases;
    let sidi = usecases.linked_service("sidi").unwrap();
    let account = linked.world.account().await.id;
    let mended = usecases.mend(sidi, account, &[drift], "prova").await;
    assert!(mended.unwrap());
}

async fn change(linked: &Linked) {
    let world = &linked.world;
    let token = world.log_in(CODE, CHOSEN).await.unwrap().token;
    world.change(&token, CHOSEN, NEXT).await.unwrap();
}

/// What is due for `sidi`, claimed.
async fn claim(linked: &Linked) -> Vec<ClaimedItem> {
    let usecases = &linked.world.usecases;
    usecases.claim(&line("sidi"), 9).await.unwrap()
}

/// The newest orders to `sidi`, by side.
async fn orders(linked: &Linked) -> Vec<OutboxRecord> {
    let account = linked.world.account().await.id;
    let found = linked.world.ports.deliveries.of_account(account).await;
    let is_to_sidi = |it: &OutboxRecord| it.target.starts_with("sidi/");
    found.unwrap().into_iter().filter(is_to_sidi).collect()
}

async fn order(linked: &Linked, target: &str) -> OutboxRecord {
    let all = orders(linked).await;
    all.into_iter().find(|it| it.target == target).unwrap()
}

/// How often the account was written.
async fn written(linked: &Linked) -> impl PartialOrd {
    let code = CodiceFiscale::parse(CODE).unwrap();
    let accounts = &linked.world.ports.accounts;
    let found = accounts.find_by_codice_fiscale(&code).await.unwrap();
    found.unwrap().version
}

fn refusing(linked: &Linked) {
    let refused = SyncError::refused("two users have this name");
    linked.sidi.fail_once(TargetFault::Before(refused));
}

fn failing(linked: &Linked) {
    let fault = TargetFault::Before(SyncError::retry("500"));
    linked.sidi.fail_once(fault);
}

#[tokio::test]
async fn r67_what_is_replayed_is_another_order_after_all_that_went_meanwhile() {
    let linked = linked().await;
    change(&linked).await;
    refusing(&linked);
    assert_eq!(linked.deliver("sidi").await, [Delivery::Buried]);
    let given_up = order(&linked, "sidi/password").await;
    linked.world.pass(SignedDuration::from_mins(5));
    assign(&linked, "mario@istruzione.it").await;
    assert_eq!(linked.deliver("sidi").await, [Delivery::Sent]);
    let gone = order(&linked, "sidi/contacts").await;
    let before = written(&linked).await;
    let usecases = &linked.world.usecases;
    usecases.retry_item(given_up.id, "riparato").await.unwrap();
    assert!(written(&linked).await > before, "of two at once one waits");
    let again = order(&linked, "sidi/password").await;
    assert_ne!(again.id, given_up.id, "another event");
    assert!(again.version > gone.version);
    assert_eq!(again.created_at, given_up.created_at, "it lives no longer");
    let replaced = usecases.find_outbox_item(given_up.id).await.unwrap();
    assert_eq!(replaced.unwrap().state, OutboxState::Superseded);
    assert_eq!(linked.deliver("sidi").await, [Delivery::Sent]);
    let entry = linked.sidi.entry(WHO).unwrap();
    assert_eq!(
        (entry.password.as_str(), entry.version),
        (NEXT, again.version)
    );
    assert!(linked.sidi.ledger().is_sorted());
}

#[tokio::test]
async fn r69_a_replayed_password_is_not_delivered_after_the_end_of_its_life() {
    let linked = linked().await;
    change(&linked).await;
    refusing(&linked);
    linked.deliver("sidi").await;
    let given_up = order(&linked, "sidi/password").await;
    linked.world.pass(SignedDuration::from_hours(23));
    let usecases = &linked.world.usecases;
    usecases.retry_item(given_up.id, "riparato").await.unwrap();
    linked.world.pass(SignedDuration::from_hours(1));
    usecases.sweep().await.unwrap();
    assert_eq!(linked.deliver("sidi").await, []);
    assert_eq!(linked.reach("sidi").await, Reach::NeedsAccess);
}

#[tokio::test]
async fn r67_what_a_reconciliation_orders_is_a_write_that_another_order_at_once_conflicts_with() {
    let linked = linked().await;
    let before = written(&linked).await;
    mend(&linked, Drift::Emails).await;
    assert!(written(&linked).await > before);
}

#[tokio::test]
async fn r70_a_revocation_passes_mailboxes_that_fail_for_ever() {
    let linked = linked().await;
    assign(&linked, "mario@istruzione.it").await;
    for _ in 0..9 {
        failing(&linked);
        linked.deliver("sidi").await;
        linked.world.pass(SignedDuration::from_mins(20));
    }
    let before = order(&linked, "sidi/contacts").await;
    failing(&linked);
    linked.deliver("sidi").await;
    suspend(&linked).await;
    let passed = linked.deliver("sidi").await;
    assert!(matches!(passed[..], [Delivery::Postponed(_)]), "{passed:?}");
    let after = order(&linked, "sidi/contacts").await;
    let state = order(&linked, "sidi/state").await;
    assert!(after.version > state.version && after.id != before.id);
    linked.world.pass(SignedDuration::from_millis(400));
    let delivered = linked.deliver("sidi").await;
    assert_eq!(delivered[0], Delivery::Sent, "{delivered:?}");
    assert!(!linked.sidi.entry(WHO).unwrap().is_active);
    linked.settle().await;
    let entry = linked.sidi.entry(WHO).unwrap();
    assert_eq!(entry.emails.len(), 2);
    assert!(linked.sidi.ledger().is_sorted());
}

#[tokio::test]
async fn r70_a_later_state_order_does_not_put_the_revocation_behind_the_password() {
    let linked = linked().await;
    suspend(&linked).await;
    failing(&linked);
    linked.deliver("sidi").await;
    reactivate(&linked).await;
    change(&linked).await;
    // Another takes the place of the one that was to go before the password.
    mend(&linked, Drift::Closed).await;
    let [password, state] = ["sidi/password", "sidi/state"].map(|it| order(&linked, it));
    assert!(state.await.version > password.await.version);
    let mut seen = Vec::new();
    for _ in 0..9 {
        linked.deliver("sidi").await;
        let entry = linked.sidi.entry(WHO).unwrap();
        seen.push((entry.is_active, entry.password == NEXT));
        linked.world.pass(SignedDuration::from_millis(400));
    }
    seen.dedup();
    let [open, closed, open_again] = [(true, false), (false, false), (true, true)];
    assert!(
        seen.ends_with(&[closed, open_again]) && (seen.len() == 2 || seen[0] == open),
        "closed first, and opened by the new password: {seen:?}"
    );
    assert!(linked.sidi.ledger().is_sorted());
    assert!(matches!(linked.reach("sidi").await, Reach::UpToDate { .. }));
}

#[tokio::test]
async fn r70_a_password_goes_as_soon_as_the_revocation_before_it_is_acknowledged() {
    let linked = linked().await;
    suspend(&linked).await;
    reactivate(&linked).await;
    change(&linked).await;
    let usecases = &linked.world.usecases;
    let [state] = <[_; 1]>::try_from(claim(&linked).await).unwrap();
    let due = usecases.next_due(&line("sidi")).await.unwrap().unwrap();
    linked.world.clock.set(due);
    let [password] = <[_; 1]>::try_from(claim(&linked).await).unwrap();
    let Delivery::Postponed(due) = usecases.deliver(&password).await.unwrap() else {
        panic!("the revocation is under way");
    };
    assert_eq!(usecases.deliver(&state).await.unwrap(), Delivery::Sent);
    let wait = due.duration_since(usecases.now());
    assert!(wait < SignedDuration::from_millis(400), "{wait:#}");
    linked.world.pass(wait);
    assert_eq!(linked.deliver("sidi").await, [Delivery::Sent]);
    assert_eq!(Linked::password(&linked.sidi).as_deref(), Some(NEXT));
}

#[tokio::test]
async fn r67_nothing_goes_while_somebody_may_be_at_work_on_what_was_replaced() {
    let linked = linked().await;
    suspend(&linked).await;
    let slow = claim(&linked).await.remove(0);
    assign(&linked, "mario@istruzione.it").await;
    let usecases = &linked.world.usecases;
    let waits = claim(&linked).await.remove(0);
    assert_eq!(waits.stream.target, "sidi/contacts");
    assert!(matches!(
        usecases.deliver(&waits).await.unwrap(),
        Delivery::Postponed(_)
    ));
    // The state order that is under way is replaced, while mailboxes wait behind it.
    reactivate(&linked).await;
    linked.world.pass(SignedDuration::from_secs(1));
    let before = linked.sidi.ledger().len();
    let delivered = linked.deliver("sidi").await;
    assert!(
        matches!(delivered[..], [Delivery::Postponed(_)]),
        "{delivered:?}"
    );
    assert_eq!(linked.sidi.ledger().len(), before, "nothing has gone");
    assert!(!usecases.keep(&slow).await.unwrap(), "its lease is lost");
    let waits = order(&linked, "sidi/state").await.id;
    let skipped = usecases.skip_item(waits, "prova").await.unwrap_err();
    assert!(
        skipped.to_string().contains("in a few seconds"),
        "{skipped}"
    );
    linked.settle().await;
    let entry = linked.sidi.entry(WHO).unwrap();
    assert!(entry.is_active && entry.emails.len() == 2, "{entry:?}");
}
