//! What the utenza is, and where to go from here.

use askama::Template;
use poem::web::Query;
use poem::{Response, handler};
use varco_domain::utenza::Account;
use varco_words::dates;

use super::enter;
use crate::pages::query::NoticeQuery;
use crate::pages::visit::{Shell, Visit, page};
use crate::pages::words::{self, Section};

#[derive(Template)]
#[template(path = "area/overview.html")]
struct OverviewPage<'a> {
    shell: Shell<'a>,
    here: Section,
    account: Account,
    kind: String,
    reference: String,
    opened: String,
    /// When the deletion was asked for, if it was.
    asked: Option<String>,
    last_access: Option<String>,
    failures: Option<String>,
}

#[handler]
pub(in crate::pages) async fn show(
    visit: Visit<'_>,
    Query(query): Query<NoticeQuery>,
) -> poem::Result<Response> {
    let here = Section::Overview;
    let entered = match enter(&visit, here).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let usecases = visit.usecases();
    let told = |at| dates::moment(visit.words(), at, usecases.now(), &usecases.settings().zone);
    let shell = entered.shell(&visit, query.notice());
    let (session, account) = (entered.session.session, entered.session.account);
    let (access, failures) = account.accesses.besides(session.opened_at);
    let reference = account.reference().map(|(address, _)| address.to_string());
    page(&OverviewPage {
        shell,
        here,
        kind: visit.words().tell(&words::kind(account.kind)),
        reference: reference.unwrap_or_default(),
        opened: told(account.opened_at),
        asked: account.deletion_asked_at.map(told),
        last_access: access
            .map(|access| words::access(visit.words(), &told(access.at), &access.origin)),
        failures: words::failures(failures).map(|told| visit.words().tell(&told)),
        account,
    })
}
