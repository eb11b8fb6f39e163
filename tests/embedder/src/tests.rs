//! The journey arrives, and the storage keeps the rules that every store of Varco keeps.

use std::sync::Arc;

use async_trait::async_trait;
use varco_domain::audit::AuditEntry;
use varco_domain::id::AccountId;
use varco_ports::testkit::contract::{AuditLine, Fixture, Ports};

use crate::journey;
use crate::service::Service;
use crate::storage::Storage;

#[tokio::test]
async fn a_person_goes_from_the_codice_fiscale_to_an_active_utenza() {
    let service = Service::new("2026-11-21T09:00:00Z".parse().unwrap());
    assert_eq!(
        journey::walk(&service).await.unwrap(),
        [
            "step 1: RSSMRA85T10A562S",
            "steps 2 and 3: waits until 2026-11-22T09:00:00Z for its activation",
            "activation: Opened",
            "first login: mario.rossi may ChangePassword",
            "own password: mario.rossi is Active",
        ]
    );
}

varco_ports::store_contract!(async { StorageFixture::default() });

/// The storage behind its ports, and a look at what no port shows.
struct StorageFixture {
    storage: Arc<Storage>,
    ports: Ports,
}

impl Default for StorageFixture {
    fn default() -> Self {
        let storage = Arc::new(Storage::default());
        let ports = Ports::of(&storage);
        Self { storage, ports }
    }
}

#[async_trait]
impl Fixture for StorageFixture {
    fn ports(&self) -> &Ports {
        &self.ports
    }

    async fn audit(&self) -> Vec<AuditLine> {
        let line = |entry: &AuditEntry| AuditLine {
            at: entry.at,
            subject: entry.subject,
            event: entry.event.name().to_owned(),
            note: entry.note.clone(),
        };
        self.storage.tables().audit.iter().map(line).collect()
    }

    async fn erase_account(&self, id: AccountId) {
        self.storage.tables().erase(id);
    }
}
