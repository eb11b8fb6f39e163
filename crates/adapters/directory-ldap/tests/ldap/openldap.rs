//! The contract, and what is peculiar to a directory.

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use varco_directory_ldap::{LdapConfig, LdapSync};
use varco_ports::testkit::targets::TargetFixture;
use varco_ports::testkit::targets::samples::{BETTER, GOOD, order, set};
use varco_ports::{CredentialSync, Held, SyncError, Wanted};
use varco_test_targets::slapd::{PEOPLE, Slapd};

use crate::support::{Directory, plain};

mod able {
    varco_ports::sync_contract!(crate::support::Directory::able());
}

mod bare {
    varco_ports::sync_contract!(crate::support::Directory::bare());
}

#[tokio::test]
async fn t30_a_former_password_is_refused_in_the_words_of_the_directory() {
    let directory = Directory::able().await;
    directory.admit("mario.rossi", GOOD).await;
    let sync = directory.sync();
    sync.apply(&set("mario.rossi", 1, BETTER)).await.unwrap();
    let outcome = sync.apply(&set("mario.rossi", 2, GOOD)).await;
    let said = Some("Password is in history of old passwords".to_owned());
    assert_eq!(outcome, Err(SyncError::PasswordRefused { said }));
    assert!(directory.opens("mario.rossi", BETTER).await);
}

#[tokio::test]
async fn r66_a_password_that_is_held_already_counts_as_set_even_where_the_utenza_is_closed() {
    let directory = Directory::able().await;
    directory.admit("mario.rossi", GOOD).await;
    let close = Wanted {
        is_active: Some(false),
        ..Wanted::default()
    };
    let sync = directory.sync();
    sync.apply(&order("mario.rossi", 1, close)).await.unwrap();
    let change = set("mario.rossi", 2, BETTER);
    for _ in 0..2 {
        assert_eq!(sync.apply(&change).await, Ok(()));
        assert_eq!(sync.verify(&change).await, Ok(Held::Unsure));
        assert!(!directory.is_active("mario.rossi").await);
    }
    let mut open = set("mario.rossi", 3, BETTER);
    open.wanted.is_active = Some(true);
    assert_eq!(sync.verify(&open).await, Ok(Held::No));
    assert_eq!(sync.apply(&open).await, Ok(()));
    assert_eq!(sync.verify(&open).await, Ok(Held::Yes));
    assert!(directory.opens("mario.rossi", BETTER).await);
}

#[tokio::test]
async fn a_login_that_two_entries_have_names_none_of_them() {
    let directory = Directory::able().await;
    directory.admit("mario.rossi", GOOD).await;
    directory.admit("mario.rossi2", GOOD).await;
    for count in [2, 3] {
        let name = format!("altro.{count}");
        directory.admit(&name, GOOD).await;
        let other = Slapd::dn(&name);
        let extra = format!("dn: {other}\nchangetype: modify\nadd: uid\nuid: mario.rossi\n");
        directory.server.add(&extra).unwrap();
        let outcome = directory.sync().apply(&set("mario.rossi", 1, BETTER)).await;
        assert!(
            matches!(outcome, Err(SyncError::Refused { .. })),
            "{outcome:?}"
        );
        assert!(directory.opens("mario.rossi", GOOD).await);
    }
    let outcome = directory
        .sync()
        .apply(&set("mario.rossi2", 1, BETTER))
        .await;
    assert_eq!(outcome, Ok(()));
}

#[tokio::test]
async fn r72_hostile_logins_by_the_hundred_find_nobody() {
    let directory = Directory::able().await;
    directory.admit("mario.rossi", GOOD).await;
    let sync = LdapSync::new(&plain(directory.server.port())).unwrap();
    let logins = r"(?s)[*()\\\x00|&!=~<>,a-z. ]{1,20}|.{1,20}|\(\|\(uid=\*\)[a-z*()]{0,5}";
    let logins = proptest::string::string_regex(logins).unwrap();
    let mut runner = TestRunner::deterministic();
    for _ in 0..300 {
        let login = logins.new_tree(&mut runner).unwrap().current();
        let outcome = sync.verify(&set(&login, 1, BETTER)).await;
        assert_eq!(outcome, Err(SyncError::Gone), "{login:?}");
    }
}

#[tokio::test]
async fn credentials_or_a_base_that_are_wrong_wait_to_be_mended() {
    let directory = Directory::able().await;
    directory.admit("mario.rossi", GOOD).await;
    let good = || plain(directory.server.port());
    for config in [
        LdapConfig {
            bind_password: "altra".into(),
            ..good()
        },
        LdapConfig {
            base: format!("ou=altrove,{PEOPLE}"),
            ..good()
        },
        // May read nothing and write nothing.
        LdapConfig {
            bind_dn: Slapd::dn("mario.rossi"),
            bind_password: GOOD.into(),
            ..good()
        },
    ] {
        let sync = LdapSync::new(&config).unwrap();
        for outcome in [
            sync.apply(&set("mario.rossi", 1, BETTER)).await,
            sync.probe().await,
        ] {
            assert!(
                matches!(outcome, Err(SyncError::Retry { .. })),
                "{outcome:?}"
            );
        }
    }
    assert!(directory.opens("mario.rossi", GOOD).await);
}

#[tokio::test]
async fn an_attribute_that_the_directory_does_not_have_is_a_refused_order() {
    let directory = Directory::able().await;
    directory.admit("mario.rossi", GOOD).await;
    let config = LdapConfig {
        email_attribute: Some("postaElettronica".to_owned()),
        ..plain(directory.server.port())
    };
    let wanted = Wanted {
        emails: Some(Vec::new()),
        ..Wanted::default()
    };
    let outcome = LdapSync::new(&config)
        .unwrap()
        .apply(&order("mario.rossi", 1, wanted))
        .await;
    let reason = "the directory answered 17".to_owned();
    assert_eq!(outcome, Err(SyncError::Refused { reason }));
}
