//! How mailboxes follow one another, and who is told.

use jiff::SignedDuration;
use proptest::prelude::*;
use varco_domain::contacts::EmailAddress;
use varco_domain::utenza::{
    EmailNews, EmailRefusal, EmailStep, FormerEmail, InstitutionalMailbox, MailboxKind, Mailboxes,
    ReferenceReason,
};

use crate::support::{SECOND, email, noon};

const OLD: &str = "vecchia@esempio.it";
const NEW: &str = "nuova@esempio.it";
const OTHER: &str = "altra@esempio.it";
const OFFICE: &str = "mario.rossi@istruzione.it";
const LIFE: SignedDuration = SignedDuration::from_hours(24);

fn mailboxes() -> Mailboxes {
    Mailboxes::confirmed(email(OLD))
}

fn asked(mailboxes: &Mailboxes, address: &str) -> Mailboxes {
    mailboxes.ask(email(address), LIFE, noon()).unwrap().next
}

fn confirmed(mailboxes: &Mailboxes, address: &str) -> EmailStep {
    asked(mailboxes, address)
        .confirm(&email(address), noon())
        .unwrap()
}

fn reference(mailboxes: &Mailboxes) -> Option<(&str, ReferenceReason)> {
    let (address, why) = mailboxes.reference()?;
    Some((address.as_str(), why))
}

fn told(step: &EmailStep) -> Vec<(&str, &EmailNews)> {
    let notice = step.tell.iter();
    notice.map(|n| (n.to.as_str(), &n.news)).collect()
}

#[test]
fn r54_an_address_counts_once_it_is_confirmed_and_not_before() {
    let step = mailboxes().ask(email(NEW), LIFE, noon()).unwrap();
    assert_eq!(
        told(&step),
        [(NEW, &EmailNews::Confirm), (OLD, &EmailNews::AboutToChange)]
    );
    assert!(step.next.all().eq([&email(OLD)]));

    let undo = FormerEmail::Personal(Some(email(OLD)));
    let done = step.next.confirm(&email(NEW), noon()).unwrap();
    let news = |undo| EmailNews::Changed { undo };
    assert_eq!(told(&done), [(OLD, &news(Some(undo))), (NEW, &news(None))]);
    assert_eq!(done.next, Mailboxes::confirmed(email(NEW)));
}

#[test]
fn r14_an_address_waits_twenty_four_hours() {
    let waiting = asked(&mailboxes(), NEW);
    let end = noon() + LIFE;
    assert!(waiting.confirm(&email(NEW), end - SECOND).is_ok());
    assert!(waiting.awaited(end - SECOND).is_some());
    assert_eq!(waiting.awaited(end), None);
    let late = waiting.confirm(&email(NEW), end);
    assert_eq!(late, Err(EmailRefusal::NotPending));
}

#[test]
fn r54_only_the_address_asked_for_last_can_be_confirmed_and_only_until_it_is_cancelled() {
    let waiting = asked(&asked(&mailboxes(), OTHER), NEW);
    let refused = Err(EmailRefusal::NotPending);
    assert_eq!(waiting.confirm(&email(OTHER), noon()), refused);
    let cancelled = waiting.without_pending();
    assert_eq!(cancelled, mailboxes());
    assert_eq!(cancelled.confirm(&email(NEW), noon()), refused);
}

#[test]
fn an_address_that_one_has_is_not_asked_for() {
    let both = confirmed(&mailboxes(), OFFICE).next;
    for held in [OLD, OFFICE, "Vecchia@Esempio.it"] {
        let refusal = both.ask(email(held), LIFE, noon()).unwrap_err();
        assert_eq!(refusal, EmailRefusal::AlreadyYours, "{held}");
    }
}

#[test]
fn asking_again_gives_the_address_more_time() {
    let waiting = asked(&mailboxes(), NEW);
    let later = noon() + SignedDuration::from_hours(5);
    let again = waiting.ask(email(NEW), LIFE, later).unwrap().next;
    assert_eq!(
        again.pending.map(|p| (p.asked_at, p.until)),
        Some((later, later + LIFE))
    );
}

#[test]
fn a_confirmed_institutional_address_becomes_the_reference_and_the_personal_one_stays() {
    let step = confirmed(&mailboxes(), OFFICE);
    let institutional = Some((OFFICE, ReferenceReason::Institutional));
    assert_eq!(reference(&step.next), institutional);
    assert_eq!(step.next.personal, Some(email(OLD)));
    let undo = FormerEmail::NoInstitutional {
        entered: Some(email(OFFICE)),
    };
    let undoing = EmailNews::Changed { undo: Some(undo) };
    assert_eq!(told(&step)[0], (OLD, &undoing));

    let personal = confirmed(&step.next, NEW).next;
    assert_eq!(reference(&personal), institutional);
    assert_eq!(personal.personal, Some(email(NEW)));
}

