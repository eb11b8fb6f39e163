//! The legal texts, embedded, with the version and digest that are stored with each acceptance
//!

use sha2::{Digest, Sha256};
use varco_domain::registration::{DocumentRef, LegalDocuments};

/// One text with its version.
#[derive(Clone, Debug)]
pub struct LegalText {
    /// Version as published.
    pub version: String,
    /// Paragraphs separated by empty lines; lines that begin with `## ` are headings.
    pub body: String,
}

/// The texts that people accept or read.
#[derive(Clone, Debug)]
pub struct LegalTexts {
    /// *Condizioni generali*.
    pub terms: LegalText,
    /// *Informativa privacy*.
    pub privacy: LegalText,
}

impl Default for LegalTexts {
    fn default() -> Self {
        let text = |body: &str| LegalText {
            version: "2026-11-01".to_owned(),
            body: body.to_owned(),
        };
        Self {
            terms: text(include_str!("../texts/condizioni.txt")),
            privacy: text(include_str!("../texts/privacy.txt")),
        }
    }
}

impl LegalTexts {
    /// What is stored with an acceptance.
    pub fn documents(&self) -> LegalDocuments {
        LegalDocuments {
            terms: self.terms.reference(),
            privacy: self.privacy.reference(),
        }
    }
}

impl LegalText {
    fn reference(&self) -> DocumentRef {
        let digest = Sha256::digest(self.body.as_bytes()).into();
        DocumentRef {
            version: self.version.clone(),
            digest,
        }
    }
}
