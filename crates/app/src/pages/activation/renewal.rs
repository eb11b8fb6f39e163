//! One click turns an expired link into a new one, on any device.

use poem::web::Form;
use poem::{Response, handler};
use secrecy::SecretString;
use serde::Deserialize;
use varco_usecases::{RenewError, ResendError};

use super::presented;
use crate::pages::visit::{Visit, see_other};
use crate::web::cookies::CookieName;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RenewForm {
    codice: SecretString,
}

#[handler]
pub(in crate::pages) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<RenewForm>,
) -> poem::Result<Response> {
    const RENEWED: &str = "/attiva/esito?esito=nuovo-link";
    let Some(ticket) = presented(&visit, &form.codice) else {
        return Ok(see_other("/attiva"));
    };
    match visit
        .usecases()
        .renew_activation(&ticket, &visit.client())
        .await
    {
        Ok(_) => {
            CookieName::Activation.remove(visit.jar());
            Ok(see_other(RENEWED))
        }
        // One has just been sent.
        Err(RenewError::Resend(ResendError::TooSoon { .. })) => Ok(see_other(RENEWED)),
        Err(RenewError::Resend(ResendError::TooMany)) => {
            Ok(see_other("/attiva/esito?esito=assistenza"))
        }
        // The page of the link says what it is worth.
        Err(RenewError::NotRenewable | RenewError::Resend(ResendError::NotFound)) => {
            Ok(see_other("/attiva"))
        }
        Err(RenewError::Throttled { retry_at }) => Err(visit.throttled(retry_at)),
        Err(RenewError::Resend(ResendError::Failure(failure))) => Err(visit.failed(&failure)),
    }
}
