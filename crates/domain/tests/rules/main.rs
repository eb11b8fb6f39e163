//! The rules of registration and of the account, through the public face of the crate.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail the test")]

mod account;
mod declaration;
mod drift;
mod grant;
mod machine;
mod mailboxes;
mod matrix;
mod model;
mod recapiti;
mod reset_model;
mod support;
mod ticket;
mod timing;
