//! Who is next: every task waits somewhere, and a seed decides which of those that could go on does.
//! A node is killed by dropping its tasks where they stand.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use fastrand::Rng;
use jiff::Timestamp;

use crate::NODES;
use crate::time::{Time, Wait};

type Work = Pin<Box<dyn Future<Output = ()>>>;

struct Task {
    node: usize,
    work: Work,
    wait: Wait,
}

/// Takes new tasks.
#[derive(Clone, Default)]
pub(crate) struct Spawner(Rc<RefCell<Vec<(usize, Work)>>>);

impl Spawner {
    pub(crate) fn spawn(&self, node: usize, work: impl Future<Output = ()> + 'static) {
        self.0.borrow_mut().push((node, Box::pin(work)));
    }
}

/// All tasks.
pub(crate) struct Tasks {
    time: Arc<Time>,
    rng: Rng,
    spawner: Spawner,
    all: Vec<Task>,
    bell: u64,
    frozen_until: [Timestamp; NODES],
}

impl Tasks {
    pub(crate) fn new(time: &Arc<Time>, rng: Rng) -> Self {
        Self {
            time: Arc::clone(time),
            rng,
            spawner: Spawner::default(),
            all: Vec::new(),
            bell: 0,
            frozen_until: [Timestamp::MIN; NODES],
        }
    }

    pub(crate) fn spawner(&self) -> Spawner {
        self.spawner.clone()
    }

    /// The tasks of a node are gone.
    pub(crate) fn kill(&mut self, node: usize) {
        self.take_new();
        self.all.retain(|task| task.node != node);
    }

    /// The tasks of a node stand still until then, and go on as if nothing had been.
    pub(crate) fn freeze(&mut self, node: usize, until: Timestamp) {
        if let Some(frozen) = self.frozen_until.get_mut(node) {
            *frozen = until;
        }
    }

    /// Runs whatever can run until this instant is reached.
    pub(crate) fn run_until(&mut self, end: Timestamp) {
        while self.time.now() <= end {
            self.take_new();
            let now = self.time.now();
            let ready: Vec<usize> = (0..self.all.len())
                .filter(|place| self.due(*place).is_some_and(|due| due <= now))
                .collect();
            if let Some(place) = self.rng.choice(ready) {
                self.poll(place);
                continue;
            }
            let next = (0..self.all.len()).filter_map(|place| self.due(place));
            match next.min().filter(|next| *next <= end) {
                Some(next) => self.time.advance_to(next),
                None => break,
            }
        }
        self.time.advance_to(end);
    }

    /// When a task can go on.
    fn due(&self, place: usize) -> Option<Timestamp> {
        let task = self.all.get(place)?;
        let frozen = self.frozen_until.get(task.node)?;
        Some(task.wait.until.max(*frozen))
    }

    fn take_new(&mut self) {
        let until = self.time.now();
        for (node, work) in self.spawner.0.take() {
            let listens = false;
            let wait = Wait { until, listens };
            self.all.push(Task { node, work, wait });
        }
        let bell = self.time.bell();
        if std::mem::replace(&mut self.bell, bell) != bell {
            let listeners = self.all.iter_mut().filter(|task| task.wait.listens);
            listeners.for_each(|task| task.wait.until = until);
        }
    }

    fn poll(&mut self, place: usize) {
        let Some(task) = self.all.get_mut(place) else {
            return;
        };
        self.time.take_wait();
        match task
            .work
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(()) => drop(self.all.swap_remove(place)),
            Poll::Pending => task.wait = self.time.take_wait(),
        }
    }
}
