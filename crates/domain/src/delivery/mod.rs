//! One password everywhere: which services hold it, and how far a change of it has come.
//!
//! What a linked service is to hold about one utenza has three sides ([`Aspect`]), each of which goes
//! there by orders of its own: the password, whether the utenza opens anything, and the mailboxes. A
//! newer order takes the place of an older one of its side and of no other, so that a change of
//! address never loses a password that is still on its way. Orders of one utenza to one service go
//! there one at a time and with rising numbers, a revocation before any password ([`Turn`]; R-67, R-70).
//!
//! ```text
//!            claim              carried out
//!  Queued ──────────▶ InFlight ─────────────▶ Delivered
//!    ▲  ◀─────────────  │ │ │
//!    │     end of lease │ │ └─────────▶ Refused       by the service: another password helps
//!  RetryAt ◀────────────┘ └───────────▶ Buried        an operator looks; replay: another order
//!    │   not now                           │
//!    │           too old (R-69)            ▼
//!    └──────────────────────────────▶ Shredded        the next login gives the password again
//!
//!  any but Delivered and Refused ──▶ Superseded       by a newer order of its side
//! ```

mod attempt;
mod breaker;
mod pace;
mod progress;
mod service;
mod shown;
mod status;
mod turn;

pub use attempt::{Next, Outcome, next, pause, soon};
pub use breaker::Breaker;
pub use pace::{Pace, Rate};
pub use progress::{Delivery, Orders, Progress};
pub use service::{Aspect, LinkedService, LinkedServices, ServiceId, ServicePolicyError};
pub use shown::{Comparison, Drift, Shown, compare};
pub use status::{Reach, ServiceStatus};
pub use turn::Turn;
