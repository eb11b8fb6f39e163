//! New versions of the legal documents: who has to be asked again (R-08).
//!
//! ```
//! use jiff::Timestamp;
//! use varco_domain::registration::{DocumentRef, LegalDocuments};
//!
//! let document = |version: &str| DocumentRef { version: version.to_owned(), digest: [0; 32] };
//! let documents = LegalDocuments { terms: document("2026-11-01"), privacy: document("2026-11-01") };
//! let accepted = documents.accepted(Timestamp::UNIX_EPOCH);
//! assert!(!documents.to_accept(Some(&accepted)).any());
//!
//! let newer = LegalDocuments { terms: document("2027-01-01"), ..documents };
//! let open = newer.to_accept(Some(&accepted));
//! assert!(open.terms && !open.privacy);
//! ```

use jiff::Timestamp;

use crate::registration::{Acceptance, LegalDocuments};

/// Which documents a person has not yet seen in the version in force. Where there is one, both are
/// shown and acknowledged together, so that each acceptance is of a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToAccept {
    /// The *condizioni generali*.
    pub terms: bool,
    /// The *informativa privacy*.
    pub privacy: bool,
}

impl ToAccept {
    /// Whether the person has to be asked.
    pub const fn any(self) -> bool {
        self.terms || self.privacy
    }
}

impl LegalDocuments {
    /// Which documents are newer than those accepted last; all of them where none ever was. What
    /// counts is the version: a slip mended in the text asks nobody again.
    pub fn to_accept(&self, last: Option<&Acceptance>) -> ToAccept {
        ToAccept {
            terms: last.is_none_or(|last| last.terms.version != self.terms.version),
            privacy: last.is_none_or(|last| last.privacy.version != self.privacy.version),
        }
    }

    /// The acceptance of these documents at an instant.
    pub fn accepted(&self, at: Timestamp) -> Acceptance {
        Acceptance {
            terms: self.terms.clone(),
            privacy: self.privacy.clone(),
            at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registration::DocumentRef;

    fn documents(terms: &str, privacy: &str) -> LegalDocuments {
        let document = |version: &str, byte| DocumentRef {
            version: version.to_owned(),
            digest: [byte; 32],
        };
        LegalDocuments {
            terms: document(terms, 1),
            privacy: document(privacy, 2),
        }
    }

    #[test]
    fn r08_each_document_is_asked_about_by_its_own_version() {
        let accepted = documents("1", "1").accepted(Timestamp::UNIX_EPOCH);
        for (terms, privacy, expected) in [
            ("1", "1", (false, false)),
            ("2", "1", (true, false)),
            ("1", "2", (false, true)),
            ("2", "2", (true, true)),
        ] {
            let open = documents(terms, privacy).to_accept(Some(&accepted));
            assert_eq!((open.terms, open.privacy), expected);
            assert_eq!(open.any(), expected != (false, false));
        }
    }

    #[test]
    fn whoever_never_accepted_anything_is_asked_about_everything() {
        let open = documents("1", "1").to_accept(None);
        assert_eq!((open.terms, open.privacy), (true, true));
    }

    #[test]
    fn a_slip_mended_in_the_text_asks_nobody_again() {
        let accepted = documents("1", "1").accepted(Timestamp::UNIX_EPOCH);
        let mut mended = documents("1", "1");
        mended.terms.digest = [9; 32];
        assert!(!mended.to_accept(Some(&accepted)).any());
    }
}
