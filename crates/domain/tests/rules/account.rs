//! What a proved credential opens, and how credentials follow one another.

use jiff::{SignedDuration, Timestamp};
use varco_domain::credential::PasswordPolicy;
use varco_domain::session::SessionScope;
use varco_domain::utenza::{
    Account, AccountStatus, AdmissionRefusal, Credential, CredentialVersion, PasswordHash,
    RecoveryMail, RecoveryPage, Username, UtenzaKind,
};

use crate::support::{ROSSI, SECOND, account_id, code, declaration, email, name, noon};

pub(crate) fn hash(text: &str) -> PasswordHash {
    PasswordHash::from_phc(text.to_owned())
}

fn one_time(expires_at: Timestamp) -> Credential {
    Credential::OneTime {
        hash: hash("one-time"),
        expires_at,
    }
}

fn chosen() -> Credential {
    Credential::Chosen {
        hash: hash("chosen"),
        since: noon(),
    }
}

fn disavowed() -> Credential {
    Credential::Disavowed {
        hash: hash("chosen"),
        at: noon(),
    }
}

/// The default of MI utenze, with an age.
pub(crate) const POLICY: PasswordPolicy = PasswordPolicy {
    max_age: Some(SignedDuration::from_hours(24 * 90)),
    ..PasswordPolicy::MINISTERO
};

/// An account opened at noon whose one-time password lives 72 hours.
pub(crate) fn account() -> Account {
    Account::opened(
        account_id(1),
        code(ROSSI),
        Username::assign(&name("Mario"), &name("Rossi"), 1),
        declaration("mario@esempio.it"),
        one_time(noon() + SignedDuration::from_hours(72)),
        noon(),
    )
}

/// The same account once its holder has chosen a password.
pub(crate) fn active() -> Account {
    account().with_chosen_password(hash("chosen"), &POLICY, noon())
}

#[test]
fn a_proved_credential_opens_what_status_and_kind_of_credential_allow() {
    use AccountStatus::{Active, FirstAccess, Suspended};
    let end = noon() + SignedDuration::from_hours(72);
    let aged = noon() + SignedDuration::from_hours(24 * 90);
    let expired = Err(AdmissionRefusal::OneTimeExpired);
    let suspended = Err(AdmissionRefusal::Suspended);
    for (status, credential, now, expected) in [
        (
            FirstAccess,
            one_time(end),
            noon(),
            Ok(SessionScope::ChangePassword),
        ),
        (
            FirstAccess,
            one_time(end),
            end - SECOND,
            Ok(SessionScope::ChangePassword),
        ),
        (FirstAccess, one_time(end), end, expired),
        (
            Active,
            one_time(end),
            noon(),
            Ok(SessionScope::ChangePassword),
        ),
        (Active, one_time(end), end, expired),
        (Active, chosen(), noon(), Ok(SessionScope::Full)),
        (Active, chosen(), aged - SECOND, Ok(SessionScope::Full)),
        (Active, chosen(), aged, Ok(SessionScope::ChangePassword)),
        (
            Active,
            disavowed(),
            noon(),
            Ok(SessionScope::ChangePassword),
        ),
        (Suspended, disavowed(), noon(), suspended),
        (Suspended, chosen(), noon(), suspended),
        (Suspended, one_time(end), noon(), suspended),
        (Suspended, one_time(end), end, suspended),
    ] {
        let case = format!("{status:?} {credential:?} {now}");
        let account = Account {
            status,
            credential,
            ..account()
        };
        assert_eq!(account.admit(&POLICY, now), expected, "{case}");
    }
}

#[test]
fn a_chosen_password_makes_the_account_active_and_ends_older_sessions() {
    let later = noon() + SECOND;
    let active = account().with_chosen_password(hash("new"), &POLICY, later);
    assert_eq!(active.status, AccountStatus::Active);
    let credential = Credential::Chosen {
        hash: hash("new"),
        since: later,
    };
    assert_eq!(active.credential, credential);
    assert_eq!(active.credential_version, CredentialVersion(2));
    assert_eq!(active.admit(&POLICY, later), Ok(SessionScope::Full));
}

