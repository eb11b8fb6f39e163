//! What the loops of a node do: claim what is due, deliver it under a lease that is kept up, note what
//! came of it. The shape is that of `varco::worker`; here one can stop it anywhere.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use jiff::SignedDuration;
use varco_domain::delivery::Breaker;
use varco_ports::ClaimedItem;
use varco_usecases::{Attempt, Contact, Failure, Line, UseCases};

use crate::flaw::Flaw;
use crate::time::lock;
use crate::world::World;

/// Items of a line under way at a time.
pub(crate) const PLACES: usize = 2;
/// Longest time between two looks.
const POLL: SignedDuration = SignedDuration::from_hours(1);
/// Pause where others are claiming what is due.
const CROWDED: SignedDuration = SignedDuration::from_millis(50);
/// Pause after a look that failed.
const FAILURE_PAUSE: SignedDuration = SignedDuration::from_secs(1);
/// Pause before an outcome is noted again.
const NOTE_AGAIN: SignedDuration = SignedDuration::from_millis(200);

/// One line of one node.
pub(crate) struct Work {
    world: Rc<World>,
    node: usize,
    line: Line,
    taken: Cell<usize>,
    heard: RefCell<Vec<Contact>>,
}

impl Work {
    pub(crate) fn new(world: &Rc<World>, node: usize, line: Line) -> Rc<Self> {
        Rc::new(Self {
            world: Rc::clone(world),
            node,
            line,
            taken: Cell::new(0),
            heard: RefCell::default(),
        })
    }

    pub(crate) async fn go_on(self: Rc<Self>) {
        let (time, usecases) = (&self.world.shared.time, self.usecases());
        let mut breaker = Breaker::default();
        loop {
            let (bell, now) = (time.bell(), usecases.now());
            for contact in self.heard.take() {
                heed(&mut breaker, contact, now);
            }
            let room = breaker.room(PLACES, self.taken.get(), now);
            if room == 0 {
                let until = breaker.open_until(now).unwrap_or(now + POLL);
                time.until(self.node, until, bell).await;
                continue;
            }
            match self.look(room).await {
                Err(_) => time.sleep(FAILURE_PAUSE).await,
                Ok(Some(pause)) => time.until(self.node, now + pause, bell).await,
                Ok(None) => {}
            }
        }
    }

    fn usecases(&self) -> &UseCases {
        self.world.worker(self.node)
    }

    /// How long to wait before the next look, if nothing was claimed.
    async fn look(self: &Rc<Self>, room: usize) -> Result<Option<SignedDuration>, Failure> {
        let usecases = self.usecases();
        let due = usecases.next_due(&self.line).await?;
        let wait = due.map_or(POLL, |due| due.duration_since(usecases.now()));
        if wait.is_positive() {
            return Ok(Some(wait.min(POLL)));
        }
        let limit = u32::try_from(room).unwrap_or(u32::MAX);
        let items = usecases.claim(&self.line, limit).await?;
        let pause = items.is_empty().then_some(CROWDED);
        for item in items {
            self.taken.set(self.taken.get() + 1);
            let work = Rc::clone(self);
            let deliver = async move {
                let contact = work.deliver(&item).await;
                work.heard.borrow_mut().push(contact);
                work.taken.set(work.taken.get() - 1);
                work.world.shared.time.ring();
            };
            self.world.spawner.spawn(self.node, deliver);
        }
        Ok(pause)
    }

    async fn deliver(&self, item: &ClaimedItem) -> Contact {
        let shared = &self.world.shared;
        if shared.is(Flaw::AcknowledgesFirst) {
            let now = self.usecases().now();
            let _ = self
                .world
                .outbox(self.node)
                .complete(&item.lease, now)
                .await;
        }
        // As in the product, either may be first where both could go on.
        let attempt = if lock(&shared.rng).bool() {
            tokio::select! {
                biased;
                () = self.lost(item) => None,
                attempt = self.usecases().attempt(item) => Some(attempt),
            }
        } else {
            tokio::select! {
                biased;
                attempt = self.usecases().attempt(item) => Some(attempt),
                () = self.lost(item) => None,
            }
        };
        let Some(attempt) = attempt else {
            shared
                .judge
                .tell(|| format!("{} {} is lost", item.stream.target, item.version));
            return Contact::None;
        };
        self.note(item, &attempt).await;
        attempt.contact()
    }

    async fn lost(&self, item: &ClaimedItem) {
        let time = &self.world.shared.time;
        loop {
            time.sleep(UseCases::KEEP_EVERY).await;
            let is_kept = tokio::select! {
                biased;
                is_ours = self.keep(item) => is_ours,
                () = time.sleep(UseCases::KEEP_WITHIN) => false,
            };
            if !is_kept {
                return;
            }
        }
    }

    async fn keep(&self, item: &ClaimedItem) -> bool {
        loop {
            match self.usecases().keep(item).await {
                Ok(is_ours) => return is_ours,
                Err(_) => self.world.shared.time.sleep(FAILURE_PAUSE).await,
            }
        }
    }

    async fn note(&self, item: &ClaimedItem, attempt: &Attempt) {
        let shared = &self.world.shared;
        loop {
            match self.usecases().note(item, attempt).await {
                Ok(delivery) => {
                    shared
                        .judge
                        .tell(|| format!("{} {}: {delivery:?}", item.stream.target, item.version));
                    return;
                }
                Err(_) => shared.time.sleep(NOTE_AGAIN).await,
            }
        }
    }
}

fn heed(breaker: &mut Breaker, contact: Contact, now: jiff::Timestamp) {
    match contact {
        Contact::None => {}
        Contact::Answered => {
            breaker.succeed();
        }
        Contact::Failed(wish) => {
            breaker.fail(wish, now);
        }
    }
}
