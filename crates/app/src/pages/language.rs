//! The choice of the language, kept by the browser.

use poem::web::{Path, Query};
use poem::{Response, handler};
use serde::Deserialize;
use varco_domain::language::Language;

use super::return_path::is_path;
use super::visit::{Visit, see_other};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LanguageQuery {
    poi: String,
}

/// A link, since whoever cannot read a page has to be able to leave it: following it changes nothing
/// but the language of this browser. Then back to the page.
#[handler]
pub(super) fn choose(
    visit: Visit<'_>,
    Path(tag): Path<String>,
    Query(query): Query<LanguageQuery>,
) -> poem::Result<Response> {
    let offered = Language::from_tag(&tag).filter(|language| visit.offers(*language));
    let Some(language) = offered else {
        return Err(poem::error::NotFoundError.into());
    };
    visit.speak(language);
    let back = if is_path(&query.poi) { &query.poi } else { "/" };
    Ok(see_other(back))
}