#[test]
fn the_administration_assigns_and_withdraws_and_the_reference_follows_by_itself() {
    let news = EmailNews::Changed { undo: None };
    let assigned = mailboxes().assign(email(OFFICE));
    assert_eq!(told(&assigned), [(OLD, &news), (OFFICE, &news)]);
    let institutional = Some((OFFICE, ReferenceReason::Institutional));
    assert_eq!(reference(&assigned.next), institutional);

    let withdrawn = assigned.next.withdraw(noon());
    assert_eq!(told(&withdrawn), [(OFFICE, &news), (OLD, &news)]);
    let since = ReferenceReason::PersonalSinceWithdrawal { at: noon() };
    assert_eq!(reference(&withdrawn.next), Some((OLD, since)));
}

#[test]
fn what_changes_nothing_tells_nobody() {
    let assigned = mailboxes().assign(email(OFFICE)).next;
    for (step, expected) in [
        (mailboxes().withdraw(noon()), mailboxes()),
        (assigned.assign(email(OFFICE)), assigned.clone()),
    ] {
        assert_eq!((step.next, step.tell.len()), (expected, 0));
    }
}

#[test]
fn an_assigned_address_waits_no_more_and_another_one_still_does() {
    let office = asked(&mailboxes(), OFFICE).assign(email(OFFICE)).next;
    assert_eq!(office.pending, None);
    let personal = asked(&mailboxes(), NEW).assign(email(OFFICE)).next;
    assert!(personal.awaited(noon()).is_some());
}

#[test]
fn an_address_taken_over_twice_comes_back_to_its_owner() {
    let first = confirmed(&mailboxes(), NEW);
    let second = confirmed(&first.next, OTHER);
    let EmailNews::Changed { undo: Some(former) } = &first.tell[0].news else {
        panic!("no undo")
    };
    let back = second.next.undo(former).next;
    assert_eq!(reference(&back), Some((OLD, ReferenceReason::Personal)));
}

#[test]
fn an_undo_leaves_what_the_administration_has_done_with_the_institutional_mailbox_since() {
    let entered = confirmed(&mailboxes(), OFFICE);
    let EmailNews::Changed { undo: Some(former) } = &entered.tell[0].news else {
        panic!("no undo")
    };
    let entered = entered.next;
    let back = Some((OLD, ReferenceReason::Personal));
    assert_eq!(reference(&entered.undo(former).next), back);

    let assigned = email("altro@posta.istruzione.it");
    for since in [entered.withdraw(noon()), entered.assign(assigned)] {
        let undone = since.next.undo(former);
        assert_eq!((undone.next, undone.tell), (since.next, vec![]));
    }
    let unknown = FormerEmail::NoInstitutional { entered: None };
    assert_eq!(reference(&entered.undo(&unknown).next), back);
}

#[test]
fn the_person_does_not_replace_the_institutional_mailbox_that_the_administration_gives() {
    let other = email("altro@posta.istruzione.it");
    let assigned = mailboxes().assign(email(OFFICE)).next;
    let refused = assigned.ask(other.clone(), LIFE, noon());
    assert_eq!(refused, Err(EmailRefusal::Institutional));

    let late = asked(&mailboxes(), other.as_str())
        .assign(email(OFFICE))
        .next;
    assert_eq!(late.confirm(&other, noon()), Err(EmailRefusal::NotPending));
    assert!(
        asked(&assigned.withdraw(noon()).next, other.as_str())
            .pending
            .is_some()
    );
}

fn addresses() -> impl Strategy<Value = EmailAddress> {
    prop::sample::select(vec![OLD, NEW, OTHER, OFFICE]).prop_map(email)
}

/// Every mailbox state that people can be in.
fn any_mailboxes() -> impl Strategy<Value = Mailboxes> {
    let institutional = prop::sample::select(vec![
        InstitutionalMailbox::None,
        InstitutionalMailbox::Held(email("rossi@posta.istruzione.it")),
        InstitutionalMailbox::Withdrawn { at: noon() },
    ]);
    (prop::option::of(addresses()), institutional).prop_map(|(personal, institutional)| Mailboxes {
        personal: personal.filter(|a| MailboxKind::of(a) == MailboxKind::Personal),
        institutional,
        pending: None,
    })
}

proptest! {
    #[test]
    fn an_undo_puts_back_every_address_of_before(before in any_mailboxes(), address in addresses()) {
        prop_assume!(before.ask(address.clone(), LIFE, noon()).is_ok());
        let step = confirmed(&before, address.as_str());
        for notice in &step.tell {
            let EmailNews::Changed { undo } = &notice.news else { panic!("{notice:?}") };
            let is_former = before.all().any(|held| *held == notice.to);
            prop_assert_eq!(undo.is_some(), is_former, "only addresses of before may undo");
            if let Some(former) = undo {
                let undone = step.next.undo(former);
                prop_assert!(undone.next.all().eq(before.all()));
            }
        }
    }

    #[test]
    fn r53_every_address_of_before_and_after_is_told_once(before in any_mailboxes(), address in addresses()) {
        prop_assume!(before.ask(address.clone(), LIFE, noon()).is_ok());
        let step = confirmed(&before, address.as_str());
        for held in before.all().chain(step.next.all()) {
            prop_assert_eq!(step.tell.iter().filter(|n| n.to == *held).count(), 1);
        }
    }
}
