//! What services hold is compared with what they should hold, and told again.

use varco_domain::audit::{AuditEvent, AuditSubject};
use varco_domain::delivery::{Comparison, Drift, Reach};
use varco_ports::SyncError;
use varco_ports::testkit::TargetEntry;
use varco_usecases::{ReconcileError, TendServiceError};

use crate::propagation::Linked;
use crate::world::CHOSEN;

const WHO: &str = "mario.rossi";
const WHY: &str = "ripristino del servizio";

/// A world whose person is known to both services.
async fn linked() -> Linked {
    let linked = Linked::new();
    linked.world.active().await;
    linked.settle().await;
    linked
}

/// Changes what `sidi` holds by other hands.
fn meddle(linked: &Linked, change: impl FnOnce(&mut TargetEntry)) {
    let mut entry = linked.sidi.entry(WHO).unwrap();
    change(&mut entry);
    linked.sidi.put(WHO, entry);
}

async fn compared(linked: &Linked) -> Comparison {
    let usecases = &linked.world.usecases;
    let sidi = usecases.linked_service("sidi").unwrap();
    let account = linked.world.account().await;
    usecases.compare_with(sidi, &account).await.unwrap()
}

async fn mend(linked: &Linked, drifts: &[Drift]) -> bool {
    let usecases = &linked.world.usecases;
    let sidi = usecases.linked_service("sidi").unwrap();
    let account = linked.world.account().await;
    usecases.mend(sidi, account.id, drifts, WHY).await.unwrap()
}

fn as_it_should_be() -> Comparison {
    Comparison::Compared(vec![])
}

#[tokio::test]
async fn what_was_changed_at_a_service_is_found_and_mended_by_orders() {
    let linked = linked().await;
    assert_eq!(compared(&linked).await, as_it_should_be());
    let good = linked.sidi.entry(WHO).unwrap();
    meddle(&linked, |entry| {
        entry.is_active = false;
        entry.emails.clear();
    });
    let drifts = vec![Drift::Closed, Drift::Emails];
    assert_eq!(
        compared(&linked).await,
        Comparison::Compared(drifts.clone())
    );
    assert!(mend(&linked, &drifts).await);
    assert_eq!(compared(&linked).await, Comparison::OnItsWay);
    linked.settle().await;
    assert_eq!(compared(&linked).await, as_it_should_be());
    let mended = linked.sidi.entry(WHO).unwrap();
    assert_eq!((mended.emails, mended.is_active), (good.emails, true));
    assert_eq!(mended.password, CHOSEN, "it was not touched");
    let account = linked.world.account().await.id;
    let last = linked.world.store.audit().pop().unwrap();
    assert_eq!(last.event, AuditEvent::Reconciled);
    assert_eq!(last.subject, AuditSubject::Account(account));
    assert_eq!(last.note.as_deref(), Some("SIDI: ripristino del servizio"));
}

#[tokio::test]
async fn r69_a_password_that_differs_is_asked_for_at_the_next_login_and_never_kept() {
    let linked = linked().await;
    // A service that came back from a backup: the old password, the old version.
    meddle(&linked, |entry| {
        "la password di prima".clone_into(&mut entry.password);
        entry.version -= 1;
    });
    let drifts = vec![Drift::PasswordBehind];
    assert_eq!(
        compared(&linked).await,
        Comparison::Compared(drifts.clone())
    );
    assert!(mend(&linked, &drifts).await);
    linked.settle().await;
    assert_eq!(linked.reach("sidi").await, Reach::NeedsAccess);
    let held = linked.sidi.entry(WHO).unwrap();
    assert_eq!(
        held.password, "la password di prima",
        "nobody here knows it"
    );
    assert!(held.is_active);
    // Nothing is to be found as long as it waits for the person.
    assert_eq!(compared(&linked).await, as_it_should_be());
    linked.world.log_in(WHO, CHOSEN).await.unwrap();
    linked.settle().await;
    assert_eq!(linked.sidi.entry(WHO).unwrap().password, CHOSEN);
    assert_eq!(compared(&linked).await, as_it_should_be());
}

#[tokio::test]
async fn what_is_on_its_way_is_no_difference_and_is_not_told_twice() {
    let linked = Linked::new();
    linked.world.active().await;
    assert_eq!(compared(&linked).await, Comparison::OnItsWay);
    assert!(
        !mend(&linked, &[Drift::Login]).await,
        "no order mends a name"
    );
    assert!(!mend(&linked, &[]).await);
}

#[tokio::test]
async fn a_service_that_does_not_answer_or_is_not_there_is_told_apart() {
    let linked = linked().await;
    let usecases = &linked.world.usecases;
    let unknown = usecases.linked_service("altro");
    assert!(matches!(unknown, Err(TendServiceError::NotFound(_))));
    let sidi = usecases.linked_service("sidi").unwrap();
    let account = linked.world.account().await;
    // The first call reads the orders, the second asks the service.
    linked.world.plan.fail_at(2);
    let silent = usecases.compare_with(sidi, &account).await;
    let is_silent = matches!(
        silent,
        Err(ReconcileError::Service(SyncError::Retry { .. }))
    );
    assert!(is_silent, "{silent:?}");
    let no_reason = usecases.mend(sidi, account.id, &[Drift::Open], " ").await;
    assert!(matches!(no_reason, Err(ReconcileError::Reason)));
}
