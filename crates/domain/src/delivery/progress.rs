//! How far one order has come, and what follows for the others of the same utenza.

use jiff::Timestamp;

use super::service::{Aspect, ServiceId};
use crate::id::MessageId;

/// How far the newest order of one side has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It waits for its first attempt.
    Queued,
    /// Somebody is at it.
    InFlight,
    /// It failed for now.
    RetryAt(Timestamp),
    /// The service has carried it out.
    Delivered {
        /// When.
        at: Timestamp,
    },
    /// The service does not accept the password.
    Refused {
        /// The service's own words.
        said: Option<String>,
    },
    /// It was given up and waits for an operator.
    Buried,
    /// It carried a password and was too old: only its holder knows the password now.
    Shredded,
    /// A newer one, here or at the service, has taken its place.
    Superseded,
}

impl Delivery {
    /// Whether it may still reach the service by itself.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Queued | Self::InFlight | Self::RetryAt(_))
    }
}

/// The newest order of one side of one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The order.
    pub order: MessageId,
    /// Which service.
    pub service: ServiceId,
    /// Which side.
    pub aspect: Aspect,
    /// Its number among all orders of this utenza to this service.
    pub version: i64,
    /// How far it has come.
    pub delivery: Delivery,
    /// When it is due next, while it is open.
    pub due_at: Option<Timestamp>,
    /// When it was given.
    pub since: Timestamp,
}

/// The newest orders of one utenza, of every side of every service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Orders(pub Vec<Progress>);

impl Orders {
    /// Those of one service.
    pub fn of<'a, 'b>(
        &'a self,
        service: &'b ServiceId,
    ) -> impl Iterator<Item = &'a Progress> + use<'a, 'b> {
        self.0.iter().filter(move |it| it.service == *service)
    }

    /// That of one side of one service.
    pub fn get(&self, service: &ServiceId, aspect: Aspect) -> Option<&Progress> {
        self.of(service).find(|it| it.aspect == aspect)
    }

    /// The number of the next order to a service: rises always, and with the clock where the clock is
    /// ahead, so that it rises above what a service has seen before a backup was restored, too.
    pub fn next_version(&self, service: &ServiceId, now: Timestamp) -> i64 {
        let last = self.of(service).map(|it| it.version).max();
        let after = last.map_or(1, |last| last.saturating_add(1));
        after.max(now.as_microsecond())
    }

    /// Whether a service holds the password in force, as far as is known here.
    pub fn has_password(&self, service: &ServiceId) -> bool {
        let password = self.get(service, Aspect::Password);
        password.is_some_and(|it| matches!(it.delivery, Delivery::Delivered { .. }))
    }

    /// Whether a service waits for the password to be typed again: it never had it from here, or what
    /// was on its way to it is gone. A refused one would be refused again.
    pub fn needs_password(&self, service: &ServiceId) -> bool {
        match self.get(service, Aspect::Password).map(|it| &it.delivery) {
            None | Some(Delivery::Shredded | Delivery::Superseded) => true,
            Some(
                Delivery::Queued
                | Delivery::InFlight
                | Delivery::RetryAt(_)
                | Delivery::Delivered { .. }
                | Delivery::Refused { .. }
                | Delivery::Buried,
            ) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sidi() -> ServiceId {
        ServiceId::parse("sidi").unwrap()
    }

    fn held(orders: &[(Aspect, i64, Delivery)]) -> Orders {
        let progress = |(aspect, version, delivery): &(Aspect, i64, Delivery)| Progress {
            order: MessageId::new(Timestamp::UNIX_EPOCH, &[0; 10]),
            service: sidi(),
            aspect: *aspect,
            version: *version,
            delivery: delivery.clone(),
            due_at: None,
            since: Timestamp::UNIX_EPOCH,
        };
        Orders(orders.iter().map(progress).collect())
    }

    #[test]
    fn r67_numbers_rise_across_all_sides_whatever_the_clock_says() {
        let early = Timestamp::from_microsecond(5).unwrap();
        let held = held(&[
            (Aspect::Password, 7, Delivery::Queued),
            (Aspect::State, 9, Delivery::Queued),
        ]);
        assert_eq!(held.next_version(&sidi(), early), 10);
        let late = Timestamp::from_microsecond(100).unwrap();
        assert_eq!(held.next_version(&sidi(), late), 100);
        let other = ServiceId::parse("posta").unwrap();
        assert_eq!(held.next_version(&other, early), 5);
    }

    #[test]
    fn r69_a_service_without_the_password_waits_for_the_next_login() {
        let needs = |delivery| held(&[(Aspect::Password, 1, delivery)]).needs_password(&sidi());
        assert!(held(&[]).needs_password(&sidi()));
        assert!(held(&[(Aspect::State, 1, Delivery::Queued)]).needs_password(&sidi()));
        for (delivery, expected) in [
            (Delivery::Shredded, true),
            (Delivery::Superseded, true),
            (Delivery::Queued, false),
            (Delivery::InFlight, false),
            (Delivery::RetryAt(Timestamp::MAX), false),
            (Delivery::Buried, false),
            (Delivery::Refused { said: None }, false),
            (
                Delivery::Delivered {
                    at: Timestamp::UNIX_EPOCH,
                },
                false,
            ),
        ] {
            assert_eq!(needs(delivery.clone()), expected, "{delivery:?}");
        }
    }
}
