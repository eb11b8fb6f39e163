//! Who may hash now, who may wait, who is sent away.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use varco_ports::HashError;

use super::params::{Admission, ConfigError};
use super::stored::broken;

/// Two counters: places in the house, and turns at the work.
#[derive(Debug)]
pub(super) struct Gate {
    places: Arc<Semaphore>,
    turns: Arc<Semaphore>,
    max_wait: Duration,
}

impl Gate {
    pub(super) fn new(admission: Admission) -> Result<Self, ConfigError> {
        admission.check()?;
        let places = admission.permits.saturating_add(admission.queue);
        Ok(Self {
            places: Arc::new(Semaphore::new(places.min(Semaphore::MAX_PERMITS))),
            turns: Arc::new(Semaphore::new(
                admission.permits.min(Semaphore::MAX_PERMITS),
            )),
            max_wait: admission.max_wait,
        })
    }

    /// Does the work on a blocking thread when its turn comes. Whoever stops waiting for the result
    /// leaves the work, and the permits with it, running to its end.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, HashError> + Send + 'static,
    ) -> Result<T, HashError> {
        let permits = self.admit().await.ok_or_else(|| self.busy())?;
        spawn_blocking(move || {
            let result = work();
            drop(permits);
            result
        })
        .await
        .map_err(broken)?
    }

    async fn admit(&self) -> Option<[OwnedSemaphorePermit; 2]> {
        let place = Arc::clone(&self.places).try_acquire_owned().ok()?;
        let turn = Arc::clone(&self.turns).acquire_owned();
        let turn = tokio::time::timeout(self.max_wait, turn).await.ok()?.ok()?;
        Some([place, turn])
    }

    fn busy(&self) -> HashError {
        let wait = i64::try_from(self.max_wait.as_secs()).unwrap_or(i64::MAX);
        HashError::Busy {
            retry_after: SignedDuration::from_secs(wait.max(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn gate(permits: usize, queue: usize, max_wait: Duration) -> Arc<Gate> {
        let admission = Admission {
            permits,
            queue,
            max_wait,
        };
        Arc::new(Gate::new(admission).unwrap())
    }

    /// Starts work that lasts until something is sent.
    async fn occupy(gate: &Arc<Gate>) -> (tokio::task::JoinHandle<()>, mpsc::Sender<()>) {
        let (release, released) = mpsc::channel();
        let (started, has_started) = tokio::sync::oneshot::channel();
        let gate = Arc::clone(gate);
        let task = tokio::spawn(async move {
            let work = move || {
                let _ = started.send(());
                let _ = released.recv();
                Ok(())
            };
            gate.run(work).await.unwrap();
        });
        has_started.await.unwrap();
        (task, release)
    }

    fn is_busy<T>(result: &Result<T, HashError>) -> bool {
        matches!(result, Err(HashError::Busy { retry_after }) if retry_after.as_secs() >= 1)
    }

    #[tokio::test]
    async fn r92_a_dropped_request_keeps_its_permit_until_the_work_ends() {
        let gate = gate(1, 1, Duration::from_millis(20));
        let (task, release) = occupy(&gate).await;
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
        assert!(is_busy(&gate.run(|| Ok(())).await));

        release.send(()).unwrap();
        let turn = Arc::clone(&gate.turns).acquire_owned().await.unwrap();
        drop(turn);
        assert!(gate.run(|| Ok(())).await.is_ok());
    }

    #[tokio::test]
    async fn r92_beyond_the_queue_nobody_waits() {
        let gate = gate(1, 1, Duration::from_secs(2));
        let (_task, release) = occupy(&gate).await;
        let waiting = tokio::spawn({
            let gate = Arc::clone(&gate);
            async move { gate.run(|| Ok(())).await }
        });
        while gate.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(is_busy(&gate.run(|| Ok(())).await));
        release.send(()).unwrap();
        assert!(waiting.await.unwrap().is_ok());
    }

    #[tokio::test]
    async fn a_panic_in_the_work_gives_its_permit_back() {
        let gate = gate(1, 0, Duration::from_millis(20));
        let panicked = gate.run(|| -> Result<(), _> { panic!("as planned") }).await;
        assert!(matches!(panicked, Err(HashError::Broken(_))));
        assert!(gate.run(|| Ok(())).await.is_ok());
    }

    #[test]
    fn r92_an_admission_beyond_the_limits_is_refused() {
        let good = Admission::default();
        for bad in [
            Admission { permits: 0, ..good },
            Admission { queue: 65, ..good },
            Admission {
                max_wait: Duration::from_millis(2_001),
                ..good
            },
        ] {
            assert!(
                matches!(Gate::new(bad), Err(ConfigError::Admission { admission }) if admission == bad)
            );
        }
    }
}
