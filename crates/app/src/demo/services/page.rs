//! What the services of the demo have received, at `/demo/servizi`: to be watched, switched off and
//! tried with a password.

use std::sync::Arc;

use askama::Template;
use http::StatusCode;
use poem::web::{Data, Form, Path};
use poem::{Response, Result, Route, handler};
use secrecy::SecretString;
use serde::Deserialize;
use varco_domain::credential::Password;
use varco_usecases::Ports;
use varco_words::dates;

use super::room::{Power, Receipt, Room, Rooms, User};
use super::{SAMPLES, Sample};
use crate::pages::{Shell, Visit, page, see_other};
use crate::web::methods::{asks, takes};

pub(in crate::demo) fn routes(at: Route) -> Route {
    at.at("/servizi", asks(show, try_password))
        .at("/servizi/:service/interruttore", takes(switch))
}

#[derive(Template)]
#[template(path = "demo/servizi.html")]
struct ServicesPage<'a> {
    shell: Shell<'a>,
    services: Vec<Shown>,
    /// Whose password was tried.
    tried: Option<String>,
}

/// One service.
struct Shown {
    id: &'static str,
    name: &'static str,
    is_on: bool,
    /// What it has received, each with its time in words.
    received: Vec<(String, Receipt)>,
    /// Whether it lets in whoever was tried.
    admits: bool,
}

#[derive(Deserialize)]
struct Attempt {
    username: String,
    password: SecretString,
}

#[handler]
fn show(visit: Visit<'_>, Data(rooms): Data<&Arc<Rooms>>) -> Result<Response> {
    let shown = |sample| shown(&visit, rooms, sample);
    page(&ServicesPage {
        shell: visit.shell(),
        services: SAMPLES.iter().filter_map(shown).collect(),
        tried: None,
    })
}

/// What a service does with whoever comes to it: nothing is remembered, so nobody is sent elsewhere.
#[handler]
async fn try_password(
    visit: Visit<'_>,
    Data(rooms): Data<&Arc<Rooms>>,
    Data(ports): Data<&Ports>,
    Form(attempt): Form<Attempt>,
) -> Result<Response> {
    let username = attempt.username.trim().to_lowercase();
    let password = Password::from_typed(&attempt.password);
    let mut services = Vec::new();
    for sample in &SAMPLES {
        let Some(shown) = shown(&visit, rooms, sample) else {
            continue;
        };
        let known = |room: &mut Room| room.users.get(&username).and_then(User::hash);
        let hash = rooms.with(sample.id, known).flatten();
        let verified = ports.hasher.verify(&password, hash).await;
        let verified = verified.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
        services.push(Shown {
            admits: verified.matches,
            ..shown
        });
    }
    page(&ServicesPage {
        shell: visit.shell(),
        services,
        tried: Some(username),
    })
}

#[handler]
fn switch(Data(rooms): Data<&Arc<Rooms>>, Path(service): Path<String>) -> Result<Response> {
    let switched = rooms.with(&service, |room| {
        room.power = match room.power {
            Power::On => Power::Off,
            Power::Off | Power::Away { .. } => Power::On,
        };
    });
    switched.ok_or(StatusCode::NOT_FOUND)?;
    Ok(see_other("/demo/servizi"))
}

/// Nothing where other services are configured.
fn shown(visit: &Visit<'_>, rooms: &Rooms, sample: &Sample) -> Option<Shown> {
    let usecases = visit.usecases();
    let (now, zone) = (usecases.now(), &usecases.settings().zone);
    let told = |receipt: &Receipt| {
        (
            dates::moment(visit.words(), receipt.at, now, zone),
            receipt.clone(),
        )
    };
    rooms.with(sample.id, |room| Shown {
        id: sample.id,
        name: sample.name,
        is_on: room.power == Power::On,
        received: room.received.iter().map(told).collect(),
        admits: false,
    })
}
