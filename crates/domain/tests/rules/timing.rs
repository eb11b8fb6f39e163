//! Every time limit of a registration, to the second.

use jiff::{SignedDuration, Timestamp};
use varco_domain::registration::{
    Command, Mailing, Refusal, Registration, RegistrationRules, RegistrationState,
};

use crate::support::{
    FO, SECOND, activate, activated, after, awaiting, code, confirm, correct, declare, declared,
    mailing, noon, opened, resend, step,
};

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

#[test]
fn a_draft_lives_twenty_four_hours() {
    let end = noon() + hours(24);
    for (draft, commands) in [
        (
            opened(),
            vec![Command::Identify(code(FO)), declare("m@esempio.it")],
        ),
        (declared(), vec![Command::Identify(code(FO)), confirm(1)]),
    ] {
        assert!(!draft.is_over(end - SECOND));
        assert!(draft.is_over(end));
        for command in commands {
            assert!(step(&draft, command.clone(), end - SECOND).is_ok());
            assert_eq!(step(&draft, command, end), Err(Refusal::Expired));
        }
    }
}

#[test]
fn r07_a_confirmed_registration_lives_seventy_two_hours_from_its_confirmation() {
    let confirmed_at = noon() + hours(5);
    let (pending, _) = step(&declared(), confirm(1), confirmed_at).unwrap();
    let end = confirmed_at + hours(72);
    assert_eq!(pending.expires_at, end);
    for command in [
        confirm(2),
        resend(2),
        correct("m@esempio.it", 2),
        activate(1),
        Command::Void,
    ] {
        assert!(step(&pending, command.clone(), end - SECOND).is_ok());
        assert_eq!(step(&pending, command, end), Err(Refusal::Expired));
    }
}

#[test]
fn an_activated_registration_answers_for_ever() {
    let activated = activated();
    let years_later = noon() + hours(24 * 365 * 3);
    for command in [activate(2), confirm(2)] {
        let answer = step(&activated, command, years_later).unwrap();
        assert_eq!(answer, (activated.clone(), None));
    }
}

#[test]
fn r14_a_link_lives_twenty_four_hours_but_never_longer_than_its_registration() {
    let pending = awaiting();
    assert_eq!(mailing(&pending).link_expires_at, noon() + hours(24));
    assert_eq!(life(mailing(&pending)), hours(24));

    let late = noon() + hours(60);
    let (again, _) = step(&pending, resend(2), late).unwrap();
    assert_eq!(mailing(&again).link_expires_at, noon() + hours(72));
    assert_eq!(life(mailing(&again)), hours(12));

    let short = RegistrationRules {
        pending_life: hours(6),
        ..RegistrationRules::default()
    };
    let pending = declared().apply(confirm(1), &short, noon()).unwrap().next;
    assert_eq!(mailing(&pending).link_expires_at, noon() + hours(6));
}

#[test]
fn a_minute_passes_between_two_mails() {
    let pending = awaiting();
    let retry_at = noon() + SignedDuration::from_mins(1);
    assert_eq!(
        mailing(&pending).next_at(&RegistrationRules::default()),
        Some(retry_at)
    );
    let same = pending.declaration().unwrap().email.as_str().to_uppercase();
    for command in [resend(2), correct(&same, 2)] {
        let early = step(&pending, command.clone(), retry_at - SECOND);
        assert_eq!(early, Err(Refusal::TooSoon { retry_at }));
        assert!(step(&pending, command, retry_at).is_ok());
    }
}

#[test]
fn a_correction_to_another_mailbox_need_not_wait() {
    let corrected = step(&awaiting(), correct("m@esempio.it", 2), noon())
        .unwrap()
        .0;
    assert_eq!(mailing(&corrected).count, 2);
}

#[test]
fn three_mails_are_enough() {
    let (last, now) = (2..=3).fold((awaiting(), noon()), |(pending, now), number| {
        let now = now + SignedDuration::from_mins(1);
        (step(&pending, resend(number), now).unwrap().0, now)
    });
    assert_eq!(mailing(&last).count, 3);
    assert_eq!(mailing(&last).next_at(&RegistrationRules::default()), None);
    for command in [resend(4), correct("m@esempio.it", 4)] {
        assert_eq!(step(&last, command, now + hours(1)), Err(Refusal::TooMany));
    }
}

#[test]
fn the_instants_of_confirmation_and_loss_are_kept() {
    let later = noon() + hours(1);
    let (again, _) = step(&awaiting(), resend(2), later).unwrap();
    let confirmed = |registration: &Registration| -> Option<Timestamp> {
        match registration.state {
            RegistrationState::AwaitingActivation { confirmed_at, .. } => Some(confirmed_at),
            _ => None,
        }
    };
    assert_eq!(confirmed(&again), Some(noon()));
    let (lost, _) = step(&again, Command::Void, later).unwrap();
    assert_eq!(lost.state, RegistrationState::Voided { at: later });
    assert_eq!(after(&opened(), declare("m@esempio.it")).opened_at, noon());
}

fn life(mailing: Mailing) -> SignedDuration {
    mailing.link_expires_at.duration_since(mailing.asked_at)
}
