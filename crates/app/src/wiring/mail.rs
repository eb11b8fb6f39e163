//! Where mails go.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;
use varco_mail_smtp::{Letterhead, SmtpConfig, SmtpMailSender};
use varco_ports::{MailError, MailSender, Message};

use super::WireError;
use crate::config::{Config, ConfigError};
use crate::demo::Copies;

/// The addresses of the relays.
#[derive(Clone, Debug)]
pub struct Relays {
    /// The relay whose word counts; none in a process that sends nothing.
    relay: Option<SecretString>,
    /// The mailbox of the demo, where it is not the relay itself.
    copy: Option<SecretString>,
}

impl Relays {
    /// For a process that leaves mails to others.
    pub const fn none() -> Self {
        Self {
            relay: None,
            copy: None,
        }
    }

    /// The relay of the configuration.
    ///
    /// # Errors
    /// [`ConfigError`] when there is none.
    pub fn configured(config: &Config) -> Result<Self, ConfigError> {
        let missing = "is missing: set VARCO_SMTP_URL (such as smtps://relay.example.it), or try `varco serve --demo`";
        let relay = config
            .smtp_url()?
            .ok_or_else(|| ConfigError::invalid("smtp_url", missing))?;
        Ok(Self {
            relay: Some(relay),
            copy: None,
        })
    }

    /// The mailbox of the demo, spoken to by the same protocol as any relay; where a relay is
    /// configured too, the mailbox gets a copy.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn of_demo(config: &Config, mailbox: SocketAddr) -> Result<Self, ConfigError> {
        let mailbox = Some(SecretString::from(format!("smtp://{mailbox}")));
        Ok(match config.smtp_url()? {
            Some(relay) => Self {
                relay: Some(relay),
                copy: mailbox,
            },
            None => Self {
                relay: mailbox,
                copy: None,
            },
        })
    }
}

/// What sends mails to these relays.
pub(super) fn sender(config: &Config, relays: &Relays) -> Result<Arc<dyn MailSender>, WireError> {
    let Some(relay) = &relays.relay else {
        return Ok(Arc::new(NoRelay));
    };
    let relay = Arc::new(smtp(config, relay)?);
    Ok(match &relays.copy {
        Some(mailbox) => Arc::new(Copies {
            mailbox: Arc::new(smtp(config, mailbox)?),
            relay,
        }),
        None => relay,
    })
}

pub(super) fn smtp(config: &Config, url: &SecretString) -> Result<SmtpMailSender, WireError> {
    let service = &config.service;
    let letterhead = Letterhead::new(&service.name, &config.public_url(), &service.assistance)?;
    let smtp = SmtpConfig {
        url: url.clone(),
        from: config.mail.from.clone(),
        ca_file: config.mail.ca_file.clone(),
        time_limit: Duration::try_from(config.mail.timeout)
            .unwrap_or(SmtpConfig::DEFAULT_TIME_LIMIT),
        letterhead,
    };
    Ok(SmtpMailSender::new(smtp)?)
}

/// In a process that sends nothing.
#[derive(Debug)]
struct NoRelay;

#[async_trait]
impl MailSender for NoRelay {
    async fn send(&self, _: &Message) -> Result<(), MailError> {
        Err(MailError::Retry {
            reason: "this process has no relay".to_owned(),
        })
    }
}
