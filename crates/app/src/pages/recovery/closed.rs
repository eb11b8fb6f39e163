//! Links that reset nothing: why, and what helps.

use askama::Template;
use http::StatusCode;
use poem::Response;
use varco_domain::grant::{GrantPurpose, GrantVerdict};

use crate::pages::faults::Sentence;
use crate::pages::visit::{Shell, Visit, page_with, see_other};
use crate::web::cookies::CookieName;
use crate::web::dates;

/// Where to go from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// Ask for another link.
    Ask,
    /// Log in.
    LogIn,
    /// Ask people.
    Assistance,
}

#[derive(Template)]
#[template(path = "recover/closed.html")]
struct ClosedPage<'a> {
    shell: Shell<'a>,
    heading: &'static str,
    text: Sentence,
    next: Next,
}

/// The page for a token that nobody was given.
pub(super) fn cut(visit: &Visit<'_>) -> poem::Result<Response> {
    let text = "Apri di nuovo l'email «Nuova password» e copia il link per intero nella barra degli indirizzi.";
    closed(
        visit,
        StatusCode::NOT_FOUND,
        "Il link è incompleto",
        text.into(),
        Next::Ask,
    )
}

/// The page for a link that is worth nothing, or nothing any more.
pub(super) fn refused(visit: &Visit<'_>, verdict: GrantVerdict) -> poem::Result<Response> {
    let (now, settings) = (visit.usecases().now(), visit.usecases().settings());
    let moment = |at| dates::moment(at, now, &settings.zone);
    let (heading, text, next): (_, Sentence, _) = match verdict {
        GrantVerdict::Good => return Ok(see_other("/recupera/nuova-password")),
        GrantVerdict::MiUtenza => {
            CookieName::Reset.remove(visit.jar());
            return Ok(see_other("/recupera/utenza-mi"));
        }
        GrantVerdict::Used { at } => (
            "Il link è già stato usato",
            format!("Con questo link è stata scelta una nuova password {}. Se non hai fatto tu questa scelta, apri l'email «La tua password è cambiata» e segui le istruzioni.", moment(at)).into(),
            Next::LogIn,
        ),
        GrantVerdict::Expired => {
            let life = dates::wait(settings.grants.of(GrantPurpose::ResetPassword));
            let text = format!("Il link per la nuova password vale {life} ed è scaduto. La tua password non è cambiata.");
            ("Il link è scaduto", text.into(), Next::Ask)
        }
        GrantVerdict::Superseded { newer_at } => (
            "C'è un'email più recente",
            format!("Hai chiesto un'email più recente: usa il link dell'ultima ({}).", moment(newer_at)).into(),
            Next::Ask,
        ),
        GrantVerdict::Stale => (
            "Il link non vale più",
            "Dopo questa email la password o un indirizzo della tua utenza sono cambiati: per sicurezza i link di prima non funzionano più.".into(),
            Next::Ask,
        ),
        GrantVerdict::Suspended => (
            "L'utenza è sospesa",
            "Finché è sospesa, la password non si reimposta. Rivolgiti al referente della sicurezza o all'assistenza.".into(),
            Next::Assistance,
        ),
    };
    let status = match next {
        Next::Assistance => StatusCode::FORBIDDEN,
        Next::Ask | Next::LogIn => StatusCode::GONE,
    };
    closed(visit, status, heading, text, next)
}

fn closed(
    visit: &Visit<'_>,
    status: StatusCode,
    heading: &'static str,
    text: Sentence,
    next: Next,
) -> poem::Result<Response> {
    let page = ClosedPage {
        shell: visit.shell(),
        heading,
        text,
        next,
    };
    page_with(status, &page)
}
