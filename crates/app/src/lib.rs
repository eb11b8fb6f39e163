//! Varco: the application that puts domain, use cases and adapters behind pages and API.

pub mod api;
pub mod backup;
pub mod cli;
pub mod codice_fiscale;
pub mod config;
pub mod demo;
pub mod health;
pub mod keys;
pub mod launch;
pub mod legal;
pub mod log;
mod masked;
pub mod metrics;
pub mod pages;
pub mod run;
pub mod server;
pub mod state;
#[cfg(test)]
mod testkit;
pub mod web;
pub mod wiring;
pub mod worker;
