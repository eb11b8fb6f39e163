//! New versions of the legal documents, which come before everything else.

use askama::Template;
use poem::web::{Form, Query};
use poem::{Response, handler};
use serde::Deserialize;
use varco_domain::registration::{DeclarationField, Fault, FieldFault, LegalDocuments};
use varco_domain::terms::ToAccept;
use varco_usecases::{AcceptTermsError, AcceptTermsInput};
use varco_words::say;

use super::{Entered, enter_before_terms};
use crate::pages::faults::Faults;
use crate::pages::return_path::ReturnPath;
use crate::pages::visit::{Shell, Visit, page, page_again, see_other};
use crate::pages::words;

/// The address of the page.
pub(in crate::pages) const PATH: &str = "/area/condizioni";

#[derive(Template)]
#[template(path = "terms.html")]
struct TermsPage<'a> {
    shell: Shell<'a>,
    faults: Faults,
    documents: &'a LegalDocuments,
    /// What is new; everything where nothing was ever accepted.
    open: ToAccept,
    is_first: bool,
    back: ReturnPath,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct TermsQuery {
    poi: String,
}

/// Boxes that are not ticked do not arrive.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct TermsForm {
    versione_condizioni: String,
    versione_privacy: String,
    condizioni: Option<String>,
    privacy: Option<String>,
    poi: String,
}

#[handler]
pub(in crate::pages) async fn show(
    visit: Visit<'_>,
    Query(query): Query<TermsQuery>,
) -> poem::Result<Response> {
    let back = back(&query.poi);
    let entered = match enter_before_terms(&visit, back.as_str()).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let shown = terms_page(&visit, &entered, back);
    if shown.open.any() {
        page(&shown)
    } else {
        Ok(see_other(shown.back.as_str()))
    }
}

#[handler]
pub(in crate::pages) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<TermsForm>,
) -> poem::Result<Response> {
    let back = back(&form.poi);
    let entered = match enter_before_terms(&visit, back.as_str()).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let input = AcceptTermsInput {
        terms_version: &form.versione_condizioni,
        privacy_version: &form.versione_privacy,
        terms: words::is_ticked(form.condizioni.as_deref()),
        privacy: words::is_ticked(form.privacy.as_deref()),
    };
    let outcome = visit.usecases().accept_terms(&entered.session, input).await;
    let mut shown = terms_page(&visit, &entered, back);
    shown.faults = match outcome {
        Ok(()) => return Ok(see_other(shown.back.as_str())),
        Err(AcceptTermsError::NotAccepted { terms, privacy }) => unticked(terms, privacy),
        Err(AcceptTermsError::Superseded) => {
            Faults::general("condizioni", say("fault-terms-superseded"))
        }
        Err(AcceptTermsError::Failure(failure)) => return Err(visit.failed(&failure)),
    };
    page_again(&shown)
}

/// Where the person wanted to go.
fn back(text: &str) -> ReturnPath {
    let elsewhere = |path: &ReturnPath| path.as_str() != PATH;
    ReturnPath::parse(text)
        .filter(elsewhere)
        .unwrap_or_else(ReturnPath::area)
}

fn terms_page<'a>(visit: &Visit<'a>, entered: &Entered, back: ReturnPath) -> TermsPage<'a> {
    let documents = &visit.usecases().settings().documents;
    let last = entered.session.account.acceptance.as_ref();
    TermsPage {
        shell: entered.shell(visit, None),
        faults: Faults::default(),
        documents,
        open: documents.to_accept(last),
        is_first: last.is_none(),
        back,
    }
}

fn unticked(terms: bool, privacy: bool) -> Faults {
    let mut faults = Faults::default();
    let boxes = [
        (terms, DeclarationField::Terms),
        (privacy, DeclarationField::Privacy),
    ];
    for (_, field) in boxes.into_iter().filter(|(is_ticked, _)| !is_ticked) {
        let fault = Fault::NotAccepted;
        let sentence = words::declaration(&FieldFault { field, fault });
        faults.add(words::field_name(field), sentence);
    }
    faults
}
