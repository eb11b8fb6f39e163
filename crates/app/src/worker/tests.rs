//! The mail loop in paused time, over a store in memory: time passes when nobody has anything to do.

mod services;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use varco_usecases::Line;

use async_trait::async_trait;
use jiff::Timestamp;
use mockall::Sequence;
use secrecy::SecretBox;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};
use varco_domain::contacts::EmailAddress;
use varco_domain::id::MessageId;
use varco_domain::language::Language;
use varco_ports::testkit::{FixedClock, PlainVault, RecordingMailSender};
use varco_ports::{
    Changes, ClaimedItem, Dismissal, Lease, MAIL, MailError, MailSender, Message, MockHousekeeping,
    Outbox, OutboxItem, OutboxState, SealContext, Sealed, StoreError, Stream, Template, Vault,
    VaultError,
};

use super::Lane;
use super::line::Work;
use super::sweep::sweep;
use crate::testkit::{World, app, settings};

/// Places of the loop under test.
const PLACES: usize = 4;

/// A loop at work on an outbox.
struct Office {
    world: World,
    wake: Arc<Notify>,
    stop: watch::Sender<bool>,
    work: JoinHandle<()>,
}

impl Office {
    /// Opens with some of the world changed.
    fn open(change: impl FnOnce(&mut World)) -> Self {
        let mut world = World::at("2026-11-21T11:00:00Z");
        change(&mut world);
        let app = app(world.ports.clone(), settings());
        let (wake, stop) = (Arc::new(Notify::new()), watch::Sender::new(false));
        let lane = Lane {
            line: Line::Mails,
            concurrency: PLACES,
            rate: None,
        };
        let mails = Work::new(&app, lane, &wake);
        let work = tokio::spawn(mails.deliver(stop.subscribe()));
        Self {
            world,
            wake,
            stop,
            work,
        }
    }

    /// Commits so many mails, and tells the loop.
    async fn commit(&self, mails: std::ops::Range<u8>) {
        self.commit_elsewhere(mails).await;
        self.wake.notify_one();
    }

    /// As another process does that cannot tell.
    async fn commit_elsewhere(&self, mails: std::ops::Range<u8>) {
        let now = self.world.ports.clock.now();
        let outbox = mails.map(|number| self.item(number, now)).collect();
        let changes = Changes {
            outbox,
            ..Changes::default()
        };
        self.world.ports.commit.commit(changes).await.unwrap();
    }

    fn item(&self, number: u8, now: Timestamp) -> OutboxItem {
        let id = MessageId::new(now, &[number; 10]);
        let template = Template::Welcome {
            given_name: "Mario".to_owned(),
            username: "mario.rossi".to_owned(),
        };
        let message = Message {
            language: Language::default(),
            id,
            to: EmailAddress::parse(&format!("persona{number}@esempio.it")).unwrap(),
            template: template.clone(),
        };
        let context = SealContext {
            row: id.to_string(),
            subject: id.as_uuid().to_string(),
            target: MAIL.to_owned(),
            version: 1,
            purpose: "message",
        };
        let vault = &self.world.ports.vault;
        OutboxItem {
            id,
            stream: Stream {
                subject: id.as_uuid(),
                target: MAIL.to_owned(),
            },
            version: 1,
            template: template.name(),
            envelope: Some(
                vault
                    .seal(&message.encode().unwrap(), &context, now)
                    .unwrap(),
            ),
            created_at: now,
        }
    }

    fn sent(&self) -> usize {
        self.world.mails.sent().len()
    }

    /// How many items are in this state.
    async fn count(&self, state: OutboxState) -> usize {
        let desk = &self.world.ports.desk;
        desk.list(&state.into(), 1000).await.unwrap().len()
    }

    async fn close(self) {
        self.stop.send_replace(true);
        self.work.await.unwrap();
    }
}

/// A mail system with a way of its own.
#[derive(Debug)]
struct Relay {
    inner: Arc<RecordingMailSender>,
    /// How long it thinks.
    pause: Duration,
    /// The number of the call that breaks, from 0.
    breaks_at: Option<usize>,
    calls: AtomicUsize,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
}

impl Relay {
    fn slow(world: &World, pause: Duration) -> Arc<Self> {
        Arc::new(Self {
            inner: Arc::clone(&world.mails),
            pause,
            breaks_at: None,
            calls: AtomicUsize::new(0),
            at_once: AtomicUsize::new(0),
            most_at_once: AtomicUsize::new(0),
        })
    }
}

