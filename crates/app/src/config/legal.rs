//! The legal texts of the body, in place of those of the program, which speak for an invented one.

use std::path::PathBuf;

use serde::Deserialize;

/// What people accept or read; where a text is absent, that of the program stands.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LegalSection {
    /// *Condizioni generali*.
    pub terms: Option<LegalTable>,
    /// *Informativa privacy*.
    pub privacy: Option<LegalTable>,
}

/// A text in the edition in force.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalTable {
    /// File in UTF-8: paragraphs separated by empty lines, headings begin with `## `.
    pub file: PathBuf,
    /// What people have accepted is kept with this name; another one asks everybody again.
    pub version: String,
}
