//! The choice of the language, kept by the browser.

use poem::{Request, Response, handler};
use secrecy::SecretString;
use serde::Deserialize;
use varco_domain::language::Language;

use super::return_path::is_path;
use super::visit::{Visit, see_other};
use crate::state::Site;
use crate::web::cookies::CookieName;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LanguageQuery {
    poi: String,
}

/// A link, since whoever cannot read a page has to be able to leave it: following it changes nothing
/// but the language of this browser. Then back to the page.
#[handler]
pub(super) fn choose(visit: Visit<'_>, request: &Request) -> poem::Result<Response> {
    chosen(&visit.app.site, request).ok_or_else(|| poem::error::NotFoundError.into())
}

/// The answer to the choice of a language that the service speaks; `None` to everything else.
pub(crate) fn chosen(site: &Site, request: &Request) -> Option<Response> {
    let tag = request.uri().path().strip_prefix("/lingua/")?;
    let language = Language::from_tag(tag).filter(|it| site.languages.contains(it))?;
    CookieName::Language.set(request.cookie(), &SecretString::from(language.tag()));
    let query: LanguageQuery = request.params().unwrap_or_default();
    let back = if is_path(&query.poi) { &query.poi } else { "/" };
    Some(see_other(back))
}
