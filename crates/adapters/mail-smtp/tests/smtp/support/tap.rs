//! A wire tap: passes bytes on and keeps what the client said.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

pub(crate) struct Tap {
    pub(crate) address: SocketAddr,
    heard: Arc<Mutex<Vec<u8>>>,
    _passing: JoinSet<()>,
}

impl Tap {
    /// In front of `target`.
    pub(crate) async fn start(target: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let mut passing = JoinSet::new();
        let ear = Arc::clone(&heard);
        passing.spawn(async move {
            let mut conversations = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                conversations.spawn(pass(client, target, Arc::clone(&ear)));
            }
        });
        Self {
            address,
            heard,
            _passing: passing,
        }
    }

    /// Everything said so far by clients.
    pub(crate) fn heard(&self) -> String {
        String::from_utf8_lossy(&self.heard.lock().unwrap()).into_owned()
    }
}

async fn pass(client: TcpStream, target: SocketAddr, heard: Arc<Mutex<Vec<u8>>>) {
    let server = TcpStream::connect(target).await.unwrap();
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let answers = tokio::spawn(async move { copy(&mut from_server, &mut to_client).await });
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = from_client.read(&mut bytes).await {
        heard.lock().unwrap().extend_from_slice(&bytes[..count]);
        if to_server.write_all(&bytes[..count]).await.is_err() {
            break;
        }
    }
    drop(to_server);
    // Either side may have hung up; what was said is kept.
    let _ = answers.await;
}
