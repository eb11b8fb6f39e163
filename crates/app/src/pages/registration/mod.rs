//! Registration: three steps, and the page that waits for the mailbox.

pub(super) mod code;
pub(super) mod mailbox;
pub(super) mod person;
mod person_page;
pub(super) mod summary;

use poem::Response;
use secrecy::SecretString;
use varco_domain::registration::{Registration, RegistrationState};

use super::visit::{Visit, see_other};
use super::words::Notice;
use crate::web::cookies::CookieName;

/// The flow of this browser and its registration, where there are any.
async fn flow(visit: &Visit<'_>) -> poem::Result<(Option<SecretString>, Option<Registration>)> {
    let Some(flow) = visit.token(CookieName::Draft) else {
        return Ok((None, None));
    };
    let found = visit.usecases().find_registration(&flow).await;
    let registration = found.map_err(|failure| visit.failed(&failure))?;
    Ok((Some(flow), registration))
}

/// Binds a new registration to this browser. Nothing is stored until step 1 is passed.
pub(super) fn fresh_flow(visit: &Visit<'_>) -> SecretString {
    let flow = visit.usecases().open_flow();
    CookieName::Draft.set(visit.jar(), &flow);
    flow
}

/// A registration that steps 2 and 3 may work on, or where else to go.
async fn draft(visit: &Visit<'_>) -> poem::Result<Result<Registration, Response>> {
    let (_, registration) = flow(visit).await?;
    Ok(match registration {
        Some(registration) if is_draft(&registration.state) => Ok(registration),
        Some(_) => Err(see_other("/registrazione/controlla-email")),
        None => Err(start_here()),
    })
}

const fn is_draft(state: &RegistrationState) -> bool {
    match state {
        RegistrationState::Identified { .. } | RegistrationState::Declared { .. } => true,
        RegistrationState::AwaitingActivation { .. }
        | RegistrationState::Activated { .. }
        | RegistrationState::Voided { .. } => false,
    }
}

/// Step 1, for whoever comes without a registration in progress.
fn start_here() -> Response {
    to("/registrazione", Notice::StartHere)
}

/// A page that shows a notice.
fn to(path: &str, notice: Notice) -> Response {
    see_other(&format!("{path}?avviso={}", notice.name()))
}
