//! What an answer means that is no success.

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, StatusCode};
use jiff::SignedDuration;
use jiff::fmt::rfc2822;
use serde_json::Value;
use varco_domain::credential::Password;
use varco_ports::SyncError;

use crate::channel::{Answer, Fault};

const ERROR: &str = "urn:ietf:params:scim:api:messages:2.0:Error";
/// Longest time that a service may ask to be left alone; a longer one says this.
const PAUSE_MAX: SignedDuration = SignedDuration::from_hours(24);

/// Whether a request may have changed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Look,
    Change,
}

impl Kind {
    /// The request went out, and nobody knows what became of it.
    pub(crate) fn unclear(self, reason: impl Into<String>) -> SyncError {
        match self {
            Self::Look => SyncError::retry(reason),
            Self::Change => SyncError::unknown(reason),
        }
    }

    /// No answer.
    pub(crate) fn fault(self, fault: Fault) -> SyncError {
        match fault {
            Fault::NotSent(reason) => SyncError::retry(reason),
            Fault::Lost(reason) => self.unclear(reason),
        }
    }

    /// An answer that is no success, to a request that may have brought this password.
    pub(crate) fn verdict(self, answer: &Answer, password: Option<&Password>) -> SyncError {
        let status = answer.status;
        let error = ScimError::read(&answer.body);
        let reason = match &error.kind {
            Some(kind) => format!("the service answered {} {kind}", status.as_u16()),
            None => format!("the service answered {}", status.as_u16()),
        };
        match status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => SyncError::Retry {
                after: pause(&answer.headers),
                reason,
            },
            StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => match password {
                Some(password) if error.is_about_password() => {
                    SyncError::password_refused(&error.detail, password)
                }
                _ => SyncError::Refused { reason },
            },
            // About us or about the moment, not about the order: the order waits until that is mended.
            StatusCode::UNAUTHORIZED
            | StatusCode::FORBIDDEN
            | StatusCode::NOT_FOUND
            | StatusCode::REQUEST_TIMEOUT
            | StatusCode::CONFLICT
            | StatusCode::PRECONDITION_FAILED => SyncError::retry(reason),
            status if status.is_redirection() => SyncError::retry(reason),
            StatusCode::NOT_IMPLEMENTED => SyncError::Refused { reason },
            status if status.is_client_error() => SyncError::Refused { reason },
            _ => self.unclear(reason),
        }
    }
}

/// An error as SCIM writes it (RFC 7644 §3.12); empty where the body is none.
#[derive(Debug, Default)]
struct ScimError {
    is_scim: bool,
    kind: Option<String>,
    detail: String,
}

impl ScimError {
    fn read(body: &[u8]) -> Self {
        let Ok(error) = serde_json::from_slice::<Value>(body) else {
            return Self::default();
        };
        let text = |name: &str| error.get(name).and_then(Value::as_str).map(str::to_owned);
        let schemas = error.get("schemas").and_then(Value::as_array);
        let is_word =
            |text: &String| text.len() <= 32 && text.bytes().all(|b| b.is_ascii_alphanumeric());
        Self {
            is_scim: schemas.is_some_and(|all| all.iter().any(|schema| schema == ERROR)),
            kind: text("scimType").filter(is_word),
            detail: text("detail").unwrap_or_default(),
        }
    }

    /// `invalidValue` says that some value was refused; services that say no kind at all are taken by
    /// their words.
    fn is_about_password(&self) -> bool {
        let detail = self.detail.to_lowercase();
        let is_value = match self.kind.as_deref() {
            Some(kind) => kind == "invalidValue",
            None => detail.contains("password"),
        };
        self.is_scim && is_value
    }
}

/// How long the service asks to be left alone: in seconds, or until a date by its own clock
/// (RFC 9110 §10.2.3).
fn pause(headers: &HeaderMap) -> Option<SignedDuration> {
    let text = |name| headers.get(name)?.to_str().ok();
    let date = |text: &str| rfc2822::parse(text).ok().map(|date| date.timestamp());
    let value: &str = text(RETRY_AFTER)?;
    let pause = match value.parse() {
        Ok(seconds) => SignedDuration::from_secs(seconds),
        Err(_) => date(value)?.duration_since(date(text(DATE)?)?),
    };
    (!pause.is_negative()).then(|| pause.min(PAUSE_MAX))
}

#[cfg(test)]
mod tests;
