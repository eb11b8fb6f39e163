//! One account per codice fiscale and per username, written by whoever has read the latest.

use jiff::Timestamp;
use jiff::civil::date;
use varco_domain::credential::PasswordPolicy;
use varco_domain::id::AccountId;
use varco_domain::language::Language;
use varco_domain::places::PlaceName;
use varco_domain::utenza::{
    Accesses, Account, AccountStatus, Credential, CredentialVersion, PasswordHash, Username,
    UtenzaKind,
};

use super::Fixture;
use super::samples::{access, account, account_id, at, code, mail, session, username};
use crate::{Changes, CommitError, UniqueKey, Version, Versioned, Write};

pub(super) fn insertion(account: Account) -> Changes {
    Changes {
        account: Some(Write::Insert(account)),
        ..Changes::default()
    }
}

/// Inserts the account with this number.
pub(super) async fn insert(fixture: &impl Fixture, number: u32) {
    fixture.ports().commit(insertion(account(number))).await;
}

pub(super) async fn find(fixture: &impl Fixture, id: AccountId) -> Option<Versioned<Account>> {
    fixture.ports().accounts.find(id).await.unwrap()
}

fn named(number: u32, kind: UtenzaKind, username: &str) -> Account {
    Account {
        kind,
        username: Username::parse(username).unwrap(),
        ..account(number)
    }
}

pub async fn every_shape_of_an_account_comes_back_as_it_was(fixture: &impl Fixture) {
    let hash = PasswordHash::from_phc("$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA".to_owned());
    let chosen = Credential::Chosen {
        hash,
        since: at(20),
    };
    let active = Account {
        kind: UtenzaKind::Mi,
        username: Username::parse("mi12345").unwrap(),
        birth_date: date(1899, 12, 31),
        birth_place: Some(PlaceName::parse("Castro (BG)").unwrap()),
        language: Language::En,
        needs_review: true,
        status: AccountStatus::Active,
        credential: chosen,
        credential_version: CredentialVersion(u32::MAX),
        reminded: Some(14),
        deletion_asked_at: Some(at(31)),
        accesses: Accesses {
            last: Some(access(30)),
            previous: Some(access(29)),
            failures_before: 1,
            failures_since: u32::MAX,
        },
        ..account(2)
    };
    let suspended = Account {
        language: Language::De,
        status: AccountStatus::Suspended,
        acceptance: None,
        ..account(3)
    };
    for written in [account(1), active, suspended] {
        let id = written.id;
        fixture.ports().commit(insertion(written.clone())).await;
        let found = find(fixture, id).await.unwrap();
        assert_eq!(found.value, written);
        assert_eq!(found.version, Version(1));
    }
    assert_eq!(find(fixture, account_id(4)).await, None);
}

pub async fn an_account_is_found_by_code_and_by_username(fixture: &impl Fixture) {
    insert(fixture, 1).await;
    insert(fixture, 2).await;
    let accounts = &fixture.ports().accounts;
    let by_code = accounts.find_by_codice_fiscale(&code(2)).await.unwrap();
    assert_eq!(by_code.unwrap().value, account(2));
    let by_name = accounts.find_by_username(&username(2)).await.unwrap();
    assert_eq!(by_name.unwrap().value, account(2));
    let by_code = accounts.find_by_codice_fiscale(&code(3)).await.unwrap();
    assert_eq!(by_code, None);
    let by_name = accounts.find_by_username(&username(3)).await.unwrap();
    assert_eq!(by_name, None);
}

pub async fn a_codice_fiscale_has_one_account(fixture: &impl Fixture) {
    insert(fixture, 1).await;
    let mut second = account(2);
    second.codice_fiscale = code(1);
    let refusal = fixture.ports().refusal(insertion(second.clone())).await;
    assert!(matches!(
        refusal,
        CommitError::Duplicate(UniqueKey::CodiceFiscale)
    ));
    let accounts = &fixture.ports().accounts;
    let free = accounts.find_by_username(&second.username).await.unwrap();
    assert_eq!(free, None);
    // The username was not taken either.
    insert(fixture, 2).await;
}

