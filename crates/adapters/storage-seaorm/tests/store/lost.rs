//! FI-4, T-32: the network fails in the moment of a commit.

use std::sync::Arc;
use std::time::Duration;

use varco_ports::testkit::contract::{Fixture, Ports, samples};
use varco_ports::{Changes, CommitError, StoreError, Write};
use varco_storage_seaorm::{Storage, StorageConfig};
use varco_test_postgres::Cluster;
use varco_test_postgres::proxy::{Loss, Proxy, Way};

use crate::support::{DatabaseFixture, config};

const SHORT: Duration = Duration::from_secs(1);

/// A database, and a way to it that can fail.
struct Far {
    fixture: DatabaseFixture,
    proxy: Proxy,
    ports: Ports,
}

impl Far {
    async fn new() -> Self {
        let fixture = DatabaseFixture::on_postgres().await;
        let proxy = Proxy::before(Cluster::shared().unwrap().folder()).await;
        let proxy = proxy.unwrap();
        let config = StorageConfig {
            patience: SHORT,
            ..config(&proxy.url(&fixture.url))
        };
        let storage = Storage::connect(&config).await.unwrap();
        Self {
            ports: Ports::of(&Arc::new(storage)),
            fixture,
            proxy,
        }
    }

    async fn commit(&self, number: u32) -> Result<(), CommitError> {
        let changes = Changes {
            account: Some(Write::Insert(samples::account(number))),
            ..Changes::default()
        };
        let commit = self.ports.commit.commit(changes);
        let outcome = tokio::time::timeout(SHORT * 3, commit).await;
        outcome.expect("took longer than twice the patience")
    }

    /// Whether the account is there, seen from beside the network.
    async fn has(&self, number: u32) -> bool {
        let id = samples::account_id(number);
        let found = self.fixture.ports().accounts.find(id).await;
        found.unwrap().is_some()
    }
}

#[track_caller]
fn is_unavailable(outcome: &Result<(), CommitError>) {
    let is = matches!(outcome, Err(CommitError::Store(StoreError::Unavailable(_))));
    assert!(is, "{outcome:?}");
}

#[tokio::test]
async fn fi4_a_commit_whose_answer_is_lost_is_known_to_be_carried_out() {
    let far = Far::new().await;
    for (number, loss) in (1..).zip([Loss::Answer, Loss::AnswerSilently]) {
        far.proxy.lose(loss, Way::Open);
        far.commit(number).await.unwrap();
        assert!(far.proxy.has_lost());
        assert!(far.has(number).await);
    }
}

#[tokio::test]
async fn fi4_a_commit_that_never_arrives_is_known_to_have_failed() {
    let far = Far::new().await;
    far.proxy.lose(Loss::Question, Way::Open);
    is_unavailable(&far.commit(1).await);
    assert!(far.proxy.has_lost());
    assert!(!far.has(1).await);
    far.commit(1).await.unwrap();
}

/// The first outcome is what it was, and the next attempt meets it.
#[tokio::test]
async fn fi4_a_commit_that_nobody_can_be_asked_about_is_unavailable_in_time() {
    let far = Far::new().await;
    for (number, way) in (1..).zip([Way::Cut, Way::Silent]) {
        far.proxy.lose(Loss::Answer, way);
        is_unavailable(&far.commit(number).await);
        assert!(far.proxy.has_lost());
        assert!(far.has(number).await);
        far.proxy.turn(Way::Open);
        let again = far.commit(number).await;
        assert!(matches!(again, Err(CommitError::Duplicate(_))), "{again:?}");
    }
}

#[tokio::test]
async fn what_is_refused_stays_refused_over_a_bad_network() {
    let far = Far::new().await;
    far.commit(1).await.unwrap();
    let refusal = far.commit(1).await;
    assert!(
        matches!(refusal, Err(CommitError::Duplicate(_))),
        "{refusal:?}"
    );
}
