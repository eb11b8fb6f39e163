//! Step 3: the summary, and its confirmation.

use askama::Template;
use poem::{Response, handler};
use varco_domain::registration::{Declaration, RegistrationState};
use varco_usecases::ConfirmError;
use varco_words::dates;

use super::{draft, start_here, to};
use crate::pages::visit::{Shell, Visit, page, see_other};
use crate::pages::words::{self, Notice};
use crate::web::cookies::CookieName;

#[derive(Template)]
#[template(path = "registration_summary.html")]
struct SummaryPage<'a> {
    shell: Shell<'a>,
    code: &'a str,
    declaration: &'a Declaration,
    born: String,
    place: String,
    sex: String,
}

#[handler]
pub(in crate::pages) async fn show(visit: Visit<'_>) -> poem::Result<Response> {
    let registration = match draft(&visit).await? {
        Ok(registration) => registration,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let RegistrationState::Declared { declaration } = &registration.state else {
        return Ok(to("/registrazione/dati", Notice::DataFirst));
    };
    let code = &registration.codice_fiscale;
    let typed_place = declaration.birth_place.as_ref().map(ToString::to_string);
    let place = words::place(visit.words(), code, Some(declaration.birth_date)).or(typed_place);
    page(&SummaryPage {
        shell: visit.shell(),
        code: code.as_str(),
        declaration,
        born: dates::day(visit.words(), declaration.birth_date),
        place: place.unwrap_or_default(),
        sex: visit.words().tell(&words::sex(code.sex())),
    })
}

#[handler]
pub(in crate::pages) async fn submit(visit: Visit<'_>) -> poem::Result<Response> {
    let Some(flow) = visit.token(CookieName::Draft) else {
        return Ok(start_here());
    };
    let client = visit.client();
    match visit.usecases().confirm_registration(&flow, &client).await {
        Ok(_) => {
            // From here on the registration lives for another while, and so does the cookie.
            CookieName::Draft.set(visit.jar(), &flow);
            Ok(see_other("/registrazione/controlla-email"))
        }
        Err(ConfirmError::NotFound) => Ok(start_here()),
        Err(ConfirmError::OutOfOrder) => Ok(to("/registrazione/dati", Notice::DataFirst)),
        Err(ConfirmError::Failure(failure)) => Err(visit.failed(&failure)),
    }
}
