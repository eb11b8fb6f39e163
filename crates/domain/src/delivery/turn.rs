//! Whose turn it is among the orders of one utenza to one service.
//!
//! Two are never at the service at a time, and what goes there has a number above all that went before
//! . A state order goes first, whatever its number: what shuts somebody out waits for no password
//! . What is older than it and stands still is given again after it, under a number of its own; so
//! nothing that fails for ever holds up a revocation, or a password behind mailboxes.

use jiff::Timestamp;

use super::progress::{Delivery, Orders, Progress};
use super::service::{Aspect, ServiceId};

/// What an order has to do that somebody is about to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn<'a> {
    /// Go.
    Go,
    /// Come again: others are first.
    Wait {
        /// When the first of them is due; none while somebody is at it, who may be done at any moment.
        until: Option<Timestamp>,
    },
    /// Pass these, once they have been given again with numbers after this one.
    Pass(Vec<&'a Progress>),
}

impl Orders {
    /// Whose turn it is at a service: that of its order of this side and number, or another's.
    pub fn turn(
        &self,
        service: &ServiceId,
        aspect: Aspect,
        version: i64,
        now: Timestamp,
    ) -> Turn<'_> {
        let is_before = |it: &&Progress| it.version < version || it.aspect == Aspect::State;
        let others = || self.of(service).filter(|it| it.aspect != aspect);
        let older = || {
            others()
                .filter(is_before)
                .filter(|it| it.delivery.is_open())
        };
        if older().any(|it| it.is_under_way(now)) {
            return Turn::Wait { until: None };
        }
        let held = others().filter(|it| it.is_held(now));
        let first = older().filter(|it| it.aspect < aspect);
        if let Some(until) = held.chain(first).filter_map(|it| it.due_at).min() {
            return Turn::Wait { until: Some(until) };
        }
        let passed: Vec<_> = older().collect();
        if passed.is_empty() {
            Turn::Go
        } else {
            Turn::Pass(passed)
        }
    }
}

impl Progress {
    /// Whether somebody may be at it now; whoever was and has died has lost it by its end.
    fn is_under_way(&self, now: Timestamp) -> bool {
        self.delivery == Delivery::InFlight && self.due_at.is_some_and(|at| now < at)
    }

    /// Whether it waits until nobody can be at work any more on what it has taken the place of. What
    /// has been tried or given back does not.
    fn is_held(&self, now: Timestamp) -> bool {
        self.delivery == Delivery::Queued && self.due_at.is_some_and(|at| now < at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::MessageId;
    use Aspect::{Contacts, Password, State};

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    /// Who waits, is under way or is over: when it is due.
    fn orders(all: &[(Aspect, i64, Delivery, i64)]) -> Orders {
        let order = |(aspect, version, delivery, due): &(Aspect, i64, Delivery, i64)| Progress {
            order: MessageId::new(NOW, &[0; 10]),
            service: sidi(),
            aspect: *aspect,
            version: *version,
            delivery: delivery.clone(),
            due_at: delivery.is_open().then(|| at(*due)),
            since: NOW,
        };
        Orders(all.iter().map(order).collect())
    }

    fn sidi() -> ServiceId {
        ServiceId::parse("sidi").unwrap()
    }

    fn retry() -> Delivery {
        Delivery::RetryAt(at(60))
    }

    /// What an order does beside another one.
    fn beside(one: (Aspect, i64), other: (Aspect, i64, Delivery, i64)) -> Turn<'static> {
        let orders = orders(&[(one.0, one.1, Delivery::InFlight, 6), other]);
        match orders.turn(&sidi(), one.0, one.1, NOW) {
            Turn::Pass(_) => Turn::Pass(Vec::new()),
            Turn::Go => Turn::Go,
            Turn::Wait { until } => Turn::Wait { until },
        }
    }

    const PASS: Turn<'_> = Turn::Pass(Vec::new());
    const SOON: Turn<'_> = Turn::Wait { until: None };

    fn wait(seconds: i64) -> Turn<'static> {
        let until = Some(at(seconds));
        Turn::Wait { until }
    }

    #[test]
    fn r67_an_order_waits_for_an_older_one_that_is_under_way_and_not_for_a_newer_one() {
        for (one, other, expected) in [
            ((State, 2), (Password, 1), SOON),
            ((Contacts, 2), (Password, 1), SOON),
            ((Password, 2), (Contacts, 1), SOON),
            ((State, 1), (Password, 2), Turn::Go),
            ((Password, 1), (Contacts, 2), Turn::Go),
        ] {
            let other = (other.0, other.1, Delivery::InFlight, 6);
            assert_eq!(beside(one, other.clone()), expected, "{one:?} {other:?}");
        }
    }

    #[test]
    fn r70_nothing_goes_before_a_state_order_older_or_newer() {
        for version in [1, 9] {
            let queued = (State, version, Delivery::Queued, 0);
            for aspect in [Password, Contacts] {
                assert_eq!(beside((aspect, 5), queued.clone()), wait(0));
                let failing = (State, version, retry(), 60);
                assert_eq!(beside((aspect, 5), failing), wait(60));
                let sent = (State, version, Delivery::InFlight, 6);
                assert_eq!(beside((aspect, 5), sent), SOON);
            }
        }
    }

    #[test]
    fn r70_a_state_order_passes_what_stands_still_before_it_and_a_password_passes_mailboxes() {
        for (one, other, expected) in [
            ((State, 5), (Password, 1), PASS),
            ((State, 5), (Contacts, 1), PASS),
            ((Password, 5), (Contacts, 1), PASS),
            ((Contacts, 5), (Password, 1), wait(60)),
            ((State, 5), (Password, 9), Turn::Go),
            ((Password, 5), (Contacts, 9), Turn::Go),
            ((Contacts, 5), (Password, 9), Turn::Go),
        ] {
            let other = (other.0, other.1, retry(), 60);
            assert_eq!(beside(one, other.clone()), expected, "{one:?} {other:?}");
        }
        let all = orders(&[
            (State, 5, Delivery::InFlight, 6),
            (Password, 1, retry(), 60),
            (Contacts, 3, Delivery::InFlight, 0),
        ]);
        let Turn::Pass(passed) = all.turn(&sidi(), State, 5, NOW) else {
            panic!("whoever was at the mailboxes has died");
        };
        let passed: Vec<_> = passed.iter().map(|it| it.aspect).collect();
        assert_eq!(passed, [Password, Contacts]);
    }

    #[test]
    fn r67_an_order_waits_until_nobody_is_at_what_another_has_taken_the_place_of() {
        for aspect in [Password, Contacts] {
            let held = (aspect, 9, Delivery::Queued, 4);
            assert_eq!(beside((State, 5), held), wait(4));
            let free = (aspect, 9, Delivery::Queued, 0);
            assert_eq!(beside((State, 5), free), Turn::Go);
        }
        let held = (State, 9, Delivery::Queued, 4);
        assert_eq!(beside((Password, 5), held), wait(4));
    }

    #[test]
    fn what_is_over_and_what_is_elsewhere_hinder_nobody() {
        for over in [
            Delivery::Buried,
            Delivery::Shredded,
            Delivery::Superseded,
            Delivery::Refused { said: None },
            Delivery::Delivered { at: NOW },
        ] {
            assert_eq!(beside((Contacts, 5), (State, 1, over, 0)), Turn::Go);
        }
        let all = orders(&[(State, 1, Delivery::InFlight, 6)]);
        let posta = ServiceId::parse("posta").unwrap();
        assert_eq!(all.turn(&posta, Password, 5, NOW), Turn::Go);
    }
}
