//! Lines to linked services in paused time: each on its own, at its own pace, and left alone while it
//! does not answer.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};
use varco_domain::delivery::{Aspect, Rate, ServiceId};
use varco_domain::id::MessageId;
use varco_ports::testkit::contract::samples::account;
use varco_ports::{
    Changes, Clock, CredentialSync, Held, OutboxFilter, OutboxItem, OutboxState, Stream, SyncError,
    SyncOrder, Write,
};
use varco_usecases::{Line, Ports};

use crate::testkit::{World, app, settings};
use crate::worker::Lane;
use crate::worker::line::Work;

/// A clock that goes with the time of the runtime.
#[derive(Debug)]
struct Ticking {
    start: Timestamp,
    begun: Instant,
}

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        self.start + SignedDuration::try_from(self.begun.elapsed()).unwrap()
    }
}

/// A service that notes when it is spoken to.
#[derive(Debug)]
struct Service {
    begun: Instant,
    /// How long it thinks.
    pause: Duration,
    /// Until when it does not answer, and what it wishes instead.
    down: Duration,
    wish: Option<SignedDuration>,
    calls: Mutex<Vec<Duration>>,
}

impl Service {
    fn quick() -> Self {
        Self {
            begun: Instant::now(),
            pause: Duration::ZERO,
            down: Duration::ZERO,
            wish: None,
            calls: Mutex::default(),
        }
    }

    fn calls(&self) -> Vec<Duration> {
        self.calls.lock().unwrap().clone()
    }

    /// How often it was spoken to in a time.
    fn count(&self, from: u64, to: u64) -> usize {
        let (from, to) = (Duration::from_secs(from), Duration::from_secs(to));
        let calls = self.calls();
        calls.iter().filter(|at| (from..to).contains(*at)).count()
    }
}

#[async_trait]
impl CredentialSync for Service {
    async fn apply(&self, _: &SyncOrder) -> Result<(), SyncError> {
        let at = self.begun.elapsed();
        self.calls.lock().unwrap().push(at);
        sleep(self.pause).await;
        if at >= self.down {
            return Ok(());
        }
        Err(SyncError::Retry {
            after: self.wish,
            reason: "503".to_owned(),
        })
    }

    async fn verify(&self, _: &SyncOrder) -> Result<Held, SyncError> {
        Ok(Held::Unsure)
    }

    async fn probe(&self) -> Result<(), SyncError> {
        Ok(())
    }
}

/// Lines at work.
struct Works {
    ports: Ports,
    stop: watch::Sender<bool>,
    lines: JoinSet<()>,
}

impl Works {
    /// One line for each service, with so many orders that wait.
    async fn begin(orders: u8, services: Vec<(Lane, Arc<Service>)>) -> Self {
        let mut ports = World::at("2026-11-21T11:00:00Z").ports;
        ports.clock = Arc::new(Ticking {
            start: ports.clock.now(),
            begun: Instant::now(),
        });
        let stop = watch::Sender::new(false);
        for (lane, service) in &services {
            let Line::Orders(id) = &lane.line else {
                panic!("a line of mails")
            };
            ports.targets.insert(id.clone(), service.clone());
        }
        for number in 0..orders {
            commit(&ports, number, services.iter().map(|(lane, _)| &lane.line)).await;
        }
        let app = app(ports.clone(), settings());
        let mut lines = JoinSet::new();
        for (lane, _) in services {
            let work = Work::new(&app, lane, &Arc::new(Notify::new()));
            lines.spawn(work.deliver(stop.subscribe()));
        }
        Self { ports, stop, lines }
    }

    async fn sent(&self, service: &str) -> usize {
        let filter = OutboxFilter {
            targets: vec![format!("{service}/contacts")],
            ..OutboxState::Sent.into()
        };
        self.ports.desk.list(&filter, 1_000).await.unwrap().len()
    }

    async fn end(self) {
        self.stop.send_replace(true);
        self.lines.join_all().await;
    }
}

/// An utenza, and an order about it for each line.
async fn commit<'a>(ports: &Ports, number: u8, lines: impl Iterator<Item = &'a Line>) {
    let account = account(u32::from(number) + 1);
    let now = ports.clock.now();
    let order = |(place, line): (u8, &Line)| OutboxItem {
        id: MessageId::new(now, &[0, 0, 0, 0, 0, 0, 0, 0, number, place]),
        stream: Stream {
            subject: account.id.as_uuid(),
            target: format!("{line}/{}", Aspect::Contacts.name()),
        },
        version: 1,
        template: Aspect::Contacts.name(),
        envelope: None,
        created_at: now,
    };
    let changes = Changes {
        outbox: (0..).zip(lines).map(order).collect(),
        account: Some(Write::Insert(account.clone())),
        ..Changes::default()
    };
    ports.commit.commit(changes).await.unwrap();
}

