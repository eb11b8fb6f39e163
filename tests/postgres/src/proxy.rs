//! A network between a program and PostgreSQL that fails when told to.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::net::unix;
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::watch;

/// What happens on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Everything gets through.
    Open,
    /// Nothing gets through, and nobody is told.
    Silent,
    /// Connections are reset, new ones too.
    Cut,
}

/// What gets lost of a COMMIT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// The COMMIT itself; the connection is reset.
    Question,
    /// The answer, once the server has given it; the connection is reset.
    Answer,
    /// The answer; the connection is held and says nothing any more.
    AnswerSilently,
}

/// A loss to come: after so many COMMITs, and how the way is from then on.
#[derive(Clone, Copy, Debug)]
struct Order {
    after: usize,
    loss: Loss,
    then: Way,
}

#[derive(Debug)]
struct Network {
    server: PathBuf,
    way: watch::Sender<Way>,
    order: Mutex<Option<Order>>,
}

/// A port on this machine in front of a server, for as long as the runtime runs that made it.
#[derive(Debug)]
pub struct Proxy {
    port: u16,
    network: Arc<Network>,
}

impl Proxy {
    /// In front of the server whose socket is in this folder.
    ///
    /// # Errors
    ///
    /// No port is free.
    pub async fn before(folder: &Path) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let network = Arc::new(Network {
            server: folder.join(".s.PGSQL.5432"),
            way: watch::Sender::new(Way::Open),
            order: Mutex::default(),
        });
        let shared = Arc::clone(&network);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let network = Arc::clone(&shared);
                tokio::spawn(async move { network.connect(client).await });
            }
        });
        Ok(Self { port, network })
    }

    /// The address on the near side of a database whose address on the far side is this.
    pub fn url(&self, far: &str) -> String {
        let far = far.split('?').next().unwrap_or_default();
        let database = far.rsplit('/').next().unwrap_or_default();
        format!("postgres://varco@127.0.0.1:{}/{database}", self.port)
    }

    /// Connections that were silent stay so for ever, as after a failure of the network.
    pub fn turn(&self, way: Way) {
        self.network.way.send_replace(way);
    }

    /// The next COMMIT suffers this, and the way is like that from then on.
    pub fn lose(&self, loss: Loss, then: Way) {
        self.lose_later(0, loss, then);
    }

    /// The same after so many COMMITs that get through.
    pub fn lose_later(&self, after: usize, loss: Loss, then: Way) {
        *self.network.order() = Some(Order { after, loss, then });
    }

    /// Whether the loss that was ordered has come about.
    pub fn has_lost(&self) -> bool {
        self.network.order().is_none()
    }
}

/// One connection.
struct Line<'a> {
    network: &'a Network,
    /// The loss that it is about to suffer.
    order: Mutex<Option<Order>>,
    is_dead: AtomicBool,
}

impl Network {
    async fn connect(&self, mut client: TcpStream) {
        if *self.way.borrow() != Way::Cut
            && let Ok(mut server) = UnixStream::connect(&self.server).await
        {
            let line = Line {
                network: self,
                order: Mutex::default(),
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

    fn order(&self) -> MutexGuard<'_, Option<Order>> {
        self.order.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What this COMMIT suffers.
    fn next_loss(&self) -> Option<Order> {
        let mut order = self.order();
        match &mut *order {
            Some(Order { after: 0, .. }) => order.take(),
            Some(order) => {
                order.after -= 1;
                None
            }
            None => None,
        }
    }

    async fn turned(&self, to: Way) {
        let mut way = self.way.subscribe();
        let _ = way.wait_for(|way| *way == to).await;
    }
}

impl Line<'_> {
    fn own_order(&self) -> MutexGuard<'_, Option<Order>> {
        self.order.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn ask(&self, mut client: ReadHalf<'_>, mut server: unix::WriteHalf<'_>) {
        let mut bytes = [0; 1024];
        loop {
            let Ok(count @ 1..) = client.read(&mut bytes).await else {
                return;
            };
            let part = bytes.get(..count).unwrap_or_default();
            if part.windows(6).any(|window| window == b"COMMIT")
                && let Some(order) = self.network.next_loss()
            {
                if order.loss == Loss::Question {
                    self.network.way.send_replace(order.then);
                    return;
                }
                *self.own_order() = Some(order);
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
            let order = self.own_order().take();
            if let Some(order) = order {
                self.network.way.send_replace(order.then);
                if order.loss == Loss::Answer {
                    return;
                }
                self.is_dead.store(true, Ordering::SeqCst);
            }
            self.pass().await;
            let part = bytes.get(..count).unwrap_or_default();
            if client.write_all(part).await.is_err() {
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