#[async_trait]
impl MailSender for Relay {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        let call = self.calls.fetch_add(1, Ordering::Relaxed);
        assert_ne!(Some(call), self.breaks_at, "the relay breaks");
        let busy = self.at_once.fetch_add(1, Ordering::Relaxed) + 1;
        self.most_at_once.fetch_max(busy, Ordering::Relaxed);
        sleep(self.pause).await;
        self.at_once.fetch_sub(1, Ordering::Relaxed);
        self.inner.send(message).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_mail_leaves_at_once_when_it_is_committed() {
    let office = Office::open(|_| {});
    sleep(Duration::from_millis(300)).await;
    let committed = Instant::now();
    office.commit(0..1).await;
    while office.sent() == 0 {
        sleep(Duration::from_millis(1)).await;
    }
    assert!(committed.elapsed() < Duration::from_millis(10));
    office.close().await;
}

#[tokio::test(start_paused = true)]
async fn a_mail_that_nobody_told_of_leaves_within_a_second() {
    let office = Office::open(|_| {});
    sleep(Duration::from_millis(300)).await;
    let committed = Instant::now();
    office.commit_elsewhere(0..1).await;
    while office.sent() == 0 {
        sleep(Duration::from_millis(1)).await;
    }
    assert!(committed.elapsed() <= Duration::from_secs(1));
    office.close().await;
}

#[tokio::test(start_paused = true)]
async fn many_are_sent_at_once_but_no_more_than_there_are_places() {
    let mut relay = None;
    let office = Office::open(|world| {
        let slow = Relay::slow(world, Duration::from_secs(1));
        relay = Some(Arc::clone(&slow));
        world.ports.mail = slow;
    });
    office.commit(0..20).await;
    let begun = Instant::now();
    while office.sent() < 20 {
        sleep(Duration::from_millis(10)).await;
    }
    // Five rounds of four, without a gap between.
    assert!(
        begun.elapsed() < Duration::from_millis(5_200),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(relay.unwrap().most_at_once.load(Ordering::Relaxed), PLACES);
    office.close().await;
}

#[tokio::test(start_paused = true)]
async fn whoever_ends_the_process_waits_for_what_is_being_sent_and_leaves_the_rest() {
    let office = Office::open(|world| {
        world.ports.mail = Relay::slow(world, Duration::from_secs(20));
    });
    office.commit(0..20).await;
    sleep(Duration::from_secs(1)).await;
    let Office {
        world, stop, work, ..
    } = office;
    let asked = Instant::now();
    stop.send_replace(true);
    work.await.unwrap();
    assert!(asked.elapsed() < Duration::from_secs(20));
    assert_eq!(world.mails.sent().len(), PLACES);
    let sent = world.ports.desk.list(&OutboxState::Sent.into(), 100).await;
    assert_eq!(sent.unwrap().len(), PLACES, "their outcome is noted");
}

#[tokio::test(start_paused = true)]
async fn a_mail_that_breaks_the_program_holds_no_other_up() {
    let office = Office::open(|world| {
        let relay = Relay::slow(world, Duration::ZERO);
        let mut relay = Arc::into_inner(relay).unwrap();
        relay.breaks_at = Some(0);
        world.ports.mail = Arc::new(relay);
    });
    office.commit(0..6).await;
    sleep(Duration::from_secs(1)).await;
    assert_eq!(office.sent(), 5);
    // Its lease runs out; then it is tried again.
    advance(&office.world.clock, 7);
    sleep(Duration::from_secs(2)).await;
    assert_eq!(office.sent(), 6);
    office.close().await;
}

#[tokio::test(start_paused = true)]
async fn r67_an_attempt_is_broken_off_when_the_mail_has_gone_to_somebody_else() {
    let office = Office::open(|world| {
        world.ports.mail = Relay::slow(world, Duration::from_secs(25));
    });
    office.commit(0..1).await;
    sleep(Duration::from_millis(1_500)).await;
    // To the store the lease has run out, and another worker is there first.
    advance(&office.world.clock, 7);
    let now = office.world.ports.clock.now();
    let outbox = &office.world.ports.outbox;
    let until = now + Duration::from_hours(1);
    assert_eq!(outbox.claim(MAIL, 10, now, until).await.unwrap().len(), 1);
    sleep(Duration::from_mins(1)).await;
    assert_eq!(office.sent(), 0);
    assert_eq!(office.count(OutboxState::Leased).await, 1);
    office.close().await;
}

fn advance(clock: &FixedClock, seconds: i64) {
    clock.advance(jiff::SignedDuration::from_secs(seconds));
}

/// An outbox whose answers are errors for a while.
#[derive(Debug)]
struct Flaky {
    inner: Arc<dyn Outbox>,
    /// Calls of `complete` still to fail.
    completions: AtomicUsize,
    /// Calls of `renew` still to fail.
    renewals: AtomicUsize,
}

impl Flaky {
    fn fails(counter: &AtomicUsize) -> Result<(), StoreError> {
        let left = counter.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            left.checked_sub(1)
        });
        match left {
            Ok(_) => Err(StoreError::Unavailable("stopped".to_owned())),
            Err(_) => Ok(()),
        }
    }
}

