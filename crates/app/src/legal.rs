//! The legal texts, embedded, with the version and digest that are stored with each acceptance
//!

use sha2::{Digest, Sha256};
use varco_domain::language::Language;
use varco_domain::registration::{DocumentRef, LegalDocuments};

/// One text with its version.
#[derive(Clone, Debug)]
pub struct LegalText {
    /// Version as published.
    pub version: String,
    /// The text that counts, in Italian: paragraphs separated by empty lines; lines that begin with
    /// `## ` are headings.
    pub body: String,
    /// The same for whoever reads another language.
    pub translations: Vec<(Language, String)>,
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
        let text = |body: &str, german: &str, english: &str| LegalText {
            version: "2026-11-01".to_owned(),
            body: body.to_owned(),
            translations: vec![
                (Language::De, german.to_owned()),
                (Language::En, english.to_owned()),
            ],
        };
        Self {
            terms: text(
                include_str!("../texts/it/condizioni.txt"),
                include_str!("../texts/de/condizioni.txt"),
                include_str!("../texts/en/condizioni.txt"),
            ),
            privacy: text(
                include_str!("../texts/it/privacy.txt"),
                include_str!("../texts/de/privacy.txt"),
                include_str!("../texts/en/privacy.txt"),
            ),
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
    /// The translation into a language, where there is one.
    pub fn translation(&self, language: Language) -> Option<&str> {
        let mut translations = self.translations.iter();
        let (_, text) = translations.find(|(of, _)| *of == language)?;
        Some(text)
    }

    fn reference(&self) -> DocumentRef {
        let digest = Sha256::digest(self.body.as_bytes()).into();
        DocumentRef {
            version: self.version.clone(),
            digest,
        }
    }
}
