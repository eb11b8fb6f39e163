//! A running service with the mailboxes of everybody.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::{Context as _, Result};
use varco_mail_smtp::ReceivedMail;
use varco_mail_smtp::SmtpSink;

use crate::letter::Letter;
use crate::process::{Database, Site, Varco};

/// Longest wait for a mail; it takes well under a second, unless the process is killed while it
/// sends: then the mail waits until the lease on it runs out.
const DELIVERY: Duration = Duration::from_secs(30);

/// The work of the captcha takes a browser a moment, but a test without optimisation much longer.
pub const EASY_CAPTCHA: [(&str, &str); 1] = [("VARCO_CAPTCHA__COST", "10")];

/// A mail server that takes everything.
///
/// # Errors
///
/// The machine has no free port.
pub async fn post_office() -> Result<SmtpSink> {
    Ok(SmtpSink::start((Ipv4Addr::LOCALHOST, 0).into(), None).await?)
}

/// The service under test and the mail server that it talks to.
#[derive(Debug)]
pub struct Stage {
    /// The process.
    pub varco: Varco,
    /// Every mail that it sent.
    pub sink: SmtpSink,
    crashes: bool,
}

impl Stage {
    /// Starts both.
    ///
    /// # Errors
    ///
    /// As [`Varco::start`].
    pub async fn start() -> Result<Self> {
        Self::start_with(&[]).await
    }

    /// Starts both, with more variables of the environment for the service.
    ///
    /// # Errors
    ///
    /// As [`Varco::start`].
    pub async fn start_with(settings: &[(&str, &str)]) -> Result<Self> {
        Self::start_on(Database::Sqlite, settings).await
    }

    /// Starts both on either database, with more variables of the environment for the service.
    ///
    /// # Errors
    ///
    /// As [`Varco::start`].
    pub async fn start_on(database: Database, settings: &[(&str, &str)]) -> Result<Self> {
        let sink = post_office().await?;
        let varco = Varco::start_on(database, sink.address(), settings).await?;
        Ok(Self::around(varco, sink))
    }

    /// As [`Stage::start_on`], with a clock that [`Site::advance`] puts forward.
    ///
    /// # Errors
    ///
    /// As [`Varco::start`].
    pub async fn start_timed(database: Database, settings: &[(&str, &str)]) -> Result<Self> {
        let sink = post_office().await?;
        let smtp = format!("smtp://{}", sink.address());
        let settings = [&[("VARCO_SMTP_URL", smtp.as_str())], settings].concat();
        let site = Site::timed(database, &settings).await?;
        let varco = site.serve(&["--migrate"], &[]).await?;
        Ok(Self::around(varco, sink))
    }

    /// A service that runs already, sending its mails to this server.
    pub fn of(varco: Varco, sink: SmtpSink) -> Self {
        Self {
            varco,
            sink,
            crashes: false,
        }
    }

    /// Around a process that sends its mails to this server.
    pub fn around(varco: Varco, sink: SmtpSink) -> Self {
        Self {
            varco,
            sink,
            crashes: false,
        }
    }

    /// Makes [`Stage::between_steps`] kill the process.
    #[must_use]
    pub fn that_crashes(self) -> Self {
        Self {
            crashes: true,
            ..self
        }
    }

    /// What happens while a person reads, thinks and types: nothing, or a power cut.
    ///
    /// # Errors
    ///
    /// The process does not come back.
    pub async fn between_steps(&mut self) -> Result<()> {
        if self.crashes {
            self.varco.crash().await
        } else {
            Ok(())
        }
    }

    /// Waits for the mail with this subject to this person.
    ///
    /// # Errors
    ///
    /// It does not come; the error lists what came.
    pub async fn letter(&self, to: &str, subject: &str) -> Result<Letter> {
        self.another(to, subject, &[]).await
    }

    /// Waits for a mail as [`Stage::letter`] does, but for another than these.
    ///
    /// # Errors
    ///
    /// As [`Stage::letter`].
    pub async fn another(&self, to: &str, subject: &str, known: &[&Letter]) -> Result<Letter> {
        let is_it = |mail: &ReceivedMail| {
            let text = mail.text();
            mail.envelope_to == [to]
                && mail.subject() == subject
                && known.iter().all(|letter| letter.text != text)
        };
        let found = self.sink.find(DELIVERY, is_it).await;
        let mail = found.with_context(|| format!("no mail {subject:?} to {to}"))?;
        Ok(Letter {
            text: mail.text(),
            html: mail.html(),
        })
    }

    /// Waits until so many different messages have arrived, and tells how often each did, by its
    /// Message-ID.
    ///
    /// # Errors
    ///
    /// One is lost; the error lists what came.
    pub async fn deliveries(&self, expected: usize) -> Result<BTreeMap<String, usize>> {
        let mut least = expected;
        loop {
            let mails = self.sink.wait_for(least, DELIVERY).await?;
            least = mails.len() + 1;
            let mut deliveries = BTreeMap::new();
            for mail in mails {
                *deliveries.entry(mail.message_id()).or_default() += 1;
            }
            if deliveries.len() >= expected {
                return Ok(deliveries);
            }
        }
    }

    /// Adds the end of the process's log to an error.
    ///
    /// # Errors
    ///
    /// The error that was there already.
    pub fn explain<T>(&self, outcome: Result<T>) -> Result<T> {
        outcome.with_context(|| format!("the server wrote:\n{}\n", self.varco.log()))
    }
}
