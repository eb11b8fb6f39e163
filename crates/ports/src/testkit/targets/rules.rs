//! What every service does behind its adapter. A rule about something that a service cannot do asks
//! for a clear refusal instead.

use std::sync::Arc;

use super::TargetFixture;
use super::samples::{BETTER, GOOD, emails, order, set};
use crate::sync::{Held, SyncError, Wanted};
use crate::testkit::contract::at_once;

pub async fn a_new_password_opens_and_the_old_one_does_not(fixture: &impl TargetFixture) {
    fixture.admit("mario.rossi", GOOD).await;
    assert!(fixture.opens("mario.rossi", GOOD).await);
    let outcome = fixture.sync().apply(&set("mario.rossi", 1, BETTER)).await;
    assert_eq!(outcome, Ok(()));
    assert!(fixture.opens("mario.rossi", BETTER).await);
    assert!(!fixture.opens("mario.rossi", GOOD).await);
}

pub async fn passwords_of_any_script_and_sign_arrive_as_they_are(fixture: &impl TargetFixture) {
    fixture.admit("mario.rossi", GOOD).await;
    let texts = [
        r#"Virgolette " e barra \ 7"#,
        "perché-È-così-9 ",
        " Ключ-от-двери-77",
        "🦉🐟🌲🍋Aa1🎈🔥🌊🍄",
        "*)(uid=*))(|(uid=*7aA",
        "<script>&amp;%00%2e7A\u{7f}",
    ];
    let long = "Abcdefg-7 ".repeat(12);
    let texts = texts.into_iter().chain([long.as_str()]);
    for (text, version) in texts.zip(1..) {
        let order = set("mario.rossi", version, text);
        assert_eq!(fixture.sync().apply(&order).await, Ok(()), "{text}");
        assert!(fixture.opens("mario.rossi", text).await, "{text}");
    }
}

pub async fn r66_an_order_carried_out_twice_is_carried_out_once(fixture: &impl TargetFixture) {
    fixture.admit("mario.rossi", GOOD).await;
    let order = set("mario.rossi", 1, BETTER);
    for _ in 0..3 {
        assert_eq!(fixture.sync().apply(&order).await, Ok(()));
        assert!(fixture.opens("mario.rossi", BETTER).await);
    }
}

pub async fn r67_an_order_older_than_what_is_held_is_not_carried_out(fixture: &impl TargetFixture) {
    if !fixture.abilities().keeps_versions {
        return;
    }
    fixture.admit("mario.rossi", GOOD).await;
    let sync = fixture.sync();
    sync.apply(&set("mario.rossi", 7, BETTER)).await.unwrap();
    let older = set("mario.rossi", 6, GOOD);
    let overtaken = SyncError::Overtaken { held: 7 };
    assert_eq!(sync.apply(&older).await, Err(overtaken.clone()));
    assert_eq!(sync.verify(&older).await, Err(overtaken));
    assert!(fixture.opens("mario.rossi", BETTER).await);
}

pub async fn an_utenza_that_is_not_there_is_made_or_gone(fixture: &impl TargetFixture) {
    let outcome = fixture.sync().apply(&set("mario.rossi", 1, GOOD)).await;
    if fixture.abilities().makes {
        assert_eq!(outcome, Ok(()));
        assert!(fixture.is_active("mario.rossi").await);
        assert!(fixture.opens("mario.rossi", GOOD).await);
    } else {
        assert_eq!(outcome, Err(SyncError::Gone));
    }
}

pub async fn nothing_is_made_without_a_password(fixture: &impl TargetFixture) {
    let wanted = Wanted {
        emails: Some(emails(&["a@esempio.it"])),
        is_active: Some(true),
        ..Wanted::default()
    };
    let order = order("mario.rossi", 1, wanted);
    let outcome = fixture.sync().apply(&order).await;
    assert_eq!(outcome, Err(SyncError::Gone));
    assert_eq!(fixture.sync().verify(&order).await, Err(SyncError::Gone));
    assert!(!fixture.is_active("mario.rossi").await);
}

pub async fn r70_a_closed_utenza_opens_again_with_the_new_password(fixture: &impl TargetFixture) {
    fixture.admit("mario.rossi", GOOD).await;
    let close = Wanted {
        is_active: Some(false),
        ..Wanted::default()
    };
    let outcome = fixture.sync().apply(&order("mario.rossi", 1, close)).await;
    if fixture.abilities().closes {
        assert_eq!(outcome, Ok(()));
        assert!(!fixture.is_active("mario.rossi").await);
    } else {
        assert!(matches!(outcome, Err(SyncError::Refused { .. })));
    }
    let mut open = set("mario.rossi", 2, BETTER);
    open.wanted.is_active = Some(true);
    open.wanted.emails = Some(emails(&["a@esempio.it"]));
    assert_eq!(fixture.sync().apply(&open).await, Ok(()));
    assert_eq!(
        fixture.sync().verify(&open).await,
        Ok(if fixture.abilities().shows_password {
            Held::Yes
        } else {
            Held::Unsure
        })
    );
    assert!(fixture.is_active("mario.rossi").await);
    assert!(fixture.opens("mario.rossi", BETTER).await);
}

pub async fn mailboxes_take_the_place_of_those_before(fixture: &impl TargetFixture) {
    fixture.admit("mario.rossi", GOOD).await;
    for (texts, version) in [&["a@esempio.it", "b@esempio.it"][..], &["c@esempio.it"]]
        .into_iter()
        .zip(1..)
    {
        let wanted = Wanted {
            emails: Some(emails(texts)),
            ..Wanted::default()
        };
        let order = order("mario.rossi", version, wanted);
        let outcome = fixture.sync().apply(&order).await;
        assert_eq!(outcome, Ok(()));
        if !fixture.abilities().has_emails {
            assert!(fixture.emails("mario.rossi").await.is_empty());
            continue;
        }
        let mut held = fixture.emails("mario.rossi").await;
        held.sort();
        assert_eq!(held, texts);
        assert_eq!(fixture.sync().verify(&order).await, Ok(Held::Yes));
    }
    assert!(fixture.opens("mario.rossi", GOOD).await);
}

