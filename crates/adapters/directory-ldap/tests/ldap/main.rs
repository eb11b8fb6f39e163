//! The adapter against OpenLDAP's server, over lines that lose replies, and against servers that lie.
#![cfg(test)]

mod active_directory;
mod lies;
mod losses;
mod openldap;
mod samba;
mod support;
mod tls;
