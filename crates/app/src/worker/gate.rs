//! Who may be delivered now: so many at a time, and no more often than whom they are for allows.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit, watch as channel};
use tokio::time::sleep;
use varco_domain::delivery::{Pace, Rate};

use super::{Stop, stopped};
use crate::state::App;

/// The gate of one line.
#[derive(Debug)]
pub(crate) struct Gate {
    places: Semaphore,
    pace: Option<Mutex<Pace>>,
}

impl Gate {
    pub(crate) fn new(places: usize, rate: Option<Rate>) -> Self {
        Self {
            places: Semaphore::new(places),
            pace: rate.map(|rate| Mutex::new(Pace::new(rate))),
        }
    }

    /// Waits for a place, and then for a turn; `None` when the process ends before.
    pub(super) async fn pass(&self, app: &App, stop: &mut Stop) -> Option<SemaphorePermit<'_>> {
        let permit = self.places.acquire().await.ok()?;
        let Some(pace) = &self.pace else {
            return Some(permit);
        };
        let now = app.usecases.now();
        // Whoever breaks while taking a turn has taken it.
        let turn = pace
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .turn(now);
        let wait = Duration::try_from(turn.duration_since(now)).unwrap_or_default();
        tokio::select! {
            () = stopped(stop) => None,
            () = sleep(wait) => Some(permit),
        }
    }

    /// As [`Gate::pass`], for a command: the process ends with it.
    pub(crate) async fn pass_alone(&self, app: &App) -> Option<SemaphorePermit<'_>> {
        let keep = channel::Sender::new(false);
        self.pass(app, &mut keep.subscribe()).await
    }

    /// Nobody passes any more.
    pub(super) fn close(&self) {
        self.places.close();
    }
}
