//! When, from where and with what somebody was there, as its owner is shown it (R-40).

use jiff::Timestamp;

/// Most code points of a label.
const LABEL_MAX: usize = 80;

/// Where a request comes from, in words that its owner recognises. Both come from outside and are
/// shown as text, nothing is decided by them.
///
/// ```
/// use varco_domain::utenza::AccessOrigin;
///
/// let origin = AccessOrigin::new("192.0.2.0/24", "Chrome su Windows\r\n");
/// assert_eq!(origin.device(), "Chrome su Windows");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessOrigin {
    network: String,
    device: String,
}

impl AccessOrigin {
    /// Keeps what can be shown: no controls, at most 80 code points each.
    pub fn new(network: &str, device: &str) -> Self {
        Self {
            network: label(network),
            device: label(device),
        }
    }

    /// The network; empty where it is not known.
    pub fn network(&self) -> &str {
        &self.network
    }

    /// The device; empty where it is not known.
    pub fn device(&self) -> &str {
        &self.device
    }
}

fn label(text: &str) -> String {
    let shown = text.trim().chars().filter(|c| !c.is_control());
    shown.take(LABEL_MAX).collect()
}

/// One complete login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// When.
    pub at: Timestamp,
    /// From where.
    pub origin: AccessOrigin,
}

/// The last complete logins of one utenza, and the failed ones between and after them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accesses {
    /// The last one: the one of who is looking.
    pub last: Option<Access>,
    /// The one before, which who is looking is shown.
    pub previous: Option<Access>,
    /// Failures between the two.
    pub failures_before: u32,
    /// Failures since the last one.
    pub failures_since: u32,
}

impl Accesses {
    /// After one more complete login. One that comes in after a later one takes the place that is its
    /// own: the last is always the latest.
    ///
    /// ```
    /// use jiff::Timestamp;
    /// use varco_domain::utenza::{Access, AccessOrigin, Accesses};
    ///
    /// let access = |second| Access {
    ///     at: Timestamp::from_second(second).expect("in range"),
    ///     origin: AccessOrigin::default(),
    /// };
    /// let yesterday = Accesses::default().noted(access(1));
    /// let today = yesterday.failed().failed().noted(access(2));
    /// assert_eq!(today.previous, Some(access(1)));
    /// assert_eq!((today.failures_before, today.failures_since), (2, 0));
    /// ```
    #[must_use]
    pub fn noted(self, access: Access) -> Self {
        if self.last.as_ref().is_some_and(|last| last.at > access.at) {
            let known = self.previous.filter(|known| known.at >= access.at);
            return Self {
                previous: known.or(Some(access)),
                ..self
            };
        }
        Self {
            previous: self.last,
            last: Some(access),
            failures_before: self.failures_since,
            failures_since: 0,
        }
    }

    /// What whoever came in at `opened_at` is shown (R-40): the last complete login besides the own
    /// one, if there is any, and how many failed since.
    ///
    /// ```
    /// use jiff::Timestamp;
    /// use varco_domain::utenza::{Access, AccessOrigin, Accesses};
    ///
    /// let at = |second| Timestamp::from_second(second).expect("in range");
    /// let access = |second| Access { at: at(second), origin: AccessOrigin::default() };
    /// let accesses = Accesses::default().noted(access(1)).failed().noted(access(2)).failed();
    /// assert_eq!(accesses.besides(at(2)), (Some(&access(1)), 2));
    /// assert_eq!(accesses.besides(at(1)), (Some(&access(2)), 1), "somebody came in after");
    /// ```
    pub fn besides(&self, opened_at: Timestamp) -> (Option<&Access>, u32) {
        match &self.last {
            Some(last) if last.at > opened_at => (Some(last), self.failures_since),
            _ => {
                let failures = self.failures_before.saturating_add(self.failures_since);
                (self.previous.as_ref(), failures)
            }
        }
    }

    /// After one more failed login.
    #[must_use]
    pub fn failed(self) -> Self {
        Self {
            failures_since: self.failures_since.saturating_add(1),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r40_the_last_access_is_the_latest_in_whatever_order_they_come() {
        let access = |second| Access {
            at: Timestamp::from_second(second).unwrap(),
            origin: AccessOrigin::default(),
        };
        let both = Accesses::default().failed().noted(access(20)).failed();
        let overtaken = both.clone().noted(access(10));
        let expected = Accesses {
            previous: Some(access(10)),
            ..both
        };
        assert_eq!(overtaken, expected);
        assert_eq!(overtaken.noted(access(5)), expected);
    }

    #[test]
    fn what_comes_from_outside_is_cut_to_what_can_be_shown() {
        let origin = AccessOrigin::new(" 192.0.2.0/24\0 ", &"é".repeat(200));
        assert_eq!(origin.network(), "192.0.2.0/24");
        assert_eq!(origin.device(), "é".repeat(80));
        assert_eq!(AccessOrigin::new("", "\u{1b}"), AccessOrigin::default());
    }
}
