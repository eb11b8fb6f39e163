//! R-57 against a reference model: in whatever order kinds change, links are asked for and used,
//! passwords are changed and utenze suspended, no link ever sets the password of an *utenza MI*.
//!
//! The model knows neither versions nor verdicts. It remembers for each link whether anything has
//! happened since that must make it worthless.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use varco_domain::grant::{Grant, GrantEnding, GrantPurpose, GrantVerdict};
use varco_domain::utenza::{Account, AccountStatus, RecoveryMail, UtenzaKind};

use crate::account::{POLICY, active, hash};
use crate::grant::grant;
use crate::support::noon;

#[derive(Clone, Copy, Debug)]
enum Move {
    SetKind(UtenzaKind),
    /// "Password dimenticata?"
    Request,
    /// One of the links mailed so far comes back, the newest counted as 0.
    Use(usize),
    ChangePassword,
    Suspend,
    Reactivate,
}

/// A link, and what the model remembers of it.
struct Link {
    grant: Grant,
    mailed_at: Timestamp,
    is_worthless: bool,
}

/// The utenza by the rules, beside the little that the model knows.
struct World {
    account: Account,
    links: Vec<Link>,
    kind: UtenzaKind,
    is_suspended: bool,
    now: Timestamp,
}

impl World {
    fn new() -> Self {
        Self {
            account: active(),
            links: Vec::new(),
            kind: UtenzaKind::External,
            is_suspended: false,
            now: noon(),
        }
    }

    fn spoil_links(&mut self) {
        for link in &mut self.links {
            link.is_worthless = true;
        }
    }

    fn play(&mut self, step: Move) {
        let account = || self.account.clone();
        match step {
            Move::SetKind(kind) => {
                self.account = account().with_kind(kind);
                if kind != self.kind {
                    self.spoil_links();
                }
                self.kind = kind;
            }
            Move::Request => self.request(),
            Move::Use(nth) => self.use_link(nth),
            Move::ChangePassword => {
                self.account = account().with_chosen_password(hash("changed"), &POLICY, self.now);
                self.spoil_links();
            }
            Move::Suspend => {
                self.account = account().suspended();
                self.is_suspended = true;
                self.spoil_links();
            }
            Move::Reactivate => {
                self.account = account().reactivated();
                self.is_suspended = false;
            }
        }
    }

    fn request(&mut self) {
        let is_mailed = RecoveryMail::for_account(&self.account) == RecoveryMail::ResetLink;
        assert_eq!(
            is_mailed,
            self.kind == UtenzaKind::External && !self.is_suspended
        );
        if !is_mailed {
            return;
        }
        let newer_at = self.now;
        for link in &mut self.links {
            let superseded = GrantEnding::Superseded { newer_at };
            link.grant.ending.get_or_insert(superseded);
        }
        self.spoil_links();
        self.links.push(Link {
            grant: grant(GrantPurpose::ResetPassword, &self.account, self.now),
            mailed_at: self.now,
            is_worthless: false,
        });
    }

    fn use_link(&mut self, nth: usize) {
        let Some(link) = self.links.iter_mut().rev().nth(nth) else {
            return;
        };
        let verdict = link.grant.judge(&self.account, self.now);
        let is_young = self.now.duration_since(link.mailed_at) < SignedDuration::from_hours(1);
        let is_good = self.kind == UtenzaKind::External
            && !self.is_suspended
            && !link.is_worthless
            && is_young;
        assert_eq!(verdict == GrantVerdict::Good, is_good, "{verdict:?}");
        if verdict != GrantVerdict::Good {
            return;
        }
        assert_eq!(self.account.kind, UtenzaKind::External, "R-57");
        assert_ne!(self.account.status, AccountStatus::Suspended);
        link.grant.ending = Some(GrantEnding::Used { at: self.now });
        self.spoil_links();
        self.account = self
            .account
            .clone()
            .with_reset_password(hash("reset"), &POLICY, self.now);
    }
}

/// What may come next, as often as it is listed.
const MOVES: [Move; 14] = [
    Move::SetKind(UtenzaKind::Mi),
    Move::SetKind(UtenzaKind::External),
    Move::Request,
    Move::Request,
    Move::Request,
    Move::Use(0),
    Move::Use(0),
    Move::Use(0),
    Move::Use(1),
    Move::Use(2),
    Move::ChangePassword,
    Move::Suspend,
    Move::Reactivate,
    Move::Reactivate,
];

/// Seconds between two moves: mostly short, sometimes right at the end of a link.
const PAUSES: [i64; 8] = [0, 1, 1, 30, 30, 60, 3_599, 3_600];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn r57_no_link_ever_sets_the_password_of_an_mi_utenza(
        script in prop::collection::vec((0..MOVES.len(), 0..PAUSES.len()), 1..16),
    ) {
        let mut world = World::new();
        for (step, pause) in script {
            world.now += SignedDuration::from_secs(PAUSES[pause]);
            world.play(MOVES[step]);
        }
    }
}
