//! One SMTP conversation.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncWriteExt, BufReader, copy, sink};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;

use super::FaultMode;
use super::lines::read_line;
use super::mailbox::Mailbox;
use super::transaction::{SIZE_MAX, Transaction};
use crate::received::ReceivedMail;

/// Longest silence of a client (RFC 5321 §4.5.3.2.7).
const IDLE_MAX: Duration = Duration::from_mins(5);
/// Most bytes of a command: far over RFC 5321 §4.5.3.1.4, for long credentials.
const COMMAND_MAX: u64 = 2048;
/// Most bytes of a line of text (RFC 5321 §4.5.3.1.6).
const TEXT_LINE_MAX: u64 = 1000;

/// Talks to one client until it goes. Whatever goes wrong ends the conversation, no more.
pub(super) async fn converse(
    stream: TcpStream,
    mailbox: Arc<Mailbox>,
    fault: watch::Receiver<FaultMode>,
) {
    let mut session = Session {
        stream: BufReader::new(stream),
        mailbox,
        fault,
        transaction: Transaction::default(),
    };
    let farewell = match session.run().await.map_err(|error| error.kind()) {
        Ok(()) => "221 Bye",
        Err(io::ErrorKind::InvalidData) => "500 Line too long, or not ended by CR LF",
        Err(io::ErrorKind::TimedOut) => "421 Too long a silence",
        Err(_) => return,
    };
    // The client may be gone; then nobody misses the farewell.
    let _ = session.reply(farewell).await;
}

struct Session {
    stream: BufReader<TcpStream>,
    mailbox: Arc<Mailbox>,
    fault: watch::Receiver<FaultMode>,
    transaction: Transaction,
}

impl Session {
    /// Until `QUIT`, or an error.
    async fn run(&mut self) -> io::Result<()> {
        self.stream.get_ref().set_nodelay(true)?;
        self.misbehave().await?;
        self.reply("220 varco ESMTP").await?;
        loop {
            let line = self.line(COMMAND_MAX).await?;
            let fault = self.misbehave().await?;
            let line = String::from_utf8_lossy(&line);
            let (verb, argument) = line.split_once(' ').unwrap_or((&line, ""));
            match verb.to_ascii_uppercase().as_str() {
                "QUIT" => return Ok(()),
                "DATA" if self.transaction.is_ready() => self.receive().await?,
                verb => {
                    let answer = self.transaction.answer(verb, argument, fault);
                    self.reply(&answer).await?;
                }
            }
        }
    }

    /// Closes or falls silent where the fault says so, else returns it.
    async fn misbehave(&mut self) -> io::Result<FaultMode> {
        let fault = *self.fault.borrow();
        match fault {
            FaultMode::RefuseConnections => Err(io::ErrorKind::ConnectionAborted.into()),
            FaultMode::SilentAfterConnect => {
                copy(&mut self.stream, &mut sink()).await?;
                Err(io::ErrorKind::UnexpectedEof.into())
            }
            other => Ok(other),
        }
    }

    async fn receive(&mut self) -> io::Result<()> {
        self.reply("354 End with a dot on a line of its own")
            .await?;
        let text = self.text().await?;
        let (envelope_from, envelope_to) = self.transaction.take();
        let Some(raw) = text else {
            return self.reply("552 Too big").await;
        };
        let mail = ReceivedMail {
            envelope_from,
            envelope_to,
            raw,
        };
        let kept = self.mailbox.keep(mail).await;
        if *self.fault.borrow() == FaultMode::DropAfterData {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        match kept {
            Ok(()) => self.reply("250 Kept").await,
            Err(_) => self.reply("452 Cannot keep it now").await,
        }
    }

    /// The text up to the lonely dot; `None` when it is too big.
    async fn text(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut text = Some(Vec::new());
        loop {
            let line = self.line(TEXT_LINE_MAX).await?;
            if line == b"." {
                return Ok(text);
            }
            let line = line.strip_prefix(b".").unwrap_or(&line);
            text = text.filter(|text: &Vec<u8>| text.len() + line.len() + 2 <= SIZE_MAX);
            if let Some(text) = &mut text {
                text.extend_from_slice(line);
                text.extend_from_slice(b"\r\n");
            }
        }
    }

    async fn line(&mut self, limit: u64) -> io::Result<Vec<u8>> {
        timeout(IDLE_MAX, read_line(&mut self.stream, limit)).await?
    }

    async fn reply(&mut self, text: &str) -> io::Result<()> {
        let stream = self.stream.get_mut();
        stream.write_all(format!("{text}\r\n").as_bytes()).await
    }
}
