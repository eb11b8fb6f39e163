//! The port `MailSender` over SMTP.

use std::time::Duration;

use async_trait::async_trait;
use lettre::message::Mailbox;
use tokio::time::timeout;
use varco_ports::{MailError, MailSender, Message};

use crate::compose::compose;
use crate::config::{ConfigError, SmtpConfig, mailbox};
use crate::connections::Connections;
use crate::letterhead::Letterhead;
use crate::relay::Relay;

/// Sends mails through one mail server. Many may be sent at a time; each takes a connection.
pub struct SmtpMailSender {
    letterhead: Letterhead,
    from: Mailbox,
    time_limit: Duration,
    connections: Connections,
}

impl SmtpMailSender {
    /// Checks the settings; the server is not asked. Where TLS is wanted, certificates are read.
    ///
    /// # Errors
    /// [`ConfigError`] says which setting is wrong.
    pub fn new(config: SmtpConfig) -> Result<Self, ConfigError> {
        let relay = Relay::parse(&config.url, config.ca_file.as_deref())?;
        Ok(Self {
            from: mailbox(&config.from)?,
            time_limit: config.time_limit,
            connections: Connections::new(relay, config.letterhead.hello_name()),
            letterhead: config.letterhead,
        })
    }
}

#[async_trait]
impl MailSender for SmtpMailSender {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        let mail = compose(&self.letterhead, &self.from, message)?;
        let bytes = mail.formatted();
        // The time limit of the mail library covers connecting only.
        let delivery = self.connections.deliver(mail.envelope(), &bytes);
        timeout(self.time_limit, delivery)
            .await
            .unwrap_or_else(|_| Err(self.too_slow()))
    }
}

impl SmtpMailSender {
    fn too_slow(&self) -> MailError {
        MailError::Retry {
            reason: format!("the mail server took more than {:?}", self.time_limit),
        }
    }
}

impl std::fmt::Debug for SmtpMailSender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpMailSender")
            .field("letterhead", &self.letterhead)
            .finish_non_exhaustive()
    }
}
