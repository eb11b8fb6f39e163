//! "Non ho ricevuto l'email": whatever somebody waits for is mailed again.

use askama::Template;
use poem::web::Form;
use poem::{Response, handler};
use secrecy::SecretString;
use serde::Deserialize;
use varco_ports::{CaptchaAction, CaptchaChallenge};
use varco_usecases::{RecoverActivationError, RecoverActivationInput};

use super::no_cookie;
use crate::pages::captcha::HumanForm;
use crate::pages::faults::Faults;
use crate::pages::registration::fresh_flow;
use crate::pages::visit::{Shell, Visit, page, page_again, see_other};
use crate::pages::words;
use crate::web::cookies::CookieName;

#[derive(Template)]
#[template(path = "recover/activation.html")]
struct ActivationPage<'a> {
    shell: Shell<'a>,
    faults: Faults,
    code: &'a str,
    email: &'a str,
    captcha: CaptchaChallenge,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ActivationForm {
    codice_fiscale: String,
    email: String,
    #[serde(flatten)]
    human: HumanForm,
}

#[handler]
pub(in crate::pages) async fn show(visit: Visit<'_>) -> poem::Result<Response> {
    let flow = visit
        .token(CookieName::Draft)
        .unwrap_or_else(|| fresh_flow(&visit));
    page(&activation(&visit, &flow, &ActivationForm::default(), Faults::default()).await?)
}

#[handler]
pub(in crate::pages) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<ActivationForm>,
) -> poem::Result<Response> {
    let Some(flow) = visit.token(CookieName::Draft) else {
        let faults = no_cookie("codice_fiscale");
        return page_again(&activation(&visit, &fresh_flow(&visit), &form, faults).await?);
    };
    let input = RecoverActivationInput {
        flow: &flow,
        codice_fiscale: &form.codice_fiscale,
        email: &form.email,
        human: form.human.answer(),
        client: &visit.client(),
    };
    match visit.usecases().recover_activation(input).await {
        Ok(()) => Ok(see_other("/recupera/inviata")),
        Err(RecoverActivationError::Invalid {
            code,
            email,
            captcha,
        }) => {
            let mut faults = Faults::default();
            if let Some(fault) = code {
                faults.add("codice_fiscale", words::codice_fiscale(&fault));
            }
            if let Some(fault) = email {
                faults.add("email", words::email(fault));
            }
            if let Some(fault) = captcha {
                form.human.blame(&mut faults, fault);
            }
            page_again(&activation(&visit, &flow, &form, faults).await?)
        }
        Err(RecoverActivationError::Throttled { retry_at }) => Err(visit.throttled(retry_at)),
        Err(RecoverActivationError::Failure(failure)) => Err(visit.failed(&failure)),
    }
}

async fn activation<'a>(
    visit: &Visit<'a>,
    flow: &SecretString,
    form: &'a ActivationForm,
    faults: Faults,
) -> poem::Result<ActivationPage<'a>> {
    let (action, language) = (CaptchaAction::RecoverActivation, visit.words().language());
    let issued = visit.usecases().issue_captcha(flow, action, language).await;
    let captcha = issued.map_err(|failure| visit.failed(&failure))?;
    let (code, email) = (form.codice_fiscale.as_str(), form.email.as_str());
    Ok(ActivationPage {
        shell: visit.shell(),
        faults,
        code,
        email,
        captcha,
    })
}
