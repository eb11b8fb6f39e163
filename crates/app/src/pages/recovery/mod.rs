//! Ways back in. The answer is the same whether or not anybody is found.

pub(super) mod activation;
mod closed;
pub(super) mod forgotten;
pub(super) mod reset;

use askama::Template;
use poem::{Response, handler};
use varco_words::{Phrase, say};

use super::faults::Faults;
use super::visit::{Shell, Visit, page};

#[derive(Template)]
#[template(path = "recover/ways.html")]
struct WaysPage<'a> {
    shell: Shell<'a>,
}

#[derive(Template)]
#[template(path = "recover/sent.html")]
struct SentPage<'a> {
    shell: Shell<'a>,
}

#[derive(Template)]
#[template(path = "recover/mi.html")]
struct MiPage<'a> {
    shell: Shell<'a>,
}

#[derive(Template)]
#[template(path = "recover/mailbox_lost.html")]
struct MailboxLostPage<'a> {
    shell: Shell<'a>,
}

#[handler]
pub(super) fn show(visit: Visit<'_>) -> poem::Result<Response> {
    let shell = visit.shell();
    page(&WaysPage { shell })
}

#[handler]
pub(super) fn show_sent(visit: Visit<'_>) -> poem::Result<Response> {
    let shell = visit.shell();
    page(&SentPage { shell })
}

/// One page for everybody: who has an *utenza MI* is told by mail alone.
#[handler]
pub(super) fn show_mi(visit: Visit<'_>) -> poem::Result<Response> {
    let shell = visit.shell();
    page(&MiPage { shell })
}

#[handler]
pub(super) fn show_mailbox_lost(visit: Visit<'_>) -> poem::Result<Response> {
    let shell = visit.shell();
    page(&MailboxLostPage { shell })
}

/// The browser did not bring back the cookie that its challenge is bound to.
fn no_cookie(field: &'static str) -> Faults {
    const NO_COOKIE: Phrase = say("fault-no-cookie-recovery");
    Faults::general(field, NO_COOKIE)
}
