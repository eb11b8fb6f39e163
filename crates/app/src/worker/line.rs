//! The loop that empties one line of the outbox.
//!
//! It claims in batches and delivers many at a time. Half of what it holds is being delivered and half
//! waits for a place, so that places never stand empty while the database is asked; what it holds beyond
//! the places is claimed by nobody else, so it is no more than that. What is claimed stays claimed for as
//! long as this process is alive to say so. A service that does not answer is left alone for a while.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, Semaphore};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep_until};
use varco_domain::delivery::Breaker;
use varco_ports::ClaimedItem;
use varco_usecases::{Contact, Failure, Line};

use super::delivery::deliver;
use super::{FAILURE_PAUSE, Stop, stopped};
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
    line: Line,
    wake: Arc<Notify>,
    concurrency: usize,
}

impl Work {
    pub(super) fn new(app: &Arc<App>, line: Line, wake: &Arc<Notify>, concurrency: usize) -> Self {
        Self {
            app: Arc::clone(app),
            line,
            wake: Arc::clone(wake),
            concurrency: concurrency.max(1),
        }
    }

    /// Delivers until told to stop; then what is being delivered is delivered to its end, and what only
    /// waits for a place is left to the next process.
    pub(super) async fn deliver(self, mut stop: Stop) {
        let places = Arc::new(Semaphore::new(self.concurrency));
        let mut deliveries = JoinSet::new();
        let (mut next_look, mut is_reached) = (Instant::now(), true);
        let mut breaker = Breaker::default();
        loop {
            let now = self.app.usecases.now();
            let room = breaker.room(2 * self.concurrency, deliveries.len(), now);
            let is_free = breaker.room(self.concurrency + 1, deliveries.len(), now) > 0;
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
                        let (app, places) = (Arc::clone(&self.app), Arc::clone(&places));
                        deliveries.spawn(deliver(app, places, item, stop.clone()));
                    }
                    next_look = Instant::now() + pause;
                }
            }
        }
        places.close();
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
        let due = usecases.next_due(&self.line).await?;
        let wait = due.map_or(POLL, |due| {
            // What has been due for a while is due now.
            Duration::try_from(due.duration_since(usecases.now())).unwrap_or_default()
        });
        if !wait.is_zero() {
            return Ok((Vec::new(), wait.min(POLL)));
        }
        let limit = u32::try_from(room).unwrap_or(u32::MAX);
        let items = usecases.claim(&self.line, limit).await?;
        let pause = if items.is_empty() {
            CROWDED
        } else {
            Duration::ZERO
        };
        Ok((items, pause))
    }

    /// What one delivery says about whom the line leads to.
    fn heed(&self, breaker: &mut Breaker, outcome: Result<Contact, JoinError>) {
        let (line, now) = (&self.line, self.app.usecases.now());
        match outcome {
            Ok(Contact::None) => {}
            Ok(Contact::Answered) => {
                if breaker.succeed() {
                    tracing::info!(service = %line, "a service answers again");
                }
            }
            Ok(Contact::Failed(wish)) => {
                if breaker.fail(wish, now) {
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
