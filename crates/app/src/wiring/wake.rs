//! Whoever commits a mail wakes whoever sends it.

use std::sync::Arc;

use async_trait::async_trait;
use tokio::sync::Notify;
use varco_ports::{Changes, Commit, CommitError};
use varco_storage_seaorm::Storage;

/// Commits and wakes up the mail loop when there is something for it.
#[derive(Debug)]
pub(super) struct WakingCommit {
    pub(super) inner: Arc<Storage>,
    pub(super) wake: Arc<Notify>,
}

#[async_trait]
impl Commit for WakingCommit {
    async fn commit(&self, changes: Changes) -> Result<(), CommitError> {
        let has_mail = !changes.outbox.is_empty() || changes.replay.is_some();
        self.inner.commit(changes).await?;
        if has_mail {
            self.wake.notify_one();
        }
        Ok(())
    }
}
