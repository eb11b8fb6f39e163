//! Erasing what is no longer needed.

use varco_ports::Cutoffs;

use crate::{Failure, UseCases};

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
            now,
            registrations: now,
            idle_sessions: now - limits.idle,
            old_sessions: now - limits.absolute,
            secrets: now - self.settings.retention.secrets,
            settled_items: now - self.settings.retention.records,
            forgotten: now,
        };
        Ok(self.ports.housekeeping.sweep(&cutoffs, BATCH).await?)
    }
}
