//! *Servizi accessibili con le stesse credenziali*: how far each is that takes the same password.

use askama::Template;
use poem::web::{Json, Query};
use poem::{IntoResponse, Response, handler};
use serde::Serialize;
use varco_domain::delivery::{Reach, ServiceStatus};
use varco_words::dates;

use super::{Entered, enter, look};
use crate::pages::query::NoticeQuery;
use crate::pages::visit::{Shell, Visit, page, see_other};
use crate::pages::words::{self, Notice, Section};

#[derive(Template)]
#[template(path = "area/services.html")]
struct ServicesPage<'a> {
    shell: Shell<'a>,
    here: Section,
    lines: Vec<ServiceLine>,
}

/// A service, as the page and its script show it.
#[derive(Debug, Serialize)]
struct ServiceLine {
    id: String,
    nome: String,
    #[serde(skip)]
    description: String,
    icona: &'static str,
    stato: String,
    aggiornato: String,
}

/// What the script asks for.
#[derive(Debug, Serialize)]
struct State {
    servizi: Vec<ServiceLine>,
}

/// Whoever has no services has no such page.
#[handler]
pub(in crate::pages) async fn show(
    visit: Visit<'_>,
    Query(query): Query<NoticeQuery>,
) -> poem::Result<Response> {
    let here = Section::Services;
    let entered = match enter(&visit, here).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let lines = lines(&visit, &entered).await?;
    if lines.is_empty() {
        return Ok(see_other(Section::Overview.path()));
    }
    let status = query.notice().map(|notice| {
        let mut status = notice.status();
        if notice == Notice::PasswordChanged {
            status.text = words::being_updated(lines.len());
        }
        status
    });
    page(&ServicesPage {
        shell: entered.shell(&visit, None).with_notice(status),
        here,
        lines,
    })
}

/// The same for the script. Its asking does not keep the session alive; where that is over it learns
/// nothing, and the next click says why.
#[handler]
pub(in crate::pages) async fn show_state(visit: Visit<'_>) -> poem::Result<Response> {
    let servizi = match look(&visit).await? {
        Some(entered) => lines(&visit, &entered).await?,
        None => Vec::new(),
    };
    Ok(Json(State { servizi }).into_response())
}

async fn lines(visit: &Visit<'_>, entered: &Entered) -> poem::Result<Vec<ServiceLine>> {
    let usecases = visit.usecases();
    let statuses = usecases.services_of(&entered.session.account).await;
    let statuses = statuses.map_err(|failure| visit.failed(&failure))?;
    let (now, zone) = (usecases.now(), &usecases.settings().zone);
    let line = |status: ServiceStatus| ServiceLine {
        id: status.service.id.to_string(),
        icona: words::reach_icon(&status.reach),
        stato: words::service_status(visit.words(), &status, now, zone),
        nome: status.service.name,
        description: status.service.description,
        aggiornato: match status.reach {
            Reach::UpToDate { at } => dates::moment(visit.words(), at, now, zone),
            _ => visit.words().text("services-not-yet").into(),
        },
    };
    Ok(statuses.into_iter().map(line).collect())
}
