//! The end-to-end tests: one binary, one module per theme.

mod harness;
