//! What the holder of an utenza, or a referente, is told about one service.

use jiff::{SignedDuration, Timestamp};

use super::progress::{Delivery, Orders, Progress};
use super::service::{Aspect, LinkedService};
use crate::id::MessageId;

/// How long an order may take before its holder is told whom to ask.
const PATIENCE: SignedDuration = SignedDuration::from_hours(24);

/// How far a service is, in the terms of the page *Servizi*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// "Aggiornato".
    UpToDate {
        /// Since when.
        at: Timestamp,
    },
    /// "In aggiornamento".
    Updating {
        /// Since when.
        since: Timestamp,
    },
    /// "Non riuscito, riproviamo alle …; nel frattempo la nuova password non vale ancora".
    Failing {
        /// When it is tried again.
        retry_at: Timestamp,
    },
    /// "In attesa": an operator has stopped deliveries.
    Paused,
    /// "Serve un nuovo accesso".
    NeedsAccess,
    /// "Rifiutata dal servizio".
    Refused {
        /// The service's own words.
        said: Option<String>,
    },
    /// "Non riuscito": an operator has to look.
    Stuck,
}

/// One row of the page *Servizi*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceStatus {
    /// The service.
    pub service: LinkedService,
    /// How far it is.
    pub reach: Reach,
    /// The order to name to whoever helps, where waiting does not.
    pub case: Option<MessageId>,
}

impl ServiceStatus {
    /// The status of a service, from the newest orders. The password is what counts; the other sides
    /// show only while they are on their way.
    pub fn of(service: &LinkedService, orders: &Orders, is_paused: bool, now: Timestamp) -> Self {
        let reach = reach(service, orders);
        let waits = matches!(reach, Reach::Updating { .. } | Reach::Failing { .. });
        Self {
            service: service.clone(),
            reach: if is_paused && waits {
                Reach::Paused
            } else {
                reach
            },
            case: case(service, orders, now),
        }
    }
}

/// The oldest order that an operator has to look at, or that has got nowhere for a day.
fn case(service: &LinkedService, orders: &Orders, now: Timestamp) -> Option<MessageId> {
    let is_case = |it: &&Progress| match it.delivery {
        Delivery::Buried => it.aspect == Aspect::Password,
        Delivery::Shredded | Delivery::Queued | Delivery::InFlight | Delivery::RetryAt(_) => {
            now.duration_since(it.since) >= PATIENCE
        }
        Delivery::Delivered { .. } | Delivery::Refused { .. } | Delivery::Superseded => false,
    };
    let cases = orders.of(&service.id).filter(is_case);
    cases.min_by_key(|it| it.since).map(|it| it.order)
}

fn reach(service: &LinkedService, orders: &Orders) -> Reach {
    let Some(password) = orders.get(&service.id, Aspect::Password) else {
        return Reach::NeedsAccess;
    };
    match &password.delivery {
        Delivery::Delivered { at } => {
            let others = orders.of(&service.id).filter(|it| it.delivery.is_open());
            let since = others.map(|it| it.since).min();
            since.map_or(Reach::UpToDate { at: *at }, |since| Reach::Updating {
                since,
            })
        }
        Delivery::Queued | Delivery::InFlight => Reach::Updating {
            since: password.since,
        },
        Delivery::RetryAt(at) => Reach::Failing { retry_at: *at },
        Delivery::Refused { said } => Reach::Refused { said: said.clone() },
        Delivery::Buried => Reach::Stuck,
        Delivery::Shredded | Delivery::Superseded => Reach::NeedsAccess,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::PasswordPolicy;
    use crate::delivery::{Progress, ServiceId};

    const SINCE: Timestamp = Timestamp::UNIX_EPOCH;

    fn seen(orders: &[(Aspect, Delivery)], is_paused: bool) -> Reach {
        status(orders, is_paused, SINCE).reach
    }

    fn status(orders: &[(Aspect, Delivery)], is_paused: bool, now: Timestamp) -> ServiceStatus {
        let id = ServiceId::parse("sidi").unwrap();
        let service = LinkedService {
            id: id.clone(),
            name: "Portale SIDI".into(),
            description: String::new(),
            kinds: vec![],
            policy: PasswordPolicy::ANY,
        };
        let progress = |(aspect, delivery): &(Aspect, Delivery)| Progress {
            order: order(),
            service: id.clone(),
            aspect: *aspect,
            version: 1,
            delivery: delivery.clone(),
            due_at: None,
            since: SINCE,
        };
        let orders = Orders(orders.iter().map(progress).collect());
        ServiceStatus::of(&service, &orders, is_paused, now)
    }

    fn order() -> MessageId {
        MessageId::new(SINCE, &[7; 10])
    }

    #[test]
    fn what_got_nowhere_for_a_day_has_an_order_to_name() {
        let soon = SINCE + SignedDuration::from_mins(1439);
        let late = SINCE + SignedDuration::from_hours(24);
        let retry = Delivery::RetryAt(Timestamp::MAX);
        let done = Delivery::Delivered { at: SINCE };
        for (aspect, delivery, has_soon, has_late) in [
            (Aspect::Password, Delivery::Buried, true, true),
            (Aspect::Password, Delivery::Shredded, false, true),
            (Aspect::Password, retry.clone(), false, true),
            (Aspect::State, retry, false, true),
            (Aspect::Contacts, Delivery::Buried, false, false),
            (Aspect::Password, done, false, false),
            (
                Aspect::Password,
                Delivery::Refused { said: None },
                false,
                false,
            ),
        ] {
            let case = |now| status(&[(aspect, delivery.clone())], false, now).case;
            let expected = [has_soon, has_late].map(|has| has.then(order));
            assert_eq!(
                [case(soon), case(late)],
                expected,
                "{aspect:?} {delivery:?}"
            );
        }
    }

    #[test]
    fn every_state_of_the_password_has_its_word() {
        let at = Timestamp::MAX;
        let updating = Reach::Updating { since: SINCE };
        for (delivery, running, paused) in [
            (Delivery::Queued, updating.clone(), Reach::Paused),
            (Delivery::InFlight, updating.clone(), Reach::Paused),
            (
                Delivery::RetryAt(at),
                Reach::Failing { retry_at: at },
                Reach::Paused,
            ),
            (
                Delivery::Delivered { at },
                Reach::UpToDate { at },
                Reach::UpToDate { at },
            ),
            (
                Delivery::Refused { said: None },
                Reach::Refused { said: None },
                Reach::Refused { said: None },
            ),
            (Delivery::Buried, Reach::Stuck, Reach::Stuck),
            (Delivery::Shredded, Reach::NeedsAccess, Reach::NeedsAccess),
            (Delivery::Superseded, Reach::NeedsAccess, Reach::NeedsAccess),
        ] {
            let orders = [(Aspect::Password, delivery)];
            assert_eq!(seen(&orders, false), running);
            assert_eq!(seen(&orders, true), paused);
        }
        assert_eq!(seen(&[], false), Reach::NeedsAccess);
    }

    #[test]
    fn another_side_on_its_way_shows_and_one_that_is_over_does_not() {
        let at = Timestamp::MAX;
        let with = |delivery| {
            let password = (Aspect::Password, Delivery::Delivered { at });
            seen(&[password, (Aspect::Contacts, delivery)], false)
        };
        let updating = Reach::Updating { since: SINCE };
        assert_eq!(with(Delivery::RetryAt(at)), updating);
        assert_eq!(with(Delivery::Buried), Reach::UpToDate { at });
    }
}
