//! The right one-time password, too late: another one by one click.

use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::utenza::{Account, UtenzaKind};
use varco_usecases::{LogInError, RenewOneTimeError};

use crate::lockout::rewrite;
use crate::world::World;

/// What the login offers to who types a one-time password that has expired.
async fn offer(world: &World, one_time: &SecretString) -> Option<SecretString> {
    let late = world.log_in("mario.rossi", one_time.expose_secret()).await;
    match late {
        Err(LogInError::OneTimeExpired { offer }) => offer,
        other => panic!("{other:?}"),
    }
}

async fn late_world() -> (World, SecretString) {
    let world = World::new();
    let (_, one_time) = world.opened().await;
    world.pass(SignedDuration::from_hours(72));
    (world, one_time)
}

async fn is_over(world: &World, offer: &SecretString) -> bool {
    let renewed = world.usecases.renew_one_time(offer, &world.client).await;
    matches!(renewed, Err(RenewOneTimeError::Over))
}

#[tokio::test]
async fn an_offer_is_good_once_and_for_a_quarter_of_an_hour() {
    let (world, one_time) = late_world().await;
    let left_lying = offer(&world, &one_time).await.unwrap();
    world.pass(SignedDuration::from_mins(15));
    assert!(is_over(&world, &left_lying).await);
    let taken = offer(&world, &one_time).await.unwrap();
    world
        .usecases
        .renew_one_time(&taken, &world.client)
        .await
        .unwrap();
    let (username, another) = world.credentials().await;
    assert!(
        world
            .log_in(&username, another.expose_secret())
            .await
            .is_ok()
    );
    assert!(is_over(&world, &taken).await);
    assert_eq!(
        world.credentials().await.1.expose_secret(),
        another.expose_secret()
    );
}

#[tokio::test]
async fn an_offer_that_was_made_up_is_none() {
    let (world, one_time) = late_world().await;
    let offer = offer(&world, &one_time).await.unwrap();
    let (text, signature) = offer.expose_secret().rsplit_once('.').unwrap();
    let later = text.replacen('1', "2", 1);
    for forged in [
        String::new(),
        text.to_owned(),
        format!("{text}."),
        format!("{text}.{text}"),
        format!("{later}.{signature}"),
        format!("{text}.{signature}A"),
    ] {
        assert!(is_over(&world, &forged.clone().into()).await, "{forged}");
    }
}

#[tokio::test]
async fn r57_no_mi_utenza_is_offered_another_nor_one_that_became_one_or_was_suspended() {
    let (world, one_time) = late_world().await;
    let made = offer(&world, &one_time).await.unwrap();
    rewrite(&world, Account::suspended).await;
    assert!(is_over(&world, &made).await);
    rewrite(&world, Account::reactivated).await;
    rewrite(&world, |account| account.with_kind(UtenzaKind::Mi)).await;
    assert!(is_over(&world, &made).await);
    assert!(offer(&world, &one_time).await.is_none());
}
