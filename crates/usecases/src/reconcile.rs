//! What a linked service holds, compared with what it should hold, one utenza at a time; the loop
//! stands outside.

use std::collections::BTreeSet;

use thiserror::Error;
use varco_domain::audit::{AuditEntry, AuditEvent};
use varco_domain::delivery::{Aspect, Comparison, Drift, LinkedService, Orders, compare};
use varco_domain::id::AccountId;
use varco_domain::utenza::Account;
use varco_ports::{Changes, CommitError, SyncError, Versioned, Write};

use crate::reason::{REASON_MAX, reason};
use crate::{Failure, TendServiceError, UseCases};

/// Why one utenza is not compared.
#[derive(Debug, Error)]
pub enum ReconcileError {
    /// A reason is asked for: up to 200 characters in one line.
    #[error("a reason is missing, or is longer than one line of {REASON_MAX} characters")]
    Reason,
    /// The service does not show it.
    #[error(transparent)]
    Service(#[from] SyncError),
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl UseCases {
    /// A linked service by its id.
    ///
    /// # Errors
    /// [`TendServiceError::NotFound`].
    pub fn linked_service(&self, id: &str) -> Result<&LinkedService, TendServiceError> {
        let mut all = self.settings.services.all().iter();
        all.find(|service| service.id.as_str() == id)
            .ok_or_else(|| TendServiceError::NotFound(id.to_owned()))
    }

    /// How many utenze a service knows.
    ///
    /// # Errors
    /// [`Failure`] when the store cannot be reached.
    pub async fn count_holders(&self, service: &LinkedService) -> Result<u64, Failure> {
        let deliveries = &self.ports.deliveries;
        Ok(deliveries.count_holders(&service.kinds).await?)
    }

    /// A page of the utenze that a service knows, those after one.
    ///
    /// # Errors
    /// [`Failure`] when the store cannot be reached.
    pub async fn holders(
        &self,
        service: &LinkedService,
        after: Option<AccountId>,
        limit: u32,
    ) -> Result<Vec<Account>, Failure> {
        let deliveries = &self.ports.deliveries;
        Ok(deliveries.holders(&service.kinds, after, limit).await?)
    }

    /// Compares what a service shows about an utenza with what it should hold, and changes nothing.
    /// What changes meanwhile is on its way.
    ///
    /// # Errors
    /// [`ReconcileError`].
    pub async fn compare_with(
        &self,
        service: &LinkedService,
        account: &Account,
    ) -> Result<Comparison, ReconcileError> {
        let target = self.ports.targets.get(&service.id);
        let target = target.ok_or_else(|| SyncError::refused("it is not configured here"))?;
        let before = self.orders_of(account.id).await?;
        let shown = target.read(account.username.as_str()).await?;
        let compared = compare(account, &service.id, &before, shown.as_ref());
        if compared == Comparison::Compared(Vec::new()) {
            return Ok(compared);
        }
        // The page was read a while ago.
        let found = self.ports.accounts.find(account.id).await;
        let found = found.map_err(Failure::from)?;
        let after = self.orders_of(account.id).await?;
        Ok(match found {
            Some(found) if after == before => {
                compare(&found.value, &service.id, &after, shown.as_ref())
            }
            _ => Comparison::OnItsWay,
        })
    }

    /// Has a service told again what it should hold of an utenza; whether it was, or something else
    /// came first. No password is known here: where it is the password that differs, the service
    /// waits for the next login. Writes down why; the holder of the utenza reads it.
    ///
    /// # Errors
    /// [`ReconcileError`].
    pub async fn mend(
        &self,
        service: &LinkedService,
        account: AccountId,
        drifts: &[Drift],
        why: &str,
    ) -> Result<bool, ReconcileError> {
        let why = reason(why).ok_or(ReconcileError::Reason)?;
        let sides = drifts.iter().filter_map(|drift| drift.mended_by());
        let sides: BTreeSet<Aspect> = sides.collect();
        if sides.is_empty() {
            return Ok(false);
        }
        let found = self.ports.accounts.find(account).await;
        let Some(account) = found.map_err(Failure::from)? else {
            return Ok(false);
        };
        let orders = self.orders_of(account.value.id).await?;
        let changes = self.mending(service, &account, &orders, sides, why)?;
        match self.ports.commit.commit(changes).await {
            Ok(()) => Ok(true),
            Err(CommitError::Conflict) => Ok(false),
            Err(error) => Err(Failure::from(error).into()),
        }
    }

    fn mending(
        &self,
        service: &LinkedService,
        account: &Versioned<Account>,
        orders: &Orders,
        sides: BTreeSet<Aspect>,
        why: &str,
    ) -> Result<Changes, Failure> {
        let note = format!("{}: {why}", service.name);
        let event = AuditEvent::Reconciled;
        let id = account.value.id;
        let mut changes = Changes {
            // Whoever gives orders writes the account, so that of two at once one decides anew.
            account: Some(Write::Update(account.value.clone(), account.version)),
            audit: vec![AuditEntry::by_operator(self.now(), id, event, &note)],
            ..Changes::default()
        };
        for side in sides {
            // One of a password that holds none cannot be carried out, and takes the place of the one
            // that was: from then on the service needs the password anew.
            let version = self.next_version(orders, &service.id, &changes);
            let order = self.order(id, service, side, version, None)?;
            changes.outbox.push(order);
        }
        Ok(changes)
    }
}
