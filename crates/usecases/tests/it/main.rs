//! The use cases over fakes and mocks of the ports.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail the test they serve"
)]

mod activation;
mod email;
mod endings;
mod faults;
mod forgotten;
mod guessing;
mod journey;
mod kept_forms;
mod language;
mod limits;
mod lockout;
mod login;
mod mails;
mod operators;
mod outbox;
mod own_data;
mod own_sessions;
mod propagation;
mod recapiti;
mod reconcile;
mod recovery;
mod registration;
mod renewal;
mod repeats;
mod reset;
mod rotation;
mod terms;
mod world;
