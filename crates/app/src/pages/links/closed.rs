//! Pages of links that do nothing any more.

use askama::Template;
use http::StatusCode;
use poem::Response;
use varco_domain::grant::GrantVerdict;

use super::LinkKind;
use crate::pages::faults::Sentence;
use crate::pages::visit::{Shell, Visit, page_with, see_other};
use crate::web::dates;

/// What was to be done, why it is not, and what to do instead.
#[derive(Template)]
#[template(path = "link_closed.html")]
pub(super) struct ClosedPage<'a> {
    shell: Shell<'a>,
    kind: LinkKind,
    heading: &'static str,
    text: Sentence,
}

impl ClosedPage<'_> {
    pub(super) fn show(
        visit: &Visit<'_>,
        kind: LinkKind,
        verdict: GrantVerdict,
    ) -> poem::Result<Response> {
        let (heading, text) = match verdict {
            GrantVerdict::Good => return Ok(see_other(kind.path())),
            GrantVerdict::Used { .. } => {
                return Ok(see_other(&format!("{}?prima=1", kind.outcome_path())));
            }
            GrantVerdict::Expired => ("Il link è scaduto", expired(visit, kind)),
            GrantVerdict::Superseded { newer_at } => {
                let (now, zone) = (visit.usecases().now(), &visit.usecases().settings().zone);
                let at = dates::moment(newer_at, now, zone).replace("oggi alle ", "ore ");
                let text = format!("Hai chiesto un'email più recente: usa il link dell'ultima ({at}).");
                ("C'è un'email più recente", text.into())
            }
            GrantVerdict::Suspended | GrantVerdict::MiUtenza => (
                "Questa utenza è sospesa",
                "Finché è sospesa i suoi indirizzi non si modificano: rivolgiti al referente della sicurezza o all'assistenza.".into(),
            ),
            GrantVerdict::Stale => ("Il link non vale più", stale(kind).into()),
        };
        let shell = visit.shell();
        let closed = ClosedPage {
            shell,
            kind,
            heading,
            text,
        };
        page_with(StatusCode::GONE, &closed)
    }
}

fn expired(visit: &Visit<'_>, kind: LinkKind) -> Sentence {
    let life = visit.usecases().settings().grants.of(kind.purpose());
    let life = dates::wait(life);
    match kind {
        LinkKind::Confirm => format!(
            "Per sicurezza vale {life}. I tuoi indirizzi non sono cambiati: se vuoi ancora usare quello nuovo, chiedilo di nuovo dalla pagina Email."
        ),
        LinkKind::Undo | LinkKind::Disavow => format!(
            "Per sicurezza vale {life}. Se qualcun altro ha usato la tua utenza, scegli subito una nuova password e chiedi assistenza."
        ),
    }
    .into()
}

const fn stale(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Confirm => {
            "La modifica è stata annullata, oppure nel frattempo è stata scelta una nuova password. Gli indirizzi non sono cambiati: se vuoi ancora usare quello nuovo, chiedilo di nuovo dalla pagina Email."
        }
        LinkKind::Undo => {
            "La modifica è già stata annullata da un altro indirizzo della stessa utenza. Se non te l'aspettavi, chiedi assistenza."
        }
        LinkKind::Disavow => {
            "Nel frattempo l'utenza è cambiata. Se qualcun altro l'ha usata, scegli subito una nuova password e chiedi assistenza."
        }
    }
}