#[test]
fn r26_without_an_age_a_password_stays_good_for_years() {
    let years_later = noon() + SignedDuration::from_hours(87_600);
    let admitted = active().admit(&PasswordPolicy::MODERN, years_later);
    assert_eq!(admitted, Ok(SessionScope::Full));
}

#[test]
fn r30_chosen_passwords_are_remembered_and_one_time_passwords_are_not() {
    let former = |account: &Account| -> Vec<String> {
        let hashes = account.history.hashes().iter();
        hashes.map(|hash| hash.as_phc().to_owned()).collect()
    };
    assert!(former(&active()).is_empty());
    let end = noon() + SECOND;
    let reset = active().with_one_time_password(hash("again"), end, &POLICY);
    assert_eq!(former(&reset), ["chosen"]);
    let second = reset.with_chosen_password(hash("second"), &POLICY, noon());
    assert_eq!(former(&second), ["chosen"]);
    let third = second
        .disavowed(noon())
        .with_reset_password(hash("third"), &POLICY, noon());
    assert_eq!(former(&third), ["second", "chosen"]);
    assert!(former(&third.clone().with_kind(UtenzaKind::External)).len() == 2);
    assert!(former(&third.clone().with_kind(UtenzaKind::Mi)).is_empty());
    let modern = third.with_chosen_password(hash("fourth"), &PasswordPolicy::MODERN, noon());
    assert!(former(&modern).is_empty());
}

#[test]
fn r54_a_reset_and_a_disavowal_cancel_an_address_that_waits_and_a_change_does_not() {
    let life = SignedDuration::from_hours(24);
    let mut waiting = active();
    let asked = waiting
        .mailboxes
        .ask(email("nuova@esempio.it"), life, noon());
    waiting.mailboxes = asked.unwrap().next;
    let waits = |account: Account| account.mailboxes.awaited(noon()).is_some();
    for (after, expected) in [
        (waiting.clone(), true),
        (
            waiting
                .clone()
                .with_chosen_password(hash("new"), &POLICY, noon()),
            true,
        ),
        (
            waiting
                .clone()
                .with_reset_password(hash("new"), &POLICY, noon()),
            false,
        ),
        (
            waiting
                .clone()
                .with_one_time_password(hash("new"), noon(), &POLICY),
            false,
        ),
        (waiting.clone().disavowed(noon()), false),
    ] {
        assert_eq!(waits(after), expected);
    }
}

#[test]
fn r53_a_disavowed_password_is_only_good_for_being_changed_and_ends_every_session() {
    let disavowed = active().disavowed(noon());
    assert_eq!(disavowed.credential_version, CredentialVersion(3));
    let scope = disavowed.admit(&POLICY, noon());
    assert_eq!(scope, Ok(SessionScope::ChangePassword));
    let changed = disavowed.with_chosen_password(hash("new"), &POLICY, noon());
    assert_eq!(changed.admit(&POLICY, noon()), Ok(SessionScope::Full));
    // A one-time password opens nothing else anyway, and keeps its end.
    assert_eq!(account().disavowed(noon()).credential, account().credential);
}

#[test]
fn a_new_password_is_reminded_of_anew() {
    let reminded = Account {
        reminded: Some(1),
        ..active()
    };
    let changed = reminded.with_chosen_password(hash("new"), &POLICY, noon());
    assert_eq!(changed.reminded, None);
}

#[test]
fn choosing_a_password_does_not_lift_a_suspension() {
    let suspended = Account {
        status: AccountStatus::Suspended,
        ..account()
    };
    let after = suspended.with_chosen_password(hash("new"), &POLICY, noon());
    assert_eq!(after.status, AccountStatus::Suspended);
    assert_eq!(
        after.admit(&POLICY, noon()),
        Err(AdmissionRefusal::Suspended)
    );
}

