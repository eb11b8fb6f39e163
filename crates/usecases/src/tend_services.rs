//! What an operator does with linked services: look, try, stop and go on.

use jiff::Timestamp;
use thiserror::Error;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent, AuditSubject};
use varco_domain::delivery::{Aspect, LinkedService, ServiceId};
use varco_ports::{Changes, SyncError};

use crate::reason::{REASON_MAX, reason};
use crate::{Failure, UseCases};

/// Why nothing was done with a service.
#[derive(Debug, Error)]
pub enum TendServiceError {
    /// A reason is asked for: up to 200 characters in one line.
    #[error("a reason is missing, or is longer than one line of {REASON_MAX} characters")]
    Reason,
    /// There is no such service.
    #[error("there is no service called {0:?}")]
    NotFound(String),
    /// The service cannot be reached, or not with these credentials.
    #[error(transparent)]
    Service(#[from] SyncError),
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// A linked service as an operator sees it.
#[derive(Clone, Debug)]
pub struct ServiceSheet {
    /// The service.
    pub service: LinkedService,
    /// Since when nothing is delivered to it.
    pub paused_since: Option<Timestamp>,
    /// Orders that wait.
    pub open: u64,
    /// Since when the oldest of them waits.
    pub oldest: Option<Timestamp>,
}

impl UseCases {
    /// All linked services, the most important first.
    ///
    /// # Errors
    /// [`Failure`] when the store cannot be reached.
    pub async fn list_services(&self) -> Result<Vec<ServiceSheet>, Failure> {
        let paused = self.ports.deliveries.paused().await?;
        let backlog = self.ports.deliveries.backlog().await?;
        let sheet = |service: &LinkedService| {
            let waits = || {
                backlog.iter().filter(|waits| {
                    let target = Aspect::of_target(&waits.target);
                    target.is_some_and(|(id, _)| id == service.id)
                })
            };
            let since = paused.iter().find(|(id, _)| *id == service.id);
            ServiceSheet {
                service: service.clone(),
                paused_since: since.map(|(_, since)| *since),
                open: waits().map(|waits| waits.open).sum(),
                oldest: waits().map(|waits| waits.oldest).min(),
            }
        };
        Ok(self.settings.services.all().iter().map(sheet).collect())
    }

    /// Reaches a service as its orders do, and changes nothing there.
    ///
    /// # Errors
    /// [`TendServiceError`].
    pub async fn test_service(&self, id: &str) -> Result<(), TendServiceError> {
        let service = self.known_service(id)?;
        let target = self.ports.targets.get(&service);
        let target = target.ok_or_else(|| TendServiceError::NotFound(id.to_owned()))?;
        Ok(target.probe().await?)
    }

    /// From now on nothing is delivered to a service, by any process.
    ///
    /// # Errors
    /// [`TendServiceError`].
    pub async fn pause_service(&self, id: &str, why: &str) -> Result<(), TendServiceError> {
        let since = Some(self.now());
        self.set_paused(id, since, AuditEvent::ServicePaused, why)
            .await
    }

    /// Deliveries to a service go on.
    ///
    /// # Errors
    /// [`TendServiceError`].
    pub async fn resume_service(&self, id: &str, why: &str) -> Result<(), TendServiceError> {
        self.set_paused(id, None, AuditEvent::ServiceResumed, why)
            .await
    }

    async fn set_paused(
        &self,
        id: &str,
        since: Option<Timestamp>,
        event: AuditEvent,
        why: &str,
    ) -> Result<(), TendServiceError> {
        let why = reason(why).ok_or(TendServiceError::Reason)?;
        let service = self.known_service(id)?;
        let entry = AuditEntry {
            note: Some(format!("{service}: {why}")),
            ..AuditEntry::new(self.now(), Actor::Operator, AuditSubject::Service, event)
        };
        let changes = Changes {
            paused: Some((service, since)),
            audit: vec![entry],
            ..Changes::default()
        };
        let committed = self.ports.commit.commit(changes).await;
        Ok(committed.map_err(Failure::from)?)
    }

    fn known_service(&self, id: &str) -> Result<ServiceId, TendServiceError> {
        self.linked_service(id).map(|service| service.id.clone())
    }
}
