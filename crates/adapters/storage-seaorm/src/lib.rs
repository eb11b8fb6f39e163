//! The stores of Varco on SQLite and PostgreSQL, by sea-orm.
//!
//! ```text
//!             ┌ reader ── SQLite: a pool of connections that cannot write
//!  Storage ───┤
//!             └ writer ── SQLite: a queue before one connection; PostgreSQL: the same pool
//! ```
//!
//! One port call is one statement or one transaction. Nothing here decides anything: values come in
//! decided, rows go out as values, and what the database refuses becomes a typed error. Neither row
//! values nor the address of the database ever reach an error or the log.

mod accounts;
pub mod backup;
mod captcha;
mod commit;
mod connect;
mod deliveries;
mod desk;
mod entity;
mod error;
mod forms;
mod grants;
mod hear;
mod housekeeping;
mod lockouts;
mod mapping;
mod migrations;
mod outbox;
#[cfg(test)]
mod plans;
mod registrations;
mod schema;
mod secrets;
mod sessions;
mod storage;
mod throttle;
mod trail;
mod writer;

pub use connect::{OpenError, StorageConfig};
pub use schema::SchemaState;
pub use storage::Storage;
