//! The rights of the person: to take the own data away and to ask that they be erased.

mod export;

use std::sync::Arc;

use poem::Request;
use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use serde::Deserialize;

use super::Tag;
use super::answer::{BEFORE_TERMS, BODY, Done, Gone, NO_BODY, Refusals, Refused};
use super::body::Body;
use super::caller::SessionBeforeTerms;
use super::code::Code;
use super::text::Secret;
use crate::state::App;
use crate::web::methods::is_head;
use export::ExportView;

pub(crate) use export::export_as_json;

/// A request of deletion.
#[derive(Object, Deserialize)]
#[oai(rename = "DeletionRequest", deny_unknown_fields, example)]
#[serde(deny_unknown_fields)]
struct DeletionRequest {
    /// The password in force.
    current_password: Secret,
}

impl Example for DeletionRequest {
    fn example() -> Self {
        Self {
            current_password: Secret::default(),
        }
    }
}

struct Export;
struct AskDeletion;
struct WithdrawDeletion;

impl Refusals for Export {
    const CODES: &'static [&'static [Code]] = &[BEFORE_TERMS];
}

impl Refusals for AskDeletion {
    const CODES: &'static [&'static [Code]] = &[
        BEFORE_TERMS,
        BODY,
        &[Code::CurrentPasswordWrong, Code::Locked],
    ];
}

impl Refusals for WithdrawDeletion {
    const CODES: &'static [&'static [Code]] = &[BEFORE_TERMS, NO_BODY];
}

pub(super) struct OwnDataOfAccount;

#[OpenApi(tag = "Tag::Account")]
impl OwnDataOfAccount {
    /// Take the own data away
    ///
    /// Everything that is kept about the person, but no password in any form and no token. It is noted
    /// among the activities.
    #[oai(
        path = "/account/export",
        method = "get",
        operation_id = "exportAccount"
    )]
    async fn export(
        &self,
        SessionBeforeTerms(current): SessionBeforeTerms,
        Data(app): Data<&Arc<App>>,
        request: &Request,
    ) -> Result<Done<ExportView>, Refused<Export>> {
        let data = if is_head(request) {
            app.usecases.gather_data(&current).await?
        } else {
            app.usecases.export_data(&current).await?
        };
        Ok(Done::Done(Json(ExportView::of(&data))))
    }

    /// Ask that the utenza be deleted
    ///
    /// The administration answers within a month (GDPR 12(3)); some data stay, as the informativa
    /// says. Every mailbox of the person is told. Asking again changes nothing.
    #[oai(
        path = "/account/deletion-request",
        method = "post",
        operation_id = "askDeletion"
    )]
    async fn ask_deletion(
        &self,
        SessionBeforeTerms(current): SessionBeforeTerms,
        Data(app): Data<&Arc<App>>,
        Body(input): Body<DeletionRequest>,
    ) -> Result<Gone, Refused<AskDeletion>> {
        let password = &input.current_password.0;
        app.usecases.ask_deletion(&current, password).await?;
        Ok(Gone::Gone)
    }

    /// Take the request of deletion back
    #[oai(
        path = "/account/deletion-request",
        method = "delete",
        operation_id = "withdrawDeletion"
    )]
    async fn withdraw_deletion(
        &self,
        SessionBeforeTerms(current): SessionBeforeTerms,
        Data(app): Data<&Arc<App>>,
    ) -> Result<Gone, Refused<WithdrawDeletion>> {
        app.usecases.withdraw_deletion(&current).await?;
        Ok(Gone::Gone)
    }
}
