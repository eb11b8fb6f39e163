//! Ways to reach a person.

pub mod email;

pub use email::{EmailAddress, EmailFault, EmailHint};
