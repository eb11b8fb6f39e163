//! Forms that are kept while their sender logs in again.

use secrecy::{ExposeSecret, SecretString};
use varco_usecases::{CurrentSession, Failure, KeepFormInput};

use crate::faults::Plan;
use crate::world::{CHOSEN, CODE, World};

/// Somebody who is logged in, with the token of the device.
async fn entered(world: &World) -> (CurrentSession, SecretString) {
    world.active().await;
    let opened = world.log_in(CODE, CHOSEN).await.unwrap();
    let current = world.usecases.resolve_session(&opened.token).await;
    (current.unwrap().unwrap(), opened.device.unwrap())
}

async fn keep(
    world: &World,
    device: &SecretString,
    content: &str,
) -> Result<Option<SecretString>, Failure> {
    let input = KeepFormInput {
        form: "/area/recapiti",
        content: SecretString::from(content),
        device,
        client: &world.client,
    };
    world.usecases.keep_form(input).await
}

async fn take(
    world: &World,
    of: (&CurrentSession, &SecretString),
    form: &'static str,
    token: &SecretString,
) -> Result<Option<String>, Failure> {
    let found = world.usecases.take_form(of.0, form, token, of.1).await?;
    Ok(found.map(|content| content.expose_secret().to_owned()))
}

#[tokio::test]
async fn a_form_comes_back_once_and_only_where_it_belongs() {
    let world = World::new();
    let (current, device) = entered(&world).await;
    let of = (&current, &device);
    let token = keep(&world, &device, "typed").await.unwrap().unwrap();
    let found = take(&world, of, "/area/recapiti", &token).await.unwrap();
    assert_eq!(found.as_deref(), Some("typed"));
    let again = take(&world, of, "/area/recapiti", &token).await.unwrap();
    assert_eq!(again, None);

    let token = keep(&world, &device, "typed").await.unwrap().unwrap();
    let elsewhere = take(&world, of, "/area/email", &token).await.unwrap();
    assert_eq!(elsewhere, None, "another form");

    let token = keep(&world, &device, "typed").await.unwrap().unwrap();
    let other = world.log_in(CODE, CHOSEN).await.unwrap().device.unwrap();
    let made_up = SecretString::from(format!("{}x", device.expose_secret()));
    for device in [&other, &made_up] {
        let found = take(&world, (&current, device), "/area/recapiti", &token).await;
        assert_eq!(found.unwrap(), None, "another device");
    }
}

#[tokio::test]
async fn too_much_and_too_often_is_not_kept() {
    let world = World::new();
    let (_, device) = entered(&world).await;
    let large = "x".repeat(8 * 1_024);
    assert!(keep(&world, &device, &large).await.unwrap().is_some());
    let larger = format!("{large}x");
    assert!(keep(&world, &device, &larger).await.unwrap().is_none());
    let no_device = SecretString::from("x");
    assert!(keep(&world, &no_device, "typed").await.unwrap().is_none());
    for _ in 1..600 {
        keep(&world, &device, "typed").await.unwrap();
    }
    assert!(keep(&world, &device, "typed").await.unwrap().is_none());
}

#[tokio::test]
async fn keeping_says_when_a_port_fails() {
    for call in 1.. {
        let world = World::new();
        let (_, device) = entered(&world).await;
        Plan::fail_at(&world.plan, call);
        let kept = keep(&world, &device, "typed").await;
        let was_reached = world.plan.calls() >= call;
        assert_eq!(kept.is_err(), was_reached, "call {call}");
        if !was_reached {
            break;
        }
    }
}
