//! The rules of registration and credentials of an Italian public body, without any I/O.
//!
//! Everything here is a value or a pure function: the instant and the randomness come in as
//! arguments, nothing is read, written, logged or waited for.
//!
//! | module | what it knows |
//! |---|---|
//! | [`codice_fiscale`], [`places`] | the tax code of people and the codes of their places of birth |
//! | [`person`], [`contacts`] | names, e-mail addresses |
//! | [`registration`] | the way from a codice fiscale to an open utenza, as one step function |
//! | [`utenza`] | kinds, usernames, accounts and what opens them |
//! | [`credential`] | which passwords are accepted, and the one-time password |
//! | [`session`], [`throttle`] | how long a session lives, how often something may be tried |
//! | [`token`], [`id`], [`audit`] | secrets that are handed out, identifiers, what is written down |

#![deny(missing_docs)]

pub mod audit;
pub mod codice_fiscale;
pub mod contacts;
pub mod credential;
pub mod id;
pub mod person;
pub mod places;
pub mod registration;
pub mod session;
pub mod throttle;
pub mod token;
pub mod utenza;
