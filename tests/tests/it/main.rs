//! The end-to-end tests: one binary, one module per theme.

mod area_sessions;
mod backup;
mod bad_input;
mod command_line;
mod crash;
mod crash_invariants;
mod demo;
mod documents;
mod email;
mod fleet;
mod harness;
mod hosts;
mod keys;
mod lost_answers;
mod mail_budget;
mod neutrality;
mod nodes;
mod operators;
mod outages;
mod own_area;
mod races;
mod registration_api;
mod registration_browser;
mod registration_pages;
mod resilience;
mod rollback;
