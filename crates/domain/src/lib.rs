//! TODO
pub mod codice_fiscale;
pub mod places;
