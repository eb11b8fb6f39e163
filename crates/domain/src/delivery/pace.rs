//! How often a service may be spoken to: never more than so many orders in a second or a minute, one
//! after the other at even distances, so that nothing has to be known about how the service counts.

use jiff::{SignedDuration, Timestamp};

/// Most orders in a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    distance: SignedDuration,
}

impl Rate {
    /// Reads `20/s` or `600/m`: orders in a second or a minute, one at least and 10,000 at most. `None`
    /// where it is written otherwise.
    pub fn parse(text: &str) -> Option<Self> {
        let (orders, unit) = text.split_once('/')?;
        let orders: i32 = orders.parse().ok()?;
        let span = match unit {
            "s" => SignedDuration::from_secs(1),
            "m" => SignedDuration::from_mins(1),
            _ => return None,
        };
        let distance = (1..=10_000).contains(&orders).then(|| span / orders)?;
        Some(Self { distance })
    }

    /// How many orders have their turn within a second; one at least.
    pub fn in_a_second(self) -> usize {
        let second = SignedDuration::from_secs(1).as_nanos();
        let orders = second / self.distance.as_nanos().max(1);
        usize::try_from(orders).unwrap_or(usize::MAX).max(1)
    }
}

/// Gives out turns at a rate. A process remembers them for one service.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    rate: Rate,
    next: Timestamp,
}

impl Pace {
    /// With the first turn at once.
    pub const fn new(rate: Rate) -> Self {
        Self {
            rate,
            next: Timestamp::MIN,
        }
    }

    /// The next turn, now or later. It is taken.
    pub fn turn(&mut self, now: Timestamp) -> Timestamp {
        let turn = self.next.max(now);
        self.next = turn + self.rate.distance;
        turn
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rate(text: &str) -> Rate {
        Rate::parse(text).unwrap()
    }

    #[test]
    fn a_rate_names_its_unit() {
        assert_eq!(rate("20/s").distance, SignedDuration::from_millis(50));
        assert_eq!(rate("6/m").distance, SignedDuration::from_secs(10));
        let most = [("20/s", 20), ("6/m", 1), ("600/m", 10), ("10000/s", 10_000)];
        for (text, expected) in most {
            assert_eq!(rate(text).in_a_second(), expected, "{text}");
        }
        for bad in [
            "", "20", "0/s", "-1/s", "10001/s", "1/h", "/s", "1.5/s", "1/s ",
        ] {
            assert_eq!(Rate::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn r73_no_second_has_more_turns_than_its_rate(
            orders in 1..50_usize,
            pauses in proptest::collection::vec(0..200_i64, 1..200),
        ) {
            let mut pace = Pace::new(rate(&format!("{orders}/s")));
            let mut now = Timestamp::UNIX_EPOCH;
            let mut turns = Vec::new();
            for pause in pauses {
                now += SignedDuration::from_millis(pause);
                let turn = pace.turn(now);
                prop_assert!(turn >= now);
                turns.push(turn);
            }
            let second = SignedDuration::from_secs(1);
            // As many turns as fit, and one more, take a second at least (the division rounds down).
            for window in turns.windows(orders + 1) {
                let (first, last) = (window[0], window[orders]);
                prop_assert!(last.duration_since(first) >= second - SignedDuration::from_nanos(100));
            }
        }
    }
}
