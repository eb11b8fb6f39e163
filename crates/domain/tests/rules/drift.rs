//! What a linked service holds, compared with what it should hold.

use jiff::{SignedDuration, Timestamp};
use varco_domain::delivery::{
    Aspect, Comparison, Delivery, Drift, Orders, Progress, ServiceId, Shown, compare,
};
use varco_domain::id::MessageId;
use varco_domain::utenza::{Account, Credential, InstitutionalMailbox, PasswordHash, Username};

use crate::support::{ROSSI, account_id, code, declaration, noon};

fn sidi() -> ServiceId {
    ServiceId::parse("sidi").unwrap()
}

fn mario() -> Account {
    let credential = Credential::Chosen {
        hash: PasswordHash::from_phc("$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA".to_owned()),
        since: noon(),
    };
    Account::opened(
        account_id(1),
        code(ROSSI),
        Username::parse("mario.rossi").unwrap(),
        declaration("mario@esempio.it"),
        credential,
        noon(),
    )
}

fn order(aspect: Aspect, version: i64, delivery: Delivery) -> Progress {
    Progress {
        order: MessageId::new(noon(), &[0; 10]),
        service: sidi(),
        aspect,
        version,
        delivery,
        due_at: None,
        since: noon(),
    }
}

/// The password was delivered a minute after noon, as version 5.
fn delivered() -> Orders {
    let at = noon() + SignedDuration::from_mins(1);
    Orders(vec![order(Aspect::Password, 5, Delivery::Delivered { at })])
}

/// As it should be.
fn good() -> Shown {
    Shown {
        login: Some("mario.rossi".to_owned()),
        is_active: Some(true),
        emails: Some(vec!["Mario@Esempio.it".to_owned()]),
        version: Some(5),
        ..Shown::default()
    }
}

fn drifts(account: &Account, orders: &Orders, shown: Option<&Shown>) -> Vec<Drift> {
    let compared = compare(account, &sidi(), orders, shown);
    let Comparison::Compared(drifts) = compared else {
        unreachable!("something is on its way: {compared:?}")
    };
    drifts
}

fn drift_of(change: impl FnOnce(&mut Shown)) -> Vec<Drift> {
    let mut shown = good();
    change(&mut shown);
    drifts(&mario(), &delivered(), Some(&shown))
}

#[test]
fn each_difference_has_its_name_and_what_is_not_shown_is_none() {
    assert_eq!(drift_of(|_| {}), []);
    assert_eq!(drift_of(|it| *it = Shown::default()), []);
    assert_eq!(drifts(&mario(), &delivered(), None), [Drift::Missing]);
    let renamed = drift_of(|it| it.login = Some("Mario.Rossi".to_owned()));
    assert_eq!(renamed, [Drift::Login]);
    assert_eq!(drift_of(|it| it.is_active = Some(false)), [Drift::Closed]);
    let none = drift_of(|it| it.emails = Some(vec![]));
    assert_eq!(none, [Drift::Emails]);
    let all = drift_of(|it| {
        it.is_active = Some(false);
        it.emails = Some(vec!["altro@esempio.it".to_owned()]);
        it.version = Some(4);
    });
    assert_eq!(all, [Drift::Closed, Drift::Emails, Drift::PasswordBehind]);
}

#[test]
fn what_is_closed_here_opens_nothing_there_whatever_it_holds() {
    let suspended = mario().suspended();
    for orders in [delivered(), Orders::default()] {
        let found = drifts(&suspended, &orders, Some(&good()));
        assert_eq!(found, [Drift::Open]);
    }
}

#[test]
fn a_service_that_was_told_nothing_yet_may_hold_what_it_likes() {
    let other = Shown {
        is_active: Some(false),
        emails: Some(vec![]),
        version: Some(99),
        ..good()
    };
    for shown in [None, Some(good()), Some(other)] {
        assert_eq!(drifts(&mario(), &Orders::default(), shown.as_ref()), []);
    }
}

#[test]
fn mailboxes_count_as_far_as_there_is_room_for_them() {
    let mut account = mario();
    let school = varco_domain::contacts::EmailAddress::parse("m.rossi@istruzione.it").unwrap();
    account.mailboxes.institutional = InstitutionalMailbox::Held(school);
    let first = account.mailboxes.all().next().unwrap().as_str().to_owned();
    let shown = |emails_room| Shown {
        emails: Some(vec![first.clone()]),
        emails_room,
        ..good()
    };
    assert_eq!(
        drifts(&account, &delivered(), Some(&shown(None))),
        [Drift::Emails]
    );
    assert_eq!(drifts(&account, &delivered(), Some(&shown(Some(1)))), []);
}

#[test]
fn a_password_older_or_newer_than_ours_is_found_by_version_or_by_clock() {
    let behind = [Drift::PasswordBehind];
    let ahead = [Drift::PasswordAhead];
    for (held, expected) in [(4, &behind[..]), (5, &[]), (6, &ahead[..])] {
        assert_eq!(drift_of(|it| it.version = Some(held)), expected, "{held}");
    }
    for (minutes, expected) in [
        (-11, &behind[..]),
        (-10, &[]),
        (0, &[]),
        (11, &[]),
        (12, &ahead[..]),
    ] {
        let set_at: Timestamp = noon() + SignedDuration::from_mins(minutes);
        let found = drift_of(|it| {
            it.version = None;
            it.password_set_at = Some(set_at);
        });
        assert_eq!(found, expected, "{minutes}");
    }
    // A newer order of another side has been taken too.
    let mut orders = delivered();
    let at = noon();
    let contacts = order(Aspect::Contacts, 9, Delivery::Delivered { at });
    orders.0.push(contacts);
    let shown = |version| {
        Some(Shown {
            version: Some(version),
            ..good()
        })
    };
    assert_eq!(drifts(&mario(), &orders, shown(9).as_ref()), []);
    assert_eq!(drifts(&mario(), &orders, shown(10).as_ref()), ahead);
}

#[test]
fn nothing_is_compared_while_something_is_on_its_way() {
    let mut orders = delivered();
    orders
        .0
        .push(order(Aspect::State, 6, Delivery::RetryAt(Timestamp::MAX)));
    let compared = compare(&mario(), &sidi(), &orders, None);
    assert_eq!(compared, Comparison::OnItsWay);
}

#[test]
fn names_of_differences_are_apart() {
    let names: std::collections::BTreeSet<_> = Drift::ALL.map(Drift::name).into();
    assert_eq!(names.len(), Drift::ALL.len());
    // Whoever holds the plaintext is the person alone.
    let by_login = Drift::ALL.map(|drift| drift.mended_by() == Some(Aspect::Password));
    assert_eq!(by_login.iter().filter(|is| **is).count(), 3);
}