pub async fn two_omocodic_forms_are_two_accounts(fixture: &impl Fixture) {
    assert_eq!(code(0), code(1).base());
    insert(fixture, 0).await;
    fixture
        .ports()
        .commit(insertion(Account {
            username: username(2),
            ..account(1)
        }))
        .await;
    let accounts = &fixture.ports().accounts;
    for number in [0, 1] {
        let found = accounts.find_by_codice_fiscale(&code(number)).await;
        assert_eq!(found.unwrap().unwrap().value.id, account_id(number));
    }
}

pub async fn a_username_has_one_account(fixture: &impl Fixture) {
    insert(fixture, 1).await;
    let second = named(2, UtenzaKind::External, "mario.rossi");
    let refusal = fixture.ports().refusal(insertion(second)).await;
    assert!(matches!(
        refusal,
        CommitError::Duplicate(UniqueKey::Username)
    ));
    assert_eq!(find(fixture, account_id(2)).await, None);
}

pub async fn a_username_is_never_used_again(fixture: &impl Fixture) {
    insert(fixture, 2).await;
    fixture.erase_account(account_id(2)).await;
    assert_eq!(find(fixture, account_id(2)).await, None);
    let refusal = fixture.ports().refusal(insertion(account(2))).await;
    assert!(matches!(
        refusal,
        CommitError::Duplicate(UniqueKey::Username)
    ));
    let accounts = &fixture.ports().accounts;
    assert_eq!(accounts.highest_homonym("mario.rossi").await.unwrap(), 2);
}

pub async fn homonyms_are_counted_by_their_base(fixture: &impl Fixture) {
    let highest = async |base: &str| {
        let accounts = &fixture.ports().accounts;
        accounts.highest_homonym(base).await.unwrap()
    };
    assert_eq!(highest("mario.rossi").await, 0);
    insert(fixture, 1).await;
    assert_eq!(highest("mario.rossi").await, 1);
    insert(fixture, 12).await;
    insert(fixture, 7).await;
    assert_eq!(highest("mario.rossi").await, 12);
    for (number, kind, name) in [
        (20, UtenzaKind::External, "mario.rossini99"),
        (21, UtenzaKind::External, "mario.ross"),
        (22, UtenzaKind::Mi, "mi12345"),
    ] {
        let changes = insertion(named(number, kind, name));
        fixture.ports().commit(changes).await;
    }
    assert_eq!(highest("mario.rossi").await, 12);
    assert_eq!(highest("mario.ross").await, 1);
    assert_eq!(highest("mi").await, 0);
    assert_eq!(highest("mario.ross_").await, 0);
}

pub async fn r55_a_stale_account_is_not_written(fixture: &impl Fixture) {
    insert(fixture, 1).await;
    let hash = PasswordHash::from_phc("$new".to_owned());
    let changed = account(1).with_chosen_password(hash, &PasswordPolicy::MINISTERO, at(9));
    let update = |version| Changes {
        account: Some(Write::Update(changed.clone(), Version(version))),
        closed_sessions_of: Some(account_id(1)),
        opened_session: Some(session(1, 1)),
        outbox: vec![mail(1, at(9))],
        ..Changes::default()
    };
    fixture.ports().commit(update(1)).await;
    for stale in [1, 3] {
        let refusal = fixture.ports().refusal(update(stale)).await;
        assert!(matches!(refusal, CommitError::Conflict));
    }
    let found = find(fixture, account_id(1)).await.unwrap();
    assert_eq!(found.value, changed);
    assert_eq!(found.version, Version(2));
}

pub async fn instants_from_the_first_to_the_last_year_come_back(fixture: &impl Fixture) {
    let instant = |text: &str| text.parse::<Timestamp>().unwrap();
    let written = Account {
        opened_at: instant("0001-01-01T00:00:00.000001Z"),
        deletion_asked_at: Some(instant("9999-12-30T21:59:59.999999Z")),
        credential: Credential::OneTime {
            hash: PasswordHash::from_phc("$".to_owned()),
            expires_at: Timestamp::UNIX_EPOCH,
        },
        ..account(1)
    };
    fixture.ports().commit(insertion(written.clone())).await;
    let found = find(fixture, written.id).await.unwrap();
    assert_eq!(found.value, written);
}
