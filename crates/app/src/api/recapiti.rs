//! The recapiti of whoever has logged in.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use serde::Deserialize;
use varco_domain::contacts::{Domicile, DomicileField, DomicileForm};
use varco_domain::utenza::{Recapiti, RecapitiField, RecapitiForm};
use varco_ports::Version;
use varco_usecases::{ChangeRecapitiError, ChangeRecapitiInput};

use super::Tag;
use super::answer::{BODY, Done, Gone, Refusals, Refused, SESSION};
use super::body::Body;
use super::caller::FullSession;
use super::code::Code;
use crate::state::App;

/// The recapiti, as people read them. All but `edition` are absent until they are given.
#[derive(Default, Object)]
#[oai(rename = "Recapiti", skip_serializing_if_is_none, example)]
pub(super) struct RecapitiView {
    /// What a change has to bring back, so that none is lost between two devices.
    edition: Option<String>,
    /// Mobile telephone.
    mobile: Option<String>,
    /// Telephone of the domicile.
    landline: Option<String>,
    /// Whether the domicile is abroad.
    is_abroad: Option<bool>,
    /// Street and number.
    street: Option<String>,
    /// CAP, or the postal code of another country.
    postal_code: Option<String>,
    /// The two letters of the province; in Italy only.
    province: Option<String>,
    /// Comune, or a town abroad.
    town: Option<String>,
    /// Name of the state, in Italian; abroad only.
    country: Option<String>,
}

/// New recapiti, in place of all of the ones before.
#[derive(Object, Deserialize)]
#[oai(
    rename = "RecapitiChange",
    deny_unknown_fields,
    skip_serializing_if_is_none,
    example
)]
#[serde(deny_unknown_fields)]
struct RecapitiRequest {
    /// The edition that the change was made from.
    edition: String,
    /// Mobile telephone: Italian, or any number abroad.
    mobile: String,
    /// Telephone of the domicile.
    #[oai(nullable)]
    landline: Option<String>,
    /// Whether the domicile is abroad.
    is_abroad: bool,
    /// Street and number.
    street: String,
    /// CAP, required in Italy; or the postal code of another country.
    #[oai(nullable)]
    postal_code: Option<String>,
    /// Letters or name of the province. Required in Italy.
    #[oai(nullable)]
    province: Option<String>,
    /// Comune, or a town abroad.
    town: String,
    /// Name of the state, in Italian. Required abroad.
    #[oai(nullable)]
    country: Option<String>,
}

impl RecapitiView {
    /// The recapiti without an edition.
    pub(super) fn of(recapiti: &Recapiti) -> Self {
        let part = |field| recapiti.text(RecapitiField::Domicile(field));
        Self {
            edition: None,
            mobile: recapiti.text(RecapitiField::Mobile),
            landline: recapiti.text(RecapitiField::Landline),
            is_abroad: Some(matches!(recapiti.domicile, Domicile::Foreign(_))),
            street: part(DomicileField::Street),
            postal_code: part(DomicileField::PostalCode),
            province: part(DomicileField::Province),
            town: part(DomicileField::Town),
            country: part(DomicileField::Country),
        }
    }
}

impl RecapitiRequest {
    fn form(&self) -> RecapitiForm<'_> {
        RecapitiForm {
            mobile: &self.mobile,
            landline: self.landline.as_deref().unwrap_or_default(),
            domicile: DomicileForm {
                is_abroad: self.is_abroad,
                street: &self.street,
                postal_code: self.postal_code.as_deref().unwrap_or_default(),
                province: self.province.as_deref().unwrap_or_default(),
                town: &self.town,
                country: self.country.as_deref().unwrap_or_default(),
            },
        }
    }
}

impl Example for RecapitiView {
    fn example() -> Self {
        let text = |text: &str| Some(text.to_owned());
        Self {
            edition: text("3"),
            mobile: text("+39 333 123 4567"),
            landline: None,
            is_abroad: Some(false),
            street: text("Via Roma 1"),
            postal_code: text("00184"),
            province: text("RM"),
            town: text("Roma"),
            country: None,
        }
    }
}

impl Example for RecapitiRequest {
    fn example() -> Self {
        Self {
            edition: "3".to_owned(),
            mobile: "+39 333 123 4567".to_owned(),
            landline: None,
            is_abroad: false,
            street: "Via Roma 1".to_owned(),
            postal_code: Some("00184".to_owned()),
            province: Some("RM".to_owned()),
            town: "Roma".to_owned(),
            country: None,
        }
    }
}

struct Read;
struct Change;

impl Refusals for Read {
    const CODES: &'static [&'static [Code]] = &[SESSION];
}

impl Refusals for Change {
    const CODES: &'static [&'static [Code]] = &[
        SESSION,
        BODY,
        &[Code::InvalidFields, Code::ChangedMeanwhile],
    ];
}

pub(super) struct RecapitiOfAccount;

#[OpenApi(tag = "Tag::Account")]
impl RecapitiOfAccount {
    /// Look at the own recapiti
    #[expect(clippy::unused_async, reason = "operations are asynchronous")]
    #[oai(
        path = "/account/recapiti",
        method = "get",
        operation_id = "getRecapiti"
    )]
    async fn read(
        &self,
        FullSession(current): FullSession,
    ) -> Result<Done<RecapitiView>, Refused<Read>> {
        let kept = current.account.recapiti.as_ref();
        Ok(Done::Done(Json(RecapitiView {
            edition: Some(current.version.0.to_string()),
            ..kept.map(RecapitiView::of).unwrap_or_default()
        })))
    }

    /// Change the recapiti
    ///
    /// Every mailbox of the person is told, unless nothing has changed.
    #[oai(
        path = "/account/recapiti",
        method = "put",
        operation_id = "changeRecapiti"
    )]
    async fn change(
        &self,
        FullSession(current): FullSession,
        Data(app): Data<&Arc<App>>,
        Body(input): Body<RecapitiRequest>,
    ) -> Result<Gone, Refused<Change>> {
        // What is no edition of ours is none of today.
        let seen = input.edition.parse().map(Version);
        let input = ChangeRecapitiInput {
            form: input.form(),
            seen: seen.map_err(|_| ChangeRecapitiError::Conflict)?,
        };
        app.usecases.change_recapiti(&current, input).await?;
        Ok(Gone::Gone)
    }
}
