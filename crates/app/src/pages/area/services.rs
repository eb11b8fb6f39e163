//! *Servizi accessibili con le stesse credenziali*: how far each is that takes the same password.

use askama::Template;
use poem::web::{Json, Query};
use poem::{IntoResponse, Response, handler};
use serde::Serialize;
use varco_domain::delivery::{Reach, ServiceStatus};

use super::{Entered, enter};
use crate::pages::query::NoticeQuery;
use crate::pages::visit::{Shell, Visit, page, see_other};
use crate::pages::words::{self, Notice, Section};
use crate::web::dates;

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
            status.text = words::being_updated(lines.len()).into();
        }
        status
    });
    page(&ServicesPage {
        shell: entered.shell(&visit, None).with_notice(status),
        here,
        lines,
    })
}

/// The same for the script.
#[handler]
pub(in crate::pages) async fn show_state(visit: Visit<'_>) -> poem::Result<Response> {
    let entered = match enter(&visit, Section::Services).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let servizi = lines(&visit, &entered).await?;
    Ok(Json(State { servizi }).into_response())
}

async fn lines(visit: &Visit<'_>, entered: &Entered) -> poem::Result<Vec<ServiceLine>> {
    let usecases = visit.usecases();
    let statuses = usecases.services_of(&entered.session.account).await;
    let statuses = statuses.map_err(|failure| visit.failed(&failure))?;
    let (now, zone) = (usecases.now(), &usecases.settings().zone);
    let line = |ServiceStatus { service, reach }| ServiceLine {
        id: service.id.to_string(),
        nome: service.name,
        description: service.description,
        icona: words::reach_icon(&reach),
        stato: words::reach(&reach, now, zone),
        aggiornato: match reach {
            Reach::UpToDate { at } => dates::moment(at, now, zone),
            _ => "Non ancora".to_owned(),
        },
    };
    Ok(statuses.into_iter().map(line).collect())
}
