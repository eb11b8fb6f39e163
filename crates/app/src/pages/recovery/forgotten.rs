//! "Username dimenticato?" and "Password dimenticata?": the same form twice.

use askama::Template;
use poem::web::Form;
use poem::{Response, handler};
use secrecy::SecretString;
use serde::Deserialize;
use varco_domain::utenza::RecoveryPage;
use varco_ports::{CaptchaAction, CaptchaChallenge};
use varco_usecases::{IdentifierFault, RecoveryError, RecoveryInput};
use varco_words::{Phrase, say};

use super::no_cookie;
use crate::pages::captcha::HumanForm;
use crate::pages::faults::Faults;
use crate::pages::registration::fresh_flow;
use crate::pages::visit::{Shell, Visit, page, page_again, see_other};
use crate::pages::words;
use crate::web::cookies::CookieName;

/// What was forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Forgotten {
    Username,
    Password,
}

#[derive(Template)]
#[template(path = "recover/forgotten.html")]
struct ForgottenPage<'a> {
    shell: Shell<'a>,
    faults: Faults,
    forgotten: Forgotten,
    typed: &'a str,
    captcha: CaptchaChallenge,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ForgottenForm {
    identificativo: String,
    codice_fiscale: String,
    #[serde(flatten)]
    human: HumanForm,
}

impl Forgotten {
    const fn heading(self) -> Phrase {
        match self {
            Self::Username => say("login-forgot-username"),
            Self::Password => say("login-forgot-password"),
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Username => "/recupera/username",
            Self::Password => "/recupera/password",
        }
    }

    const fn field(self) -> &'static str {
        match self {
            Self::Username => "codice_fiscale",
            Self::Password => "identificativo",
        }
    }

    const fn action(self) -> CaptchaAction {
        match self {
            Self::Username => CaptchaAction::RecoverUsername,
            Self::Password => CaptchaAction::RecoverPassword,
        }
    }

    fn typed(self, form: &ForgottenForm) -> &str {
        match self {
            Self::Username => &form.codice_fiscale,
            Self::Password => &form.identificativo,
        }
    }

    /// Where to go next; it depends on what was typed and on nothing else.
    async fn ask(
        self,
        visit: &Visit<'_>,
        input: RecoveryInput<'_>,
    ) -> Result<&'static str, RecoveryError> {
        let page = match self {
            Self::Username => {
                let asked = visit.usecases().ask_username(input).await;
                asked.map(|()| RecoveryPage::CheckMail)?
            }
            Self::Password => visit.usecases().ask_password_reset(input).await?,
        };
        Ok(match page {
            RecoveryPage::CheckMail => "/recupera/inviata",
            RecoveryPage::MiExplained => "/recupera/utenza-mi",
        })
    }
}

#[handler]
pub(in crate::pages) async fn show_username(visit: Visit<'_>) -> poem::Result<Response> {
    show(&visit, Forgotten::Username).await
}

#[handler]
pub(in crate::pages) async fn show_password(visit: Visit<'_>) -> poem::Result<Response> {
    show(&visit, Forgotten::Password).await
}

#[handler]
pub(in crate::pages) async fn submit_username(
    visit: Visit<'_>,
    Form(form): Form<ForgottenForm>,
) -> poem::Result<Response> {
    submit(&visit, Forgotten::Username, &form).await
}

#[handler]
pub(in crate::pages) async fn submit_password(
    visit: Visit<'_>,
    Form(form): Form<ForgottenForm>,
) -> poem::Result<Response> {
    submit(&visit, Forgotten::Password, &form).await
}

async fn show(visit: &Visit<'_>, forgotten: Forgotten) -> poem::Result<Response> {
    let flow = visit
        .token(CookieName::Draft)
        .unwrap_or_else(|| fresh_flow(visit));
    page(&filled(visit, &flow, forgotten, "", Faults::default()).await?)
}

async fn submit(
    visit: &Visit<'_>,
    forgotten: Forgotten,
    form: &ForgottenForm,
) -> poem::Result<Response> {
    let typed = forgotten.typed(form);
    let Some(flow) = visit.token(CookieName::Draft) else {
        let faults = no_cookie(forgotten.field());
        return page_again(&filled(visit, &fresh_flow(visit), forgotten, typed, faults).await?);
    };
    let input = RecoveryInput {
        flow: &flow,
        identifier: typed,
        human: form.human.answer(),
        client: &visit.client(),
    };
    match forgotten.ask(visit, input).await {
        Ok(next) => Ok(see_other(next)),
        Err(RecoveryError::Invalid {
            identifier,
            captcha,
        }) => {
            let mut faults = Faults::default();
            match &identifier {
                Some(IdentifierFault::Empty) => {
                    faults.add(forgotten.field(), words::IDENTIFIER_MISSING);
                }
                Some(IdentifierFault::Code(fault)) => {
                    faults.add(forgotten.field(), words::codice_fiscale(fault));
                }
                None => {}
            }
            if let Some(fault) = captcha {
                form.human.blame(&mut faults, fault);
            }
            page_again(&filled(visit, &flow, forgotten, typed, faults).await?)
        }
        Err(RecoveryError::Throttled { retry_at }) => Err(visit.throttled(retry_at)),
        Err(RecoveryError::Failure(failure)) => Err(visit.failed(&failure)),
    }
}

async fn filled<'a>(
    visit: &Visit<'a>,
    flow: &SecretString,
    forgotten: Forgotten,
    typed: &'a str,
    faults: Faults,
) -> poem::Result<ForgottenPage<'a>> {
    let (action, language) = (forgotten.action(), visit.words().language());
    let issued = visit.usecases().issue_captcha(flow, action, language);
    let captcha = issued.await.map_err(|failure| visit.failed(&failure))?;
    Ok(ForgottenPage {
        shell: visit.shell(),
        faults,
        forgotten,
        typed,
        captcha,
    })
}
