//! The adapter against SCIM servers that other people wrote, against servers that lie, and over lines
//! that lose replies.
#![cfg(test)]

mod lies;
mod losses;
mod peers;
mod support;
mod tls;
