//! The change of a password, as the page of the first access and that of the area carry it out.

use poem::Response;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use varco_domain::credential::PasswordFinding;
use varco_usecases::{ChangePasswordError, ChangePasswordInput};
use varco_words::say;

use super::faults::Faults;
use super::session::to_login;
use super::visit::{Visit, see_other};
use super::words::{ChangeReason, Notice};
use super::{new_password, trouble};
use crate::web::cookies::CookieName;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ChangeForm {
    password_attuale: SecretString,
    nuova_password: SecretString,
    ripeti_password: SecretString,
    /// Where to go afterwards, on the page that comes before others.
    pub(super) poi: String,
}

/// What came of it.
pub(super) enum Outcome {
    /// The password is another one; the browser has the new session.
    Changed,
    /// The form comes back.
    Again(Fault),
    /// Another page.
    Elsewhere(Response),
}

/// What is wrong with the form.
pub(super) enum Fault {
    Missing { current: bool, new: bool },
    CurrentWrong,
    Findings(Vec<PasswordFinding>),
    RepeatDiffers,
}

impl Fault {
    /// The same as the page tells it.
    pub(super) fn told(&self, reason: ChangeReason) -> Faults {
        let mut faults = Faults::default();
        match self {
            Self::Missing { current, new } => {
                if *current {
                    faults.add("password_attuale", reason.missing());
                }
                if *new {
                    faults.add("nuova_password", say("fault-password-missing"));
                }
            }
            Self::CurrentWrong => faults.add("password_attuale", reason.wrong()),
            Self::Findings(findings) if *findings == [PasswordFinding::Unchanged] => {
                faults.add("nuova_password", reason.unchanged());
            }
            Self::Findings(findings) => return new_password::findings(findings),
            Self::RepeatDiffers => return new_password::differs(),
        }
        faults
    }
}

/// Changes the password of whoever is there; `back` is the page to return to after a login.
pub(super) async fn change(
    visit: &Visit<'_>,
    form: &ChangeForm,
    back: &str,
) -> poem::Result<Outcome> {
    let Some(token) = visit.token(CookieName::Session) else {
        return Ok(Outcome::Elsewhere(to_login(visit, back)));
    };
    // What was left empty charges nobody.
    let current = form.password_attuale.expose_secret().trim().is_empty();
    let new = form.nuova_password.expose_secret().is_empty();
    if current || new {
        return Ok(Outcome::Again(Fault::Missing { current, new }));
    }
    let device = visit.device();
    let input = ChangePasswordInput {
        token: &token,
        current: &form.password_attuale,
        new: &form.nuova_password,
        repeat: &form.ripeti_password,
        device: device.as_ref(),
    };
    Ok(match visit.usecases().change_password(input).await {
        Ok(opened) => {
            visit.admit(&opened);
            Outcome::Changed
        }
        Err(ChangePasswordError::CurrentWrong) => Outcome::Again(Fault::CurrentWrong),
        Err(ChangePasswordError::Findings(findings)) => Outcome::Again(Fault::Findings(findings)),
        Err(ChangePasswordError::RepeatDiffers) => Outcome::Again(Fault::RepeatDiffers),
        Err(ChangePasswordError::NoSession) => Outcome::Elsewhere(to_login(visit, back)),
        Err(ChangePasswordError::Conflict) => {
            CookieName::Session.remove(visit.jar());
            let notice = Notice::ChangedElsewhere.name();
            Outcome::Elsewhere(see_other(&format!("/accedi?avviso={notice}")))
        }
        Err(ChangePasswordError::Locked { retry_at }) => {
            Outcome::Elsewhere(trouble::locked(visit, retry_at))
        }
        Err(ChangePasswordError::Failure(failure)) => return Err(visit.failed(&failure)),
    })
}
