//! The rules that every change at a service is held against.

use varco_ports::{SyncError, SyncOrder};

use super::entry::Part;
use super::{Inside, Keeps, LedgerTarget};
use crate::judge::Rule;
use crate::time::lock;

/// An order on its way; two of one utenza at a time are one too many.
pub(super) struct InUse<'a> {
    target: &'a LedgerTarget,
    login: String,
}

impl<'a> InUse<'a> {
    pub(super) fn begin(target: &'a LedgerTarget, order: &SyncOrder) -> Self {
        let login = order.holder.login.clone();
        let mut inside = lock(&target.inside);
        let count = inside.on_its_way.entry(login.clone()).or_default();
        *count += 1;
        // Whose lease ends while it stands still, or by a clock that is ahead, cannot know.
        if *count > 1 && !target.time.may_lapse() {
            let name = target.name;
            target.judge.violated(
                Rule::OneAtATime,
                format!("{name}: two orders for {login} at a time"),
            );
        }
        Self { target, login }
    }
}

impl Drop for InUse<'_> {
    fn drop(&mut self) {
        let mut inside = lock(&self.target.inside);
        if let Some(count) = inside.on_its_way.get_mut(&self.login) {
            *count -= 1;
        }
    }
}

impl Inside {
    /// R-67, as a service that keeps versions sees it.
    pub(super) fn overtaken(&self, order: &SyncOrder) -> Result<(), SyncError> {
        let held = self.entries.get(&order.holder.login).map(|it| it.version);
        match held.filter(|held| *held > order.version) {
            Some(held) => Err(SyncError::Overtaken { held }),
            None => Ok(()),
        }
    }

    /// Whether the service does nothing about an order: it has carried it out, or something newer.
    pub(super) fn may_not(&self, order: &SyncOrder, target: &LedgerTarget) -> bool {
        let entry = self.entries.get(&order.holder.login);
        match target.keeps {
            Keeps::Versions if target.heeds_versions => {
                entry.is_some_and(|it| it.version >= order.version)
            }
            Keeps::Events => self.events.contains(&order.event),
            Keeps::Versions | Keeps::Nothing => false,
        }
    }

    /// An order comes, whether it changes anything or not.
    pub(super) fn arrive(&mut self, order: &SyncOrder, target: &LedgerTarget) {
        let (version, name) = (order.version, target.name);
        let newest = self.newest.entry(order.holder.account).or_default();
        if *newest > version {
            target.judge.violated(
                Rule::VersionsRise,
                format!("{name}: version {version} comes after {newest}"),
            );
        }
        *newest = version.max(*newest);
    }

    /// One change, and whether it may be.
    pub(super) fn change(&mut self, order: &SyncOrder, part: &Part, target: &LedgerTarget) {
        let (account, version) = (order.holder.account, order.version);
        let (name, judge) = (target.name, &target.judge);
        let entry = self.entries.entry(order.holder.login.clone()).or_default();
        entry.take(part);
        if matches!(part, Part::Password(_)) {
            self.erased.remove(&order.holder.login);
        }
        judge.tell(|| format!("{name}: version {version} sets {part:?}"));
        judge.count(|figures| figures.effects += 1);
        let times = self
            .counts
            .entry((account, version, part.clone()))
            .or_default();
        *times += 1;
        if *times > 1 {
            judge.violated(
                Rule::NothingTwice,
                format!("{name}: version {version} did {part:?} {times} times"),
            );
        }
        if entry.is_active
            && self
                .shut
                .get(&account)
                .is_some_and(|it| it.contains(&entry.password))
        {
            let password = &entry.password;
            judge.violated(
                Rule::StolenStaysOut,
                format!("{name}: what was closed opens with the stolen {password}"),
            );
        }
    }

    /// An order was carried out.
    pub(super) fn settle(&mut self, order: &SyncOrder, target: &LedgerTarget) {
        self.events.insert(order.event);
        self.hold(order, target);
    }

    /// Everything that an order wanted is there, whether it came or a look found nothing left to do.
    pub(super) fn hold(&mut self, order: &SyncOrder, target: &LedgerTarget) {
        if order.wanted.is_active == Some(false) {
            let account = order.holder.account;
            self.shut.insert(account, target.judge.burnt(account));
        }
        let entry = self.entries.entry(order.holder.login.clone()).or_default();
        entry.version = entry.version.max(order.version);
    }
}
