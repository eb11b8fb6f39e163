//! Limits on attempts that hold across nodes.

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::throttle::{Counter, Limit, Verdict};
use varco_domain::token::TokenDigest;

use crate::store::StoreError;

/// What is counted: a stable name of the limit and the digest of whom or what it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThrottleKey {
    /// Stable name of the limit, such as `login.network`.
    pub name: &'static str,
    /// Digest of what is counted (never the thing itself, R-88).
    pub digest: TokenDigest,
}

/// One counter that an attempt is charged to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Toll {
    /// Which counter.
    pub key: ThrottleKey,
    /// How much it allows.
    pub limit: Limit,
    /// Where not attempts are counted but whom they concern: the counter of this one. Who has
    /// been counted in the window that is open passes without a charge.
    pub whom: Option<ThrottleKey>,
}

impl Toll {
    /// A toll that counts attempts.
    pub const fn new(key: ThrottleKey, limit: Limit) -> Self {
        Self {
            key,
            limit,
            whom: None,
        }
    }
}

/// A counter to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptCounter {
    /// Its key.
    pub key: ThrottleKey,
    /// Its value.
    pub counter: Counter,
    /// From then on it may be erased.
    pub forget_at: Timestamp,
}

/// Decides an attempt by what is known of its counters, those of [`Toll::whom`] included: charged to
/// all of them or, where one refuses, to none. The verdict is that of the strictest.
pub fn charge_all(
    tolls: &[Toll],
    known: impl Fn(&ThrottleKey) -> Option<Counter>,
    now: Timestamp,
) -> (Verdict, Vec<KeptCounter>) {
    let (mut least, mut refused, mut kept) = (u32::MAX, None, Vec::new());
    for toll in tolls {
        let counter = toll.limit.current(known(&toll.key), now);
        let whom = toll.whom.as_ref().and_then(&known);
        let is_counted = counter.count > 0 && whom.is_some_and(|w| w.since == counter.since);
        if is_counted {
            least = least.min(toll.limit.max.saturating_sub(counter.count));
            continue;
        }
        match toll.limit.charge(Some(counter), now) {
            (Verdict::Refused { retry_at }, _) => refused = refused.max(Some(retry_at)),
            (Verdict::Allowed { left }, counter) => {
                least = least.min(left);
                let forget_at = toll.limit.forget_at(&counter);
                let keys = std::iter::once(toll.key).chain(toll.whom);
                kept.extend(keys.map(|key| KeptCounter {
                    key,
                    counter,
                    forget_at,
                }));
            }
        }
    }
    match refused {
        Some(retry_at) => (Verdict::Refused { retry_at }, Vec::new()),
        None => (Verdict::Allowed { left: least }, kept),
    }
}

/// Counters, charged before the work.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait Throttle: Send + Sync + std::fmt::Debug {
    /// Charges one attempt, by [`charge_all`]. MUST be atomic: of many charges at the same time no
    /// more than the limits allow are allowed. Those of one kind give their tolls in the same
    /// order, what most share last, so that a database may lock them one after the other.
    ///
    /// # Errors
    /// [`StoreError`] when a counter cannot be read or written.
    async fn charge(&self, tolls: &[Toll], now: Timestamp) -> Result<Verdict, StoreError>;
}
