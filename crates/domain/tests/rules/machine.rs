//! The step function: the one legal path, what is refused where, what is harmless twice.

use jiff::SignedDuration;
use varco_domain::registration::{
    Command, Declaration, Effect, MailingKind, Refusal, Registration, RegistrationState as State,
};

use crate::support::{
    FO, ROSSI, account_id, activate, activated, after, awaiting, code, confirm, confirm_held,
    correct, declaration, declare, declared, email, mailing, noon, opened, resend, step, ticket_id,
    voided,
};

/// Past the pause between two mails.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);

#[test]
fn the_legal_path_leads_from_a_code_to_an_account() {
    let opened = opened();
    assert_eq!(opened.state, State::Identified { kept: None });

    let (declared, effect) = step(&opened, declare("mario@esempio.it"), noon()).unwrap();
    let data = declaration("mario@esempio.it");
    assert_eq!(effect, None);
    assert_eq!(declared.declaration(), Some(&data));

    let (awaiting, effect) = step(&declared, confirm(1), noon()).unwrap();
    let mail = mailing(&awaiting);
    assert_eq!(effect, Some(Effect::MailTicket(mail)));
    assert_eq!((mail.ticket, mail.count), (ticket_id(1), 1));
    assert_eq!(mail.kind, MailingKind::Activation);

    let later = noon() + SignedDuration::from_hours(2);
    let (activated, effect) = step(&awaiting, activate(1), later).unwrap();
    let account = account_id(1);
    assert_eq!(activated.state, State::Activated { account, at: later });
    assert_eq!(activated.declaration(), None);
    let declaration = Box::new(data);
    let expected = Effect::OpenAccount {
        account,
        declaration,
    };
    assert_eq!(effect, Some(expected));
}

#[test]
fn r03_every_command_out_of_order_is_refused() {
    let declare = || declare("mario@esempio.it");
    let correct = || correct("altro@esempio.it", 2);
    let identify = || Command::Identify(code(ROSSI));
    let table: [(Registration, Vec<Command>); 5] = [
        (
            opened(),
            vec![confirm(1), resend(2), correct(), activate(1), Command::Void],
        ),
        (
            declared(),
            vec![resend(2), correct(), activate(1), Command::Void],
        ),
        (awaiting(), vec![identify(), declare()]),
        (
            activated(),
            vec![identify(), declare(), resend(2), correct(), Command::Void],
        ),
        (
            voided(),
            vec![
                identify(),
                declare(),
                confirm(1),
                resend(2),
                correct(),
                activate(1),
                Command::Void,
            ],
        ),
    ];
    for (registration, commands) in table {
        for command in commands {
            let name = format!("{command:?} on {:?}", registration.state);
            let refusal = step(&registration, command, noon() + PAUSE).unwrap_err();
            assert_eq!(refusal, Refusal::OutOfOrder, "{name}");
        }
    }
}

#[test]
fn confirming_twice_is_harmless() {
    let awaiting = awaiting();
    for command in [confirm(1), confirm(2), confirm_held(3)] {
        let again = step(&awaiting, command, noon() + PAUSE).unwrap();
        assert_eq!(again, (awaiting.clone(), None));
    }
    let activated = activated();
    let again = step(&activated, confirm(2), noon() + PAUSE).unwrap();
    assert_eq!(again, (activated, None));
}

#[test]
fn activating_twice_opens_one_account() {
    let activated = activated();
    let again = step(&activated, activate(2), noon() + PAUSE).unwrap();
    assert_eq!(again, (activated, None));
}

#[test]
fn another_code_asks_for_step_two_again_and_keeps_what_was_typed() {
    let declared = declared();
    let other = after(&declared, Command::Identify(code(FO)));
    assert_eq!(other.codice_fiscale, code(FO));
    let kept = Some(declaration("mario@esempio.it"));
    assert_eq!(other.state, State::Identified { kept: kept.clone() });

    let third = after(&other, Command::Identify(code(ROSSI)));
    assert_eq!(third.state, State::Identified { kept });
}

#[test]
fn the_same_code_again_changes_nothing() {
    for registration in [opened(), declared()] {
        assert_eq!(
            after(&registration, Command::Identify(code(ROSSI))),
            registration
        );
    }
}

#[test]
fn step_two_may_be_corrected_until_it_is_confirmed() {
    let corrected = after(&declared(), declare("altro@esempio.it"));
    let declared = corrected.declaration().map(|data| &data.email);
    assert_eq!(declared, Some(&email("altro@esempio.it")));
}

#[test]
fn a_newer_mail_supersedes_the_one_before() {
    let (again, effect) = step(&awaiting(), resend(2), noon() + PAUSE).unwrap();
    let mail = mailing(&again);
    assert_eq!((mail.ticket, mail.count), (ticket_id(2), 2));
    assert_eq!(mail.asked_at, noon() + PAUSE);
    assert_eq!(effect, Some(Effect::MailTicket(mail)));
}

#[test]
fn a_corrected_address_supersedes_the_mail_and_changes_nothing_else() {
    let before = awaiting();
    let command = correct("giusto@esempio.it", 2);
    let (corrected, effect) = step(&before, command, noon() + PAUSE).unwrap();
    assert_eq!(effect, Some(Effect::MailTicket(mailing(&corrected))));
    assert_eq!(mailing(&corrected).ticket, ticket_id(2));
    let expected = Declaration {
        email: email("giusto@esempio.it"),
        ..before.declaration().unwrap().clone()
    };
    assert_eq!(corrected.declaration(), Some(&expected));
    assert_eq!(corrected.expires_at, before.expires_at);
}

#[test]
fn r05_the_registration_of_a_held_code_looks_the_same_and_tells_the_holder() {
    let declared = declared();
    let (held, effect) = step(&declared, confirm_held(1), noon()).unwrap();
    assert_eq!(effect, Some(Effect::TellHolder));

    let (free, _) = step(&declared, confirm(1), noon()).unwrap();
    let seen = |registration: &Registration| {
        let mail = mailing(registration);
        (
            registration.expires_at,
            mail.asked_at,
            mail.link_expires_at,
            mail.count,
        )
    };
    assert_eq!(seen(&held), seen(&free));

    for command in [resend(2), correct("altro@esempio.it", 2)] {
        let (again, effect) = step(&held, command, noon() + PAUSE).unwrap();
        assert_eq!(effect, Some(Effect::TellHolder));
        assert_eq!(mailing(&again).count, 2);
    }
}

#[test]
fn r07_the_registration_of_a_held_code_is_never_activated() {
    let held = after(&declared(), confirm_held(1));
    let refusal = step(&held, activate(1), noon()).unwrap_err();
    assert_eq!(refusal, Refusal::OutOfOrder);
}

#[test]
fn r07_losing_to_another_activation_erases_the_data() {
    let voided = voided();
    assert_eq!(voided.state, State::Voided { at: noon() });
    assert_eq!(voided.declaration(), None);
    assert_eq!(voided.mailing(), None);
}
