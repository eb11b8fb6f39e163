//! The tables as rows. What a row means is told in `mapping`.
//!
//! Instants are microseconds since 1970 (`i64`): SQLite's own timestamps are trimmed texts that do
//! not sort. Counts are `i64` because PostgreSQL has no unsigned numbers.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod captcha;
pub(crate) mod counter;
pub(crate) mod former_acceptance;
pub(crate) mod kept_form;
pub(crate) mod lockout;
pub(crate) mod mailed_link;
pub(crate) mod outbox;
pub(crate) mod paused_service;
pub(crate) mod registration;
pub(crate) mod session;
pub(crate) mod ticket;
pub(crate) mod username;
