//! The button is pressed.

use http::StatusCode;
use poem::web::Form;
use poem::{Response, handler};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use varco_usecases::{
    ActivateError, ActivateInput, ActivateOutcome, InitialCredential, PresentedTicket,
};
use varco_words::{Phrase, say};

use super::closed::Closed;
use super::landing::{ActivatePage, refuse};
use super::{presented, typed_code};
use crate::pages::faults::Faults;
use crate::pages::new_password;
use crate::pages::visit::{Visit, page_again, page_with, see_other};
use crate::web::cookies::CookieName;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ActivateForm {
    codice: SecretString,
    nuova_password: SecretString,
    ripeti_password: SecretString,
}

#[handler]
pub(in crate::pages) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<ActivateForm>,
) -> poem::Result<Response> {
    let Some(ticket) = presented(&visit, &form.codice) else {
        return blame_code(&visit, "", say("fault-activation-code-missing"));
    };
    if let PresentedTicket::Link(token) = &ticket {
        CookieName::Activation.set(visit.jar(), token);
    }
    let is_chosen =
        visit.usecases().settings().initial_credential == InitialCredential::ChosenAtActivation;
    let input = ActivateInput {
        ticket: &ticket,
        chosen: is_chosen.then_some((&form.nuova_password, &form.ripeti_password)),
        client: &visit.client(),
    };
    match visit.usecases().activate(input).await {
        Ok(outcome) => {
            CookieName::Activation.remove(visit.jar());
            Ok(see_other(match outcome {
                ActivateOutcome::Opened => "/attiva/esito",
                ActivateOutcome::AlreadyOpen => "/attiva/esito?esito=attiva",
            }))
        }
        Err(ActivateError::Unknown) => unknown(&visit, form.codice.expose_secret()),
        Err(ActivateError::Refused(verdict)) => refuse(&visit, &ticket, verdict),
        Err(ActivateError::Taken) => Closed::Taken.page(&visit),
        Err(ActivateError::Password(findings)) => {
            again(&visit, &ticket, new_password::findings(&findings))
        }
        Err(ActivateError::PasswordsDiffer) => again(&visit, &ticket, new_password::differs()),
        Err(ActivateError::Throttled { retry_at }) => Err(visit.throttled(retry_at)),
        Err(ActivateError::Failure(failure)) => Err(visit.failed(&failure)),
    }
}

/// A typed code is blamed on its field; a link was cut on its way.
fn unknown(visit: &Visit<'_>, typed: &str) -> poem::Result<Response> {
    let typed = typed.trim();
    if typed.is_empty() {
        return page_with(StatusCode::NOT_FOUND, &ActivatePage::cut(visit));
    }
    let is_link = typed.contains(['/', '=']) || typed.len() > 20;
    let text = if is_link {
        say("fault-link-cut")
    } else {
        say("fault-activation-code-wrong")
    };
    blame_code(visit, typed, text)
}

fn blame_code(visit: &Visit<'_>, typed: &str, text: Phrase) -> poem::Result<Response> {
    let mut faults = Faults::default();
    faults.add("codice", text);
    page_again(&ActivatePage::code(visit, typed).with_faults(faults))
}

/// The password has to be mended; a typed code comes along.
fn again(visit: &Visit<'_>, ticket: &PresentedTicket, faults: Faults) -> poem::Result<Response> {
    match typed_code(ticket) {
        Some(code) => page_again(&ActivatePage::code(visit, &code).with_faults(faults)),
        None => page_again(&ActivatePage::link(visit, None).with_faults(faults)),
    }
}
