//! The legal texts, embedded, with the version and digest that are stored with each acceptance
//!

use std::fs;

use sha2::{Digest, Sha256};
use varco_domain::language::Language;
use varco_domain::registration::{DocumentRef, LegalDocuments};

use crate::config::{Config, ConfigError, LegalTable};

/// Longest name of a version, in characters.
const VERSION_MAX: usize = 40;
/// Longest text, in bytes.
const TEXT_MAX: u64 = 262_144;

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
    /// The texts in force: those that the configuration names, or else those of the program.
    ///
    /// # Errors
    /// [`ConfigError`] for a text that cannot be shown.
    pub fn load(config: &Config) -> Result<Self, ConfigError> {
        let mut texts = Self::default();
        if let Some(own) = &config.legal.terms {
            texts.terms = LegalText::read("legal.terms", own)?;
        }
        if let Some(own) = &config.legal.privacy {
            texts.privacy = LegalText::read("legal.privacy", own)?;
        }
        Ok(texts)
    }

    /// What is stored with an acceptance.
    pub fn documents(&self) -> LegalDocuments {
        LegalDocuments {
            terms: self.terms.reference(),
            privacy: self.privacy.reference(),
        }
    }
}

impl LegalText {
    fn read(key: &'static str, own: &LegalTable) -> Result<Self, ConfigError> {
        let path = own.file.display();
        let invalid = |why: &str| ConfigError::invalid(key, format!("{path} {why}"));
        let version = own.version.trim();
        if !(1..=VERSION_MAX).contains(&version.chars().count())
            || version.contains(char::is_control)
        {
            let reason =
                format!("the version must be 1 to {VERSION_MAX} characters, such as 2027-01-01");
            return Err(ConfigError::invalid(key, reason));
        }
        let unreadable = |error: std::io::Error| invalid(&format!("cannot be read: {error}"));
        if fs::metadata(&own.file).map_err(unreadable)?.len() > TEXT_MAX {
            return Err(invalid("is too long: at most 256 KiB"));
        }
        let text = fs::read_to_string(&own.file).map_err(unreadable)?;
        let body = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        if body.trim().is_empty() {
            return Err(invalid("is empty"));
        }
        Ok(Self {
            version: version.to_owned(),
            body,
            translations: Vec::new(),
        })
    }

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

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn read(content: &[u8], version: &str) -> Result<LegalText, String> {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("condizioni.txt");
        fs::write(&file, content).unwrap();
        let own = LegalTable {
            file,
            version: version.to_owned(),
        };
        LegalText::read("legal.terms", &own).map_err(|error| error.to_string())
    }

    #[test]
    fn r08_a_text_of_the_body_is_shown_as_any_editor_saves_it() {
        let text = read(
            "\u{feff}## Uno\r\n\r\nPrimo.\r\n".as_bytes(),
            " 2027-01-01 ",
        )
        .unwrap();
        assert_eq!(
            (text.version.as_str(), text.body.as_str()),
            ("2027-01-01", "## Uno\n\nPrimo.\n")
        );
        assert!(text.translation(Language::De).is_none());
    }

    #[test]
    fn a_text_that_nobody_could_read_is_refused_with_the_reason() {
        let long = vec![b'a'; 262_145];
        for (content, version, why) in [
            (&b" \n"[..], "1", "is empty"),
            (b"citt\xe0", "1", "UTF-8"),
            (&long, "1", "256 KiB"),
            (b"Testo", "", "1 to 40 characters"),
            (b"Testo", "1\n2", "1 to 40 characters"),
        ] {
            let told = read(content, version).unwrap_err();
            assert!(
                told.starts_with("legal.terms: ") && told.contains(why),
                "{told}"
            );
        }
        let absent = LegalTable {
            file: "/nowhere/condizioni.txt".into(),
            version: "1".to_owned(),
        };
        let told = LegalText::read("legal.terms", &absent)
            .unwrap_err()
            .to_string();
        assert!(
            told.contains("/nowhere/condizioni.txt cannot be read"),
            "{told}"
        );
    }
}
