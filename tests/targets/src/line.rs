//! A line to a server that is listened to, and that loses replies when told to.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// What becomes of the reply to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// The request does not arrive, and the line is cut.
    Request,
    /// The line is cut once the server has replied.
    Reply,
    /// The server has replied and the line stays open, but nothing comes out of it.
    ReplySilently,
}

/// A port of this machine in front of a server.
#[derive(Debug)]
pub struct Line {
    address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
    _serving: JoinSet<()>,
}

#[derive(Debug, Default)]
struct Inside {
    heard: Vec<u8>,
    order: Option<(Vec<u8>, Loss)>,
    always: Option<Loss>,
}

impl Line {
    /// In front of this server.
    ///
    /// # Errors
    ///
    /// No port is free.
    pub async fn to(server: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let inside = Arc::new(Mutex::new(Inside::default()));
        let shared = Arc::clone(&inside);
        let mut serving = JoinSet::new();
        serving.spawn(async move {
            let mut lines = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                lines.spawn(carry(client, server, Arc::clone(&shared)));
            }
        });
        Ok(Self {
            address,
            inside,
            _serving: serving,
        })
    }

    /// The near end.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// This befalls the next request that holds these bytes.
    pub fn lose(&self, mark: &[u8], loss: Loss) {
        lock(&self.inside).order = Some((mark.to_vec(), loss));
    }

    /// This befalls every request from now on; nothing, once the line is whole again.
    pub fn lose_all(&self, loss: Option<Loss>) {
        lock(&self.inside).always = loss;
    }

    /// Whether the loss that was ordered has come about.
    pub fn has_lost(&self) -> bool {
        lock(&self.inside).order.is_none()
    }

    /// Whether these bytes went through from the client to the server, or were lost on the way.
    pub fn has_heard(&self, bytes: &[u8]) -> bool {
        lock(&self.inside)
            .heard
            .windows(bytes.len())
            .any(|window| window == bytes)
    }
}

fn lock(inside: &Mutex<Inside>) -> MutexGuard<'_, Inside> {
    inside.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Inside {
    /// Notes what a client has said; what becomes of it.
    fn hear(&mut self, part: &[u8]) -> Option<Loss> {
        self.heard.extend_from_slice(part);
        let is_it = |(mark, _): &mut (Vec<u8>, Loss)| part.windows(mark.len()).any(|w| w == mark);
        let once = self.order.take_if(is_it).map(|(_, loss)| loss);
        once.or(self.always)
    }
}

/// Whatever either side breaks off is not our matter.
async fn carry(mut client: TcpStream, server: SocketAddr, inside: Arc<Mutex<Inside>>) {
    let Ok(mut server) = TcpStream::connect(server).await else {
        return;
    };
    let (mut question, mut answer) = ([0; 16_384], [0; 16_384]);
    let mut loss = None;
    loop {
        tokio::select! {
            count = client.read(&mut question) => {
                let Ok(count @ 1..) = count else { return };
                let part = question.get(..count).unwrap_or_default();
                loss = loss.or(lock(&inside).hear(part));
                if loss == Some(Loss::Request) || server.write_all(part).await.is_err() {
                    return;
                }
            }
            count = server.read(&mut answer) => {
                let Ok(count @ 1..) = count else { return };
                match loss {
                    Some(Loss::Request | Loss::Reply) => return,
                    Some(Loss::ReplySilently) => std::future::pending().await,
                    None => {}
                }
                let part = answer.get(..count).unwrap_or_default();
                if client.write_all(part).await.is_err() {
                    return;
                }
            }
        }
    }
}
