//! Directories that speak LDAP, for workstations and mailboxes, behind the port `CredentialSync`.
//!
//! A service account finds one entry by a filter and changes it: the password by the operation of
//! RFC 3062, or by writing `unicodePwd` where the directory is Active Directory. Whether a password is
//! held is found out by binding with it. Every order has a connection of its own.

#![deny(missing_docs)]

mod address;
mod change;
mod config;
mod conversation;
mod entry;
mod guard;
mod service;
mod verdict;
mod way;

pub use config::{Closing, ConfigError, Dialect, LdapConfig};
pub use service::LdapSync;
