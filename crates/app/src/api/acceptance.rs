//! New versions of the legal documents.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use serde::Deserialize;
use varco_domain::registration::LegalDocuments;
use varco_usecases::AcceptTermsInput;

use super::Tag;
use super::answer::{BEFORE_TERMS, BODY, Done, Gone, Refusals, Refused};
use super::body::Body;
use super::caller::SessionBeforeTerms;
use super::code::Code;
use super::text::Instant;
use crate::state::App;

/// The documents in force, and what was accepted last.
#[derive(Object)]
#[oai(rename = "Acceptance", skip_serializing_if_is_none, example)]
struct AcceptanceView {
    /// Whether they have to be accepted before anything else is open.
    is_required: bool,
    /// Version of the *condizioni generali*, which are at `/condizioni`.
    terms_version: String,
    /// Version of the *informativa privacy*, which is at `/privacy`.
    privacy_version: String,
    /// The terms accepted last.
    accepted_terms_version: Option<String>,
    /// The notice read last.
    read_privacy_version: Option<String>,
    /// When that was.
    accepted_at: Option<Instant>,
}

/// An acceptance.
#[derive(Object, Deserialize)]
#[oai(rename = "AcceptanceRequest", deny_unknown_fields, example)]
#[serde(deny_unknown_fields)]
struct AcceptanceRequest {
    /// The version that was shown to the person.
    terms_version: String,
    /// The version that was shown to the person.
    privacy_version: String,
    /// The *condizioni generali* are accepted.
    terms_accepted: bool,
    /// The *informativa privacy* has been read.
    privacy_read: bool,
}

impl Example for AcceptanceView {
    fn example() -> Self {
        Self {
            is_required: true,
            terms_version: "2027-01-01".to_owned(),
            privacy_version: "2026-11-01".to_owned(),
            accepted_terms_version: Some("2026-11-01".to_owned()),
            read_privacy_version: Some("2026-11-01".to_owned()),
            accepted_at: Some(Instant::example(0)),
        }
    }
}

impl Example for AcceptanceRequest {
    fn example() -> Self {
        Self {
            terms_version: "2027-01-01".to_owned(),
            privacy_version: "2026-11-01".to_owned(),
            terms_accepted: true,
            privacy_read: true,
        }
    }
}

struct Read;
struct Accept;

impl Refusals for Read {
    const CODES: &'static [&'static [Code]] = &[BEFORE_TERMS];
}

impl Refusals for Accept {
    const CODES: &'static [&'static [Code]] = &[
        BEFORE_TERMS,
        BODY,
        &[Code::InvalidFields, Code::ChangedMeanwhile],
    ];
}

pub(super) struct Acceptances;

#[OpenApi(tag = "Tag::Account")]
impl Acceptances {
    /// Look at the documents in force and at what was accepted
    #[expect(clippy::unused_async, reason = "operations are asynchronous")]
    #[oai(
        path = "/account/acceptance",
        method = "get",
        operation_id = "getAcceptance"
    )]
    async fn read(
        &self,
        SessionBeforeTerms(current): SessionBeforeTerms,
        Data(app): Data<&Arc<App>>,
    ) -> Result<Done<AcceptanceView>, Refused<Read>> {
        let LegalDocuments { terms, privacy } = &app.usecases.settings().documents;
        let last = current.account.acceptance.as_ref();
        Ok(Done::Done(Json(AcceptanceView {
            is_required: app.usecases.has_terms_to_accept(&current.account),
            terms_version: terms.version.clone(),
            privacy_version: privacy.version.clone(),
            accepted_terms_version: last.map(|last| last.terms.version.clone()),
            read_privacy_version: last.map(|last| last.privacy.version.clone()),
            accepted_at: last.map(|last| Instant(last.at)),
        })))
    }

    /// Accept the documents in force
    ///
    /// Until then every other operation on the utenza but the change of the password, the export and
    /// the request of deletion answers `terms-acceptance-required`.
    #[oai(
        path = "/account/acceptance",
        method = "put",
        operation_id = "acceptTerms"
    )]
    async fn accept(
        &self,
        SessionBeforeTerms(current): SessionBeforeTerms,
        Data(app): Data<&Arc<App>>,
        Body(input): Body<AcceptanceRequest>,
    ) -> Result<Gone, Refused<Accept>> {
        let input = AcceptTermsInput {
            terms_version: &input.terms_version,
            privacy_version: &input.privacy_version,
            terms: input.terms_accepted,
            privacy: input.privacy_read,
        };
        app.usecases.accept_terms(&current, input).await?;
        Ok(Gone::Gone)
    }
}
