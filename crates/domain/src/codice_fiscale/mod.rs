//! The Italian tax code of a person: `CCC NNN YY M DD PPPP K`.
//!
//! Sources: decree of the Ministry of Finance 23 December 1976 (structure, check character,
//! omocodia, provisional number) and Agenzia delle Entrate, circular 34/E of 2011
//! (transliteration). `docs/codice-fiscale.md` tells where other programs differ, and why.
//!
//! ```
//! use varco_domain::codice_fiscale::{CodiceFiscale, CodiceFiscaleError, Sex};
//!
//! let code = CodiceFiscale::parse("rss mra 85t10 a562s")?;
//! assert_eq!(code.as_str(), "RSSMRA85T10A562S");
//! assert_eq!(code.sex(), Sex::Male);
//! assert_eq!(code.place_code().as_str(), "A562");
//!
//! let mistyped = CodiceFiscale::parse("RSSMRA85T1OA562S");
//! assert_eq!(mistyped.map_err(|fault| fault.position()), Err(Some(11)));
//! # Ok::<(), CodiceFiscaleError>(())
//! ```

mod birth_date;
mod check_character;
mod clean;
mod code;
mod compare;
mod encode;
mod error;
mod finding;
mod name_parts;
mod omocodia;
mod parse;
mod provisional;
mod tax_code;
pub(crate) mod transliterate;

pub use birth_date::{BirthDates, MAX_AGE_YEARS};
pub use code::{CodiceFiscale, Sex};
pub use compare::{TypedPerson, compare, doubt_about_place};
pub use encode::{EncodeError, Part, PersonFacts, encode};
pub use error::{CodiceFiscaleError, Confusion, Expected};
pub use finding::{Finding, Reason};
pub use omocodia::Omocodes;
pub use provisional::ProvisionalCode;
pub use tax_code::TaxCode;