fn lane(id: &str, concurrency: usize, rate: Option<&str>) -> Lane {
    Lane {
        line: Line::Orders(ServiceId::parse(id).unwrap()),
        concurrency,
        rate: rate.map(|rate| Rate::parse(rate).unwrap()),
    }
}

#[tokio::test(start_paused = true)]
async fn r73_a_service_that_is_slow_or_dead_delays_no_other() {
    let services = ["morto", "lento", "sano"].map(|id| {
        let service = Service {
            pause: Duration::from_secs(if id == "sano" { 0 } else { 10 }),
            down: Duration::from_hours(if id == "morto" { 9 } else { 0 }),
            ..Service::quick()
        };
        (lane(id, 4, None), Arc::new(service))
    });
    let works = Works::begin(40, services.to_vec()).await;
    sleep(Duration::from_millis(500)).await;
    assert_eq!(works.sent("sano").await, 40);
    assert_eq!(works.sent("lento").await, 0);
    sleep(Duration::from_secs(105)).await;
    assert_eq!(works.sent("lento").await, 40, "ten rounds of four");
    assert_eq!(works.sent("morto").await, 0);
    works.end().await;
}

#[tokio::test(start_paused = true)]
async fn r73_a_dead_service_is_left_alone_and_tried_by_one_order_until_it_answers() {
    let down = Duration::from_secs(17);
    let service = Arc::new(Service {
        down,
        ..Service::quick()
    });
    let works = Works::begin(30, vec![(lane("sidi", 1, None), service.clone())]).await;
    sleep(Duration::from_mins(1)).await;
    // Five failures open it, and the one that waited for its place had been claimed before.
    let first = service.count(0, 4);
    assert!((5..=6).contains(&first), "{:?}", service.calls());
    assert_eq!(service.count(4, 15), 1, "one tries after five seconds");
    assert_eq!(service.count(15, 17), 1, "and one after ten more");
    let first = service.calls().into_iter().find(|at| *at >= down).unwrap();
    let tries = service.calls().into_iter().filter(|at| *at == first);
    assert!(first < Duration::from_secs(37), "{first:?}");
    // The one that got through opens the way for all others that are due.
    assert!(tries.count() > 20);
    assert_eq!(works.sent("sidi").await, 30);
    works.end().await;
}

#[tokio::test(start_paused = true)]
async fn r73_a_service_that_asks_to_be_left_alone_is_not_spoken_to() {
    let service = Arc::new(Service {
        down: Duration::from_secs(1),
        wish: Some(SignedDuration::from_secs(40)),
        ..Service::quick()
    });
    let works = Works::begin(9, vec![(lane("sidi", 1, None), service.clone())]).await;
    sleep(Duration::from_mins(1)).await;
    // The one that waited for its place had been claimed with the first.
    let first = service.count(0, 40);
    assert!((1..=2).contains(&first), "{:?}", service.calls());
    assert_eq!(works.sent("sidi").await, 9);
    works.end().await;
}

#[tokio::test(start_paused = true)]
async fn r73_a_rate_is_kept_whatever_is_delivered_at_once() {
    let services = [("sidi", Some("10/s")), ("posta", None)].map(|(id, rate)| {
        let service = Service {
            pause: Duration::from_millis(700),
            ..Service::quick()
        };
        (lane(id, 20, rate), Arc::new(service))
    });
    let [sidi, posta] = services.each_ref().map(|(_, service)| Arc::clone(service));
    let works = Works::begin(50, services.to_vec()).await;
    sleep(Duration::from_secs(8)).await;
    let calls = sidi.calls();
    assert_eq!(calls.len(), 50);
    for window in calls.windows(11) {
        let took = window[10].saturating_sub(window[0]);
        assert!(took >= Duration::from_millis(999), "{window:?}");
    }
    assert!(calls[49] < Duration::from_millis(7_500), "{calls:?}");
    assert_eq!(posta.count(0, 3), 50, "the other has no limit");
    works.end().await;
}

#[tokio::test(start_paused = true)]
async fn whoever_ends_the_process_waits_for_nobodys_turn() {
    let service = Arc::new(Service::quick());
    let lane = lane("sidi", 4, Some("1/m"));
    let works = Works::begin(5, vec![(lane, service.clone())]).await;
    sleep(Duration::from_secs(90)).await;
    assert_eq!(service.calls().len(), 2);
    let asked = Instant::now();
    works.end().await;
    assert!(asked.elapsed() < Duration::from_secs(1));
}
