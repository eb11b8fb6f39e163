//! The first page.

use askama::Template;
use poem::{Response, handler};

use super::visit::{Shell, Visit, page};

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage<'a> {
    shell: Shell<'a>,
}

#[handler]
pub(super) fn show(visit: Visit<'_>) -> poem::Result<Response> {
    page(&HomePage {
        shell: visit.shell(),
    })
}