#[test]
fn a_suspension_is_lifted_as_far_as_the_credential_allows() {
    for (before, status) in [
        (account(), AccountStatus::FirstAccess),
        (
            account().with_chosen_password(hash("new"), &POLICY, noon()),
            AccountStatus::Active,
        ),
    ] {
        let suspended = before.clone().suspended();
        assert_eq!(
            suspended.admit(&POLICY, noon()),
            Err(AdmissionRefusal::Suspended)
        );
        let credential_version = before.credential_version.next();
        let after = Account {
            status,
            credential_version,
            ..before
        };
        assert_eq!(suspended.reactivated(), after);
    }
}

#[test]
fn r57_another_kind_makes_worthless_what_was_issued_for_the_one_before() {
    let mi = account().with_kind(UtenzaKind::Mi);
    assert_eq!(
        (mi.kind, mi.credential_version),
        (UtenzaKind::Mi, CredentialVersion(2))
    );
    assert_eq!(mi.clone().with_kind(UtenzaKind::Mi), mi);
}

#[test]
fn r19_a_newer_one_time_password_replaces_the_older_one_and_its_sessions() {
    let expires_at = noon() + SignedDuration::from_hours(100);
    let again = account().with_one_time_password(hash("again"), expires_at, &POLICY);
    assert_eq!(again.credential.hash().as_phc(), "again");
    assert_eq!(again.credential_version, CredentialVersion(2));
    assert_eq!(again.status, AccountStatus::FirstAccess);
    assert_eq!(
        again.admit(&POLICY, expires_at - SECOND),
        Ok(SessionScope::ChangePassword)
    );
    assert_eq!(
        again.admit(&POLICY, expires_at),
        Err(AdmissionRefusal::OneTimeExpired)
    );
}

#[test]
fn the_words_about_a_person_hold_every_part_of_the_names() {
    let account = Account {
        given_name: name("Gian Carlo"),
        family_name: name("Dell'Anno-Verdi"),
        ..account()
    };
    let words = account.personal_words();
    for word in [
        ROSSI,
        "mario.rossi",
        "Gian",
        "Carlo",
        "Dell",
        "Anno",
        "Verdi",
    ] {
        assert!(words.contains(&word), "{word}");
    }
}

#[test]
fn r32_a_hash_does_not_reach_a_log() {
    assert!(!format!("{:?}", account()).contains("one-time"));
}

#[test]
fn r57_what_is_mailed_about_a_forgotten_password_depends_on_kind_and_status() {
    use AccountStatus::{Active, FirstAccess, Suspended};
    for (kind, status, expected) in [
        (UtenzaKind::External, Active, RecoveryMail::ResetLink),
        (UtenzaKind::External, FirstAccess, RecoveryMail::ResetLink),
        (UtenzaKind::External, Suspended, RecoveryMail::Suspended),
        (UtenzaKind::Mi, Active, RecoveryMail::MiChannels),
        (UtenzaKind::Mi, FirstAccess, RecoveryMail::MiChannels),
        (UtenzaKind::Mi, Suspended, RecoveryMail::Suspended),
    ] {
        let account = Account {
            kind,
            status,
            ..account()
        };
        assert_eq!(RecoveryMail::for_account(&account), expected);
    }
}

#[test]
fn what_the_page_shows_depends_on_the_typed_text_alone() {
    for (typed, expected) in [
        ("MI12345", RecoveryPage::MiExplained),
        (" mi12345 ", RecoveryPage::MiExplained),
        ("mario.rossi", RecoveryPage::CheckMail),
        (ROSSI, RecoveryPage::CheckMail),
        ("", RecoveryPage::CheckMail),
    ] {
        assert_eq!(RecoveryPage::for_typed(typed), expected, "{typed}");
    }
}
