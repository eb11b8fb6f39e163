//! What a process does besides answering requests: mails leave, orders go to linked services, what is
//! over is erased.
//!
//! Nothing here is remembered from one round to the next. Any number of processes may do the same on
//! one database, and any of them may be killed at any time.

mod delivery;
mod gate;
mod line;
mod sweep;
#[cfg(test)]
mod tests;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{Notify, watch as channel};
use tokio::task::JoinSet;
use varco_domain::delivery::{Rate, ServiceId};
use varco_storage_seaorm::Storage;
use varco_usecases::Line;

use crate::config::AlertsSection;
use crate::metrics::Metrics;
use crate::server;
use crate::wiring::Wired;
pub(crate) use gate::Gate;
use line::Work;

/// Pause after something failed that may work the next time.
const FAILURE_PAUSE: Duration = Duration::from_secs(1);

/// Becomes true when the process is asked to end.
type Stop = channel::Receiver<bool>;

/// A line of the outbox, and how it is to be emptied.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Which line.
    pub line: Line,
    /// Items delivered at a time.
    pub concurrency: usize,
    /// How often whom it leads to may be spoken to.
    pub rate: Option<Rate>,
}

impl Lane {
    /// Whether it leads to this service.
    pub(crate) fn is_of(&self, service: &ServiceId) -> bool {
        matches!(&self.line, Line::Orders(id) if id == service)
    }

    /// Lets through as many, and as often, as the lane allows.
    pub(crate) fn gate(&self) -> Gate {
        Gate::new(self.concurrency.max(1), self.rate)
    }
}

/// The loops of a process.
#[derive(Debug, Default)]
pub struct Workers {
    stop: channel::Sender<bool>,
    loops: JoinSet<()>,
}

impl Workers {
    /// Delivers what is in the outbox, each line apart from the others and so many items of it at a
    /// time, as soon as somebody says that there is something: a commit in this process, or one that
    /// the database tells of.
    pub fn deliver(&mut self, wired: &Wired, lanes: Vec<Lane>) {
        let mut bells = Vec::new();
        for lane in lanes {
            let bell = Arc::new(Notify::new());
            let work = Work::new(&wired.app, lane, &bell);
            self.keep_up("line", move |stop| work.clone().deliver(stop));
            bells.push(bell);
        }
        let (wake, bells) = (Arc::clone(&wired.wake), Arc::new(bells));
        self.keep_up("bells", move |stop| {
            ring(Arc::clone(&wake), Arc::clone(&bells), stop)
        });
        let (storage, wake) = (Arc::clone(&wired.storage), Arc::clone(&wired.wake));
        self.keep_up("word", move |stop| {
            hear(Arc::clone(&storage), Arc::clone(&wake), stop)
        });
    }

    /// Says when something waits for too long.
    pub fn watch(&mut self, wired: &Wired, alerts: AlertsSection) {
        let app = Arc::clone(&wired.app);
        self.keep_up("watch", move |stop| {
            watch::watch(Arc::clone(&app), alerts, stop)
        });
    }

    /// Answers whoever asks for the figures of this process.
    pub fn show(&mut self, listener: TcpListener, metrics: Metrics) {
        let (endpoint, mut stop) = (Arc::new(metrics.endpoint()), self.stop.subscribe());
        self.loops.spawn(async move {
            server::serve(listener, endpoint, stopped(&mut stop)).await;
        });
    }

    /// Erases what is over.
    pub fn sweep(&mut self, wired: &Wired) {
        let app = Arc::clone(&wired.app);
        self.keep_up("sweep", move |stop| sweep::sweep(Arc::clone(&app), stop));
    }

    /// Ends the loops; what is being delivered is delivered to its end.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        self.loops.join_all().await;
    }

    /// Runs a loop until it ends by itself; one that panics begins anew, since a fault in one item must
    /// not hold up all others for good.
    fn keep_up<F>(&mut self, name: &'static str, begin: impl Fn(Stop) -> F + Send + 'static)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let stop = self.stop.subscribe();
        self.loops.spawn(async move {
            while let Err(error) = tokio::spawn(begin(stop.clone())).await {
                tracing::error!(worker.loop = name, %error, "a loop broke off and begins anew");
                tokio::time::sleep(FAILURE_PAUSE).await;
            }
        });
    }
}

/// Wakes every line when there is something for one of them.
async fn ring(wake: Arc<Notify>, bells: Arc<Vec<Arc<Notify>>>, mut stop: Stop) {
    loop {
        tokio::select! {
            () = stopped(&mut stop) => return,
            () = wake.notified() => bells.iter().for_each(|bell| bell.notify_one()),
        }
    }
}

/// Passes on what other processes say.
async fn hear(storage: Arc<Storage>, wake: Arc<Notify>, mut stop: Stop) {
    tokio::select! {
        () = stopped(&mut stop) => {}
        never = storage.hear(&wake) => match never {},
    }
}

/// Resolves when the process is asked to end.
async fn stopped(stop: &mut Stop) {
    // Whoever would tell is gone: that is the end too.
    let _ = stop.wait_for(|is_asked| *is_asked).await;
}
