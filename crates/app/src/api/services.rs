//! The services that take the same password.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi};
use varco_domain::delivery::{Reach, ServiceStatus};
use varco_words::Words;

use super::Tag;
use super::answer::{Done, Refusals, Refused, SESSION};
use super::caller::FullSession;
use super::code::Code;
use super::text::Instant;
use crate::pages::words;
use crate::state::App;

/// How far a service is.
#[derive(Enum)]
#[oai(rename = "ServiceState", rename_all = "snake_case")]
enum StateView {
    /// It takes the password in force.
    UpToDate,
    /// The password, or another change, is on its way.
    Updating,
    /// It could not be reached, and is tried again; until then it takes the password before.
    Failing,
    /// An operator has stopped deliveries for a while.
    Paused,
    /// It gets the password at the next login.
    NeedsAccess,
    /// It does not take this password: choose another.
    Refused,
    /// An operator has to look.
    Stuck,
}

/// A service that takes the same password.
#[derive(Object)]
#[oai(rename = "LinkedService", skip_serializing_if_is_none, example)]
struct ServiceView {
    /// Short name, for programs.
    id: String,
    /// The name that people know it by.
    name: String,
    /// What it is, in one line; may be empty.
    description: String,
    /// How far it is; there may be new ones.
    state: StateView,
    /// The same in Italian; fit for showing.
    state_description: String,
    /// Since when it takes the password in force; for `up_to_date`.
    updated_at: Option<Instant>,
    /// When it is tried again; for `failing`.
    retry_at: Option<Instant>,
    /// What to tell whoever helps, where waiting does not: after a day without success, or for
    /// `stuck`.
    support_code: Option<String>,
}

/// The services that take the same password.
#[derive(Object)]
#[oai(rename = "LinkedServices", example)]
struct ServicesView {
    /// The most important first; empty where there are none.
    services: Vec<ServiceView>,
}

impl ServiceView {
    fn of(app: &App, words: Words, status: ServiceStatus) -> Self {
        let (usecases, mut updated_at, mut retry_at) = (&app.usecases, None, None);
        let zone = &usecases.settings().zone;
        let state_description = words::service_status(words, &status, usecases.now(), zone);
        let state = match status.reach {
            Reach::UpToDate { at } => {
                updated_at = Some(Instant(at));
                StateView::UpToDate
            }
            Reach::Updating { .. } => StateView::Updating,
            Reach::Failing { retry_at: at } => {
                retry_at = Some(Instant(at));
                StateView::Failing
            }
            Reach::Paused => StateView::Paused,
            Reach::NeedsAccess => StateView::NeedsAccess,
            Reach::Refused { .. } => StateView::Refused,
            Reach::Stuck => StateView::Stuck,
        };
        Self {
            id: status.service.id.to_string(),
            name: status.service.name,
            description: status.service.description,
            support_code: status.case.map(|order| order.code()),
            state,
            state_description,
            updated_at,
            retry_at,
        }
    }
}

impl Example for ServiceView {
    fn example() -> Self {
        Self {
            id: "sidi".to_owned(),
            name: "Portale SIDI".to_owned(),
            description: "Le pratiche della scuola".to_owned(),
            state: StateView::UpToDate,
            state_description: "Aggiornato".to_owned(),
            updated_at: Some(Instant::example(1)),
            retry_at: None,
            support_code: None,
        }
    }
}

impl Example for ServicesView {
    fn example() -> Self {
        let services = vec![ServiceView::example()];
        Self { services }
    }
}

struct List;

impl Refusals for List {
    const CODES: &'static [&'static [Code]] = &[SESSION];
}

pub(super) struct ServicesOfAccount;

#[OpenApi(tag = "Tag::Account")]
impl ServicesOfAccount {
    /// List the services that take the same password
    #[oai(
        path = "/account/services",
        method = "get",
        operation_id = "listServices"
    )]
    async fn list(
        &self,
        FullSession(current): FullSession,
        Data(app): Data<&Arc<App>>,
        Data(words): Data<&Words>,
    ) -> Result<Done<ServicesView>, Refused<List>> {
        let services = app
            .usecases
            .services_of(&current.account)
            .await?
            .into_iter();
        let services = services
            .map(|status| ServiceView::of(app, *words, status))
            .collect();
        Ok(Done::Done(Json(ServicesView { services })))
    }
}
