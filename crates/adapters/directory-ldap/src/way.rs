//! The way to the server, up to where it has proved its name.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use varco_ports::SyncError;

use crate::address::{Address, Protection};
use crate::conversation::Conversation;
use crate::guard;

/// The first message of a connection: the extended operation 1.3.6.1.4.1.1466.20037 (RFC 4511 §4.14).
const START_TLS: &[u8] = b"\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037";
/// How the answer to it begins: message 1, extended, length, result code.
const TAG_OF_ANSWER: u8 = 0x78;

/// How to reach the server.
#[derive(Clone)]
pub(crate) struct Way {
    pub(crate) address: Address,
    pub(crate) tls: Option<Arc<ClientConfig>>,
    pub(crate) time_limit: Duration,
}

impl Way {
    /// Connects, within the time limit. Nothing is said before the server has proved its name.
    pub(crate) async fn open(&self) -> Result<Conversation, SyncError> {
        let opened = tokio::time::timeout(self.time_limit, self.connect()).await;
        opened.unwrap_or_else(|_| {
            let seconds = self.time_limit.as_secs_f32();
            Err(SyncError::retry(format!("no answer within {seconds} s")))
        })
    }

    async fn connect(&self) -> Result<Conversation, SyncError> {
        let retry = |error: io::Error| SyncError::retry(error.to_string());
        let address = (self.address.host.as_str(), self.address.port);
        let mut stream = TcpStream::connect(address).await.map_err(retry)?;
        stream.set_nodelay(true).map_err(retry)?;
        if self.address.protection == Protection::StartTls {
            start_tls(&mut stream).await.map_err(retry)?;
        }
        let Some(tls) = &self.tls else {
            return self.converse(stream).await;
        };
        let stream = self.protect(tls, stream).await.map_err(retry)?;
        self.converse(stream).await
    }

    async fn converse(
        &self,
        stream: impl AsyncRead + AsyncWrite + Send + 'static,
    ) -> Result<Conversation, SyncError> {
        let guarded = guard::before(stream);
        let (library, passing) = guarded.map_err(|error| SyncError::retry(error.to_string()))?;
        Conversation::over(library, passing, self.time_limit).await
    }

    async fn protect(
        &self,
        tls: &Arc<ClientConfig>,
        stream: TcpStream,
    ) -> io::Result<TlsStream<TcpStream>> {
        let name = ServerName::try_from(self.address.host.clone()).map_err(io::Error::other)?;
        TlsConnector::from(Arc::clone(tls))
            .connect(name, stream)
            .await
    }
}

/// Asks for TLS and reads the answer, and not a byte more: what somebody has added in clear is taken for
/// TLS, and is none.
async fn start_tls(stream: &mut TcpStream) -> io::Result<()> {
    stream.write_all(START_TLS).await?;
    let answer = guard::read(stream).await?;
    match answer.as_slice() {
        [_, _, 2, 1, 1, TAG_OF_ANSWER, _, 10, 1, 0, ..] => Ok(()),
        [_, _, 2, 1, 1, TAG_OF_ANSWER, _, 10, 1, code, ..] => Err(io::Error::other(format!(
            "the directory answered {code} to StartTLS"
        ))),
        _ => Err(io::Error::other("the directory did not answer to StartTLS")),
    }
}
