//! Any text either is a telephone number, which then is in E.164, or has one fault.

#![no_main]

use libfuzzer_sys::fuzz_target;
use varco_domain::contacts::PhoneNumber;

fuzz_target!(|text: &str| {
    let Ok(number) = PhoneNumber::parse(text) else {
        return;
    };
    let digits = number.as_str().trim_start_matches('+');
    assert!((7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()));
    assert_eq!(
        PhoneNumber::parse(&number.to_string()).as_ref(),
        Ok(&number)
    );
});
