//! A server that answers bytes with bytes, whatever the protocol.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// What to do about some bytes.
#[derive(Clone, Debug)]
pub enum Move {
    /// These bytes.
    Say(Vec<u8>),
    /// These bytes, over and over.
    Flood(Vec<u8>),
    /// Nothing.
    Wait,
    /// The connection is closed.
    Close,
}

/// The server.
#[derive(Debug)]
pub struct RawServer {
    address: SocketAddr,
    heard: Arc<Mutex<Vec<u8>>>,
    _serving: JoinSet<()>,
}

impl RawServer {
    /// Starts one that asks `script` about whatever arrives in one piece.
    ///
    /// # Errors
    ///
    /// No port is free.
    pub async fn start(script: impl Fn(&[u8]) -> Move + Send + Sync + 'static) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (script, shared) = (Arc::new(script), Arc::clone(&heard));
        let mut serving = JoinSet::new();
        serving.spawn(async move {
            let mut conversations = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                let (script, shared) = (Arc::clone(&script), Arc::clone(&shared));
                conversations.spawn(async move {
                    let hear = |part: &[u8]| {
                        let mut all = shared.lock().unwrap_or_else(PoisonError::into_inner);
                        all.extend_from_slice(part);
                        script(part)
                    };
                    converse(client, hear).await
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
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Whether these bytes have arrived.
    pub fn has_heard(&self, bytes: &[u8]) -> bool {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.windows(bytes.len()).any(|window| window == bytes)
    }
}

/// `None` at the end, whoever breaks off.
async fn converse(mut client: TcpStream, hear: impl Fn(&[u8]) -> Move) -> Option<()> {
    let mut bytes = vec![0; 16_384];
    loop {
        let count = client
            .read(&mut bytes)
            .await
            .ok()
            .filter(|count| *count > 0)?;
        match hear(bytes.get(..count)?) {
            Move::Say(answer) => client.write_all(&answer).await.ok()?,
            Move::Flood(answer) => loop {
                client.write_all(&answer).await.ok()?;
            },
            Move::Wait => {}
            Move::Close => return None,
        }
    }
}
