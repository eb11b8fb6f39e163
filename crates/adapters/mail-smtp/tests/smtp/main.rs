//! Real SMTP conversations: the sink alone, the sender with the sink, the sender through TLS.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper of a test fails like the test"
)]

mod sending;
mod sink;
mod support;
mod tls;
