//! Limits per network, for everybody, and on mails that somebody asks for who has not logged in.

use jiff::SignedDuration;
use secrecy::SecretString;
use varco_domain::throttle::Limit;
use varco_ports::{CaptchaAnswer, Template};
use varco_usecases::{Client, Limits, LogInError, RecoverActivationInput, Settings};

use crate::world::{CHOSEN, CODE, EMAIL, World, settings};

const WRONG: &str = "a wrong password";

/// A world with these limits.
fn limited(change: impl FnOnce(&mut Limits)) -> World {
    let mut settings: Settings = settings();
    change(&mut settings.limits);
    World::with(settings)
}

fn elsewhere(mut world: World, network: &str) -> World {
    world.client = Client {
        network: network.to_owned(),
    };
    world
}

/// Whether a login is turned away before anybody looks at it.
async fn is_turned_away(world: &World, identifier: &str) -> bool {
    matches!(
        world.log_in(identifier, WRONG).await,
        Err(LogInError::Locked { retry_at: Some(_) })
    )
}

#[tokio::test]
async fn r39_one_network_tries_so_many_different_identifiers_in_an_hour() {
    let world = limited(|limits| limits.login_identifiers = Limit::per_hour(3));
    for identifier in [
        "anna.bo",
        "ANNA.BO",
        "carla.di",
        "RSSMRA85T10A562S",
        "anna.bo",
    ] {
        assert!(!is_turned_away(&world, identifier).await, "{identifier}");
    }
    assert!(is_turned_away(&world, "elena.fo").await);
    assert!(!is_turned_away(&world, "carla.di").await, "counted before");
    world.pass(SignedDuration::from_hours(1));
    assert!(!is_turned_away(&world, "elena.fo").await);
    let world = elsewhere(world, "198.51.100.1");
    assert!(!is_turned_away(&world, "gina.ho").await, "another network");
}

#[tokio::test]
async fn r39_guesses_from_the_same_network_do_not_keep_out_a_known_device() {
    let world = limited(|limits| limits.login_identifiers = Limit::per_hour(1));
    let (username, _) = world.active().await;
    let opened = world.log_in(&username, CHOSEN).await.unwrap();
    world.pass(SignedDuration::from_hours(1));
    assert!(!is_turned_away(&world, "anna.bo").await);
    assert!(is_turned_away(&world, &username).await);
    let known = world.log_in_on(opened.device.as_ref(), &username, CHOSEN);
    assert!(known.await.is_ok());
}

#[tokio::test]
async fn r39_all_networks_together_try_so_often_in_a_minute() {
    let mut world = limited(|limits| limits.login_total = Limit::per_minute(4));
    for network in ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"] {
        world = elsewhere(world, network);
        assert!(!is_turned_away(&world, "anna.bo").await, "{network}");
    }
    assert!(is_turned_away(&world, "anna.bo").await);
    world.pass(SignedDuration::from_mins(1));
    assert!(!is_turned_away(&world, "anna.bo").await);
}

#[tokio::test]
async fn r39_some_hundred_people_behind_one_address_log_in_within_a_minute() {
    let world = World::new();
    for person in 0..800 {
        assert!(!is_turned_away(&world, &format!("person{person}.x")).await);
    }
}

#[tokio::test]
async fn r09_three_mails_a_day_go_to_all_spellings_of_a_mailbox_and_nobody_is_told() {
    let world = World::new();
    for address in [
        EMAIL,
        "mario.rossi+1@esempio.it",
        "m.a.r.i.o.rossi@esempio.it",
        "MARIOROSSI@esempio.it",
    ] {
        for _ in 0..5 {
            world.confirmed(address).await;
        }
    }
    assert_eq!(world.mails().await.len(), 3);
    world.pass(SignedDuration::from_hours(24));
    world.confirmed(EMAIL).await;
    assert_eq!(world.mails().await.len(), 4);
}

#[tokio::test]
async fn r09_networks_and_everybody_together_ask_for_so_many_mails_in_an_hour() {
    for change in [
        (|limits: &mut Limits| limits.mail_network = Limit::per_hour(2)) as fn(&mut Limits),
        |limits| limits.mail_total = Limit::per_hour(2),
    ] {
        let world = limited(change);
        for number in 0..4 {
            world.confirmed(&format!("mario{number}@esempio.it")).await;
        }
        assert_eq!(world.mails().await.len(), 2);
        let world = elsewhere(world, "198.51.100.1");
        world.confirmed("mario5@esempio.it").await;
        let is_network = world.usecases.settings().limits.mail_network.max == 2;
        assert_eq!(world.mails().await.len(), 2 + usize::from(is_network));
    }
}

/// A new one-time password, asked for from outside.
async fn recover(world: &World) {
    let flow = world.usecases.open_flow();
    let input = RecoverActivationInput {
        flow: &flow,
        codice_fiscale: CODE,
        email: EMAIL,
        human: Some(CaptchaAnswer::Proof(SecretString::from("proof"))),
        client: &world.client,
    };
    world.usecases.recover_activation(input).await.unwrap();
}

async fn one_time_passwords(world: &World) -> usize {
    let mails = world.mails().await;
    let is_one =
        |mail: &&varco_ports::Message| matches!(mail.template, Template::OneTimePassword { .. });
    mails.iter().filter(is_one).count()
}

#[tokio::test]
async fn r09_the_holder_of_an_utenza_is_mailed_every_five_minutes_and_three_times_a_day() {
    let world = World::new();
    world.opened().await;
    assert_eq!(one_time_passwords(&world).await, 1, "after the activation");
    for (wait, mails) in [(0, 2), (4, 2), (1, 3), (5, 4), (5, 4), (24 * 60, 5)] {
        world.pass(SignedDuration::from_mins(wait));
        for _ in 0..3 {
            recover(&world).await;
        }
        assert_eq!(
            one_time_passwords(&world).await,
            mails,
            "after {wait} minutes"
        );
    }
}

#[tokio::test]
async fn r09_a_mail_whose_link_was_used_was_wanted_and_counts_no_more() {
    let world = World::new();
    for _ in 0..2 {
        world.confirmed(EMAIL).await;
    }
    world.opened().await;
    for mails in 2..=4 {
        recover(&world).await;
        assert_eq!(one_time_passwords(&world).await, mails);
        world.pass(SignedDuration::from_mins(5));
    }
}
