//! The first page.

use askama::Template;
use poem::{Response, handler};

use super::visit::{Shell, Visit, page};
use super::words;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage<'a> {
    shell: Shell<'a>,
    /// Who may register, one sentence each.
    opening: Vec<String>,
    /// Whether anybody may today.
    is_open: bool,
}

#[handler]
pub(super) fn show(visit: Visit<'_>) -> poem::Result<Response> {
    let usecases = visit.usecases();
    let (issue, today) = (&usecases.settings().issue, usecases.today());
    page(&HomePage {
        shell: visit.shell(),
        opening: words::opening(visit.words(), issue, today),
        is_open: issue.is_open(today),
    })
}
