//! What the end-to-end tests stand on: the real binary as a process, a browser without JavaScript,
//! a real browser, and a reader of the mails that arrive.
//!
//! Nothing here knows the inside of the product: what a test does, a person or a program outside
//! can do too.

pub mod account;
pub mod api;
pub mod browser;
pub mod canary;
pub mod captcha;
pub mod crash;
pub mod fleet;
pub mod gallery;
pub mod invariants;
pub mod letter;
pub mod linked;
pub mod outage;
pub mod person;
pub mod process;
pub mod races;
pub mod rollback;
pub mod seat;
pub mod services;
pub mod stage;
pub mod timing;
pub mod web;
