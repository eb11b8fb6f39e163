//! Time that passes only when nobody has anything to do, and the clocks of nodes, which may show
//! another.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use jiff::{SignedDuration, Timestamp};
use varco_ports::Clock;

use crate::NODES;

/// Within this time whoever stood still has heard that its leases are lost.
const HEARD_OF: SignedDuration = SignedDuration::from_secs(10);
/// The instant at which every run begins.
pub(crate) const BEGIN: Timestamp = Timestamp::constant(1_795_000_000, 0);

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What time it is, and what the task that is running waits for.
#[derive(Debug)]
pub(crate) struct Time(Mutex<Inside>);

#[derive(Debug)]
struct Inside {
    now: Timestamp,
    /// How far the clock of each node is ahead.
    ahead: [SignedDuration; NODES],
    /// Rung by every commit and every delivery that has ended.
    bell: u64,
    waits: Wait,
    /// Until when leases may end without their holders knowing.
    lapses_until: Timestamp,
}

/// What a task waits for: an instant, or the bell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait {
    pub(crate) until: Timestamp,
    pub(crate) listens: bool,
}

impl Wait {
    const FOR_NOTHING: Self = Self {
        until: Timestamp::MAX,
        listens: false,
    };
}

impl Time {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self(Mutex::new(Inside {
            now: BEGIN,
            ahead: [SignedDuration::ZERO; NODES],
            bell: 0,
            waits: Wait::FOR_NOTHING,
            lapses_until: Timestamp::MIN,
        })))
    }

    pub(crate) fn now(&self) -> Timestamp {
        lock(&self.0).now
    }

    pub(crate) fn bell(&self) -> u64 {
        lock(&self.0).bell
    }

    pub(crate) fn ring(&self) {
        lock(&self.0).bell += 1;
    }

    pub(crate) fn advance_to(&self, instant: Timestamp) {
        let mut inside = lock(&self.0);
        inside.now = inside.now.max(instant);
    }

    /// The clock of a node jumps.
    pub(crate) fn skip(&self, node: usize, span: SignedDuration) {
        let mut inside = lock(&self.0);
        if let Some(ahead) = inside.ahead.get_mut(node) {
            *ahead += span;
        }
        inside.bell += 1;
    }

    /// For so long somebody may hold an order whose lease has ended, and until it has heard of that.
    pub(crate) fn lapse_for(&self, span: SignedDuration) {
        let mut inside = lock(&self.0);
        inside.lapses_until = inside.lapses_until.max(inside.now + span + HEARD_OF);
    }

    /// Whether a lease may end without its holder knowing: somebody stands still, or clocks differ.
    pub(crate) fn may_lapse(&self) -> bool {
        let inside = lock(&self.0);
        let [one, other] = inside.ahead;
        inside.now < inside.lapses_until || one != other
    }

    /// What a clock of a node shows.
    pub(crate) fn at(&self, node: usize) -> Timestamp {
        let inside = lock(&self.0);
        inside.now + inside.ahead.get(node).copied().unwrap_or_default()
    }

    /// What the task that has just been polled waits for.
    pub(crate) fn take_wait(&self) -> Wait {
        std::mem::replace(&mut lock(&self.0).waits, Wait::FOR_NOTHING)
    }

    fn wait(&self, until: Timestamp, listens: bool) {
        let waits = &mut lock(&self.0).waits;
        waits.until = waits.until.min(until);
        waits.listens |= listens;
    }

    /// Lets others go first.
    pub(crate) async fn pause(&self) {
        let mut has_waited = false;
        std::future::poll_fn(|_| {
            if std::mem::replace(&mut has_waited, true) {
                return Poll::Ready(());
            }
            self.wait(self.now(), false);
            Poll::Pending
        })
        .await;
    }

    /// Waits for so long.
    pub(crate) async fn sleep(&self, span: SignedDuration) {
        let until = self.now() + span;
        std::future::poll_fn(|_| {
            if self.now() >= until {
                return Poll::Ready(());
            }
            self.wait(until, false);
            Poll::Pending
        })
        .await;
    }

    /// Waits until the clock of a node shows this, or the bell has been rung since it was looked at.
    pub(crate) async fn until(&self, node: usize, instant: Timestamp, bell: u64) {
        std::future::poll_fn(|_| {
            let left = instant.duration_since(self.at(node));
            if self.bell() != bell || !left.is_positive() {
                return Poll::Ready(());
            }
            self.wait(self.now() + left, true);
            Poll::Pending
        })
        .await;
    }
}

/// The clock of a node.
#[derive(Debug)]
pub(crate) struct NodeClock {
    pub(crate) time: Arc<Time>,
    pub(crate) node: usize,
}

impl Clock for NodeClock {
    fn now(&self) -> Timestamp {
        self.time.at(self.node)
    }
}
