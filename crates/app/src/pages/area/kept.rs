//! Forms of the area that came in after their session had ended: kept while their sender logs in
//! again, and then shown filled in.
//!
//! A form takes part by naming its section, and by two calls:
//! ```text
//! submit:  Err(elsewhere) => return keep(&visit, &fields, elsewhere).await,
//! show:    let typed = kept(&visit, &entered).await?;   // Some(fields): status KEPT, and filled in
//! ```
//! What is kept is what the fields serialize to; secrets do not, so no password can be among them.

use http::header::LOCATION;
use poem::Response;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;
use varco_usecases::KeepFormInput;

use super::Entered;
use crate::pages::visit::{Visit, see_other};
use crate::pages::words::{Notice, Section};
use crate::web::cookies::CookieName;

/// A form that is kept.
pub(super) trait Keepable: Serialize + DeserializeOwned {
    /// Where it is shown.
    const SECTION: Section;
}

/// Keeps a form whose session has ended, or that something else comes before, and leads to `elsewhere`;
/// if that is the login, it is said there.
pub(super) async fn keep<F: Keepable>(
    visit: &Visit<'_>,
    fields: &F,
    elsewhere: Response,
) -> poem::Result<Response> {
    let Some(device) = visit.device() else {
        return Ok(elsewhere);
    };
    let content = serde_json::to_string(fields).map_err(poem::error::InternalServerError)?;
    let path = F::SECTION.path();
    let input = KeepFormInput {
        form: path,
        content: SecretString::from(content),
        device: &device,
        client: &visit.client(),
    };
    let token = visit.usecases().keep_form(input).await;
    let Some(token) = token.map_err(|failure| visit.failed(&failure))? else {
        return Ok(elsewhere);
    };
    CookieName::Form.set(visit.jar(), &token);
    let target = elsewhere.headers().get(LOCATION);
    if !target.is_some_and(|target| target.as_bytes().starts_with(b"/accedi")) {
        return Ok(elsewhere);
    }
    let notice = Notice::FormKept.name();
    Ok(see_other(&format!("/accedi?poi={path}&avviso={notice}")))
}

/// The kept form of this section, once; whoever only asks for the headers leaves it there.
pub(super) async fn kept<F: Keepable>(
    visit: &Visit<'_>,
    entered: &Entered,
) -> poem::Result<Option<F>> {
    let (Some(token), Some(device)) = (visit.token(CookieName::Form), visit.device()) else {
        return Ok(None);
    };
    if visit.is_head() {
        return Ok(None);
    }
    let (usecases, path) = (visit.usecases(), F::SECTION.path());
    let found = usecases.take_form(&entered.session, path, &token, &device);
    let found = found.await.map_err(|failure| visit.failed(&failure))?;
    CookieName::Form.remove(visit.jar());
    // What an older program has kept may no longer fit.
    Ok(found.and_then(|content| serde_json::from_str(content.expose_secret()).ok()))
}
