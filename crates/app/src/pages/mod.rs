//! The pages: plain HTML, whole without JavaScript, in Italian.
//!
//! A handler parses, calls one use case and renders; every successful POST ends with a 303, every
//! fault brings the same page back with status 422 and the data kept. What the pages say about
//! errors stands in `words`.

mod activation;
mod area;
mod assets;
mod captcha;
mod faults;
mod first_access;
mod home;
mod legal;
mod login;
mod new_password;
mod query;
mod recovery;
mod registration;
mod return_path;
mod session;
#[cfg(test)]
mod tests;
mod trouble;
mod visit;
pub(crate) mod words;

use poem::middleware::CookieJarManager;
use poem::{Endpoint, EndpointExt, Response, Route, get, post};

use activation::{activate, landing, renewal};
use registration::{code, mailbox, person, summary};

pub use trouble::error_page;
pub(crate) use visit::Shell;

/// All pages.
pub fn routes() -> impl Endpoint<Output = Response> {
    let pages = Route::new()
        .at("/", get(home::show))
        .at("/accedi", get(login::show).post(login::submit))
        .at("/esci", post(login::leave))
        .at(
            "/password/primo-accesso",
            get(first_access::show).post(first_access::submit),
        )
        .at("/area", get(area::show))
        .at("/recupera", get(recovery::show))
        .at(
            "/recupera/attivazione",
            get(recovery::show_activation).post(recovery::submit_activation),
        )
        .at("/recupera/inviata", get(recovery::show_sent))
        .at("/condizioni", get(legal::terms))
        .at("/privacy", get(legal::privacy))
        .at("/note-legali", get(legal::notes))
        .at("/accessibilita", get(legal::accessibility))
        .at("/cookie", get(legal::cookies))
        .at("/assistenza", get(legal::assistance))
        .at("/assets/:file", get(assets::show));
    activation_routes(registration_routes(pages)).with(CookieJarManager::new())
}

fn registration_routes(pages: Route) -> Route {
    pages
        .at("/registrazione", get(code::show).post(code::submit))
        .at("/registrazione/ricomincia", post(code::restart))
        .at(
            "/registrazione/dati",
            get(person::show).post(person::submit),
        )
        .at(
            "/registrazione/riepilogo",
            get(summary::show).post(summary::submit),
        )
        .at("/registrazione/controlla-email", get(mailbox::show))
        .at(
            "/registrazione/controlla-email/invia-di-nuovo",
            post(mailbox::send_again),
        )
        .at(
            "/registrazione/controlla-email/correggi",
            get(mailbox::show_correction).post(mailbox::correct),
        )
}

fn activation_routes(pages: Route) -> Route {
    pages
        .at("/attiva", get(landing::show).post(activate::submit))
        .at("/attiva/nuovo-link", post(renewal::submit))
        .at("/attiva/esito", get(landing::show_outcome))
}
