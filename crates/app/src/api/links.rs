//! What the mailed links about changes do, for whoever shows their token.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi};
use serde::Deserialize;
use varco_usecases::LinkOutcome;

use super::Tag;
use super::answer::{BODY, Done, Refusals, Refused};
use super::body::Body;
use super::code::Code;
use super::text::Secret;
use crate::state::App;

/// A mailed link.
#[derive(Object, Deserialize)]
#[oai(rename = "LinkRequest", deny_unknown_fields, example)]
#[serde(deny_unknown_fields)]
struct LinkRequest {
    /// The token of the link: what follows `t=`.
    token: Secret,
}

/// What has come of it.
#[derive(Object)]
#[oai(rename = "LinkUse", example)]
struct LinkView {
    /// What has come of it.
    outcome: Outcome,
}

/// What has come of a link.
#[derive(Enum)]
#[oai(rename = "LinkOutcome", rename_all = "snake_case")]
enum Outcome {
    /// It has done what it is for.
    Done,
    /// It had done so before.
    DoneBefore,
    /// Of an undo: everything but that no address was put back, since the administration has assigned or
    /// withdrawn the institutional mailbox meanwhile.
    Secured,
}

impl From<LinkOutcome> for LinkView {
    fn from(outcome: LinkOutcome) -> Self {
        let outcome = match outcome {
            LinkOutcome::Done => Outcome::Done,
            LinkOutcome::DoneBefore => Outcome::DoneBefore,
            LinkOutcome::Secured => Outcome::Secured,
        };
        Self { outcome }
    }
}

impl Example for LinkRequest {
    fn example() -> Self {
        Self {
            token: Secret::default(),
        }
    }
}

impl Example for LinkView {
    fn example() -> Self {
        LinkOutcome::Done.into()
    }
}

struct Follow;

impl Refusals for Follow {
    const CODES: &'static [&'static [Code]] = &[
        BODY,
        &[
            Code::LinkUnknown,
            Code::LinkExpired,
            Code::LinkSuperseded,
            Code::LinkVoid,
        ],
    ];
}

pub(super) struct Links;

#[OpenApi(tag = "Tag::Links")]
impl Links {
    /// Confirm another address
    ///
    /// It is in force from now on. Every session ends, and so does what was mailed to the addresses of
    /// before, which are told and may undo it.
    #[oai(
        path = "/email-confirmations",
        method = "post",
        operation_id = "confirmEmail"
    )]
    async fn confirm(
        &self,
        Data(app): Data<&Arc<App>>,
        Body(input): Body<LinkRequest>,
    ) -> Result<Done<LinkView>, Refused<Follow>> {
        let outcome = app.usecases.confirm_email(&input.token.0, None).await?;
        Ok(Done::Done(Json(outcome.into())))
    }

    /// Undo a change of address
    ///
    /// Puts the address of before back, and does what a disavowal does.
    #[oai(path = "/email-undos", method = "post", operation_id = "undoEmail")]
    async fn undo(
        &self,
        Data(app): Data<&Arc<App>>,
        Body(input): Body<LinkRequest>,
    ) -> Result<Done<LinkView>, Refused<Follow>> {
        let outcome = app.usecases.undo_email(&input.token.0).await?;
        Ok(Done::Done(Json(outcome.into())))
    }

    /// Say that a change was not one's own
    ///
    /// Every session ends, addresses that wait and mailed links are void, and the password is only
    /// good for being changed.
    #[oai(path = "/disavowals", method = "post", operation_id = "disavow")]
    async fn disavow(
        &self,
        Data(app): Data<&Arc<App>>,
        Body(input): Body<LinkRequest>,
    ) -> Result<Done<LinkView>, Refused<Follow>> {
        let outcome = app.usecases.disavow(&input.token.0).await?;
        Ok(Done::Done(Json(outcome.into())))
    }
}
