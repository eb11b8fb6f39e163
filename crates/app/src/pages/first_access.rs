//! The change of password that the first login asks for; until then nothing else is open.

use askama::Template;
use poem::web::Form;
use poem::{Response, handler};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use varco_domain::session::SessionScope;
use varco_usecases::{ChangePasswordError, ChangePasswordInput};

use super::faults::Faults;
use super::new_password::{self, NewPasswordRules};
use super::session::{current, to_login};
use super::trouble;
use super::visit::{Shell, Visit, page, page_again, see_other};
use super::words::Notice;
use crate::web::cookies::CookieName;

#[derive(Template)]
#[template(path = "first_access.html")]
struct FirstAccessPage<'a> {
    shell: Shell<'a>,
    faults: Faults,
    username: String,
    new: NewPasswordRules,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ChangeForm {
    password_attuale: SecretString,
    nuova_password: SecretString,
    ripeti_password: SecretString,
}

#[handler]
pub(super) async fn show(visit: Visit<'_>) -> poem::Result<Response> {
    shown(&visit, Faults::default()).await
}

#[handler]
pub(super) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<ChangeForm>,
) -> poem::Result<Response> {
    let Some(token) = visit.token(CookieName::Session) else {
        return Ok(to_login(&visit, "/area"));
    };
    let missing = missing(&form);
    if !missing.is_empty() {
        return shown(&visit, missing).await;
    }
    let device = visit.device();
    let input = ChangePasswordInput {
        token: &token,
        current: &form.password_attuale,
        new: &form.nuova_password,
        repeat: &form.ripeti_password,
        device: device.as_ref(),
    };
    let faults = match visit.usecases().change_password(input).await {
        Ok(opened) => {
            visit.admit(&opened);
            return Ok(see_other(&format!(
                "/area?avviso={}",
                Notice::PasswordSaved.name()
            )));
        }
        Err(ChangePasswordError::CurrentWrong) => {
            const WRONG: &str =
                "La password temporanea non corrisponde: copiala dall'ultima email, senza spazi";
            let mut faults = Faults::default();
            faults.add("password_attuale", WRONG);
            faults
        }
        Err(ChangePasswordError::Findings(findings)) => new_password::findings(&findings),
        Err(ChangePasswordError::RepeatDiffers) => new_password::differs(),
        Err(ChangePasswordError::NoSession) => return Ok(to_login(&visit, "/area")),
        Err(ChangePasswordError::Conflict) => {
            CookieName::Session.remove(visit.jar());
            return Ok(see_other(&format!(
                "/accedi?avviso={}",
                Notice::ChangedElsewhere.name()
            )));
        }
        Err(ChangePasswordError::Locked { retry_at }) => {
            return Ok(trouble::locked(visit.app, retry_at));
        }
        Err(ChangePasswordError::Failure(failure)) => return Err(visit.failed(&failure)),
    };
    shown(&visit, faults).await
}

/// What was left empty; nobody is charged for that.
fn missing(form: &ChangeForm) -> Faults {
    let mut faults = Faults::default();
    if form.password_attuale.expose_secret().trim().is_empty() {
        faults.add("password_attuale", "Scrivi la password temporanea");
    }
    if form.nuova_password.expose_secret().is_empty() {
        faults.add("nuova_password", "Scrivi la nuova password");
    }
    faults
}

async fn shown(visit: &Visit<'_>, faults: Faults) -> poem::Result<Response> {
    let (_, session) = match current(visit, "/area").await? {
        Ok(session) => session,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if session.session.scope == SessionScope::Full {
        return Ok(see_other("/area"));
    }
    let (settings, account) = (visit.usecases().settings(), session.account);
    let is_faultless = faults.is_empty();
    let shown = FirstAccessPage {
        shell: visit.shell().with_holder(account.given_name.to_string()),
        faults,
        username: account.username.to_string(),
        new: NewPasswordRules::of(settings.policy(account.kind), settings.repeat_password),
    };
    if is_faultless {
        page(&shown)
    } else {
        page_again(&shown)
    }
}
