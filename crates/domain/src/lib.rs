//! The rules of registration and credentials of an Italian public body, without any I/O.
//!
//! Everything here is a value or a pure function: the instant and the randomness come in as
//! arguments, nothing is read, written, logged or waited for.
//!
//! | module | what it knows |
//! |---|---|
//! | [`codice_fiscale`], [`places`] | the tax code of people and the codes of their places of birth |
//! | [`person`], [`contacts`] | names, e-mail addresses, telephones, domicile |
//! | [`registration`] | the way from a codice fiscale to an open utenza, as one step function |
//! | [`utenza`] | kinds, usernames, accounts, mailboxes, recapiti; who may do what |
//! | [`grant`], [`terms`] | what a mailed link is worth; which documents have to be accepted |
//! | [`credential`] | which passwords are accepted, how long, after how many failures; the one-time password |
//! | [`delivery`] | which services hold the same password, and how far a change has come |
//! | [`session`], [`throttle`] | how long a session lives, how often something may be tried |
//! | [`language`] | which languages people are written to in |
//! | [`token`], [`id`], [`audit`] | secrets that are handed out, identifiers, what is written down |

//! The page of each module opens with an example. Whole programs stand under `examples/`:
//! `validate_csv` reads codes from standard input, `registration` walks from a codice fiscale to an
//! active utenza in memory, `own_policy` makes a credential policy of one's own.
//!
//! # Features
//!
//! `serde` (off): codes, names, addresses and numbers are written and read as their text, and reading
//! goes through `parse`.

#![deny(missing_docs)]

pub mod audit;
pub mod codice_fiscale;
pub mod contacts;
pub mod credential;
pub mod delivery;
pub mod grant;
pub mod id;
pub mod language;
pub mod person;
pub mod places;
pub mod registration;
#[cfg(feature = "serde")]
mod serde_text;
pub mod session;
pub mod terms;
pub mod throttle;
pub mod token;
pub mod utenza;

/// Compiles the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
