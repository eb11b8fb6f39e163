//! What a person declares in step 2, once it has been checked.

use jiff::{Timestamp, civil::Date};

use crate::contacts::EmailAddress;
use crate::language::Language;
use crate::person::PersonName;
use crate::places::PlaceName;

/// One version of a legal document: what was shown, provably.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRef {
    /// Version as published, such as `2026-11-01`.
    pub version: String,
    /// SHA-256 of the text shown.
    pub digest: [u8; 32],
}

/// Terms accepted and privacy notice read (*presa visione*, no consent), each apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The *condizioni generali* accepted.
    pub terms: DocumentRef,
    /// The *informativa privacy* read.
    pub privacy: DocumentRef,
    /// When.
    pub at: Timestamp,
}

/// Checked personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Given names.
    pub given_name: PersonName,
    /// Family name.
    pub family_name: PersonName,
    /// Day of birth: from the codice fiscale, with the year chosen where two are possible.
    pub birth_date: Date,
    /// Place of birth as typed, where the table does not know the code.
    pub birth_place: Option<PlaceName>,
    /// Address to confirm.
    pub email: EmailAddress,
    /// The language in which the person is written to.
    pub language: Language,
    /// What was accepted.
    pub acceptance: Acceptance,
    /// Whether something does not match the codice fiscale or its place is doubtful; the office looks
    /// at it.
    pub needs_review: bool,
}
