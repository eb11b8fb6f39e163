//! Connections to the mail server.
//!
//! The pool of the mail library is not used: it takes back a connection whose conversation was
//! cut short by a time-out, and the next mail would then read the answers meant for that one.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::DEFAULT_MECHANISMS;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::Instant;
use varco_ports::MailError;

use crate::line_by_line::LineByLine;
use crate::relay::{Relay, Security};

/// Connections kept open between mails.
const IDLE_MAX: usize = 8;
/// Longest rest of a connection; servers hang up after five minutes (RFC 5321 §4.5.3.2.7).
const REST_MAX: Duration = Duration::from_mins(1);

/// Opens connections, and keeps those that ended a mail well for the next. As many mails may be
/// under way as there are callers.
pub(crate) struct Connections {
    relay: Relay,
    hello_name: ClientId,
    idle: Mutex<Vec<Resting>>,
}

struct Resting {
    connection: AsyncSmtpConnection,
    since: Instant,
}

impl Connections {
    pub(crate) fn new(relay: Relay, hello_name: ClientId) -> Self {
        Self {
            relay,
            hello_name,
            idle: Mutex::default(),
        }
    }

    /// Hands one mail over. A refusal counts as final only from where recipient and text are said;
    /// before that it is about us, not about the mail. Dropping the future closes the connection.
    pub(crate) async fn deliver(&self, envelope: &Envelope, mail: &[u8]) -> Result<(), MailError> {
        let mut connection = match self.rested().await {
            Some(connection) => connection,
            None => self.open().await?,
        };
        let outcome = converse(&mut connection, envelope, mail).await;
        match outcome {
            Ok(()) => self.rest(connection),
            Err(_) => connection.abort().await,
        }
        outcome
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, MailError> {
        let server = (self.relay.host.as_str(), self.relay.port);
        let mut connection = match &self.relay.security {
            Security::Tls(tls) => connect_tls(server, tls, &self.hello_name).await?,
            Security::Plain => connect(server, &self.hello_name).await?,
            Security::StartTls(tls) => {
                let mut connection = connect(server, &self.hello_name).await?;
                let upgrade = connection.starttls(tls.clone(), &self.hello_name).await;
                upgrade.map_err(|error| retry(&error))?;
                connection
            }
        };
        if let Some(credentials) = &self.relay.credentials {
            let welcome = connection.auth(DEFAULT_MECHANISMS, credentials).await;
            welcome.map_err(|error| retry(&error))?;
        }
        Ok(connection)
    }

    /// A connection that is still good.
    async fn rested(&self) -> Option<AsyncSmtpConnection> {
        while let Some(mut connection) = self.pop() {
            if connection.test_connected().await {
                return Some(connection);
            }
        }
        None
    }

    fn pop(&self) -> Option<AsyncSmtpConnection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|resting| resting.since.elapsed() < REST_MAX);
        idle.pop().map(|resting| resting.connection)
    }

    fn rest(&self, connection: AsyncSmtpConnection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_MAX {
            let since = Instant::now();
            idle.push(Resting { connection, since });
        }
    }
}

async fn connect(
    server: (&str, u16),
    hello_name: &ClientId,
) -> Result<AsyncSmtpConnection, MailError> {
    let stream = LineByLine::connect(server).await;
    let stream = stream.map_err(|error| MailError::Retry {
        reason: format!("cannot reach the mail server: {error}"),
    })?;
    let connection = AsyncSmtpConnection::connect_with_transport(Box::new(stream), hello_name);
    connection.await.map_err(|error| retry(&error))
}

async fn connect_tls(
    server: (&str, u16),
    tls: &TlsParameters,
    hello_name: &ClientId,
) -> Result<AsyncSmtpConnection, MailError> {
    let tls = Some(tls.clone());
    let connection = AsyncSmtpConnection::connect_tokio1(server, None, hello_name, tls, None);
    connection.await.map_err(|error| retry(&error))
}

async fn converse(
    connection: &mut AsyncSmtpConnection,
    envelope: &Envelope,
    mail: &[u8],
) -> Result<(), MailError> {
    let from = Mail::new(envelope.from().cloned(), Vec::new());
    connection
        .command(from)
        .await
        .map_err(|error| retry(&error))?;
    for recipient in envelope.to() {
        let recipient = Rcpt::new(recipient.clone(), Vec::new());
        connection
            .command(recipient)
            .await
            .map_err(|error| verdict(&error))?;
    }
    connection
        .command(Data)
        .await
        .map_err(|error| verdict(&error))?;
    connection
        .message(mail)
        .await
        .map_err(|error| verdict(&error))?;
    Ok(())
}

/// What an error during a mail means.
fn verdict(error: &Error) -> MailError {
    if error.is_permanent() {
        MailError::Refused {
            reason: reason(error),
        }
    } else {
        retry(error)
    }
}

fn retry(error: &Error) -> MailError {
    MailError::Retry {
        reason: reason(error),
    }
}

/// What happened, without the words of the server, which like to repeat addresses.
fn reason(error: &Error) -> String {
    if let Some(code) = error.status() {
        format!("the mail server answered {code}")
    } else if error.is_response() {
        "the mail server's answer was cut short or made no sense".to_owned()
    } else {
        error.to_string()
    }
}
