//! A small SMTP server that keeps what it receives: the demo mailbox, and the other end of tests.
//!
//! Written by hand because the servers on offer either relay (and want a configuration) or cannot be
//! made to misbehave, which is what the tests of the sender need.

mod lines;
mod mailbox;
mod session;
mod transaction;

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::received::ReceivedMail;
use mailbox::Mailbox;

/// Conversations at a time; more wait in the listener's queue.
const CONVERSATIONS_MAX: usize = 256;
/// Pause after a failed `accept`, which happens when file descriptors run out.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// How the sink misbehaves, from the next command of every conversation on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultMode {
    /// Not at all.
    #[default]
    None,
    /// Closes every connection without a word.
    RefuseConnections,
    /// Answers 451 to every recipient.
    TemporaryFailure,
    /// Answers 550 to every recipient.
    PermanentFailure,
    /// Accepts connections and never says anything.
    SilentAfterConnect,
    /// Takes the mail and closes the connection instead of confirming it.
    DropAfterData,
}

/// What was waited for did not come.
#[derive(Debug, Error)]
#[error("the mail did not come in time; subjects of those that came: {subjects:?}")]
pub struct SinkTimeout {
    /// Subjects of the mails that are there.
    pub subjects: Vec<String>,
}

/// The running server. Dropping it stops it.
#[derive(Debug)]
pub struct SmtpSink {
    address: SocketAddr,
    mailbox: Arc<Mailbox>,
    fault: watch::Sender<FaultMode>,
    server: JoinSet<()>,
}

impl SmtpSink {
    /// Listens on `address`; port 0 takes a free one. With a folder, mails are also kept there as
    /// `.eml` files, and those that are there already are read back. The newest 10,000 are kept.
    ///
    /// # Errors
    /// The address cannot be bound, or the folder cannot be read or made.
    pub async fn start(address: SocketAddr, folder: Option<PathBuf>) -> io::Result<Self> {
        let mailbox = Arc::new(Mailbox::open(folder).await?);
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let (fault, faults) = watch::channel(FaultMode::None);
        let mut server = JoinSet::new();
        server.spawn(accept(listener, Arc::clone(&mailbox), faults));
        Ok(Self {
            address,
            mailbox,
            fault,
            server,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every mail received, oldest first.
    pub fn messages(&self) -> Vec<ReceivedMail> {
        self.mailbox.watch().borrow().iter().cloned().collect()
    }

    /// Misbehaves from now on, also in conversations under way.
    pub fn fault(&self, mode: FaultMode) {
        self.fault.send_replace(mode);
    }

    /// Waits until at least `count` mails are there and returns all.
    ///
    /// # Errors
    /// [`SinkTimeout`] if they are not there within `deadline`.
    pub async fn wait_for(
        &self,
        count: usize,
        deadline: Duration,
    ) -> Result<Vec<ReceivedMail>, SinkTimeout> {
        let mut mails = self.mailbox.watch();
        let arrived = timeout(deadline, mails.wait_for(|mails| mails.len() >= count)).await;
        match arrived {
            Ok(Ok(mails)) => Ok(mails.iter().cloned().collect()),
            _ => Err(self.not_in_time()),
        }
    }

    /// Waits for a mail of this kind and returns the newest.
    ///
    /// # Errors
    /// [`SinkTimeout`] if there is none within `deadline`.
    pub async fn find(
        &self,
        deadline: Duration,
        wanted: impl Fn(&ReceivedMail) -> bool,
    ) -> Result<ReceivedMail, SinkTimeout> {
        let mut mails = self.mailbox.watch();
        let arrived = timeout(deadline, mails.wait_for(|mails| mails.iter().any(&wanted))).await;
        let found = match arrived {
            Ok(Ok(mails)) => mails.iter().rev().find(|mail| wanted(mail)).cloned(),
            _ => None,
        };
        found.ok_or_else(|| self.not_in_time())
    }

    /// Stops and waits until the address is free again.
    pub async fn stop(mut self) {
        self.server.shutdown().await;
    }

    fn not_in_time(&self) -> SinkTimeout {
        let mails = self.messages();
        SinkTimeout {
            subjects: mails.iter().map(ReceivedMail::subject).collect(),
        }
    }
}

async fn accept(listener: TcpListener, mailbox: Arc<Mailbox>, fault: watch::Receiver<FaultMode>) {
    let mut conversations = JoinSet::new();
    loop {
        while conversations.try_join_next().is_some() {}
        if conversations.len() >= CONVERSATIONS_MAX {
            conversations.join_next().await;
        }
        match listener.accept().await {
            Ok((stream, _)) => {
                let mailbox = Arc::clone(&mailbox);
                conversations.spawn(session::converse(stream, mailbox, fault.clone()));
            }
            Err(_) => sleep(ACCEPT_PAUSE).await,
        }
    }
}
