//! The loop that empties the outbox.
//!
//! It claims in batches and sends many at a time. Half of what it holds is being sent and half waits
//! for a place, so that places never stand empty while the database is asked; what it holds beyond the
//! places is claimed by nobody else, so it is no more than that. What is claimed stays claimed for as
//! long as this process is alive to say so.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, Semaphore};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep_until};
use varco_ports::ClaimedItem;
use varco_usecases::Failure;

use super::delivery::deliver;
use super::{FAILURE_PAUSE, Stop, stopped};
use crate::state::App;

/// Longest time between two looks into the outbox. A commit in this process wakes the loop, and on
/// PostgreSQL one in any process; between processes on one SQLite file nobody can, and this is how long
/// a mail may lie there. A second is not noticed by somebody who waits for a mail, and a look is one
/// read of one index entry, about a tenth of a millisecond.
const POLL: Duration = Duration::from_secs(1);
/// Pause where something is due but others are just claiming it.
const CROWDED: Duration = Duration::from_millis(50);

/// What the loop works with.
#[derive(Clone, Debug)]
pub(super) struct Mails {
    app: Arc<App>,
    wake: Arc<Notify>,
    concurrency: usize,
}

impl Mails {
    pub(super) fn new(app: &Arc<App>, wake: &Arc<Notify>, concurrency: usize) -> Self {
        Self {
            app: Arc::clone(app),
            wake: Arc::clone(wake),
            concurrency: concurrency.max(1),
        }
    }

    /// Sends until told to stop; then what is being sent is sent to its end, and what only waits for a
    /// place is left to the next process.
    pub(super) async fn send(self, mut stop: Stop) {
        let places = Arc::new(Semaphore::new(self.concurrency));
        let mut sends = JoinSet::new();
        let (mut next_look, mut is_reached) = (Instant::now(), true);
        loop {
            let room = (2 * self.concurrency).saturating_sub(sends.len());
            tokio::select! {
                () = stopped(&mut stop) => break,
                Some(outcome) = sends.join_next() => report(outcome),
                () = self.wait(next_look), if room >= self.concurrency => {
                    let looked = self.look(room).await;
                    tell_change(&mut is_reached, looked.as_ref().err());
                    let (mails, pause) = looked.unwrap_or((Vec::new(), FAILURE_PAUSE));
                    for mail in mails {
                        let (app, places) = (Arc::clone(&self.app), Arc::clone(&places));
                        sends.spawn(deliver(app, places, mail, stop.clone()));
                    }
                    next_look = Instant::now() + pause;
                }
            }
        }
        places.close();
        while let Some(outcome) = sends.join_next().await {
            report(outcome);
        }
    }

    /// Until a mail was committed, or that instant.
    async fn wait(&self, next_look: Instant) {
        tokio::select! {
            () = self.wake.notified() => {}
            () = sleep_until(next_look) => {}
        }
    }

    /// Mails that were due, and how long to wait before the next look.
    async fn look(&self, room: usize) -> Result<(Vec<ClaimedItem>, Duration), Failure> {
        let usecases = &self.app.usecases;
        let due = usecases.next_mail_due().await?;
        let wait = due.map_or(POLL, |due| {
            // What has been due for a while is due now.
            Duration::try_from(due.duration_since(usecases.now())).unwrap_or_default()
        });
        if !wait.is_zero() {
            return Ok((Vec::new(), wait.min(POLL)));
        }
        let limit = u32::try_from(room).unwrap_or(u32::MAX);
        let mails = usecases.claim_mails(limit).await?;
        let pause = if mails.is_empty() {
            CROWDED
        } else {
            Duration::ZERO
        };
        Ok((mails, pause))
    }
}

/// Says when the outbox can no longer be reached, and when it can again: once each.
fn tell_change(is_reached: &mut bool, error: Option<&Failure>) {
    match (*is_reached, error) {
        (true, Some(error)) => {
            tracing::error!(%error, "the outbox cannot be reached: no mail leaves");
        }
        (false, None) => tracing::info!("the outbox can be reached again"),
        _ => {}
    }
    *is_reached = error.is_none();
}

fn report(outcome: Result<(), JoinError>) {
    if let Err(error) = outcome {
        tracing::error!(%error, "sending a mail broke off; it is tried again when its lease has run out");
    }
}
