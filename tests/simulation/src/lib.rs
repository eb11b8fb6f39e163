//! Propagation under everything that can befall it, without real time: the use cases of the product on
//! the store in memory, two nodes whose every step another may precede, services and a mail server that
//! fail in the modes of FI-3 and keep a ledger of what changed. A seed decides all of it, so that what
//! goes wrong once goes wrong again.
//!
//! `cargo xtask simulate` runs a hundred thousand seeds; `--seed N` tells one of them step by step.

mod campaign;
mod fault;
mod flaw;
mod judge;
mod ledger;
mod people;
mod plan;
mod ports;
mod postbox;
mod rest;
mod run;
mod stage;
mod tasks;
mod time;
mod worker;
mod world;

pub use campaign::{Failed, Report, campaign, replay};
pub use fault::{Fault, Side};
pub use flaw::Flaw;
pub use judge::{Figures, Rule, Violation};
pub use stage::Stage;

/// How many nodes serve and deliver.
const NODES: usize = 2;
/// The linked services.
const SERVICES: [&str; 2] = ["sidi", "posta"];
