//! Any text either is a codice fiscale, which then reads itself back, or has one fault.

#![no_main]

use libfuzzer_sys::fuzz_target;
use varco_domain::codice_fiscale::{CodiceFiscale, TaxCode};

fuzz_target!(|text: &str| {
    if let Ok(code) = CodiceFiscale::parse(text) {
        assert_eq!(CodiceFiscale::parse(code.as_str()), Ok(code));
        assert_eq!(code.base().base(), code.base());
        assert!(code.omocodes().any(|form| form == code));
    }
    match TaxCode::parse(text) {
        Ok(code) => assert_eq!(TaxCode::parse(code.as_str()), Ok(code)),
        Err(fault) => assert!(!fault.to_string().is_empty()),
    }
});
