//! What pages and API share: the edge, cookies, where a request comes from.

pub(crate) mod beat;
pub(crate) mod browser_session;
pub mod client;
mod compress;
pub mod cookies;
pub(crate) mod device;
pub mod edge;
pub(crate) mod encoding;
mod headers;
pub mod host;
pub mod language;
pub(crate) mod methods;
pub(crate) mod origin;
pub(crate) mod suspended;
