//! What a mailed link is worth when it comes back.

use jiff::{SignedDuration, Timestamp};
use varco_domain::grant::{Grant, GrantEnding, GrantLives, GrantPurpose, GrantVerdict, Granted};
use varco_domain::id::GrantId;
use varco_domain::token::{TokenDigest, TokenPurpose};
use varco_domain::utenza::{Account, AccountStatus, FormerEmail, Mailboxes, UtenzaKind};

use crate::account::{POLICY, account, active, hash};
use crate::support::{SECOND, email, noon};

/// Somebody who waits for an address to be confirmed.
fn waiting() -> Account {
    let mut account = active();
    account.mailboxes = asked(&account.mailboxes, "nuova@esempio.it");
    account
}

fn asked(mailboxes: &Mailboxes, address: &str) -> Mailboxes {
    let step = mailboxes.ask(email(address), lives().confirm_email, noon());
    step.unwrap().next
}

fn lives() -> GrantLives {
    GrantLives::default()
}

fn granted(purpose: GrantPurpose) -> Granted {
    match purpose {
        GrantPurpose::ResetPassword => Granted::ResetPassword,
        GrantPurpose::ConfirmEmail => Granted::ConfirmEmail(email("nuova@esempio.it")),
        GrantPurpose::UndoEmail => {
            Granted::UndoEmail(FormerEmail::Personal(Some(email("vecchia@esempio.it"))))
        }
        GrantPurpose::Disavow => Granted::Disavow,
    }
}

/// A link mailed at noon to the holder of an account.
pub(crate) fn grant(purpose: GrantPurpose, account: &Account, now: Timestamp) -> Grant {
    Grant {
        id: GrantId::new(now, &[1; 10]),
        account: account.id,
        what: granted(purpose),
        digest: TokenDigest::from_bytes([1; 32]),
        credential_version: account.credential_version,
        issued_at: now,
        expires_at: now + lives().of(purpose),
        ending: None,
    }
}

fn judged(purpose: GrantPurpose, account: &Account) -> GrantVerdict {
    grant(purpose, &waiting(), noon()).judge(account, noon())
}

#[test]
fn r14_every_link_is_good_until_the_second_at_which_it_expires() {
    for (purpose, hours) in [
        (GrantPurpose::ResetPassword, 1),
        (GrantPurpose::ConfirmEmail, 24),
        (GrantPurpose::UndoEmail, 168),
        (GrantPurpose::Disavow, 168),
    ] {
        let end = noon() + SignedDuration::from_hours(hours);
        for (now, expected) in [
            (noon(), GrantVerdict::Good),
            (end - SECOND, GrantVerdict::Good),
            (end, GrantVerdict::Expired),
        ] {
            let verdict = grant(purpose, &waiting(), noon()).judge(&waiting(), now);
            assert_eq!(verdict, expected, "{purpose:?} {now}");
        }
    }
}

#[test]
fn a_link_that_has_ended_says_how_even_when_it_is_old() {
    let at = noon() + SECOND;
    let old = noon() + SignedDuration::from_hours(1_000);
    for purpose in GrantPurpose::ALL {
        for (ending, expected) in [
            (GrantEnding::Used { at }, GrantVerdict::Used { at }),
            (
                GrantEnding::Superseded { newer_at: at },
                GrantVerdict::Superseded { newer_at: at },
            ),
            (GrantEnding::Cancelled { at }, GrantVerdict::Stale),
        ] {
            let ended = Grant {
                ending: Some(ending),
                ..grant(purpose, &active(), noon())
            };
            assert_eq!(ended.judge(&waiting(), old), expected);
        }
    }
}

/// Rows: what has become of the utenza since the link was mailed. Columns: the purposes.
#[test]
fn a_link_is_judged_against_the_utenza_as_it_is_now() {
    use GrantVerdict::{Good, MiUtenza, Stale, Suspended};
    let suspended = waiting().suspended();
    let changed = waiting().with_chosen_password(hash("newer"), &POLICY, noon());
    let reset = waiting().with_reset_password(hash("newer"), &POLICY, noon());
    let became_mi = waiting().with_kind(UtenzaKind::Mi);
    let mi_and_back = became_mi.clone().with_kind(UtenzaKind::External);
    let suspended_mi = became_mi.clone().suspended();
    for (now, verdicts) in [
        (waiting(), [Good, Good, Good, Good]),
        (suspended, [Suspended, Suspended, Good, Good]),
        (changed, [Stale, Good, Good, Good]),
        (reset, [Stale, Stale, Good, Good]),
        (waiting().disavowed(noon()), [Stale, Stale, Good, Good]),
        (became_mi, [MiUtenza, Good, Good, Good]),
        (suspended_mi, [MiUtenza, Suspended, Good, Good]),
        (mi_and_back, [Stale, Good, Good, Good]),
    ] {
        assert_eq!(
            GrantPurpose::ALL.map(|purpose| judged(purpose, &now)),
            verdicts
        );
    }
}

#[test]
fn r57_no_ending_hides_that_the_utenza_is_mi() {
    let mi = Account {
        kind: UtenzaKind::Mi,
        ..waiting()
    };
    let at = noon();
    for ending in [
        None,
        Some(GrantEnding::Used { at }),
        Some(GrantEnding::Superseded { newer_at: at }),
        Some(GrantEnding::Cancelled { at }),
    ] {
        let reset = Grant {
            ending,
            ..grant(GrantPurpose::ResetPassword, &mi, noon())
        };
        assert_eq!(reset.judge(&mi, noon()), GrantVerdict::MiUtenza);
    }
}

#[test]
fn a_person_who_never_chose_a_password_may_reset_it() {
    let first = account();
    assert_eq!(first.status, AccountStatus::FirstAccess);
    let reset = grant(GrantPurpose::ResetPassword, &first, noon());
    assert_eq!(reset.judge(&first, noon()), GrantVerdict::Good);
}

#[test]
fn r54_a_confirmation_is_stale_once_its_address_waits_no_more() {
    let confirmation = grant(GrantPurpose::ConfirmEmail, &waiting(), noon());
    let replaced = asked(&waiting().mailboxes, "altra@esempio.it");
    for mailboxes in [waiting().mailboxes.without_pending(), replaced] {
        let account = Account {
            mailboxes,
            ..waiting()
        };
        assert_eq!(confirmation.judge(&account, noon()), GrantVerdict::Stale);
    }
}

#[test]
fn r13_every_purpose_has_tokens_of_its_own() {
    let tokens = GrantPurpose::ALL.map(GrantPurpose::token);
    let expected = [
        TokenPurpose::ResetPassword,
        TokenPurpose::ConfirmEmail,
        TokenPurpose::UndoEmail,
        TokenPurpose::Disavow,
    ];
    assert_eq!(tokens, expected);
    for purpose in GrantPurpose::ALL {
        assert_eq!(granted(purpose).purpose(), purpose);
    }
    let newest_only = GrantPurpose::ALL.map(GrantPurpose::is_newest_only);
    assert_eq!(newest_only, [true, true, false, false]);
}
