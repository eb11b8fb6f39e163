//! The outermost layer: what holds for every request, whatever handles it.
//!
//! The host that a request is meant for, limits on address, body and time, the origin of
//! unsafe requests, panics and errors turned into answers of ours, security headers
//! compression, one log line per request without query strings.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use http::header::{ALLOW, CONTENT_LENGTH, HeaderName, HeaderValue};
use http::{HeaderMap, Method, StatusCode};
use poem::error::ReadBodyError;
use poem::{Endpoint, IntoResponse, Request, Response, Result};
use tokio::time::{Instant, timeout};
use varco_words::Words;

use super::compress::compress;
use super::headers;
use super::host::KnownHosts;
use super::language;
use super::methods::Allowed;
use super::origin;
use crate::state::App;

/// Most bytes of a body.
const BODY_MAX: usize = 32 * 1_024;
/// Most bytes of path and query.
const ADDRESS_MAX: usize = 2 * 1_024;
/// Most bytes of the headers, with what separates them. The server reads twice as many before it breaks
/// off without a word, so that most people are told.
const HEADERS_MAX: usize = 16 * 1_024;
/// Time to send a whole body.
const BODY_DEADLINE: Duration = Duration::from_secs(15);
/// Time to answer.
const ANSWER_DEADLINE: Duration = Duration::from_secs(20);

/// Makes the answer to a request that never reached, or never left, its handler.
pub type FaultPage = fn(&App, Words, StatusCode) -> Response;

/// Why there is no answer, and for a 405 the methods that there are.
struct Fault {
    status: StatusCode,
    allowed: Option<Allowed>,
}

impl From<StatusCode> for Fault {
    fn from(status: StatusCode) -> Self {
        Self {
            status,
            allowed: None,
        }
    }
}

/// Wraps all routes.
pub struct Edge<E> {
    inner: E,
    app: Arc<App>,
    hosts: KnownHosts,
    page: FaultPage,
    problem: FaultPage,
}

impl<E> std::fmt::Debug for Edge<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Edge").finish_non_exhaustive()
    }
}

impl<E: Endpoint> Edge<E> {
    /// Wraps routes; faults become a page, or a problem below `/api`.
    pub fn new(
        inner: E,
        app: Arc<App>,
        hosts: KnownHosts,
        page: FaultPage,
        problem: FaultPage,
    ) -> Self {
        Self {
            inner,
            app,
            hosts,
            page,
            problem,
        }
    }

    async fn answer(&self, request: Request) -> Result<Response, Fault> {
        self.hosts.check(&request)?;
        let address = request.uri();
        if address
            .path_and_query()
            .is_some_and(|text| text.as_str().len() > ADDRESS_MAX)
        {
            return Err(StatusCode::URI_TOO_LONG.into());
        }
        if length_of(request.headers()) > HEADERS_MAX {
            return Err(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE.into());
        }
        let mut request = request;
        let client = self.app.proxies.locate(&request);
        request.extensions_mut().insert(client);
        let is_unsafe = !matches!(
            *request.method(),
            Method::GET | Method::HEAD | Method::OPTIONS
        );
        // The API looks by itself, where a cookie counts: most of it is reached without.
        if is_unsafe && !is_api(&request) && !origin::is_own(&request, &self.app.site.public_url) {
            return Err(StatusCode::FORBIDDEN.into());
        }
        let request = if is_unsafe {
            with_whole_body(request).await?
        } else {
            request
        };
        let handled = AssertUnwindSafe(self.inner.call(request)).catch_unwind();
        match timeout(ANSWER_DEADLINE, handled).await {
            Ok(Ok(Ok(response))) => Ok(response.into_response()),
            Ok(Ok(Err(error))) if error.is_from_response() => Ok(error.into_response()),
            Ok(Ok(Err(error))) => Err(Fault {
                status: error.status(),
                allowed: error.data().copied(),
            }),
            Ok(Err(_)) => {
                tracing::error!("a handler panicked");
                Err(StatusCode::INTERNAL_SERVER_ERROR.into())
            }
            Err(_) => Err(StatusCode::SERVICE_UNAVAILABLE.into()),
        }
    }
}

impl<E: Endpoint> Endpoint for Edge<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let started = Instant::now();
        let (method, api) = (request.method().clone(), is_api(&request));
        let (address, accepts) = (request.uri().clone(), request.headers().clone());
        let tell = if api {
            language::asked
        } else {
            language::words
        };
        let words = tell(&request, &self.app.site);
        let mut response = match self.answer(request).await {
            Ok(response) => response,
            Err(fault) => {
                let make = if api { self.problem } else { self.page };
                let mut page = make(&self.app, words, fault.status);
                if let Some(Allowed(methods)) = fault.allowed {
                    let methods = HeaderValue::from_static(methods);
                    page.headers_mut().insert(ALLOW, methods);
                }
                page
            }
        };
        response = compress(&accepts, response).await;
        headers::name_language(&mut response, words.language());
        headers::add(
            &mut response,
            &address,
            self.app.site.public_url.starts_with("https:"),
        );
        let status = response.status().as_u16();
        // An address that leads nowhere may hold anything; it does not belong into the log.
        let path = if status == 404 {
            "(unknown)"
        } else {
            address.path()
        };
        let millis = started.elapsed().as_millis();
        tracing::info!(http.method = %method, http.path = path, http.status = status, duration_ms = millis, "request");
        Ok(response)
    }
}

fn is_api(request: &Request) -> bool {
    let path = request.uri().path();
    path == "/api" || path.starts_with("/api/")
}

/// Bytes of the headers on the wire: each with a colon, a space and the end of its line.
fn length_of(headers: &HeaderMap) -> usize {
    let line = |(name, value): (&HeaderName, &HeaderValue)| name.as_str().len() + value.len() + 4;
    headers.iter().map(line).sum()
}

/// How long the body is going to be, where that is said: one that is too long need not be waited for.
fn announced(request: &Request) -> Option<u64> {
    let length = request.headers().get(CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

/// Reads the body before anything else happens, so that no handler waits for a slow one.
async fn with_whole_body(mut request: Request) -> Result<Request, StatusCode> {
    if announced(&request).is_some_and(|length| length > BODY_MAX as u64) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let body = request.take_body();
    match timeout(BODY_DEADLINE, body.into_bytes_limit(BODY_MAX)).await {
        Ok(Ok(bytes)) => {
            request.set_body(bytes);
            Ok(request)
        }
        Ok(Err(ReadBodyError::PayloadTooLarge)) => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(Err(_)) => Err(StatusCode::BAD_REQUEST),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn r91_a_body_that_is_announced_too_long_is_not_waited_for() {
        let sent = async |length: &str| {
            let request = Request::builder().header(CONTENT_LENGTH, length).finish();
            with_whole_body(request).await.err()
        };
        assert_eq!(sent("32769").await, Some(StatusCode::PAYLOAD_TOO_LARGE));
        assert_eq!(
            sent("10000000000").await,
            Some(StatusCode::PAYLOAD_TOO_LARGE)
        );
        assert_eq!(sent("32768").await, None);
    }
}
