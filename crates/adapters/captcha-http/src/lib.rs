//! "Non sono un robot".
//!
//! [`BuiltInCaptcha`] needs nobody else: a proof of work for programs, and a question in plain words
//! for people without JavaScript. It is friction and not the control (T-08): limits on attempts stand
//! behind it.
//!
//! A provider with the common `siteverify` protocol (reCAPTCHA, hCaptcha, Turnstile) fits the same port
//! without changing it: `issue` hands out the site key as `proof` and no question, `verify` posts the
//! token that comes back, and the ledger uses the token up. Action and host name are then what the
//! provider echoes.

#![deny(missing_docs)]

mod built_in;
mod keyed;
mod proof;
mod question;
mod terms;
mod ticket;

pub use built_in::BuiltInCaptcha;
pub use proof::{Difficulty, DifficultyError};
