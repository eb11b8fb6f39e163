//! The API for programs, `/api/v1`, and its document, `/api/openapi.json`.
//!
//! One file per resource holds its types and operations; an operation parses, calls one use case and
//! renders. Requests are read by [`body`], refusals become problems in [`faults`] and leave through
//! [`problem`]. `docs/api.md` walks through the journey.

mod acceptance;
mod account;
mod activation;
mod answer;
mod body;
mod caller;
mod captcha;
mod code;
mod email;
mod faults;
mod flow;
mod language;
mod links;
mod own_data;
mod own_sessions;
mod problem;
mod recapiti;
mod recovery;
mod registration;
mod services;
mod session;
mod shape;
mod text;
mod wording;

#[cfg(test)]
mod tests;

use std::fmt::Write as _;
use std::sync::Arc;

use poem::endpoint::make_sync;
use poem::middleware::CookieJarManager;
use poem::{Endpoint, EndpointExt, Response, Route, get};
use poem_openapi::{OpenApi, OpenApiService, Tags};

use crate::state::App;
use crate::web::methods::note_head;
use code::Code;

pub(crate) use own_data::export_as_json;
pub use problem::edge_problem;

/// Everything below `/api/v1`.
type Resources = (
    captcha::Captcha,
    registration::Registrations,
    activation::Activations,
    recovery::Recoveries,
    session::Sessions,
    own_sessions::OwnSessions,
    account::Accounts,
    email::Emails,
    language::LanguageOfAccount,
    links::Links,
    recapiti::RecapitiOfAccount,
    acceptance::Acceptances,
    own_data::OwnDataOfAccount,
    services::ServicesOfAccount,
);

const RESOURCES: Resources = (
    captcha::Captcha,
    registration::Registrations,
    activation::Activations,
    recovery::Recoveries,
    session::Sessions,
    own_sessions::OwnSessions,
    account::Accounts,
    email::Emails,
    language::LanguageOfAccount,
    links::Links,
    recapiti::RecapitiOfAccount,
    acceptance::Acceptances,
    own_data::OwnDataOfAccount,
    services::ServicesOfAccount,
);

/// Groups of operations.
#[derive(Tags)]
enum Tag {
    /// "Non sono un robot".
    Captcha,
    /// From a codice fiscale to the activation mail.
    Registration,
    /// From the mailed link or code to an open utenza.
    Activation,
    /// From a forgotten password or username back in.
    Recovery,
    /// Login and logout.
    Session,
    /// The own utenza.
    Account,
    /// Links of mails about changes.
    Links,
}

/// The API, to be nested at `/api`.
pub fn routes(app: &Arc<App>) -> impl Endpoint + 'static {
    let document = document();
    let serve_document = make_sync(move |_| {
        Response::builder()
            .content_type("application/json")
            .body(document.clone())
    });
    let app = Arc::clone(app);
    Route::new()
        .at("/openapi.json", get(serve_document))
        .nest("/v1", service())
        .data(Arc::clone(&app))
        .around(move |inner, request| {
            problem::answer(inner, request, Arc::clone(&app), allowed_methods)
        })
        .with(CookieJarManager::new())
        .before(note_head)
}

/// The OpenAPI document, as JSON with a stable order.
pub fn document() -> String {
    service().spec()
}

fn service() -> OpenApiService<Resources, ()> {
    OpenApiService::new(RESOURCES, "Varco", "1")
        .description(introduction())
        .server("/api/v1")
}

/// What holds for every operation.
fn introduction() -> String {
    let mut text = include_str!("introduction.md").to_owned();
    for code in Code::ALL {
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "| `{}` | {} | {} |",
            code.name(),
            code.status(),
            code.meaning()
        );
    }
    text
}

/// Whether a path is one of the paths of a resource, in which `{…}` stands for any segment.
fn is_at(template: &str, path: &str) -> bool {
    let (mut template, mut path) = (template.split('/'), path.split('/'));
    loop {
        match (template.next(), path.next()) {
            (None, None) => return true,
            (Some(expected), Some(found)) if expected == found => {}
            (Some(expected), Some(_)) if expected.starts_with([':', '{']) => {}
            _ => return false,
        }
    }
}

/// The methods of a path below `/api`, for the header `Allow`; only the document is no resource.
fn allowed_methods(path: &str) -> String {
    let resources = Resources::meta().into_iter().flat_map(|api| api.paths);
    let methods: Vec<_> = resources
        .filter(|resource| {
            path.strip_prefix("/v1")
                .is_some_and(|path| is_at(&resource.path, path))
        })
        .flat_map(|resource| resource.operations)
        .map(|operation| operation.method.to_string())
        .collect();
    if methods.is_empty() {
        "GET, HEAD".to_owned()
    } else {
        methods.join(", ").replace("GET", "GET, HEAD")
    }
}
