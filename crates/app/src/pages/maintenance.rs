//! The page of a service that is suspended: it needs no database.

use askama::Template;
use http::StatusCode;
use poem::{Request, Response};
use varco_words::Words;

use super::assets;
use super::visit::{Shell, page_with};
use crate::state::Site;

#[derive(Template)]
#[template(path = "maintenance.html")]
struct MaintenancePage<'a> {
    shell: Shell<'a>,
    deadline: String,
}

/// The page at this path; `deadline` follows "fino": `alle 20:00 del 12 marzo 2027`.
pub(crate) fn maintenance_page(
    site: &Site,
    words: Words,
    path: &str,
    deadline: String,
) -> Response {
    const STATUS: StatusCode = StatusCode::SERVICE_UNAVAILABLE;
    let shell = Shell::new(site, words).at(path);
    let page = MaintenancePage { shell, deadline };
    page_with(STATUS, &page).unwrap_or_else(|_| STATUS.into())
}

/// The style sheets, fonts and pictures of that page.
pub(crate) fn asset(site: &Site, request: &Request) -> Option<Response> {
    let file = request.uri().path().strip_prefix("/assets/")?;
    Some(assets::find(site, file)?.response(request))
}
