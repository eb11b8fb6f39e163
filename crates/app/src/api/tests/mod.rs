//! The API in process, over use cases whose ports are fakes.

mod account;
mod cookie;
mod document;
mod email;
mod journey;
mod language;
mod recovery;
mod refusals;
mod services;
mod sessions;
mod shape;
mod stage;
