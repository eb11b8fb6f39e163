//! Step 1: codice fiscale and "Non sono un robot".

use askama::Template;
use http::StatusCode;
use poem::web::{Form, Query};
use poem::{Response, handler};
use secrecy::SecretString;
use serde::Deserialize;
use varco_domain::registration::RegistrationState;
use varco_ports::{CaptchaAction, CaptchaChallenge};
use varco_usecases::{StartError, StartInput};
use varco_words::{Phrase, say};

use super::{flow, fresh_flow};
use crate::pages::captcha::HumanForm;
use crate::pages::faults::Faults;
use crate::pages::query::NoticeQuery;
use crate::pages::visit::{Shell, Visit, page, page_again, page_with, see_other};
use crate::pages::words::{self, Notice};
use crate::web::cookies::CookieName;

/// For whoever refuses cookies.
const NO_COOKIE: Phrase = say("fault-no-cookie");

#[derive(Template)]
#[template(path = "registration_code.html")]
struct CodePage<'a> {
    shell: Shell<'a>,
    faults: Faults,
    /// Where a registration in progress goes on.
    resume: Option<&'static str>,
    code: &'a str,
    captcha: CaptchaChallenge,
}

#[derive(Template)]
#[template(path = "registration_waiting.html")]
struct WaitingPage<'a> {
    shell: Shell<'a>,
    address: &'static str,
}

#[derive(Template)]
#[template(path = "registration_closed.html")]
struct ClosedPage<'a> {
    shell: Shell<'a>,
    opening: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CodeForm {
    codice_fiscale: String,
    #[serde(flatten)]
    human: HumanForm,
}

#[handler]
pub(in crate::pages) async fn show(
    visit: Visit<'_>,
    Query(query): Query<NoticeQuery>,
) -> poem::Result<Response> {
    let (flow, registration) = flow(&visit).await?;
    let shell = visit
        .shell()
        .with_notice(query.notice().map(Notice::status));
    let resume = match registration
        .as_ref()
        .map(|registration| &registration.state)
    {
        Some(RegistrationState::Identified { .. }) => Some("/registrazione/dati"),
        Some(RegistrationState::Declared { .. }) => Some("/registrazione/riepilogo"),
        Some(RegistrationState::AwaitingActivation { .. }) => {
            return page(&WaitingPage {
                shell,
                address: "/registrazione/controlla-email",
            });
        }
        Some(RegistrationState::Activated { .. } | RegistrationState::Voided { .. }) | None => None,
    };
    if registration.is_none() && !visit.usecases().is_open() {
        return closed(&visit);
    }
    // A flow that has come to its end makes room for a new one; one that has not begun is kept, so
    // that two open tabs do not spoil each other's challenge.
    let is_spent = registration.is_some() && resume.is_none();
    let flow = flow
        .filter(|_| !is_spent)
        .unwrap_or_else(|| fresh_flow(&visit));
    let code = registration
        .filter(|_| !is_spent)
        .map(|found| found.codice_fiscale);
    let code = code
        .as_ref()
        .map(varco_domain::codice_fiscale::CodiceFiscale::as_str);
    let captcha = challenge(&visit, &flow).await?;
    page(&CodePage {
        shell,
        faults: Faults::default(),
        resume,
        code: code.unwrap_or_default(),
        captcha,
    })
}

#[handler]
pub(in crate::pages) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<CodeForm>,
) -> poem::Result<Response> {
    let Some(flow) = visit.token(CookieName::Draft) else {
        if !visit.usecases().is_open() {
            return closed(&visit);
        }
        let faults = Faults::general("codice_fiscale", NO_COOKIE);
        return again(&visit, &fresh_flow(&visit), &form, faults).await;
    };
    let input = StartInput {
        flow: &flow,
        codice_fiscale: &form.codice_fiscale,
        human: form.human.answer(),
        client: &visit.client(),
    };
    match visit.usecases().start_registration(input).await {
        Ok(_) => {
            CookieName::Draft.set(visit.jar(), &flow);
            Ok(see_other("/registrazione/dati"))
        }
        Err(StartError::Invalid { code, captcha }) => {
            let mut faults = Faults::default();
            if let Some(fault) = code {
                faults.add("codice_fiscale", words::codice_fiscale(&fault));
            }
            if let Some(fault) = captcha {
                form.human.blame(&mut faults, fault);
            }
            again(&visit, &flow, &form, faults).await
        }
        Err(StartError::Over) => {
            const OVER: Phrase = say("fault-registration-over");
            let faults = Faults::general("umano", OVER);
            again(&visit, &fresh_flow(&visit), &form, faults).await
        }
        Err(StartError::Closed { .. }) => closed(&visit),
        Err(StartError::Confirmed) => Ok(see_other("/registrazione/controlla-email")),
        Err(StartError::Throttled { retry_at }) => Err(visit.throttled(retry_at)),
        Err(StartError::Failure(failure)) => Err(visit.failed(&failure)),
    }
}

/// Begins anew; the registration before lapses by itself.
#[handler]
pub(in crate::pages) fn restart(visit: Visit<'_>) -> Response {
    fresh_flow(&visit);
    see_other("/registrazione")
}

fn closed(visit: &Visit<'_>) -> poem::Result<Response> {
    let usecases = visit.usecases();
    let opening = words::opening(visit.words(), &usecases.settings().issue, usecases.today());
    page_with(
        StatusCode::FORBIDDEN,
        &ClosedPage {
            shell: visit.shell(),
            opening,
        },
    )
}

async fn again(
    visit: &Visit<'_>,
    flow: &SecretString,
    form: &CodeForm,
    faults: Faults,
) -> poem::Result<Response> {
    let captcha = challenge(visit, flow).await?;
    let code = form.codice_fiscale.as_str();
    page_again(&CodePage {
        shell: visit.shell(),
        faults,
        resume: None,
        code,
        captcha,
    })
}

async fn challenge(visit: &Visit<'_>, flow: &SecretString) -> poem::Result<CaptchaChallenge> {
    let issued = visit
        .usecases()
        .issue_captcha(flow, CaptchaAction::Register, visit.words().language())
        .await;
    issued.map_err(|failure| visit.failed(&failure))
}
