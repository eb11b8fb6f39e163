//! SIDI and other linked services that speak SCIM 2.0 (RFC 7643, RFC 7644), behind the port
//! `CredentialSync`.
//!
//! One user is found by its name, made if it is missing, and changed by one PATCH. Every request has a
//! connection of its own, to the one host of the configuration: redirects are not followed, and
//! addresses in answers are not looked at. This is why a plain HTTP/1.1 connection is used and no
//! client library that pools, follows and decompresses.

#![deny(missing_docs)]

mod base;
mod channel;
mod config;
mod service;
mod user;
mod verdict;

pub use config::{ConfigError, ScimConfig};
pub use service::ScimSync;
