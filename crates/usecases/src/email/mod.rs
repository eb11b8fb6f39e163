//! The addresses of a person: asked for, confirmed, undone; and "Non sono stato io", which is mailed
//! with every change.

mod change;
mod links;
mod telling;

pub use change::{ChangeEmailError, ChangeEmailInput, NewEmailFault, ResendEmailError};
pub use links::{LinkError, LinkOutcome, LinkView};
