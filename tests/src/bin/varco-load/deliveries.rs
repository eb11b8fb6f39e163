//! How many mails a second leave the outbox.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use tokio::time::Instant;
use varco_mail_smtp::SmtpSink;
use varco_tests::process::Site;
use varco_tests::stage::post_office;

use crate::{SETTINGS, people};

/// Longest wait for all of them.
const PATIENCE: Duration = Duration::from_mins(5);

/// A service whose mails wait, because nobody works on them.
pub(crate) struct Waiting {
    site: Arc<Site>,
    sink: SmtpSink,
    mails: u16,
}

impl Waiting {
    /// So many people register on this database; `first` is the number of the first of them.
    ///
    /// # Errors
    ///
    /// A registration fails.
    pub(crate) async fn on(database_url: String, first: u16, mails: u16) -> Result<Self> {
        let sink = post_office().await?;
        let smtp = format!("smtp://{}", sink.address());
        let settings = [&[("VARCO_SMTP_URL", smtp.as_str())], SETTINGS.as_slice()].concat();
        let site = Site::on(database_url, &settings)?;
        let varco = site.serve(&["--migrate", "--no-worker"], &[]).await?;
        people::registrations_per_second(&varco.origin(), first, mails, 8).await?;
        Ok(Self { site, sink, mails })
    }

    /// Mails per second that so many workers send, from the start of the first to the last mail.
    ///
    /// # Errors
    ///
    /// They do not arrive.
    pub(crate) async fn per_second(self, workers: usize) -> Result<f64> {
        let start = Instant::now();
        let mut running = Vec::new();
        for _ in 0..workers {
            running.push(self.site.worker(&[]).await?);
        }
        self.sink.wait_for(self.mails.into(), PATIENCE).await?;
        Ok(f64::from(self.mails) / start.elapsed().as_secs_f64())
    }
}
