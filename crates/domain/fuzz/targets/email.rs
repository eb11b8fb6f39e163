//! Any text either is an address, plain enough for every mail system, or has one fault.

#![no_main]

use libfuzzer_sys::fuzz_target;
use varco_domain::contacts::EmailAddress;

fuzz_target!(|text: &str| {
    let Ok(email) = EmailAddress::parse(text) else {
        return;
    };
    let address = email.as_str();
    assert!(address.len() <= 254 && address.bytes().all(|b| b.is_ascii_graphic()));
    assert_eq!(address.matches('@').count(), 1);
    assert_eq!(EmailAddress::parse(&email.canonical()).as_ref(), Ok(&email));
    assert!(email.abuse_key().ends_with(email.domain()));
    let _hint = email.hint();
});
