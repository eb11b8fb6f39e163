//! *Variazione dati di recapito*: the form, what changes, the confirmation.
//!
//! Nothing is kept between the form and its confirmation: the summary carries the data along, so that
//! every tab has its own. It answers a POST with a page, which a reload only shows again.

use askama::Template;
use http::StatusCode;
use poem::web::{Form, Query};
use poem::{Response, handler};
use varco_domain::contacts::Province;
use varco_domain::utenza::{Recapiti, RecapitiFieldFault, RecapitiLine};
use varco_usecases::{ChangeRecapitiError, ChangeRecapitiInput, RecapitiOutcome};
use varco_words::{Phrase, say};

use super::kept::{keep, kept};
use super::recapiti_form::{RecapitiFields, Typed};
use super::{Entered, enter};
use crate::pages::faults::Faults;
use crate::pages::query::NoticeQuery;
use crate::pages::visit::{Shell, Visit, page, page_again, page_with, see_other};
use crate::pages::words::{self, Notice, Section};

const HERE: Section = Section::Recapiti;

#[derive(Template)]
#[template(path = "area/recapiti.html")]
struct RecapitiPage<'a> {
    shell: Shell<'a>,
    here: Section,
    faults: Faults,
    provinces: Vec<Province>,
    /// The comune that was probably meant.
    meant: Option<String>,
    typed: Typed,
}

#[derive(Template)]
#[template(path = "area/recapiti_summary.html")]
struct SummaryPage<'a> {
    shell: Shell<'a>,
    here: Section,
    lines: Vec<RecapitiLine>,
    typed: Typed,
}

impl SummaryPage<'_> {
    #[expect(clippy::unused_self, reason = "the template calls its page")]
    fn label(&self, line: &RecapitiLine) -> Phrase {
        words::recapiti_label(line.field)
    }
}

#[handler]
pub(in crate::pages) async fn show(
    visit: Visit<'_>,
    Query(query): Query<NoticeQuery>,
) -> poem::Result<Response> {
    let entered = match enter(&visit, HERE).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (typed, notice) = match kept(&visit, &entered).await? {
        Some(fields) => (Typed::mended(fields), Some(Notice::FormBack)),
        None => (Typed::kept(&entered.session), query.notice()),
    };
    let mut shown = form_page(&visit, &entered, typed);
    shown.shell = entered.shell(&visit, notice);
    page(&shown)
}

/// The form: faults, or what would change.
#[handler]
pub(in crate::pages) async fn submit(
    visit: Visit<'_>,
    Form(fields): Form<RecapitiFields>,
) -> poem::Result<Response> {
    let entered = match enter(&visit, HERE).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return keep(&visit, &fields, elsewhere).await,
    };
    let typed = Typed::mended(fields);
    if typed.goes_back() {
        return page(&form_page(&visit, &entered, typed));
    }
    let wanted = match typed.form().check() {
        Ok(wanted) => wanted,
        Err(faults) => return with_faults(&visit, &entered, typed, &faults),
    };
    let before = entered.session.account.recapiti.as_ref();
    let lines = Recapiti::summary(before, &wanted);
    if !lines.iter().any(RecapitiLine::is_changed) {
        return Ok(done(Notice::NothingChanged));
    }
    if typed.seen() != entered.session.version {
        return changed_elsewhere(&visit, &entered, typed);
    }
    page(&SummaryPage {
        shell: entered.shell(&visit, None),
        here: HERE,
        lines: words::recapiti_lines(lines),
        typed,
    })
}

/// The summary belongs to a form: without one, here is the form.
#[handler]
pub(in crate::pages) fn show_summary() -> Response {
    see_other(HERE.path())
}

/// The confirmation.
#[handler]
pub(in crate::pages) async fn confirm(
    visit: Visit<'_>,
    Form(fields): Form<RecapitiFields>,
) -> poem::Result<Response> {
    let entered = match enter(&visit, HERE).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return keep(&visit, &fields, elsewhere).await,
    };
    let typed = Typed::mended(fields);
    let input = ChangeRecapitiInput {
        form: typed.form(),
        seen: typed.seen(),
    };
    let usecases = visit.usecases();
    match usecases.change_recapiti(&entered.session, input).await {
        Ok(RecapitiOutcome::Changed) => Ok(done(Notice::RecapitiChanged)),
        Ok(RecapitiOutcome::Unchanged) => Ok(done(Notice::NothingChanged)),
        Err(ChangeRecapitiError::Faults(faults)) => with_faults(&visit, &entered, typed, &faults),
        Err(ChangeRecapitiError::Conflict) => {
            // What is there now, whoever was faster.
            let entered = match enter(&visit, HERE).await? {
                Ok(entered) => entered,
                Err(elsewhere) => return Ok(elsewhere),
            };
            changed_elsewhere(&visit, &entered, typed)
        }
        Err(ChangeRecapitiError::Failure(failure)) => Err(visit.failed(&failure)),
    }
}

fn done(notice: Notice) -> Response {
    see_other(&format!("{}?avviso={}", HERE.path(), notice.name()))
}

fn form_page<'a>(visit: &Visit<'a>, entered: &Entered, typed: Typed) -> RecapitiPage<'a> {
    RecapitiPage {
        shell: entered.shell(visit, None),
        here: HERE,
        faults: Faults::default(),
        provinces: Province::all().collect(),
        meant: None,
        typed,
    }
}

fn with_faults(
    visit: &Visit<'_>,
    entered: &Entered,
    typed: Typed,
    faults: &[RecapitiFieldFault],
) -> poem::Result<Response> {
    let mut shown = form_page(visit, entered, typed);
    let domicile = shown.typed.form().domicile;
    for fault in faults {
        let sentence = words::recapiti_typed(fault, &domicile);
        shown
            .faults
            .add(words::recapiti_field(fault.field), sentence);
    }
    let meant = shown.typed.meant();
    shown.meant = meant.map(|place| words::meant_comune(place, &shown.typed.fields.provincia));
    page_again(&shown)
}

/// The data stay as they were typed, over what is kept now: sent again, they count.
fn changed_elsewhere(visit: &Visit<'_>, entered: &Entered, typed: Typed) -> poem::Result<Response> {
    const TOLD: Phrase = say("fault-changed-meanwhile");
    let mut shown = form_page(visit, entered, typed.over(entered.session.version));
    shown.faults = Faults::general("cellulare", TOLD);
    page_with(StatusCode::CONFLICT, &shown)
}
