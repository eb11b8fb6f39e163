//! One person's way from registration to login, with a kill somewhere on it, many times (FI-1).
//!
//! A *run* has a seed. The seed chooses a story and a point of it, as seen in a rehearsal without any
//! kill, or an instant. The process kills itself there, is started again and the person goes on as
//! people do: what failed is tried again. When everything has come to rest, database and mailbox
//! are compared with what must always hold.

mod campaign;
mod linked;
mod node;
mod patient;
mod plan;
mod point;
mod run;
mod script;

pub(crate) use patient::Patient;
pub(crate) use script::Scene;

pub use campaign::{Campaign, Report};
pub use plan::{Kill, Plan, Rehearsals};
pub use point::{Moment, Point};
pub(crate) use run::PATIENCE;
pub use run::{Outcome, flawed, once};
pub use script::Story;
