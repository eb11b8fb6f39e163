//! "Non hai ricevuto l'email di attivazione?"

use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::utenza::UtenzaKind;
use varco_ports::CaptchaAnswer;
use varco_usecases::{RecoverActivationError, RecoverActivationInput};

use crate::lockout::rewrite;
use crate::world::{CODE, EMAIL, World};

async fn recover(world: &World, code: &str, email: &str) -> Result<(), RecoverActivationError> {
    let flow = world.usecases.open_flow();
    let human = Some(CaptchaAnswer::Proof(SecretString::from("proof")));
    let input = RecoverActivationInput {
        flow: &flow,
        codice_fiscale: code,
        email,
        human,
        client: &world.client,
    };
    world.usecases.recover_activation(input).await
}

#[tokio::test]
async fn whoever_waits_for_the_activation_gets_its_mail_again() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    world.pass(SignedDuration::from_hours(25));
    recover(&world, CODE, "MARIO.ROSSI@esempio.it")
        .await
        .unwrap();
    assert_eq!(world.mails().await.len(), 1, "the newer one");
    let (link, _) = world.ticket().await;
    assert!(world.activate(&link).await.is_ok());
}

#[tokio::test]
async fn whoever_let_the_one_time_password_expire_gets_a_new_one() {
    let world = World::new();
    let (username, old) = world.opened().await;
    world.pass(SignedDuration::from_hours(80));
    recover(&world, CODE, EMAIL).await.unwrap();
    let (_, new) = world.credentials().await;
    assert_ne!(old.expose_secret(), new.expose_secret());
    assert!(world.log_in(&username, old.expose_secret()).await.is_err());
    assert!(world.log_in(&username, new.expose_secret()).await.is_ok());
}

#[tokio::test]
async fn nobody_else_gets_anything_and_the_answer_is_the_same() {
    let world = World::new();
    world.active().await;
    let before = world.mails().await.len();
    recover(&world, CODE, EMAIL).await.unwrap();
    recover(&world, CODE, "other@esempio.it").await.unwrap();
    recover(&world, "FOXDRA26C24I725A", EMAIL).await.unwrap();
    assert_eq!(world.mails().await.len(), before);
}

#[tokio::test]
async fn r57_mi_staff_are_mailed_where_else_to_go_and_no_password() {
    let world = World::new();
    world.opened().await;
    rewrite(&world, |account| account.with_kind(UtenzaKind::Mi)).await;
    let before = world.account().await;
    recover(&world, CODE, EMAIL).await.unwrap();
    let mails = world.mails().await;
    assert_eq!(mails.last().unwrap().template.name(), "mi_recovery");
    assert_eq!(world.account().await, before);
}

#[tokio::test]
async fn slips_are_told() {
    let world = World::new();
    let error = recover(&world, "RSSMRA", "mario").await.unwrap_err();
    assert!(matches!(
        error,
        RecoverActivationError::Invalid {
            code: Some(_),
            email: Some(_),
            captcha: None
        }
    ));
}
