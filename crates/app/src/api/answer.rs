//! What operations answer, as the document describes it.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use http::StatusCode;
use poem_openapi::ApiResponse;
use poem_openapi::payload::Json;
use poem_openapi::registry::{
    MetaHeader, MetaMediaType, MetaResponse, MetaResponses, MetaSchema, MetaSchemaRef, Registry,
};
use poem_openapi::types::{ToJSON, Type};
use serde_json::Value;
use varco_domain::language::Language;
use varco_words::Words;

use super::code::Code;
use super::problem::{PROBLEM_JSON, Problem, ProblemBody};

/// 200 with a body.
#[derive(ApiResponse)]
pub(super) enum Done<T: ToJSON> {
    /// Done
    #[oai(status = 200)]
    Done(Json<T>),
}

/// 201 with a body.
#[derive(ApiResponse)]
pub(super) enum Created<T: ToJSON> {
    /// Created
    #[oai(status = 201)]
    Created(Json<T>),
}

/// 202 with a body: a mail is on its way.
#[derive(ApiResponse)]
pub(super) enum Accepted<T: ToJSON> {
    /// Accepted: a mail is on its way
    #[oai(status = 202)]
    Accepted(Json<T>),
}

/// 202 without a body.
#[derive(ApiResponse)]
pub(super) enum Noted {
    /// Accepted: if the data fit, a mail is on its way
    #[oai(status = 202)]
    Noted,
}

/// 204.
#[derive(ApiResponse)]
pub(super) enum Gone {
    /// Done, nothing to tell
    #[oai(status = 204)]
    Gone,
}

/// Which problems an operation answers with, beyond those that any may.
pub(super) trait Refusals {
    /// The codes, in groups.
    const CODES: &'static [&'static [Code]];
}

/// What any operation may answer.
const ANY: &[Code] = &[Code::Internal, Code::Unavailable];
/// What an operation with a body may answer.
pub(super) const BODY: &[Code] = &[
    Code::MalformedJson,
    Code::BodyTooLarge,
    Code::UnsupportedMediaType,
    Code::InvalidBody,
    Code::InvalidText,
];
/// What an operation of whoever has logged in may answer, before the documents in force are accepted.
pub(super) const BEFORE_TERMS: &[Code] = &[
    Code::AuthenticationRequired,
    Code::ForeignOrigin,
    Code::PasswordChangeRequired,
];
/// What any other operation of whoever has logged in may answer.
pub(super) const SESSION: &[Code] = &[
    Code::AuthenticationRequired,
    Code::ForeignOrigin,
    Code::PasswordChangeRequired,
    Code::TermsAcceptanceRequired,
];
/// What an operation without a body may answer that changes something for whoever has logged in.
pub(super) const NO_BODY: &[Code] = &[Code::UnsupportedMediaType];
/// What an operation on a registration may answer.
pub(super) const FLOW: &[Code] = &[Code::AuthenticationRequired, Code::RegistrationUnknown];
/// What an operation behind a captcha may answer.
pub(super) const CAPTCHA: &[Code] = &[
    Code::InvalidCodiceFiscale,
    Code::InvalidFields,
    Code::CaptchaMissing,
    Code::CaptchaRejected,
    Code::CaptchaExpired,
    Code::TooManyRequests,
];
/// What an operation that mails again may answer.
pub(super) const MAIL: &[Code] = &[Code::NoMoreMails, Code::TooSoon];

/// A problem, of an operation whose problems are `K`.
pub(super) struct Refused<K> {
    problem: Problem,
    operation: PhantomData<fn() -> K>,
}

impl<K, E: Into<Problem>> From<E> for Refused<K> {
    fn from(error: E) -> Self {
        Self {
            problem: error.into(),
            operation: PhantomData,
        }
    }
}

impl<K> From<Refused<K>> for poem::Error {
    fn from(refused: Refused<K>) -> Self {
        refused.problem.into()
    }
}

impl<K: Refusals> ApiResponse for Refused<K> {
    fn meta() -> MetaResponses {
        let mut by_status = BTreeMap::<u16, Vec<Code>>::new();
        for code in K::CODES.iter().copied().chain([ANY]).flatten() {
            by_status.entry(code.status()).or_default().push(*code);
        }
        let responses = by_status.into_iter();
        MetaResponses {
            responses: responses
                .map(|(status, codes)| response(status, &codes))
                .collect(),
        }
    }

    fn register(registry: &mut Registry) {
        ProblemBody::register(registry);
    }
}

/// One status with the codes that it may carry.
fn response(status: u16, codes: &[Code]) -> MetaResponse {
    let known = StatusCode::from_u16(status).ok();
    let names = codes.iter().map(|code| Value::from(code.name()));
    let code = MetaSchema {
        enum_items: names.collect(),
        ..MetaSchema::new("string")
    };
    let narrowed = MetaSchema {
        properties: vec![("code", inline(code))],
        ..MetaSchema::new("object")
    };
    let example = codes.first().copied().map(Problem::new);
    let schema = MetaSchema {
        all_of: vec![ProblemBody::schema_ref(), inline(narrowed)],
        example: example
            .and_then(|problem| problem.body(Words::of(Language::It), "7F3A-21C9").to_json()),
        ..MetaSchema::ANY
    };
    MetaResponse {
        description: known
            .and_then(|status| status.canonical_reason())
            .unwrap_or_default(),
        status: Some(status),
        status_range: None,
        content: vec![MetaMediaType {
            content_type: PROBLEM_JSON,
            schema: inline(schema),
        }],
        headers: headers(status),
    }
}

fn headers(status: u16) -> Vec<MetaHeader> {
    let header = |name: &str, description: &str, schema| {
        vec![MetaHeader {
            name: name.to_owned(),
            description: Some(description.to_owned()),
            required: true,
            deprecated: false,
            schema,
        }]
    };
    match status {
        401 => header("WWW-Authenticate", "Always `Bearer`.", String::schema_ref()),
        429 | 503 => header("Retry-After", "Seconds to wait.", u32::schema_ref()),
        _ => Vec::new(),
    }
}

fn inline(schema: MetaSchema) -> MetaSchemaRef {
    MetaSchemaRef::Inline(Box::new(schema))
}