pub async fn t30_a_refused_password_leaves_the_old_one(fixture: &impl TargetFixture) {
    if !fixture.abilities().has_policy {
        return;
    }
    fixture.admit("mario.rossi", GOOD).await;
    let outcome = fixture
        .sync()
        .apply(&set("mario.rossi", 1, "Corta-7"))
        .await;
    let said = match outcome {
        Err(SyncError::PasswordRefused { said }) => Ok(said),
        other => Err(other),
    };
    let said = said.unwrap().unwrap_or_default();
    assert!(!said.contains("Corta-7"));
    assert!(fixture.opens("mario.rossi", GOOD).await);
}

pub async fn a_look_tells_what_is_held_and_changes_nothing(fixture: &impl TargetFixture) {
    let order = set("mario.rossi", 1, BETTER);
    assert_eq!(fixture.sync().verify(&order).await, Err(SyncError::Gone));
    fixture.admit("mario.rossi", GOOD).await;
    let shows = fixture.abilities().shows_password;
    let seen = |held| Ok(if shows { held } else { Held::Unsure });
    assert_eq!(fixture.sync().verify(&order).await, seen(Held::No));
    assert!(fixture.opens("mario.rossi", GOOD).await);
    fixture.sync().apply(&order).await.unwrap();
    assert_eq!(fixture.sync().verify(&order).await, seen(Held::Yes));
}

pub async fn what_is_read_is_what_is_held(fixture: &impl TargetFixture) {
    let sync = fixture.sync();
    assert_eq!(sync.read("mario.rossi").await, Ok(None));
    fixture.admit("mario.rossi", GOOD).await;
    fixture.admit("mario.rossi2", GOOD).await;
    let abilities = fixture.abilities();
    let wanted = Wanted {
        is_active: abilities.closes.then_some(false),
        emails: abilities.has_emails.then(|| emails(&["a@esempio.it"])),
        ..set("mario.rossi", 3, BETTER).wanted
    };
    let order = order("mario.rossi", 3, wanted);
    assert_eq!(sync.apply(&order).await, Ok(()));
    let shown = sync.read("mario.rossi").await.unwrap().unwrap();
    assert_eq!(shown.is_active, abilities.closes.then_some(false));
    let held = abilities
        .has_emails
        .then(|| vec!["a@esempio.it".to_owned()]);
    assert_eq!(shown.emails, held);
    assert_eq!(shown.version, abilities.keeps_versions.then_some(3));
    assert!(shown.login.is_none_or(|login| login == "mario.rossi"));
    assert_eq!(sync.apply(&order).await, Ok(()), "nothing was changed");
    for hostile in [
        "*",
        "mario.*",
        "x)(|(uid=*",
        r#"x" or userName pr or "a" eq "a"#,
    ] {
        let read = sync.read(hostile).await;
        let is_nobody = matches!(read, Ok(None) | Err(SyncError::Refused { .. }));
        assert!(is_nobody, "{hostile}: {read:?}");
    }
}

pub async fn r72_a_hostile_login_names_nobody_else(fixture: &impl TargetFixture) {
    fixture.admit("mario.rossi", GOOD).await;
    for login in [
        "*",
        "mario.*",
        "*)(uid=*",
        "x)(|(uid=*",
        "mario.rossi)(uid=*",
        r#"x" or userName eq "mario.rossi"#,
        r#"" or userName pr or userName eq ""#,
        r#"x\" or userName pr or "a" eq "a"#,
        "../Users?filter=userName pr#",
        "mario.rossi\0",
        "mario\\2erossi",
        "uid=mario.rossi,ou=persone",
    ] {
        let order = set(login, 1, BETTER);
        let outcome = fixture.sync().apply(&order).await;
        let is_made = fixture.abilities().makes && outcome == Ok(());
        let is_refused = matches!(
            outcome,
            Err(SyncError::Gone | SyncError::Refused { .. } | SyncError::PasswordRefused { .. })
        );
        assert!(is_made || is_refused, "{login}: {outcome:?}");
        assert!(fixture.opens("mario.rossi", GOOD).await, "{login}");
    }
}

pub async fn r72_an_empty_password_goes_nowhere(fixture: &impl TargetFixture) {
    fixture.admit("mario.rossi", GOOD).await;
    let order = set("mario.rossi", 1, "");
    let outcome = fixture.sync().apply(&order).await;
    assert_eq!(outcome, Err(SyncError::PasswordRefused { said: None }));
    assert_ne!(fixture.sync().verify(&order).await, Ok(Held::Yes));
    assert!(fixture.opens("mario.rossi", GOOD).await);
}

pub async fn orders_at_once_reach_each_their_own(fixture: &impl TargetFixture) {
    let login = |number: u32| format!("utente.{number}");
    for number in 0..12 {
        fixture.admit(&login(number), GOOD).await;
    }
    let sync = fixture.sync();
    let outcomes = at_once(12, move |number| {
        let sync = Arc::clone(&sync);
        let order = set(&login(number), 1, &format!("{BETTER}{number}"));
        async move { sync.apply(&order).await }
    })
    .await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    for number in 0..12 {
        let password = format!("{BETTER}{number}");
        assert!(fixture.opens(&login(number), &password).await);
    }
}

pub async fn a_probe_gets_through(fixture: &impl TargetFixture) {
    assert_eq!(fixture.sync().probe().await, Ok(()));
}
