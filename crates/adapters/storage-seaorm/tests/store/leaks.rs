//! Neither the files nor the log nor an error show what they must not.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use secrecy::ExposeSecret;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};
use varco_domain::person::PersonName;
use varco_domain::token::{TokenPurpose, opaque_token};
use varco_domain::utenza::{Account, PasswordHash};
use varco_ports::testkit::PlainDigester;
use varco_ports::testkit::contract::{Ports, samples};
use varco_ports::{Changes, TokenDigester, Write};
use varco_storage_seaorm::Storage;

use crate::support::{config, postgres_url, sqlite_url};

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
    account.with_chosen_password(PasswordHash::from_phc("$canary".to_owned()), samples::at(1))
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

#[tokio::test]
async fn r13_a_token_is_not_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::connect(&config(&sqlite_url(&folder))).await;
    let storage = storage.unwrap();
    storage.migrate().await.unwrap();
    let raw = [0xA7; 32];
    let token = opaque_token(&raw);
    let digest = |purpose| PlainDigester.digest(purpose, &token);
    let mut ticket = samples::ticket(1, 1);
    ticket.link = digest(TokenPurpose::ActivationLink);
    ticket.code = digest(TokenPurpose::ActivationCode);
    let mut session = samples::session(1, 1);
    session.digest = digest(TokenPurpose::Session);
    let ports = Ports::of(&Arc::new(storage));
    let changes = Changes {
        flow: Some(digest(TokenPurpose::RegistrationFlow)),
        registration: Some(Write::Insert(samples::registration(
            1,
            samples::awaiting(1),
        ))),
        ticket: Some(ticket.clone()),
        account: Some(Write::Insert(account())),
        opened_session: Some(session),
        ..Changes::default()
    };
    ports.commit(changes).await;
    let hex = "a7".repeat(32);
    let secrets = [
        token.expose_secret().as_bytes(),
        &raw,
        hex.as_bytes(),
        hex.to_uppercase().leak().as_bytes(),
    ];
    let stored: Vec<u8> = ["varco.db", "varco.db-wal"]
        .iter()
        .flat_map(|name| std::fs::read(folder.path().join(name)).unwrap())
        .collect();
    let holds = |needle: &[u8]| stored.windows(needle.len()).any(|part| part == needle);
    assert!(holds(ticket.link.as_bytes()), "the digest should be there");
    for secret in secrets {
        assert!(!holds(secret));
    }
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_not_shown() {
    for url in [
        "mysql://root:canary@db/varco",
        "canary",
        "postgres://varco:canary@:x/",
    ] {
        let config = config(url);
        let refusal = Storage::connect(&config).await.unwrap_err();
        let shown = format!("{refusal} {refusal:?} {config:?}");
        assert!(!shown.contains("canary"), "{shown}");
    }
}
