//! A network between the adapter and PostgreSQL that fails when told to.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::net::unix;
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::watch;

/// What happens on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Everything gets through.
    Open,
    /// Nothing gets through, and nobody is told.
    Silent,
    /// Connections are reset, new ones too.
    Cut,
}

/// What gets lost of the next COMMIT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// The COMMIT itself; the connection is reset.
    Question,
    /// The answer, once the server has given it; the connection is reset.
    Answer,
    /// The answer; the connection is held and says nothing any more.
    AnswerSilently,
}

#[derive(Debug)]
struct Network {
    server: PathBuf,
    way: watch::Sender<Way>,
    loss: Mutex<Option<(Loss, Way)>>,
}

/// A port on this machine in front of a server. The address of a database is made with [`Proxy::url`].
#[derive(Debug)]
pub(crate) struct Proxy {
    port: u16,
    network: Arc<Network>,
}

impl Proxy {
    /// In front of the server whose socket is in this folder.
    pub(crate) async fn before(folder: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let network = Arc::new(Network {
            server: folder.join(".s.PGSQL.5432"),
            way: watch::Sender::new(Way::Open),
            loss: Mutex::default(),
        });
        let shared = Arc::clone(&network);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let network = Arc::clone(&shared);
                tokio::spawn(async move { network.connect(client).await });
            }
        });
        Self { port, network }
    }

    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgres://varco@127.0.0.1:{}/{database}", self.port)
    }

    /// Connections that were silent stay so for ever, as after a failure of the network.
    pub(crate) fn turn(&self, way: Way) {
        self.network.way.send_replace(way);
    }

    /// The next COMMIT suffers this, and the way is like that from then on.
    pub(crate) fn lose(&self, loss: Loss, then: Way) {
        *self.network.loss.lock().unwrap() = Some((loss, then));
    }

    /// Whether the loss that was ordered has come about.
    pub(crate) fn has_lost(&self) -> bool {
        self.network.loss.lock().unwrap().is_none()
    }
}

/// One connection.
struct Line<'a> {
    network: &'a Network,
    /// The loss that it suffers.
    loss: Mutex<Option<(Loss, Way)>>,
    is_dead: AtomicBool,
}

impl Network {
    async fn connect(&self, mut client: TcpStream) {
        if *self.way.borrow() != Way::Cut
            && let Ok(mut server) = UnixStream::connect(&self.server).await
        {
            let line = Line {
                network: self,
                loss: Mutex::default(),
                is_dead: AtomicBool::default(),
            };
            let (from_client, to_client) = client.split();
            let (from_server, to_server) = server.split();
            tokio::select! {
                () = line.ask(from_client, to_server) => {}
                () = line.answer(from_server, to_client) => {}
                () = line.fall_silent() => {}
                () = self.turned(Way::Cut) => {}
            }
        }
        // A reset, not an orderly end.
        let _ = client.set_zero_linger();
    }

    async fn turned(&self, to: Way) {
        let mut way = self.way.subscribe();
        let _ = way.wait_for(|way| *way == to).await;
    }
}

impl Line<'_> {
    async fn ask(&self, mut client: ReadHalf<'_>, mut server: unix::WriteHalf<'_>) {
        let mut bytes = [0; 1024];
        loop {
            let Ok(count @ 1..) = client.read(&mut bytes).await else {
                return;
            };
            let part = bytes.get(..count).unwrap();
            if part.windows(6).any(|window| window == b"COMMIT")
                && let Some((loss, then)) = self.network.loss.lock().unwrap().take()
            {
                if loss == Loss::Question {
                    self.network.way.send_replace(then);
                    return;
                }
                *self.loss.lock().unwrap() = Some((loss, then));
            }
            self.pass().await;
            if server.write_all(part).await.is_err() {
                return;
            }
        }
    }

    async fn answer(&self, mut server: unix::ReadHalf<'_>, mut client: WriteHalf<'_>) {
        let mut bytes = [0; 1024];
        loop {
            let Ok(count @ 1..) = server.read(&mut bytes).await else {
                return;
            };
            let loss = self.loss.lock().unwrap().take();
            if let Some((loss, then)) = loss {
                self.network.way.send_replace(then);
                if loss == Loss::Answer {
                    return;
                }
                self.is_dead.store(true, Ordering::SeqCst);
            }
            self.pass().await;
            if client.write_all(bytes.get(..count).unwrap()).await.is_err() {
                return;
            }
        }
    }

    async fn fall_silent(&self) {
        self.network.turned(Way::Silent).await;
        self.is_dead.store(true, Ordering::SeqCst);
        std::future::pending::<()>().await;
    }

    /// Never goes on once the line is dead.
    async fn pass(&self) {
        if self.is_dead.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
    }
}
