//! The outbox.

use jiff::SignedDuration;
use varco_ports::MailError;
use varco_usecases::Delivery;

use crate::world::{EMAIL, World};

#[tokio::test]
async fn a_mail_that_is_not_accepted_comes_back_later_and_later_under_the_same_id() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    world.sender.fail_with(MailError::Retry {
        reason: "451".into(),
    });
    let mut pauses = Vec::new();
    for _ in 0..6 {
        let claimed = world.usecases.claim_mails(10).await.unwrap();
        let Delivery::Postponed(due) = world.usecases.deliver_mail(&claimed[0]).await.unwrap()
        else {
            panic!("not postponed");
        };
        pauses.push(due.duration_since(world.usecases.now()).as_secs());
        assert_eq!(world.usecases.next_mail_due().await.unwrap(), Some(due));
        world.clock.set(due);
    }
    assert!(pauses.is_sorted() && pauses[5] >= 64, "{pauses:?}");
    world.sender.fail_with(None);
    let mails = world.mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(world.usecases.next_mail_due().await.unwrap(), None);
}

#[tokio::test]
async fn a_refused_mail_is_buried_with_its_reason_and_its_secret_is_gone() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    world.sender.fail_with(MailError::Refused {
        reason: "550 no such mailbox".into(),
    });
    let claimed = world.usecases.claim_mails(10).await.unwrap();
    assert_eq!(
        world.usecases.deliver_mail(&claimed[0]).await.unwrap(),
        Delivery::Buried
    );
    let record = world.ports.desk.find(claimed[0].lease.id).await.unwrap();
    assert!(format!("{record:?}").contains("550 no such mailbox"));
    world.sender.fail_with(None);
    assert!(world.mails().await.is_empty());
}

#[tokio::test]
async fn a_worker_that_was_too_slow_does_not_write_over_the_next_one() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    let slow = world.usecases.claim_mails(10).await.unwrap();
    world.pass(SignedDuration::from_mins(5));
    let next = world.usecases.claim_mails(10).await.unwrap();
    assert_eq!(
        world.usecases.deliver_mail(&next[0]).await.unwrap(),
        Delivery::Sent
    );
    assert_eq!(
        world.usecases.deliver_mail(&slow[0]).await.unwrap(),
        Delivery::Lost
    );
    let ids: Vec<_> = world.sender.sent().iter().map(|mail| mail.id).collect();
    assert_eq!(ids[0], ids[1], "a double has the same Message-ID");
}

#[tokio::test]
async fn a_slow_delivery_keeps_its_mail_and_a_killed_one_frees_it_within_seconds() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    let mail = world.usecases.claim_mails(10).await.unwrap().remove(0);
    for _ in 0..20 {
        world.pass(varco_usecases::UseCases::KEEP_MAIL_EVERY);
        assert!(world.usecases.keep_mail(&mail).await.unwrap());
        assert!(world.usecases.claim_mails(10).await.unwrap().is_empty());
    }
    world.pass(SignedDuration::from_secs(6));
    assert_eq!(world.usecases.claim_mails(10).await.unwrap().len(), 1);
    assert!(!world.usecases.keep_mail(&mail).await.unwrap());
}

#[tokio::test]
async fn a_mail_that_nobody_accepts_for_three_days_is_given_up() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    world.sender.fail_with(MailError::Retry {
        reason: "451".into(),
    });
    world.pass(SignedDuration::from_hours(72));
    let claimed = world.usecases.claim_mails(10).await.unwrap();
    assert_eq!(
        world.usecases.deliver_mail(&claimed[0]).await.unwrap(),
        Delivery::Buried
    );
}
