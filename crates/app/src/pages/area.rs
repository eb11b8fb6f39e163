//! The area of whoever is logged in.

use askama::Template;
use poem::web::Query;
use poem::{Response, handler};
use varco_domain::session::SessionScope;
use varco_domain::utenza::Account;

use super::query::NoticeQuery;
use super::session::current;
use super::visit::{Shell, Visit, page, see_other};
use super::words::{self, Notice};
use crate::web::dates;

#[derive(Template)]
#[template(path = "area.html")]
struct AreaPage<'a> {
    shell: Shell<'a>,
    account: Account,
    kind: &'static str,
    reference: String,
    opened: String,
}

#[handler]
pub(super) async fn show(
    visit: Visit<'_>,
    Query(query): Query<NoticeQuery>,
) -> poem::Result<Response> {
    let (_, session) = match current(&visit).await? {
        Ok(session) => session,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if session.session.scope == SessionScope::ChangePassword {
        return Ok(see_other("/password/primo-accesso"));
    }
    let (account, usecases) = (session.account, visit.usecases());
    let told = |at| dates::moment(at, usecases.now(), &usecases.settings().zone);
    let reference = account.reference().map(|(address, _)| address.to_string());
    page(&AreaPage {
        shell: visit
            .shell()
            .with_holder(account.given_name.to_string())
            .with_notice(query.notice().map(Notice::status)),
        kind: words::kind(account.kind),
        reference: reference.unwrap_or_default(),
        opened: told(account.opened_at),
        account,
    })
}
