//! What must hold whenever everything has come to rest (the invariants I1 to I10), read from the
//! database past the product and from the mailboxes.

mod look;
mod mails;
mod rules;
mod secrets;

pub use look::Look;
pub use mails::Mails;
pub use rules::{REST, violations};
pub use secrets::kept;
