//! Erasing what is no longer needed.

use jiff::SignedDuration;
use varco_ports::Cutoffs;

use crate::{Failure, UseCases};

/// How long it is kept on record that a mail was sent or buried.
const MAIL_RECORD: SignedDuration = SignedDuration::from_hours(24 * 30);
/// Rows of one kind erased at a time.
const BATCH: u32 = 500;

impl UseCases {
    /// Erases one batch of everything that is over; returns how many rows went. The loop stands
    /// outside.
    ///
    /// # Errors
    /// [`Failure`] when the store cannot be reached.
    pub async fn sweep(&self) -> Result<u64, Failure> {
        let now = self.now();
        let limits = &self.settings.sessions;
        let cutoffs = Cutoffs {
            registrations: now,
            idle_sessions: now - limits.idle,
            old_sessions: now - limits.absolute,
            settled_mails: now - MAIL_RECORD,
            forgotten: now,
        };
        Ok(self.ports.housekeeping.sweep(&cutoffs, BATCH).await?)
    }
}
