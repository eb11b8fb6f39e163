//! The link of "Password dimenticata?": a new password without the one in force. Opening the link
//! changes nothing, and nobody is logged in by it.

use askama::Template;
use poem::web::{Form, Query};
use poem::{Response, handler};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use varco_domain::credential::PasswordFinding;
use varco_domain::grant::GrantVerdict;
use varco_domain::utenza::Account;
use varco_usecases::{ResetPasswordError, ResetPasswordInput};
use varco_words::say;

use super::closed;
use crate::pages::faults::Faults;
use crate::pages::mailed_link::{Landing, LinkQuery};
use crate::pages::new_password::{self, NewPasswordRules};
use crate::pages::visit::{Shell, Visit, page, page_again, see_other};
use crate::web::cookies::CookieName;

const PATH: &str = "/recupera/nuova-password";

#[derive(Template)]
#[template(path = "recover/new_password.html")]
struct NewPasswordPage<'a> {
    shell: Shell<'a>,
    faults: Faults,
    username: String,
    new: NewPasswordRules,
}

#[derive(Template)]
#[template(path = "recover/done.html")]
struct DonePage<'a> {
    shell: Shell<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ResetForm {
    nuova_password: SecretString,
    ripeti_password: SecretString,
}

#[handler]
pub(in crate::pages) async fn show(
    visit: Visit<'_>,
    Query(query): Query<LinkQuery>,
) -> poem::Result<Response> {
    match query.land(&visit, CookieName::Reset, PATH) {
        Landing::Elsewhere(response) => Ok(response),
        Landing::Token(token) => shown(&visit, &token, Faults::default()).await,
        Landing::Nothing => closed::cut(&visit),
    }
}

#[handler]
pub(in crate::pages) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<ResetForm>,
) -> poem::Result<Response> {
    let Some(token) = visit.token(CookieName::Reset) else {
        return closed::cut(&visit);
    };
    if form.nuova_password.expose_secret().is_empty() {
        let mut faults = Faults::default();
        faults.add("nuova_password", say("fault-password-missing"));
        return shown(&visit, &token, faults).await;
    }
    let input = ResetPasswordInput {
        token: &token,
        new: &form.nuova_password,
        repeat: &form.ripeti_password,
    };
    let faults = match visit.usecases().reset_password(input).await {
        // The cookie stays, so that whoever sends the form twice hears that the link was used.
        Ok(()) => return Ok(see_other("/recupera/esito")),
        Err(ResetPasswordError::Findings(findings)) => told(&findings),
        Err(ResetPasswordError::RepeatDiffers) => new_password::differs(),
        Err(ResetPasswordError::Unknown) => return closed::cut(&visit),
        Err(ResetPasswordError::Refused(verdict)) => return closed::refused(&visit, verdict),
        Err(ResetPasswordError::Failure(failure)) => return Err(visit.failed(&failure)),
    };
    shown(&visit, &token, faults).await
}

#[handler]
pub(in crate::pages) fn show_done(visit: Visit<'_>) -> poem::Result<Response> {
    let shell = visit.shell();
    page(&DonePage { shell })
}

/// What is wrong with the password; the one in force is no temporary one here.
fn told(findings: &[PasswordFinding]) -> Faults {
    if findings == [PasswordFinding::Unchanged] {
        let mut faults = Faults::default();
        faults.add("nuova_password", say("fault-password-unlike-before"));
        return faults;
    }
    new_password::findings(findings)
}

async fn shown(visit: &Visit<'_>, token: &SecretString, faults: Faults) -> poem::Result<Response> {
    let found = visit.usecases().inspect_reset(token).await;
    match found.map_err(|failure| visit.failed(&failure))? {
        Some(link) if link.verdict == GrantVerdict::Good => form(visit, &link.account, faults),
        Some(link) => closed::refused(visit, link.verdict),
        None => closed::cut(visit),
    }
}

fn form(visit: &Visit<'_>, account: &Account, faults: Faults) -> poem::Result<Response> {
    let settings = visit.usecases().settings();
    let is_faultless = faults.is_empty();
    let shown = NewPasswordPage {
        shell: visit.shell(),
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
