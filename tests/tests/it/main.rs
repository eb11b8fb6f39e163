//! The end-to-end tests: one binary, one module per theme.

mod command_line;
mod harness;
mod neutrality;
mod registration_api;
mod registration_browser;
mod registration_pages;
mod resilience;
