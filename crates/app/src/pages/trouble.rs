//! Pages of what went wrong: what happened, what about the data, what to do, a reference for assistance.

use askama::Template;
use http::StatusCode;
use http::header::{self, HeaderValue};
use jiff::{SignedDuration, Timestamp};
use poem::Response;
use varco_usecases::Failure;
use varco_words::{Phrase, Words, dates, say};

use super::visit::{Shell, Visit, page_with};
use crate::state::App;

/// What the page says.
struct Telling {
    heading: Phrase,
    what: Phrase,
    next: Phrase,
    ways: &'static [Way],
}

/// A link: where it leads, and what it says.
type Way = (&'static str, &'static str);

const HOME: &[Way] = &[("/", "error-go-home")];
const BACK_IN: &[Way] = &[
    ("/recupera/password", "login-forgot-password"),
    ("/accedi", "common-go-to-login"),
];

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    shell: Shell<'a>,
    telling: Telling,
    reference: &'a str,
}

/// The page for a request that never reached its handler, or that no handler answered.
pub fn error_page(app: &App, words: Words, status: StatusCode) -> Response {
    let reference = app.usecases.reference();
    if status.is_server_error() {
        tracing::error!(
            reference,
            http.status = status.as_u16(),
            "an error page was shown"
        );
    } else {
        tracing::info!(
            reference,
            http.status = status.as_u16(),
            "an error page was shown"
        );
    }
    let shell = Shell::new(&app.site, words);
    let response = render(shell, status, telling(status), &reference);
    match status {
        StatusCode::SERVICE_UNAVAILABLE => retry_after(response, SignedDuration::from_secs(5)),
        _ => response,
    }
}

/// The page of a failure of the inside. The reason goes to the log, once; the page shows its reference.
pub(crate) fn failure(visit: &Visit<'_>, failure: &Failure) -> Response {
    let reference = visit.usecases().reference();
    match failure {
        Failure::Unavailable {
            retry_after: pause, ..
        } => {
            tracing::warn!(reference, error = %failure, "a part is not available");
            let status = StatusCode::SERVICE_UNAVAILABLE;
            retry_after(
                render(visit.shell(), status, telling(status), &reference),
                *pause,
            )
        }
        Failure::Broken(_) => {
            tracing::error!(reference, error = %failure, "something is broken");
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            render(visit.shell(), status, telling(status), &reference)
        }
    }
}

/// Too many requests from one network.
pub(crate) fn throttled(visit: &Visit<'_>, retry_at: Timestamp) -> Response {
    let (at, _) = when(visit, retry_at);
    too_many(
        visit,
        retry_at,
        Telling {
            heading: say("error-throttled").with("at", at),
            what: say("error-throttled-what"),
            next: say("error-throttled-next"),
            ways: HOME,
        },
    )
}

/// Too many failed logins: the same for known and unknown identifiers.
pub(crate) fn locked(visit: &Visit<'_>, retry_at: Option<Timestamp>) -> Response {
    let Some(retry_at) = retry_at else {
        return locked_for_good(visit);
    };
    let (at, pause) = when(visit, retry_at);
    too_many(
        visit,
        retry_at,
        Telling {
            heading: say("error-locked").with("pause", pause),
            what: say("error-locked-what").with("at", at),
            next: say("error-locked-next"),
            ways: BACK_IN,
        },
    )
}

/// No time is told: only another password helps.
fn locked_for_good(visit: &Visit<'_>) -> Response {
    let reference = visit.usecases().reference();
    tracing::info!(reference, "too many attempts");
    let telling = Telling {
        heading: say("error-locked-for-good"),
        what: say("error-locked-for-good-what"),
        next: say("error-locked-for-good-next"),
        ways: BACK_IN,
    };
    render(
        visit.shell(),
        StatusCode::TOO_MANY_REQUESTS,
        telling,
        &reference,
    )
}

fn when(visit: &Visit<'_>, retry_at: Timestamp) -> (String, String) {
    let (now, zone) = (visit.usecases().now(), &visit.usecases().settings().zone);
    (
        dates::retry(visit.words(), retry_at, now, zone),
        dates::wait(visit.words(), retry_at.duration_since(now)),
    )
}

fn too_many(visit: &Visit<'_>, retry_at: Timestamp, telling: Telling) -> Response {
    let reference = visit.usecases().reference();
    tracing::info!(reference, "too many attempts");
    let response = render(
        visit.shell(),
        StatusCode::TOO_MANY_REQUESTS,
        telling,
        &reference,
    );
    retry_after(response, retry_at.duration_since(visit.usecases().now()))
}

fn render(shell: Shell<'_>, status: StatusCode, telling: Telling, reference: &str) -> Response {
    let page = ErrorPage {
        shell,
        telling,
        reference,
    };
    page_with(status, &page).unwrap_or_else(|_| status.into())
}

/// Whole seconds, rounded up, at least one (RFC 9110 §10.2.3).
fn retry_after(mut response: Response, pause: SignedDuration) -> Response {
    let seconds = pause.as_secs().max(0) + i64::from(pause.subsec_nanos() > 0);
    let seconds = HeaderValue::from(seconds.max(1));
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
    response
}

fn telling(status: StatusCode) -> Telling {
    let (heading, what, next) = match status {
        StatusCode::NOT_FOUND => (
            say("error-not-found"),
            say("error-not-found-what"),
            say("error-not-found-next"),
        ),
        StatusCode::METHOD_NOT_ALLOWED => (
            say("error-method"),
            say("error-method-what"),
            say("error-method-next"),
        ),
        StatusCode::GONE => (
            say("error-gone"),
            say("error-gone-what"),
            say("error-gone-next"),
        ),
        StatusCode::PAYLOAD_TOO_LARGE | StatusCode::URI_TOO_LONG => (
            say("error-too-large"),
            say("error-too-large-what"),
            say("error-too-large-next"),
        ),
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => (
            say("error-headers"),
            say("error-headers-what"),
            say("error-headers-next"),
        ),
        StatusCode::MISDIRECTED_REQUEST => (
            say("error-misdirected"),
            say("error-misdirected-what"),
            say("error-misdirected-next"),
        ),
        StatusCode::TOO_MANY_REQUESTS => (
            say("error-too-many"),
            say("error-too-many-what"),
            say("error-too-many-next"),
        ),
        StatusCode::SERVICE_UNAVAILABLE => (
            say("error-unavailable"),
            say("error-unavailable-what"),
            say("error-unavailable-next"),
        ),
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => (
            say("error-bad-request"),
            say("error-bad-request-what"),
            say("error-bad-request-next"),
        ),
        status if status.is_server_error() => (
            say("error-broken"),
            say("error-broken-what"),
            say("error-broken-next"),
        ),
        _ => (
            say("error-stale"),
            say("error-stale-what"),
            say("error-stale-next"),
        ),
    };
    Telling {
        heading,
        what,
        next,
        ways: HOME,
    }
}
