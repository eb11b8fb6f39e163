//! *I tuoi dati personali*.

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
#[template(path = "area/personal_data.html")]
struct PersonalDataPage<'a> {
    shell: Shell<'a>,
    here: Section,
    born: String,
    birth_place: String,
    kind: String,
    opened: String,
    /// When the deletion was asked for, if it was.
    asked: Option<String>,
    account: Account,
}

#[handler]
pub(in crate::pages) async fn show(
    visit: Visit<'_>,
    Query(query): Query<NoticeQuery>,
) -> poem::Result<Response> {
    let here = Section::PersonalData;
    let entered = match enter(&visit, here).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let shell = entered.shell(&visit, query.notice());
    let account = entered.session.account;
    let (zone, now) = (&visit.usecases().settings().zone, visit.usecases().now());
    let asked = account.deletion_asked_at;
    page(&PersonalDataPage {
        shell,
        here,
        born: dates::day(visit.words(), account.birth_date),
        birth_place: words::birth_place(visit.words(), &account),
        kind: visit.words().tell(&words::kind(account.kind)),
        opened: dates::day(
            visit.words(),
            account.opened_at.to_zoned(zone.clone()).date(),
        ),
        asked: asked.map(|at| dates::moment(visit.words(), at, now, zone)),
        account,
    })
}