#[async_trait]
impl Outbox for Flaky {
    async fn claim(
        &self,
        target: &str,
        limit: u32,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Vec<ClaimedItem>, StoreError> {
        self.inner.claim(target, limit, now, lease_until).await
    }

    async fn renew(&self, lease: &Lease, lease_until: Timestamp) -> Result<bool, StoreError> {
        Self::fails(&self.renewals)?;
        self.inner.renew(lease, lease_until).await
    }

    async fn complete(&self, lease: &Lease, now: Timestamp) -> Result<bool, StoreError> {
        Self::fails(&self.completions)?;
        self.inner.complete(lease, now).await
    }

    async fn retry(&self, lease: &Lease, due: Timestamp, why: &str) -> Result<bool, StoreError> {
        self.inner.retry(lease, due, why).await
    }

    async fn put_back(&self, lease: &Lease, due: Timestamp) -> Result<bool, StoreError> {
        self.inner.put_back(lease, due).await
    }

    async fn bury(&self, lease: &Lease, now: Timestamp, why: &str) -> Result<bool, StoreError> {
        self.inner.bury(lease, now, why).await
    }

    async fn dismiss(
        &self,
        lease: &Lease,
        now: Timestamp,
        dismissal: Dismissal,
    ) -> Result<bool, StoreError> {
        self.inner.dismiss(lease, now, dismissal).await
    }

    async fn next_due(&self, target: &str) -> Result<Option<Timestamp>, StoreError> {
        self.inner.next_due(target).await
    }
}

fn flaky(world: &mut World, completions: usize, renewals: usize) {
    world.ports.outbox = Arc::new(Flaky {
        inner: Arc::clone(&world.ports.outbox),
        completions: AtomicUsize::new(completions),
        renewals: AtomicUsize::new(renewals),
    });
}

#[tokio::test(start_paused = true)]
async fn r66_what_was_sent_is_noted_when_the_store_is_back_and_not_sent_again() {
    let office = Office::open(|world| flaky(world, 150, 0));
    office.commit(0..1).await;
    sleep(Duration::from_secs(20)).await;
    assert_eq!(
        (office.sent(), office.count(OutboxState::Sent).await),
        (1, 0)
    );
    sleep(Duration::from_secs(20)).await;
    assert_eq!(
        (office.sent(), office.count(OutboxState::Sent).await),
        (1, 1)
    );
    office.close().await;
}

#[tokio::test(start_paused = true)]
async fn a_slow_mail_is_kept_through_a_short_outage_and_let_go_in_a_long_one() {
    for (failures, expected) in [(3, 1), (1_000, 0)] {
        let office = Office::open(|world| {
            flaky(world, 0, failures);
            world.ports.mail = Relay::slow(world, Duration::from_secs(15));
        });
        office.commit(0..1).await;
        sleep(Duration::from_secs(30)).await;
        assert_eq!(office.sent(), expected, "{failures} failures");
        office.close().await;
    }
}

/// Notes what it is asked to destroy.
#[derive(Debug, Default)]
struct Shredder(std::sync::Mutex<Vec<Timestamp>>);

impl Vault for Shredder {
    fn seal(
        &self,
        secret: &SecretBox<[u8]>,
        context: &SealContext,
        now: Timestamp,
    ) -> Result<Sealed, VaultError> {
        PlainVault.seal(secret, context, now)
    }

    fn open(&self, sealed: &Sealed, context: &SealContext) -> Result<SecretBox<[u8]>, VaultError> {
        PlainVault.open(sealed, context)
    }

    fn destroy(&self, before: Timestamp) -> Result<(), VaultError> {
        self.0.lock().unwrap().push(before);
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn r69_a_sweep_erases_batch_by_batch_and_then_destroys_the_keys_of_past_days() {
    let mut world = World::at("2026-11-21T11:00:00Z");
    let (shredder, mut housekeeping) = (Arc::new(Shredder::default()), MockHousekeeping::new());
    let mut order = Sequence::new();
    for outcome in [Ok(500), Ok(3), Ok(0), Err("stopped")] {
        let outcome = outcome.map_err(|reason| StoreError::Unavailable(reason.to_owned()));
        let sweep = housekeeping.expect_sweep().once().in_sequence(&mut order);
        sweep.return_once(move |_, _| outcome);
    }
    housekeeping.expect_sweep().returning(|_, _| Ok(0));
    world.ports.housekeeping = Arc::new(housekeeping);
    world.ports.vault = shredder.clone();
    let app = app(world.ports.clone(), settings());
    let stop = watch::Sender::new(false);
    let work = tokio::spawn(sweep(app, stop.subscribe()));

    let asked = || shredder.0.lock().unwrap().clone();
    sleep(Duration::from_secs(1)).await;
    let a_day_ago: Timestamp = "2026-11-20T11:00:00Z".parse().unwrap();
    assert_eq!(asked(), [a_day_ago], "once, after the last batch");
    sleep(Duration::from_mins(10)).await;
    assert_eq!(asked().len(), 2, "also when nothing could be erased");
    stop.send_replace(true);
    work.await.unwrap();
}
