//! What must hold at every moment, and what was seen.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::{Arc, Mutex};

use varco_domain::id::{AccountId, MessageId};

use crate::fault::Fault;
use crate::time::{Time, lock};

/// What happened in a run, or in many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each says what it counts")]
pub struct Figures {
    pub runs: u64,
    pub events: u64,
    pub orders: u64,
    pub effects: u64,
    pub superseded: u64,
    pub shredded: u64,
    pub refused: u64,
    pub buried: u64,
    pub replays: u64,
    pub mails: u64,
    pub mails_doubled: u64,
    pub kills: u64,
    pub freezes: u64,
    pub clock_skips: u64,
    pub store_faults: u64,
    pub faults: BTreeMap<Fault, u64>,
}

impl Figures {
    /// Adds those of another run.
    pub fn add(&mut self, other: &Self) {
        let pairs = [
            (&mut self.runs, other.runs),
            (&mut self.events, other.events),
            (&mut self.orders, other.orders),
            (&mut self.effects, other.effects),
            (&mut self.superseded, other.superseded),
            (&mut self.shredded, other.shredded),
            (&mut self.refused, other.refused),
            (&mut self.buried, other.buried),
            (&mut self.replays, other.replays),
            (&mut self.mails, other.mails),
            (&mut self.mails_doubled, other.mails_doubled),
            (&mut self.kills, other.kills),
            (&mut self.freezes, other.freezes),
            (&mut self.clock_skips, other.clock_skips),
            (&mut self.store_faults, other.store_faults),
        ];
        for (own, others) in pairs {
            *own += others;
        }
        for (fault, count) in &other.faults {
            *self.faults.entry(*fault).or_default() += count;
        }
    }

    /// What can make a worker lose its way between an effect and its note.
    pub(crate) const fn cuts(&self) -> u64 {
        self.kills + self.freezes + self.clock_skips + self.store_faults
    }
}

/// What must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// versions only rise.
    VersionsRise,
    /// one order of an utenza at a service at a time.
    OneAtATime,
    /// nothing is done twice.
    NothingTwice,
    /// what was closed opens with no password that somebody else may know.
    StolenStaysOut,
    /// no envelope is too old.
    NoneTooOld,
    /// T-30: what is refused is not tried again.
    RefusedOnce,
    /// a person's request fails for no service.
    RequestsSucceed,
    /// at rest every service holds the newest.
    NothingLost,
    /// mails that count as sent have come, once unless something was cut.
    MailsOnce,
}

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub rule: Rule,
    /// What happened.
    pub what: String,
}

impl Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}: {}", self.rule, self.what)
    }
}

/// Watches a run.
#[derive(Debug)]
pub(crate) struct Judge {
    time: Arc<Time>,
    tells: bool,
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    violation: Option<Violation>,
    trace: Vec<String>,
    figures: Figures,
    /// Passwords that somebody else may know, of each account.
    burnt: BTreeMap<AccountId, BTreeSet<String>>,
    /// What the trail says was dismissed as refused.
    refused: BTreeSet<MessageId>,
}

impl Judge {
    pub(crate) fn new(time: &Arc<Time>, tells: bool) -> Arc<Self> {
        Arc::new(Self {
            time: Arc::clone(time),
            tells,
            inside: Mutex::default(),
        })
    }

    /// Something that must hold does not; the first is what is reported.
    pub(crate) fn violated(&self, rule: Rule, what: impl Display) {
        self.tell(|| format!("VIOLATED: {what}"));
        let at = self.time.now();
        let what = format!("{what} (at {at})");
        let violation = || Violation { rule, what };
        lock(&self.inside).violation.get_or_insert_with(violation);
    }

    pub(crate) fn violation(&self) -> Option<Violation> {
        lock(&self.inside).violation.clone()
    }

    /// Writes down what happens, if anybody will read it.
    pub(crate) fn tell(&self, what: impl FnOnce() -> String) {
        if self.tells {
            let line = format!("{} {}", self.time.now(), what());
            lock(&self.inside).trace.push(line);
        }
    }

    pub(crate) fn trace(&self) -> Vec<String> {
        std::mem::take(&mut lock(&self.inside).trace)
    }

    pub(crate) fn count(&self, what: impl FnOnce(&mut Figures)) {
        what(&mut lock(&self.inside).figures);
    }

    pub(crate) fn struck(&self, fault: Fault) {
        self.count(|figures| *figures.faults.entry(fault).or_default() += 1);
    }

    pub(crate) fn figures(&self) -> Figures {
        lock(&self.inside).figures.clone()
    }

    /// A look at what was counted so far.
    pub(crate) fn seen<T>(&self, look: impl FnOnce(&Figures) -> T) -> T {
        look(&lock(&self.inside).figures)
    }

    /// From now on somebody else may know this password.
    pub(crate) fn burn(&self, account: AccountId, password: String) {
        self.tell(|| format!("{password} is burnt"));
        let mut inside = lock(&self.inside);
        inside.burnt.entry(account).or_default().insert(password);
    }

    pub(crate) fn burnt(&self, account: AccountId) -> BTreeSet<String> {
        let inside = lock(&self.inside);
        inside.burnt.get(&account).cloned().unwrap_or_default()
    }

    /// It was noted that a service does not accept this.
    pub(crate) fn refused(&self, id: MessageId) {
        let mut inside = lock(&self.inside);
        inside.figures.refused += 1;
        inside.refused.insert(id);
    }

    /// T-30: what was refused is never claimed again.
    pub(crate) fn claimed(&self, id: MessageId) {
        if lock(&self.inside).refused.contains(&id) {
            self.violated(
                Rule::RefusedOnce,
                format!("a refused password is claimed again: {id}"),
            );
        }
    }
}
