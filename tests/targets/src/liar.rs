//! An HTTP server that says whatever it is told to, whether it makes sense or not.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

/// A request, as it arrived.
#[derive(Clone, Debug)]
pub struct Heard {
    /// Method and target, such as `GET /Users?count=2`.
    pub line: String,
    /// Header fields as they came, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Heard {
    /// The value of a header field.
    pub fn header(&self, name: &str) -> Option<&str> {
        let field = self.headers.iter().find(|(field, _)| field == name);
        field.map(|(_, value)| value.as_str())
    }
}

/// What to do about a request.
#[derive(Clone, Debug)]
pub enum Act {
    /// These bytes, status line and all; then the connection is closed.
    Say(Vec<u8>),
    /// These bytes, and after them a space every now and then, for ever.
    Drip(Vec<u8>),
    /// Nothing, for ever.
    Hang,
    /// The connection is closed.
    Close,
}

impl Act {
    /// A reply with this status, further header lines, and a body of JSON.
    pub fn reply(status: u16, headers: &[&str], body: &str) -> Self {
        let more: String = headers.iter().flat_map(|line| [line, "\r\n"]).collect();
        let length = body.len();
        let text = format!(
            "HTTP/1.1 {status} So\r\nContent-Type: application/scim+json\r\n{more}Content-Length: \
             {length}\r\n\r\n{body}"
        );
        Self::Say(text.into_bytes())
    }
}

/// The server.
#[derive(Debug)]
pub struct Liar {
    address: SocketAddr,
    heard: Arc<Mutex<Vec<Heard>>>,
    _serving: JoinSet<()>,
}

impl Liar {
    /// Starts one that asks `script` about every request, over TLS if there is a configuration for it.
    ///
    /// # Errors
    ///
    /// No port is free.
    pub async fn start(
        tls: Option<Arc<ServerConfig>>,
        script: impl Fn(&Heard) -> Act + Send + Sync + 'static,
    ) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let heard = Arc::new(Mutex::new(Vec::new()));
        let desk = Arc::new(Desk {
            script: Box::new(script),
            heard: Arc::clone(&heard),
        });
        let acceptor = tls.map(TlsAcceptor::from);
        let mut serving = JoinSet::new();
        serving.spawn(async move {
            let mut conversations = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                let (desk, acceptor) = (Arc::clone(&desk), acceptor.clone());
                conversations.spawn(async move {
                    match acceptor {
                        None => desk.serve(client).await,
                        Some(acceptor) => match acceptor.accept(client).await {
                            Ok(client) => desk.serve(client).await,
                            Err(_) => None,
                        },
                    }
                });
            }
        });
        Ok(Self {
            address,
            heard,
            _serving: serving,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every request so far, oldest first.
    pub fn heard(&self) -> Vec<Heard> {
        lock(&self.heard).clone()
    }
}

fn lock(heard: &Mutex<Vec<Heard>>) -> MutexGuard<'_, Vec<Heard>> {
    heard.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Desk {
    script: Box<dyn Fn(&Heard) -> Act + Send + Sync>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Desk {
    /// One request; `None` if the client breaks off.
    async fn serve(&self, mut client: impl AsyncRead + AsyncWrite + Unpin) -> Option<()> {
        let request = hear(&mut client).await?;
        lock(&self.heard).push(request.clone());
        match (self.script)(&request) {
            Act::Say(bytes) => {
                client.write_all(&bytes).await.ok()?;
                client.shutdown().await.ok()
            }
            Act::Drip(bytes) => {
                client.write_all(&bytes).await.ok()?;
                loop {
                    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                    client.write_all(b" ").await.ok()?;
                    client.flush().await.ok()?;
                }
            }
            Act::Hang => {
                // Until the client hangs up.
                client.read(&mut [0]).await.ok().map(|_| ())
            }
            Act::Close => Some(()),
        }
    }
}

/// Reads head and body.
async fn hear(client: &mut (impl AsyncRead + Unpin)) -> Option<Heard> {
    let mut bytes = Vec::new();
    let end = loop {
        let mark = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        if let Some(mark) = mark {
            break mark;
        }
        (client.read_buf(&mut bytes).await.ok()? > 0).then_some(())?;
    };
    let head = String::from_utf8_lossy(bytes.get(..end)?).into_owned();
    let mut lines = head.split("\r\n");
    let line = lines.next()?.trim_end_matches(" HTTP/1.1").to_owned();
    let field = |line: &str| {
        let (name, value) = line.split_once(':')?;
        Some((name.to_ascii_lowercase(), value.trim().to_owned()))
    };
    let headers: Vec<_> = lines.filter_map(field).collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.map_or(Some(0), |(_, value)| value.parse().ok())?;
    while bytes.len() < end + 4 + length {
        (client.read_buf(&mut bytes).await.ok()? > 0).then_some(())?;
    }
    let body = String::from_utf8_lossy(bytes.get(end + 4..)?).into_owned();
    Some(Heard {
        line,
        headers,
        body,
    })
}
