//! The end-to-end tests: one binary, one module per theme.

mod harness;
mod registration_api;
mod registration_browser;
mod registration_pages;
