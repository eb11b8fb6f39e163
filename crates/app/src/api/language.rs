//! The language in which the owner of an utenza is written to.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi};
use serde::Deserialize;
use varco_domain::language::Language as Chosen;

use super::Tag;
use super::answer::{BODY, Gone, Refusals, Refused, SESSION};
use super::body::Body;
use super::caller::FullSession;
use super::code::Code;
use crate::state::App;

/// A language of mails and pages.
#[derive(Clone, Copy, Enum, Deserialize)]
#[oai(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub(super) enum Language {
    /// Italian.
    It,
    /// German.
    De,
    /// English.
    En,
}

impl From<Chosen> for Language {
    fn from(language: Chosen) -> Self {
        match language {
            Chosen::It => Self::It,
            Chosen::De => Self::De,
            Chosen::En => Self::En,
        }
    }
}

impl From<Language> for Chosen {
    fn from(language: Language) -> Self {
        match language {
            Language::It => Self::It,
            Language::De => Self::De,
            Language::En => Self::En,
        }
    }
}

/// Another language.
#[derive(Object, Deserialize)]
#[oai(rename = "LanguageChoice", deny_unknown_fields, example)]
#[serde(deny_unknown_fields)]
struct LanguageRequest {
    /// The language.
    language: Language,
}

impl Example for LanguageRequest {
    fn example() -> Self {
        Self {
            language: Language::De,
        }
    }
}

struct Choose;

impl Refusals for Choose {
    const CODES: &'static [&'static [Code]] = &[SESSION, BODY];
}

pub(super) struct LanguageOfAccount;

#[OpenApi(tag = "Tag::Account")]
impl LanguageOfAccount {
    /// Choose the language of mails
    ///
    /// Pages appear in it, too, after the next login in a browser that has no choice of its own.
    #[oai(
        path = "/account/language",
        method = "put",
        operation_id = "chooseLanguage"
    )]
    async fn choose(
        &self,
        FullSession(current): FullSession,
        Data(app): Data<&Arc<App>>,
        Body(input): Body<LanguageRequest>,
    ) -> Result<Gone, Refused<Choose>> {
        let language = input.language.into();
        app.usecases.choose_language(&current, language).await?;
        Ok(Gone::Gone)
    }
}
