//! What a proved credential opens, and how credentials follow one another.

use jiff::{SignedDuration, Timestamp};
use varco_domain::session::SessionScope;
use varco_domain::utenza::{
    Account, AccountStatus, AdmissionRefusal, Credential, CredentialVersion, PasswordHash,
    RecoveryMail, RecoveryPage, Username, UtenzaKind,
};

use crate::support::{ROSSI, SECOND, acceptance, account_id, code, email, name, noon};

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

/// An account opened at noon whose one-time password lives 72 hours.
pub(crate) fn account() -> Account {
    Account {
        id: account_id(1),
        kind: UtenzaKind::External,
        codice_fiscale: code(ROSSI),
        username: Username::assign(&name("Mario"), &name("Rossi"), 1),
        given_name: name("Mario"),
        family_name: name("Rossi"),
        birth_date: jiff::civil::date(1985, 12, 10),
        birth_place: None,
        email: email("mario@esempio.it"),
        needs_review: false,
        acceptance: acceptance(),
        status: AccountStatus::FirstAccess,
        credential: one_time(noon() + SignedDuration::from_hours(72)),
        credential_version: CredentialVersion::FIRST,
        opened_at: noon(),
        last_access: None,
    }
}

#[test]
fn a_proved_credential_opens_what_status_and_kind_of_credential_allow() {
    use AccountStatus::{Active, FirstAccess, Suspended};
    let end = noon() + SignedDuration::from_hours(72);
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
        (
            Active,
            chosen(),
            end + SignedDuration::from_hours(87_600),
            Ok(SessionScope::Full),
        ),
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
        assert_eq!(account.admit(now), expected, "{case}");
    }
}

#[test]
fn a_chosen_password_makes_the_account_active_and_ends_older_sessions() {
    let later = noon() + SECOND;
    let active = account().with_chosen_password(hash("new"), later);
    assert_eq!(active.status, AccountStatus::Active);
    let credential = Credential::Chosen {
        hash: hash("new"),
        since: later,
    };
    assert_eq!(active.credential, credential);
    assert_eq!(active.credential_version, CredentialVersion(2));
    assert_eq!(active.admit(later), Ok(SessionScope::Full));
}

#[test]
fn choosing_a_password_does_not_lift_a_suspension() {
    let suspended = Account {
        status: AccountStatus::Suspended,
        ..account()
    };
    let after = suspended.with_chosen_password(hash("new"), noon());
    assert_eq!(after.status, AccountStatus::Suspended);
    assert_eq!(after.admit(noon()), Err(AdmissionRefusal::Suspended));
}

#[test]
fn a_suspension_is_lifted_as_far_as_the_credential_allows() {
    for (before, status) in [
        (account(), AccountStatus::FirstAccess),
        (
            account().with_chosen_password(hash("new"), noon()),
            AccountStatus::Active,
        ),
    ] {
        let suspended = before.clone().suspended();
        assert_eq!(suspended.admit(noon()), Err(AdmissionRefusal::Suspended));
        assert_eq!(suspended.reactivated(), Account { status, ..before });
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
    let again = account().with_one_time_password(hash("again"), expires_at);
    assert_eq!(again.credential.hash().as_phc(), "again");
    assert_eq!(again.credential_version, CredentialVersion(2));
    assert_eq!(again.status, AccountStatus::FirstAccess);
    assert_eq!(
        again.admit(expires_at - SECOND),
        Ok(SessionScope::ChangePassword)
    );
    assert_eq!(
        again.admit(expires_at),
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
