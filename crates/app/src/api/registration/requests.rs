//! What the steps are given.

use poem_openapi::Object;
use poem_openapi::types::Example;
use serde::Deserialize;

use crate::api::captcha;
use crate::api::language::Language;
use crate::api::text::Secret;

/// Step 1.
#[derive(Object, Deserialize)]
#[oai(
    rename = "RegistrationRequest",
    deny_unknown_fields,
    skip_serializing_if_is_none,
    example
)]
#[serde(deny_unknown_fields)]
pub(super) struct StartRequest {
    /// From the challenge.
    pub(super) flow_token: Secret,
    /// In any case, with or without spaces and dashes.
    pub(super) codice_fiscale: String,
    /// The answer to the challenge. It is used up only when everything else is in order.
    #[oai(nullable)]
    pub(super) captcha: Option<captcha::Answer>,
}

/// Step 2.
#[derive(Object, Deserialize)]
#[oai(
    rename = "Declaration",
    deny_unknown_fields,
    skip_serializing_if_is_none,
    example
)]
#[serde(deny_unknown_fields)]
pub(super) struct DeclarationRequest {
    /// Given names, as on the tessera sanitaria.
    pub(super) given_name: String,
    /// Family name, as on the tessera sanitaria.
    pub(super) family_name: String,
    /// The address to confirm.
    pub(super) email: String,
    /// The address, typed again. Required unless the service is configured not to ask.
    #[oai(nullable)]
    pub(super) email_repeat: Option<String>,
    /// The language of the mails; Italian unless given.
    #[oai(nullable)]
    pub(super) language: Option<Language>,
    /// Required where `asks_birth_year`: the year of one of `birth_dates`.
    #[oai(nullable)]
    pub(super) birth_year: Option<i16>,
    /// Required where `asks_birth_place`: the name, of a comune with its province where several share
    /// it, `Castro (LE)`.
    #[oai(nullable)]
    pub(super) birth_place: Option<String>,
    /// The *condizioni generali* are accepted.
    pub(super) terms_accepted: bool,
    /// The *informativa privacy* has been read.
    pub(super) privacy_read: bool,
    /// The address is right although it looks wrong.
    #[oai(nullable)]
    pub(super) confirms_email: Option<bool>,
    /// The data are as on the tessera sanitaria although they do not match the code.
    #[oai(nullable)]
    pub(super) confirms_person: Option<bool>,
    /// The place of birth is none of the candidates but as it is written.
    #[oai(nullable)]
    pub(super) confirms_place: Option<bool>,
}

/// Another address.
#[derive(Object, Deserialize)]
#[oai(
    rename = "EmailCorrection",
    deny_unknown_fields,
    skip_serializing_if_is_none,
    example
)]
#[serde(deny_unknown_fields)]
pub(super) struct EmailRequest {
    /// The address.
    pub(super) email: String,
    /// The address, typed again. Required unless the service is configured not to ask.
    #[oai(nullable)]
    pub(super) email_repeat: Option<String>,
}

impl Example for StartRequest {
    fn example() -> Self {
        Self {
            flow_token: Secret::default(),
            codice_fiscale: "RSSMRA85T10A562S".to_owned(),
            captcha: Some(captcha::Answer::example()),
        }
    }
}

impl Example for DeclarationRequest {
    fn example() -> Self {
        Self {
            given_name: "Mario".to_owned(),
            family_name: "Rossi".to_owned(),
            email: "mario.rossi@example.it".to_owned(),
            email_repeat: Some("mario.rossi@example.it".to_owned()),
            language: Some(Language::It),
            birth_year: None,
            birth_place: None,
            terms_accepted: true,
            privacy_read: true,
            confirms_email: None,
            confirms_person: None,
            confirms_place: None,
        }
    }
}

impl Example for EmailRequest {
    fn example() -> Self {
        Self {
            email: "mario.rossi@example.it".to_owned(),
            email_repeat: Some("mario.rossi@example.it".to_owned()),
        }
    }
}
