//! Varco: the application that puts domain, use cases and adapters behind pages and API.

pub mod api;
pub mod legal;
pub mod pages;
pub mod state;
pub mod web;
