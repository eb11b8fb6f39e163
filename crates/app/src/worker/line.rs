//! The loop that empties one line of the outbox.
//!
//! It claims in batches and delivers many at a time. Half of what it holds is being delivered and half
//! waits for a place, so that places never stand empty while the database is asked; what it holds beyond
//! the places is claimed by nobody else, so it is no more than that. What is claimed stays claimed for as
//! long as this process is alive to say so. A service that does not answer is left alone for a while.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep_until};
use varco_domain::delivery::{Breaker, Rate};
use varco_ports::ClaimedItem;
use varco_usecases::{Contact, Failure};

use super::delivery::deliver;
use super::{FAILURE_PAUSE, Lane, Stop, stopped};
use crate::metrics;
use crate::state::App;

/// Longest time between two looks into the outbox. A commit in this process wakes the loop, and on
/// PostgreSQL one in any process; between processes on one SQLite file nobody can, and this is how long
/// an item may lie there. A second is not noticed by somebody who waits for a mail, and a look is one
/// read of one index entry, about a tenth of a millisecond.
const POLL: Duration = Duration::from_secs(1);
/// Pause where something is due but others are just claiming it.
const CROWDED: Duration = Duration::from_millis(50);

/// What the loop works with.
#[derive(Clone, Debug)]
pub(super) struct Work {
    app: Arc<App>,
    lane: Lane,
    wake: Arc<Notify>,
}

impl Work {
    pub(super) fn new(app: &Arc<App>, lane: Lane, wake: &Arc<Notify>) -> Self {
        Self {
            app: Arc::clone(app),
            lane,
            wake: Arc::clone(wake),
        }
    }

    /// How many items are held at most, with so many beyond those that are being delivered: no more
    /// than have their turn soon, since what is held is held up for everybody else.
    fn most(&self, places: usize) -> usize {
        let in_a_second = self.lane.rate.map_or(usize::MAX, Rate::in_a_second);
        places.min(in_a_second)
    }

    /// Delivers until told to stop; then what is being delivered is delivered to its end, and what only
    /// waits for a place is left to the next process.
    pub(super) async fn deliver(self, mut stop: Stop) {
        let places = self.lane.concurrency.max(1);
        let gate = Arc::new(self.lane.gate());
        let mut deliveries = JoinSet::new();
        let (mut next_look, mut is_reached) = (Instant::now(), true);
        let mut breaker = Breaker::default();
        metrics::left_alone(&self.lane.line, false);
        loop {
            let now = self.app.usecases.now();
            let room = breaker.room(self.most(2 * places), deliveries.len(), now);
            let is_free = breaker.room(self.most(places + 1), deliveries.len(), now) > 0;
            let pause = breaker
                .open_until(now)
                .map(|until| until.duration_since(now));
            tokio::select! {
                () = stopped(&mut stop) => break,
                Some(outcome) = deliveries.join_next() => self.heed(&mut breaker, outcome),
                () = rest(pause), if pause.is_some() => {}
                () = self.wait(next_look), if is_free => {
                    let looked = self.look(room).await;
                    tell_change(&mut is_reached, looked.as_ref().err());
                    let (items, pause) = looked.unwrap_or((Vec::new(), FAILURE_PAUSE));
                    for item in items {
                        let (app, gate) = (Arc::clone(&self.app), Arc::clone(&gate));
                        deliveries.spawn(deliver(app, gate, item, stop.clone()));
                    }
                    next_look = Instant::now() + pause;
                }
            }
        }
        gate.close();
        while let Some(outcome) = deliveries.join_next().await {
            self.heed(&mut breaker, outcome);
        }
    }

    /// Until an item was committed, or that instant.
    async fn wait(&self, next_look: Instant) {
        tokio::select! {
            () = self.wake.notified() => {}
            () = sleep_until(next_look) => {}
        }
    }

    /// Items that were due, and how long to wait before the next look.
    async fn look(&self, room: usize) -> Result<(Vec<ClaimedItem>, Duration), Failure> {
        let usecases = &self.app.usecases;
        let due = usecases.next_due(&self.lane.line).await?;
        let wait = due.map_or(POLL, |due| {
            // What has been due for a while is due now.
            Duration::try_from(due.duration_since(usecases.now())).unwrap_or_default()
        });
        if !wait.is_zero() {
            return Ok((Vec::new(), wait.min(POLL)));
        }
        let limit = u32::try_from(room).unwrap_or(u32::MAX);
        let items = usecases.claim(&self.lane.line, limit).await?;
        let pause = if items.is_empty() {
            CROWDED
        } else {
            Duration::ZERO
        };
        Ok((items, pause))
    }

    /// What one delivery says about whom the line leads to.
    fn heed(&self, breaker: &mut Breaker, outcome: Result<Contact, JoinError>) {
        let (line, now) = (&self.lane.line, self.app.usecases.now());
        match outcome {
            Ok(Contact::None) => {}
            Ok(Contact::Answered) => {
                if breaker.succeed() {
                    metrics::left_alone(line, false);
                    tracing::info!(service = %line, "a service answers again");
                }
            }
            Ok(Contact::Failed(wish)) => {
                if breaker.fail(wish, now) {
                    metrics::left_alone(line, true);
                    tracing::warn!(service = %line, "a service does not answer and is left alone for a while");
                }
            }
            Err(error) => {
                tracing::error!(line = %line, %error, "a delivery broke off; it is tried again when its lease has run out");
            }
        }
    }
}

async fn rest(pause: Option<jiff::SignedDuration>) {
    let pause = pause.and_then(|pause| Duration::try_from(pause).ok());
    tokio::time::sleep(pause.unwrap_or_default().max(CROWDED)).await;
}

/// Says when the outbox can no longer be reached, and when it can again: once each.
fn tell_change(is_reached: &mut bool, error: Option<&Failure>) {
    match (*is_reached, error) {
        (true, Some(error)) => {
            tracing::error!(%error, "the outbox cannot be reached: nothing leaves");
        }
        (false, None) => tracing::info!("the outbox can be reached again"),
        _ => {}
    }
    *is_reached = error.is_none();
}
