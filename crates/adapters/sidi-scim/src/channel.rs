//! One request, one connection, one answer: with limits on time and size, and with the knowledge
//! whether the request went out.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONNECTION, CONTENT_TYPE, HOST, IF_MATCH, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;

use crate::base::Base;

/// Longest answer.
const ANSWER_MAX: usize = 1024 * 1024;
/// Media type of SCIM (RFC 7644 §3.1).
const SCIM_JSON: HeaderValue = HeaderValue::from_static("application/scim+json");
const OURSELVES: HeaderValue =
    HeaderValue::from_static(concat!("varco/", env!("CARGO_PKG_VERSION")));

/// What to ask.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) method: Method,
    /// Path and query.
    pub(crate) target: String,
    /// JSON.
    pub(crate) body: Vec<u8>,
    /// Entity tag that the user must still have.
    pub(crate) if_match: Option<HeaderValue>,
    /// Tells one event from another.
    pub(crate) idempotency_key: Option<HeaderValue>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Why nothing usable came back.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Not a byte of the request went out.
    NotSent(String),
    /// It may have arrived.
    Lost(String),
}

/// The way to the service.
pub(crate) struct Channel {
    pub(crate) base: Base,
    pub(crate) authorization: Option<HeaderValue>,
    pub(crate) tls: Option<Arc<ClientConfig>>,
    pub(crate) time_limit: Duration,
}

impl Channel {
    /// Asks, within the time limit.
    pub(crate) async fn ask(&self, question: Question) -> Result<Answer, Fault> {
        let is_sent = AtomicBool::new(false);
        let answer = tokio::time::timeout(self.time_limit, self.exchange(question, &is_sent)).await;
        answer.unwrap_or_else(|_| {
            let reason = format!("no answer within {} s", self.time_limit.as_secs_f32());
            Err(if is_sent.load(Ordering::Relaxed) {
                Fault::Lost(reason)
            } else {
                Fault::NotSent(reason)
            })
        })
    }

    async fn exchange(&self, question: Question, is_sent: &AtomicBool) -> Result<Answer, Fault> {
        let not_sent = |error: &dyn std::error::Error| Fault::NotSent(error.to_string());
        let request = self.request(question)?;
        let stream = TcpStream::connect((self.base.host.as_str(), self.base.port)).await;
        let stream = stream.map_err(|error| not_sent(&error))?;
        stream.set_nodelay(true).map_err(|error| not_sent(&error))?;
        let Some(tls) = &self.tls else {
            return talk(stream, request, is_sent).await;
        };
        let name = ServerName::try_from(self.base.host.clone());
        let name = name.map_err(|error| not_sent(&error))?;
        let connector = TlsConnector::from(Arc::clone(tls));
        let stream = connector.connect(name, stream).await;
        talk(stream.map_err(|error| not_sent(&error))?, request, is_sent).await
    }

    fn request(&self, question: Question) -> Result<Request<Full<Bytes>>, Fault> {
        let body = Full::new(Bytes::from(question.body));
        let mut request = Request::builder()
            .method(&question.method)
            .uri(question.target)
            .header(HOST, &self.base.authority)
            .header(USER_AGENT, OURSELVES)
            .header(ACCEPT, SCIM_JSON)
            .header(CONNECTION, "close")
            .body(body)
            .map_err(|error| Fault::NotSent(error.to_string()))?;
        let headers = request.headers_mut();
        if question.method != Method::GET {
            headers.insert(CONTENT_TYPE, SCIM_JSON);
        }
        let optional = [
            (AUTHORIZATION, self.authorization.clone()),
            (IF_MATCH, question.if_match),
            (
                http::HeaderName::from_static("idempotency-key"),
                question.idempotency_key,
            ),
        ];
        for (name, value) in optional {
            value.and_then(|value| headers.insert(name, value));
        }
        Ok(request)
    }
}

/// The conversation once the other side is known to be who it should be.
async fn talk(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
    is_sent: &AtomicBool,
) -> Result<Answer, Fault> {
    let lost = |error: hyper::Error| Fault::Lost(error.to_string());
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| Fault::NotSent(error.to_string()))?;
    // Dropping the set ends the connection.
    let mut driver = JoinSet::new();
    driver.spawn(connection);
    is_sent.store(true, Ordering::Relaxed);
    let (head, body) = sender
        .send_request(request)
        .await
        .map_err(lost)?
        .into_parts();
    let body = Limited::new(body, ANSWER_MAX).collect().await;
    let body = body.map_err(|error| Fault::Lost(format!("the answer breaks off: {error}")))?;
    Ok(Answer {
        status: head.status,
        headers: head.headers,
        body: body.to_bytes(),
    })
}
