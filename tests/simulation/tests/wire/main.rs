//! The 22 modes of FI-3 over the wire, once each: the machine and the adapters of the product against
//! servers that fail on purpose and keep a ledger. The person's request succeeds, what fails is tried
//! again or shown, and once the fault is over everything has been done once.
#![cfg(test)]

mod ldap;
mod mail;
mod scim;
mod scim_ledger;

use std::sync::Arc;

use varco_domain::delivery::Reach;
use varco_ports::testkit::{InMemoryTarget, RecordingMailSender};
use varco_ports::{CredentialSync, MailSender};
use varco_test_simulation::Stage;
use varco_usecases::{Delivery, UseCases};

/// Passwords, the newer after the older.
pub(crate) const FIRST: &str = "Tre trote nel torrente 1";
pub(crate) const SECOND: &str = "Tre trote nel torrente 2";
pub(crate) const THIRD: &str = "Tre trote nel torrente 3";

/// The use cases with this service, and mails that nobody reads.
pub(crate) fn with_target(stage: &Stage, target: impl CredentialSync + 'static) -> UseCases {
    let mail: Arc<dyn MailSender> = Arc::new(RecordingMailSender::default());
    stage.with(Arc::new(target), mail)
}

/// The use cases with this mail server, and a service that takes everything.
pub(crate) fn with_mail(stage: &Stage, mail: impl MailSender + 'static) -> UseCases {
    stage.with(Arc::new(InMemoryTarget::default()), Arc::new(mail))
}

/// Orders that meet a fault: none is carried out, and the person reads that it is tried again.
pub(crate) async fn postponed(stage: &Stage, usecases: &UseCases, attempts: usize, name: &str) {
    let line = Stage::line();
    let deliveries = stage.deliver(usecases, &line, attempts).await.unwrap();
    assert_eq!(deliveries.len(), attempts, "{name}");
    for delivery in deliveries {
        assert!(
            matches!(delivery, Delivery::Postponed(_)),
            "{name}: {delivery:?}"
        );
    }
    let reach = stage.reach(usecases).await.unwrap();
    assert!(
        matches!(reach, Some(Reach::Failing { .. })),
        "{name}: {reach:?}"
    );
}

/// Everything is delivered, and the person reads so.
pub(crate) async fn delivered(stage: &Stage, usecases: &UseCases, name: &str) {
    let deliveries = stage.deliver(usecases, &Stage::line(), 9).await.unwrap();
    assert_eq!(deliveries, [Delivery::Sent], "{name}");
    let reach = stage.reach(usecases).await.unwrap();
    assert!(
        matches!(reach, Some(Reach::UpToDate { .. })),
        "{name}: {reach:?}"
    );
}
