//! What happens in a run, drawn from its seed before it begins, so that parts can be left out to find
//! the shortest story that still goes wrong.

use std::fmt;

use fastrand::Rng;
use jiff::SignedDuration;

use crate::fault::{Fault, Side};
use crate::ledger::Keeps;
use crate::people::PEOPLE;
use crate::{NODES, SERVICES};

/// Something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    LogIn(usize),
    Change(usize),
    Suspend(usize),
    Reactivate(usize),
    Reset(usize),
    Disavow(usize),
    Mailbox(usize),
    Pause(usize),
    Resume(usize),
    Replay,
    Outage(usize, Fault, SignedDuration),
    Strike(usize, Fault),
    MailOutage(Fault, SignedDuration),
    StoreTrouble(u64),
    Kill(usize, SignedDuration),
    Freeze(usize, SignedDuration),
    Skip(usize, SignedDuration),
}

/// An event, and how long after the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) after: SignedDuration,
    pub(crate) event: Event,
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#} later: {:?}", self.after, self.event)
    }
}

/// A run before it begins.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    pub(crate) keeps: [Keeps; SERVICES.len()],
    pub(crate) steps: Vec<Step>,
}

impl Plan {
    pub(crate) fn of(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let any = |rng: &mut Rng| match rng.u8(0..3) {
            0 => Keeps::Versions,
            1 => Keeps::Events,
            _ => Keeps::Nothing,
        };
        let keeps = if rng.bool() {
            [Keeps::Versions; SERVICES.len()]
        } else {
            [(); SERVICES.len()].map(|()| any(&mut rng))
        };
        let mut plan = Self {
            seed,
            keeps,
            steps: Vec::new(),
        };
        let count = rng.usize(8..32);
        while plan.steps.len() < count {
            if let Some(event) = plan.event(&mut rng) {
                let after = gap(&mut rng);
                plan.steps.push(Step { after, event });
            }
        }
        plan
    }

    /// Whether no order can do harm that comes too late, so that machines may stand still and lines
    /// hold orders back. A service that keeps no versions cannot tell; see `docs/resilience.md`.
    pub(crate) fn is_safe_from_lateness(&self) -> bool {
        self.keeps.iter().all(|it| *it == Keeps::Versions)
    }

    fn event(&self, rng: &mut Rng) -> Option<Event> {
        let who = rng.usize(0..PEOPLE.len());
        let service = rng.usize(0..SERVICES.len());
        let node = rng.usize(0..NODES);
        let is_safe = self.is_safe_from_lateness();
        Some(match rng.u8(0..100) {
            0..26 => Event::Change(who),
            26..34 => Event::LogIn(who),
            34..38 => Event::Suspend(who),
            38..42 => Event::Reactivate(who),
            42..46 => Event::Reset(who),
            46..51 => Event::Disavow(who),
            51..55 => Event::Mailbox(who),
            55..57 => Event::Pause(service),
            57..60 => Event::Resume(service),
            60..62 => Event::Replay,
            62..72 => Event::Outage(service, self.fault(service, rng)?, span(rng)),
            72..80 => Event::Strike(service, self.fault(service, rng)?),
            80..85 => Event::MailOutage(rng.choice(Fault::of(Side::Mail))?, span(rng)),
            85..88 => Event::StoreTrouble(rng.u64(1..24)),
            88..94 => Event::Kill(node, SignedDuration::from_millis(rng.i64(0..20_000))),
            94..97 if is_safe => {
                Event::Freeze(node, SignedDuration::from_millis(rng.i64(0..30_000)))
            }
            97.. => Event::Skip(node, SignedDuration::from_secs(rng.i64(-7_200..7_200))),
            _ => return None,
        })
    }

    fn fault(&self, service: usize, rng: &mut Rng) -> Option<Fault> {
        let faults = Fault::of(self.keeps.get(service)?.side());
        let fault = rng.choice(faults)?;
        // Whom a service has forgotten, it has forgotten with its version.
        let fits = match fault {
            Fault::Late => self.is_safe_from_lateness(),
            Fault::AccountMissing => !self.is_safe_from_lateness(),
            _ => true,
        };
        fits.then_some(fault)
    }
}

/// From thousandths of a second to minutes, now and then to more than a day.
fn gap(rng: &mut Rng) -> SignedDuration {
    match rng.u8(0..40) {
        0..14 => SignedDuration::from_millis(rng.i64(0..300)),
        14..28 => SignedDuration::from_millis(rng.i64(0..12_000)),
        28..37 => SignedDuration::from_secs(rng.i64(0..600)),
        37..39 => SignedDuration::from_mins(rng.i64(0..300)),
        _ => SignedDuration::from_hours(rng.i64(6..30)),
    }
}

fn span(rng: &mut Rng) -> SignedDuration {
    match rng.u8(0..10) {
        0..4 => SignedDuration::from_secs(rng.i64(1..20)),
        4..9 => SignedDuration::from_mins(rng.i64(1..15)),
        _ => SignedDuration::from_hours(rng.i64(1..40)),
    }
}
