//! What pages and API share: cookies, where a request comes from.

pub mod client;
pub mod cookies;
