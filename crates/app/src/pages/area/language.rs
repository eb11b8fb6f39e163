//! The language of the own mails and pages.

use poem::web::Form;
use poem::{Response, handler};
use serde::Deserialize;
use varco_domain::language::Language;

use super::enter;
use crate::pages::visit::{Visit, see_other};
use crate::pages::words::{Notice, Section};

/// Where the form goes; it stands on the page of the own data.
pub(in crate::pages) const PATH: &str = "/area/dati-personali/lingua";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LanguageForm {
    lingua: String,
}

/// The pages of this browser follow at once. What no option of the form says changes nothing.
#[handler]
pub(in crate::pages) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<LanguageForm>,
) -> poem::Result<Response> {
    let entered = match enter(&visit, Section::PersonalData).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let offered = Language::from_tag(&form.lingua).filter(|language| visit.offers(*language));
    let notice = match offered {
        Some(language) => {
            let chosen = visit.usecases().choose_language(&entered.session, language);
            chosen.await.map_err(|failure| visit.failed(&failure))?;
            visit.speak(language);
            Notice::LanguageChosen
        }
        None => Notice::NothingChanged,
    };
    let here = Section::PersonalData.path();
    Ok(see_other(&format!("{here}?avviso={}", notice.name())))
}
