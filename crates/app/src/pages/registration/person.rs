//! Step 2: personal data, address, terms and privacy notice.

use poem::web::{Form, Query};
use poem::{Response, handler};
use varco_domain::language::Language;
use varco_domain::registration::{DeclarationForm, SoftWarning};
use varco_usecases::DeclareError;

use super::person_page::{PersonForm, PersonPage, Warnings};
use super::{draft, start_here};
use crate::pages::address::meant;
use crate::pages::faults::Faults;
use crate::pages::query::NoticeQuery;
use crate::pages::visit::{Visit, page, page_again, see_other};
use crate::pages::words::{self, Notice};
use crate::web::cookies::CookieName;

#[handler]
pub(in crate::pages) async fn show(
    visit: Visit<'_>,
    Query(query): Query<NoticeQuery>,
) -> poem::Result<Response> {
    let registration = match draft(&visit).await? {
        Ok(registration) => registration,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let documents = &visit.usecases().settings().documents;
    let typed = PersonForm::kept(registration.declaration(), documents);
    let mut shown = PersonPage::new(&visit, &registration.codice_fiscale, typed);
    shown.shell = visit
        .shell()
        .with_notice(query.notice().map(Notice::status));
    page(&shown)
}

#[handler]
pub(in crate::pages) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<PersonForm>,
) -> poem::Result<Response> {
    let registration = match draft(&visit).await? {
        Ok(registration) => registration,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let Some(flow) = visit.token(CookieName::Draft) else {
        return Ok(start_here());
    };
    let form = mended(form);
    let code = &registration.codice_fiscale;
    let outcome = visit
        .usecases()
        .declare_person(&flow, &declaration(&form, visit.words().language()))
        .await;
    let mut shown = PersonPage::new(&visit, code, form);
    match outcome {
        Ok(_) => return Ok(see_other("/registrazione/riepilogo")),
        Err(DeclareError::Faults(faults)) => {
            let mut told = Faults::default();
            for fault in &faults {
                told.add(words::field_name(fault.field), words::declaration(fault));
            }
            shown.faults = told;
        }
        Err(DeclareError::Warnings(warnings)) => shown.warnings = weigh(warnings),
        Err(DeclareError::NotFound) => return Ok(start_here()),
        Err(DeclareError::Confirmed) => return Ok(see_other("/registrazione/controlla-email")),
        Err(DeclareError::Failure(failure)) => return Err(visit.failed(&failure)),
    }
    page_again(&shown)
}

fn declaration(form: &PersonForm, language: Language) -> DeclarationForm<'_> {
    DeclarationForm {
        given_name: &form.nome,
        family_name: &form.cognome,
        birth_year: &form.anno_nascita,
        birth_place: form.place(),
        email: &form.email,
        email_repeat: &form.email_ripetuta,
        language,
        terms: words::is_ticked(form.condizioni.as_deref()),
        privacy: words::is_ticked(form.privacy.as_deref()),
        confirms_email: form.confirms_email(),
        confirms_person: form.confirms_person(),
        confirms_place: form.confirms_place(),
    }
}

/// "Sì, correggi": the address as it was probably meant. One that has been mended by hand meanwhile
/// stays as it is.
fn mended(mut form: PersonForm) -> PersonForm {
    if form.wants_correction()
        && let Some(suggestion) = meant(&form.email)
    {
        form.email.clone_from(&suggestion);
        form.email_ripetuta = suggestion;
    }
    form
}

fn weigh(warnings: Vec<SoftWarning>) -> Warnings {
    let mut told = Warnings::default();
    for warning in warnings {
        match warning {
            SoftWarning::Email(hint) => told.address = hint.into(),
            SoftWarning::NamesDiffer => told.names_differ = true,
            SoftWarning::TooYoung => told.too_young = true,
            SoftWarning::Place(places) => {
                told.places = places.iter().map(ToString::to_string).collect();
            }
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(email: &str, choice: &str) -> PersonForm {
        PersonForm {
            email: email.into(),
            email_ripetuta: email.into(),
            conferma_email: choice.into(),
            ..PersonForm::default()
        }
    }

    #[test]
    fn a_slip_in_the_address_is_mended_on_request() {
        let mended_form = mended(form("mario@gmial.com", "correggi"));
        assert_eq!(
            (
                mended_form.email.as_str(),
                mended_form.email_ripetuta.as_str()
            ),
            ("mario@gmail.com", "mario@gmail.com")
        );
        assert_eq!(
            mended(form("mario@gmial.com", "si")).email,
            "mario@gmial.com"
        );
        assert_eq!(
            mended(form("mario@esempio.it", "correggi")).email,
            "mario@esempio.it"
        );
    }
}
