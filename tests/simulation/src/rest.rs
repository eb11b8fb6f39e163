//! At rest: whatever failed for good is mended as people and operators would, and then every service
//! holds the newest.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use varco_domain::delivery::{Aspect, Reach, ServiceId};
use varco_domain::utenza::Account;
use varco_ports::{
    Deliveries as _, MAIL, OutboxDesk as _, OutboxFilter, OutboxRecord, OutboxState,
};

use crate::judge::Rule;
use crate::ledger::LedgerTarget;
use crate::people::{PEOPLE, password_of};
use crate::plan::Event;
use crate::run::Run;
use crate::worker::PLACES;
use crate::world::at_once;

/// How often people and operators try.
const ROUNDS: usize = 6;
/// Within this time after the last fault everything has been tried again: the longest pause, by the
/// clock of another node.
const LONGEST: usize = 12 * 6;

impl Run<'_> {
    pub(crate) fn rest(&mut self) {
        self.heal();
        for _ in 0..ROUNDS {
            self.drain();
            let remedies = self.remedies();
            if remedies.is_empty() || self.judge().violation().is_some() {
                break;
            }
            for event in remedies {
                self.ask(event);
            }
            self.pass(SignedDuration::from_secs(5));
        }
        self.judge_queue();
        for who in 0..PEOPLE.len() {
            self.judge_holder(who);
        }
        self.judge_mails();
    }

    /// Until nothing waits.
    fn drain(&mut self) {
        for _ in 0..LONGEST {
            self.pass(SignedDuration::from_secs(5));
            if self.waiting().is_empty() {
                return;
            }
            self.pass(SignedDuration::from_mins(10));
        }
    }

    fn records(&self, state: Option<OutboxState>) -> Vec<OutboxRecord> {
        let filter = state.map(OutboxFilter::from).unwrap_or_default();
        let listed = at_once(self.world.shared.store.list(&filter, u32::MAX));
        listed.and_then(Result::ok).unwrap_or_default()
    }

    fn waiting(&self) -> Vec<OutboxRecord> {
        let all = self.records(None);
        all.into_iter().filter(|it| it.due_at.is_some()).collect()
    }

    /// What people and operators do about what they are shown.
    fn remedies(&self) -> Vec<Event> {
        let buried = self.records(Some(OutboxState::Buried));
        let is_stuck = |it: &OutboxRecord| it.target != MAIL && !it.is_erased() && self.is_last(it);
        let mut events = Vec::new();
        if buried.iter().any(is_stuck) {
            events.push(Event::Replay);
        }
        for who in 0..PEOPLE.len() {
            let Some(account) = self.world.account(who).filter(Account::is_open) else {
                continue;
            };
            let reached = self.reached(&account);
            let targets = &self.world.shared.targets;
            let is_erased = targets
                .iter()
                .any(|it| it.has_erased(account.username.as_str()));
            // Only a reconciliation would tell that somebody has erased an utenza there.
            if is_erased || reached.iter().any(|it| matches!(it, Reach::Refused { .. })) {
                events.push(Event::Change(who));
            } else if reached.contains(&Reach::NeedsAccess) {
                events.push(Event::LogIn(who));
            }
        }
        events
    }

    /// Whether an item is the newest of its stream: others cannot be replayed.
    fn is_last(&self, item: &OutboxRecord) -> bool {
        let accounts = (0..PEOPLE.len()).filter_map(|who| self.world.account(who));
        accounts
            .into_iter()
            .any(|account| self.newest(&account).iter().any(|it| it.id == item.id))
    }

    fn newest(&self, account: &Account) -> Vec<OutboxRecord> {
        let found = at_once(self.world.shared.store.of_account(account.id));
        found.and_then(Result::ok).unwrap_or_default()
    }

    /// What the page *Servizi* shows.
    fn reached(&self, account: &Account) -> Vec<Reach> {
        let mut reached = Vec::new();
        let mut wait = std::pin::pin!(self.world.usecases(0).services_of(account));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        // The store lets others go first, but nobody is there.
        for _ in 0..16 {
            if let std::task::Poll::Ready(found) = wait.as_mut().poll(&mut context) {
                reached.extend(found.unwrap_or_default().into_iter().map(|it| it.reach));
                break;
            }
        }
        reached
    }

    fn judge_queue(&self) {
        for item in self.waiting() {
            let (target, version) = (&item.target, item.version);
            self.judge().violated(
                Rule::NothingLost,
                format!("{target} {version} still waits: {:?}", item.reason),
            );
        }
        let kept = self
            .records(None)
            .into_iter()
            .find(|it| it.has_envelope && it.state != OutboxState::Buried);
        if let Some(item) = kept {
            self.judge().violated(
                Rule::NoneTooOld,
                format!("{} is settled and keeps its envelope", item.target),
            );
        }
        let all = self.records(None);
        let count = |state| {
            all.iter()
                .filter(|it| it.target != MAIL && it.state == state)
                .count()
        };
        let shredded = all
            .iter()
            .filter(|it| it.state == OutboxState::Buried && it.is_erased());
        let (superseded, shredded) = (count(OutboxState::Superseded), shredded.count());
        self.judge().count(|figures| {
            figures.superseded += superseded as u64;
            figures.shredded += shredded as u64;
        });
    }

    fn judge_holder(&self, who: usize) {
        let Some(account) = self.world.account(who) else {
            return self
                .judge()
                .violated(Rule::NothingLost, "an utenza is lost");
        };
        let reached = self.reached(&account);
        for (target, reach) in self.world.shared.targets.iter().zip(reached) {
            self.judge_held(&account, target, &reach);
        }
    }

    /// The newest password, state and mailboxes; or nothing that opens.
    fn judge_held(&self, account: &Account, target: &LedgerTarget, reach: &Reach) {
        let (login, name) = (account.username.as_str(), target.name);
        let held = target.held(login);
        if !account.is_open() {
            if let Some((password, true, _)) = held {
                self.judge().violated(
                    Rule::NothingLost,
                    format!("{name}: {login} is closed here and opens there with {password}"),
                );
            }
            return self.judge_version(account, target, &[OutboxState::Sent]);
        }
        let mailboxes = account.mailboxes.all().map(|it| it.as_str().to_owned());
        let wanted = Some((password_of(account), true, mailboxes.collect()));
        if held != wanted {
            self.judge().violated(
                Rule::NothingLost,
                format!("{name}: {login} holds {held:?} instead of {wanted:?}"),
            );
        }
        if !matches!(reach, Reach::UpToDate { .. }) {
            self.judge().violated(
                Rule::NothingLost,
                format!("{name}: {login} is shown {reach:?}"),
            );
        }
        self.judge_version(account, target, &OutboxState::ALL);
    }

    /// The service is at the newest version of all orders in these states: where the utenza is open, of
    /// all that there are; a password that a closed one cannot give again is not there to be held.
    fn judge_version(&self, account: &Account, target: &LedgerTarget, states: &[OutboxState]) {
        let (login, name) = (account.username.as_str(), target.name);
        let is_to = |it: &str| Aspect::of_target(it).map(|(id, _)| id) == ServiceId::parse(name);
        let all = self.newest(account).into_iter();
        let all = all.filter(|it| is_to(&it.target) && states.contains(&it.state));
        let newest = all.map(|it| it.version).max();
        let version = target.version(login);
        // Whom somebody has erased there, the service has forgotten with its version.
        if version != newest && !target.has_erased(login) {
            self.judge().violated(
                Rule::NothingLost,
                format!("{name}: {login} is at {version:?} instead of {newest:?}"),
            );
        }
    }

    /// Every mail that counts as sent has come, and only what was cut short came twice.
    fn judge_mails(&self) {
        let taken: BTreeMap<_, _> = self.world.shared.postbox.taken();
        let sent = self.records(Some(OutboxState::Sent));
        let is_mail = |it: &&OutboxRecord| it.target == MAIL;
        for mail in sent.iter().filter(is_mail) {
            if !taken.contains_key(&mail.id) {
                self.judge().violated(
                    Rule::MailsOnce,
                    format!("a mail counts as sent and has not come: {}", mail.template),
                );
            }
        }
        let figures = self.judge().figures();
        let hung = figures.faults.get(&crate::fault::Fault::SmtpHangsAfterData);
        // Each cut concerns whatever a line has under way.
        let may_double = PLACES as u64 * figures.cuts() + hung.copied().unwrap_or_default();
        let doubled: u64 = taken.values().map(|count| count - 1).sum();
        // Nodes whose clocks differ take what the other has just begun, for as long as they do.
        let differ = self.plan.is_safe_from_lateness() && figures.clock_skips > 0;
        if doubled > may_double && !differ {
            self.judge().violated(
                Rule::MailsOnce,
                format!("{doubled} mails came twice for {may_double} reasons"),
            );
        }
        let mails = taken.len() as u64;
        self.judge().count(|figures| {
            figures.mails += mails;
            figures.mails_doubled += doubled;
        });
    }
}
