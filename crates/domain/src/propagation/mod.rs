//! What a linked service is to hold about an utenza, on its way there.
//!
//! Every order for one utenza and one service is a [`Delivery`] with a version that rises. Deliveries of
//! one such pair go one after the other, in the order of their versions ([`next`]); a newer one takes the
//! place of an older one that it makes pointless ([`DeliveryKind::covers`]).
//!
//! ```text
//!                     begin                   done
//!  queued ─────────────────────▶ in flight ─────────▶ delivered
//!   ▲  │ ▲                        ▲  │ │ └─ the service refuses the password ─▶ refused by target
//!   │  │ └─ resume ─ paused       │  │ └─── will never do ─▶ buried ◀─ skip ─ any that is not over
//!   │  └─── pause ──▶  ▲    begin │  │ failed, or unknown
//!   │                  │ pause    │  ▼
//!   │                  └──────── retry at ──┐
//!   └── retry (operator): buried, refused,  │ the secret is too old (from queued and paused too)
//!       retry at                            ▼
//!                                   needs a new access
//!
//!  any that is not delivered ── a newer one ──▶ superseded
//! ```
//!
//! Closing an utenza after a compromise is never given up by itself and never overtaken by the password
//! that follows (R-70).
//!
//! ```
//! use jiff::Timestamp;
//! use varco_domain::propagation::{Attempt, Delivery, DeliveryCommand, DeliveryKind, RetryRules};
//!
//! let now = Timestamp::UNIX_EPOCH;
//! let delivery = Delivery::new(7, DeliveryKind::Password, now);
//! let rules = RetryRules::DEFAULT;
//! let begun = delivery.apply(&DeliveryCommand::Begin, now, &rules, 0)?;
//! let done = DeliveryCommand::Report(Attempt::Done);
//! let step = begun.next.apply(&done, now, &rules, 0)?;
//! assert_eq!((step.record.from, step.record.to), ("in_flight", "delivered"));
//! # Ok::<(), varco_domain::propagation::DeliveryRefusal>(())
//! ```

mod apply;
mod delivery;
mod order;
mod retry;
mod standing;

#[cfg(test)]
mod tests;

pub use apply::{Attempt, DeliveryCommand, DeliveryRecord, DeliveryRefusal, DeliveryStep};
pub use delivery::{Delivery, DeliveryKind, DeliveryState};
pub use order::{next, superseded_by};
pub use retry::RetryRules;
pub use standing::Standing;
