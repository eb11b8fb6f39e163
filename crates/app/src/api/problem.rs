//! The one way out for everything that is no success: RFC 9457 problems.
//!
//! A [`Problem`] is made where something goes wrong and written down by [`answer`], the outermost
//! layer, which gives it its reference and logs what must not leave the house.

use std::sync::Arc;

use http::{HeaderValue, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use poem::error::ResponseError;
use poem::{Endpoint, Request, Response};
use poem_openapi::Object;
use poem_openapi::types::ToJSON;
use varco_domain::places::Place;
use varco_words::{Phrase, Words, say};

use super::code::Code;
use crate::state::App;
use crate::web::language;

/// When to try again if whatever is not available does not tell.
const PAUSE: SignedDuration = SignedDuration::from_secs(5);

/// The media type of problems.
pub(super) const PROBLEM_JSON: &str = "application/problem+json";

/// What went wrong.
#[derive(Debug, thiserror::Error)]
#[error("{}", code.name())]
pub(super) struct Problem {
    code: Code,
    detail: Option<Phrase>,
    errors: Vec<FieldError>,
    retry: Option<Retry>,
    /// For the log alone.
    cause: Option<String>,
}

/// When to try again.
#[derive(Clone, Copy, Debug)]
enum Retry {
    At(Timestamp),
    After(SignedDuration),
}

/// One thing that is wrong with one field.
#[derive(Clone, Debug)]
pub(super) struct FieldError {
    /// The field, as a path: `email`, `captcha.ticket`. Empty when the body as a whole is meant.
    pub(super) field: String,
    /// Stable name of the fault.
    pub(super) code: String,
    /// How to mend it.
    pub(super) detail: Phrase,
    /// In a codice fiscale: the character at fault, from 1, spaces and dashes not counted.
    pub(super) position: Option<u8>,
    /// What was probably meant.
    pub(super) suggestion: Option<String>,
    /// Among which places to choose.
    pub(super) candidates: Vec<Place>,
    /// The field that confirms that the data are right as they are.
    pub(super) confirm_with: Option<String>,
}

/// The same as it is sent.
#[derive(Clone, Debug, Object)]
#[oai(rename = "FieldError", skip_serializing_if_is_none)]
struct FieldErrorBody {
    /// The field, as a path: `email`, `captcha.ticket`. Absent when the body as a whole is meant.
    field: Option<String>,
    /// Stable name of the fault.
    code: String,
    /// How to mend it, fit for showing, in the language that `Accept-Language` asks for.
    detail: String,
    /// In a codice fiscale: the character at fault, from 1, spaces and dashes not counted.
    position: Option<u8>,
    /// What was probably meant.
    suggestion: Option<String>,
    /// Among which places to choose.
    candidates: Option<Vec<Candidate>>,
    /// The field that confirms that the data are right as they are.
    confirm_with: Option<String>,
}

/// A place that a name may mean.
#[derive(Clone, Debug, Object)]
#[oai(rename = "PlaceCandidate", skip_serializing_if_is_none)]
struct Candidate {
    /// What to send to mean this one: `Castro (LE)`.
    label: String,
    /// Its Belfiore code.
    code: String,
    /// Its Italian name.
    name: String,
    /// The letters of its province; absent for foreign states.
    province: Option<String>,
    /// The year from which it had that name and province; absent where nobody knows.
    from_year: Option<i16>,
    /// The year in which that ended; absent while it lasts.
    to_year: Option<i16>,
}

impl From<Place> for Candidate {
    fn from(place: Place) -> Self {
        Self {
            label: place.to_string(),
            code: place.code().as_str().to_owned(),
            name: place.name().to_owned(),
            province: place.province().map(ToOwned::to_owned),
            from_year: place.from().map(jiff::civil::Date::year),
            to_year: place.to().map(jiff::civil::Date::year),
        }
    }
}

/// A problem (RFC 9457).
#[derive(Object)]
#[oai(rename = "Problem", skip_serializing_if_is_none)]
pub(super) struct ProblemBody {
    /// `urn:varco:problem:` and the code.
    #[oai(rename = "type")]
    kind: String,
    /// What happened, in the language that `Accept-Language` asks for; the same for every problem of one code.
    title: String,
    /// The HTTP status.
    status: u16,
    /// Stable name, for programs.
    code: String,
    /// What to do, in the same language.
    detail: Option<String>,
    /// A random reference; quote it when you ask for help.
    instance: String,
    /// What is wrong with which field.
    errors: Option<Vec<FieldErrorBody>>,
}

impl Problem {
    pub(super) const fn new(code: Code) -> Self {
        Self {
            code,
            detail: None,
            errors: Vec::new(),
            retry: None,
            cause: None,
        }
    }

    /// Says what to do. The text must hold nothing that was submitted.
    pub(super) fn detail(mut self, detail: Phrase) -> Self {
        self.detail = Some(detail);
        self
    }

    pub(super) fn errors(mut self, errors: impl IntoIterator<Item = FieldError>) -> Self {
        self.errors.extend(errors);
        self
    }

    pub(super) const fn retry_at(mut self, at: Timestamp) -> Self {
        self.retry = Some(Retry::At(at));
        self
    }

    /// The password of an *utenza MI* is reset elsewhere.
    pub(super) fn mi_utenza() -> Self {
        let detail = say("fault-mi-utenza");
        Self::new(Code::MiUtenza).detail(detail)
    }

    /// Too many failures: until an instant, or until there is another password.
    pub(super) fn locked(retry_at: Option<Timestamp>) -> Self {
        let problem = Self::new(Code::Locked);
        match retry_at {
            Some(at) => problem.retry_at(at),
            None => problem,
        }
    }

    pub(super) const fn retry_after(mut self, span: SignedDuration) -> Self {
        self.retry = Some(Retry::After(span));
        self
    }

    /// Notes what goes into the log and nowhere else.
    pub(super) fn cause(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// Errors of the framework keep their status and lose their words: those quote what was sent
    /// (P-10).
    fn of(error: poem::Error) -> Self {
        error
            .downcast()
            .unwrap_or_else(|error| Self::of_status(error.status(), error.to_string()))
    }

    fn of_status(status: StatusCode, cause: impl Into<String>) -> Self {
        let problem = Self::new(Code::of_status(status.as_u16()));
        if status.is_server_error() {
            problem.cause(cause)
        } else {
            problem
        }
    }

    /// The problem as it is sent.
    pub(super) fn body(self, words: Words, reference: &str) -> ProblemBody {
        ProblemBody {
            kind: format!("urn:varco:problem:{}", self.code.name()),
            title: words.text(self.code.title()).into(),
            status: self.code.status(),
            code: self.code.name().to_owned(),
            detail: self.detail.map(|detail| words.tell(&detail)),
            instance: format!("urn:varco:occurrence:{reference}"),
            errors: (!self.errors.is_empty()).then(|| {
                let errors = self.errors.into_iter();
                errors.map(|error| error.body(words)).collect()
            }),
        }
    }

    fn respond(self, app: &App, words: Words) -> Response {
        let reference = app.usecases.reference();
        if let Some(cause) = &self.cause {
            tracing::error!(
                reference,
                code = self.code.name(),
                cause,
                "a request failed"
            );
        }
        let status = self.status();
        let mut response = Response::builder()
            .status(status)
            .content_type(PROBLEM_JSON);
        let unavailable = (self.code == Code::Unavailable).then_some(Retry::After(PAUSE));
        if let Some(retry) = self.retry.or(unavailable) {
            response = response.header(header::RETRY_AFTER, retry.seconds(app.usecases.now()));
        }
        if status == StatusCode::UNAUTHORIZED {
            response = response.header(header::WWW_AUTHENTICATE, "Bearer");
        }
        response.body(self.body(words, &reference).to_json_string())
    }
}

impl Retry {
    /// Whole seconds to wait, at least one.
    fn seconds(self, now: Timestamp) -> i64 {
        let span = match self {
            Self::At(at) => at.duration_since(now),
            Self::After(span) => span,
        };
        (span.as_secs() + i64::from(span.subsec_nanos() > 0)).max(1)
    }
}

impl ResponseError for Problem {
    fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl FieldError {
    pub(super) fn new(field: &str, code: &str, detail: Phrase) -> Self {
        Self {
            field: field.to_owned(),
            code: code.to_owned(),
            detail,
            position: None,
            suggestion: None,
            candidates: Vec::new(),
            confirm_with: None,
        }
    }

    fn body(self, words: Words) -> FieldErrorBody {
        FieldErrorBody {
            field: (!self.field.is_empty()).then_some(self.field),
            code: self.code,
            detail: words.tell(&self.detail),
            position: self.position,
            suggestion: self.suggestion,
            candidates: (!self.candidates.is_empty())
                .then(|| self.candidates.into_iter().map(Candidate::from).collect()),
            confirm_with: self.confirm_with,
        }
    }
}

/// The outermost layer: whatever goes wrong inside leaves as a problem. `allow` lists the methods of
/// a path, for 405 (RFC 9110 §15.5.6).
pub(super) async fn answer<E: Endpoint>(
    inner: Arc<E>,
    mut request: Request,
    app: Arc<App>,
    allow: fn(&str) -> String,
) -> poem::Result<Response> {
    let path = request.uri().path().to_owned();
    let words = language::asked(&request, &app.site);
    request.extensions_mut().insert(words);
    let error = match inner.call(request).await {
        Ok(response) => return Ok(poem::IntoResponse::into_response(response)),
        Err(error) => error,
    };
    let mut response = Problem::of(error).respond(&app, words);
    if response.status() == StatusCode::METHOD_NOT_ALLOWED
        && let Ok(methods) = HeaderValue::try_from(allow(&path))
    {
        response.headers_mut().insert(header::ALLOW, methods);
    }
    Ok(response)
}

/// The problem for a request that never reached, or never left, the API: too long, too slow, a
/// panic.
pub fn edge_problem(app: &App, words: Words, status: StatusCode) -> Response {
    Problem::of_status(status, "the edge answered instead of the API").respond(app, words)
}
