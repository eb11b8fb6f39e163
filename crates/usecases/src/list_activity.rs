//! What has happened to an utenza, for its owner.

use varco_domain::audit::AuditEntry;

use crate::{CurrentSession, Failure, UseCases};

/// Entries of one page.
const PAGE: u32 = 20;

/// One page of what has happened, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityPage {
    /// Up to twenty entries.
    pub entries: Vec<AuditEntry>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<i64>,
}

impl UseCases {
    /// A page of the entries about an account: the newest, or those before a place that the page
    /// before has named.
    ///
    /// # Errors
    /// [`Failure`] when they cannot be read.
    pub async fn list_activity(
        &self,
        current: &CurrentSession,
        before: Option<i64>,
    ) -> Result<ActivityPage, Failure> {
        let (trail, account) = (&self.ports.trail, current.account.id);
        let mut records = trail.list(account, before, PAGE + 1).await?;
        let has_more = records.len() > PAGE as usize;
        records.truncate(PAGE as usize);
        let next = records.last().filter(|_| has_more);
        Ok(ActivityPage {
            next: next.map(|record| record.sequence),
            entries: records.into_iter().map(|record| record.entry).collect(),
        })
    }
}
