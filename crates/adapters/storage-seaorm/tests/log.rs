//! The log shows nothing that it must not. A test program of its own, because whether an event
//! is taken down is decided once per program.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what helps a test is a test too"
)]

#[expect(
    dead_code,
    reason = "shared with the other tests, which need more of it"
)]
#[path = "store/support/mod.rs"]
mod support;

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};
use varco_domain::credential::PasswordPolicy;
use varco_domain::person::PersonName;
use varco_domain::utenza::{Account, PasswordHash};
use varco_ports::testkit::contract::{Ports, samples};
use varco_ports::{Changes, Write};
use varco_storage_seaorm::Storage;

use support::{config, postgres_url, sqlite_url};

/// Takes down everything that is ever logged.
#[derive(Clone, Default)]
struct Everything(Arc<Mutex<String>>);

impl Visit for &Everything {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0.lock().unwrap(), "{field}={value:?} ").unwrap();
    }
}

impl Subscriber for Everything {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::always()
    }

    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut &*self);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut &*self);
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut &*self);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn account() -> Account {
    let mut account = samples::account(1);
    account.given_name = PersonName::parse("Canary").unwrap();
    let hash = PasswordHash::from_phc("$canary".to_owned());
    account.with_chosen_password(hash, &PasswordPolicy::MODERN, samples::at(1))
}

#[tokio::test]
async fn r88_the_log_shows_neither_values_nor_the_address() {
    let folder = tempfile::tempdir().unwrap();
    let with_password = postgres_url().await.replace("varco@", "varco:canary@");
    let log = Everything::default();
    let guard = tracing::subscriber::set_default(log.clone());
    for url in [sqlite_url(&folder), with_password] {
        let storage = Storage::connect(&config(&url)).await.unwrap();
        storage.migrate().await.unwrap();
        let shown = format!("{storage:?} {:?}", config(&url));
        assert!(!shown.contains("canary"), "{shown}");
        let ports = Ports::of(&Arc::new(storage.clone()));
        let insert = Changes {
            account: Some(Write::Insert(account())),
            ..Changes::default()
        };
        ports.commit(insert.clone()).await;
        let refusal = ports.refusal(insert).await;
        tracing::error!(%refusal, ?refusal, "as a caller would");
        let found = ports.accounts.find(samples::account_id(1)).await;
        assert!(found.unwrap().is_some());
        storage.close().await;
        let closed = ports.accounts.find(samples::account_id(1)).await;
        tracing::error!(error = %closed.unwrap_err(), "as a caller would");
    }
    drop(guard);
    let log = log.0.lock().unwrap();
    assert!(log.contains("as a caller would"), "our events are missing");
    assert!(
        log.contains("0001_initial"),
        "the library's events are missing"
    );
    assert!(!log.to_lowercase().contains("canary"), "{log}");
    assert!(!log.contains("postgres://"), "{log}");
}
