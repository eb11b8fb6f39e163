//! Any text either is a name, without anything invisible in it, or has one fault; and whatever is a
//! name gives a username.

#![no_main]

use libfuzzer_sys::fuzz_target;
use varco_domain::person::PersonName;
use varco_domain::utenza::Username;

fuzz_target!(|text: &str| {
    let Ok(name) = PersonName::parse(text) else {
        return;
    };
    assert_eq!(PersonName::parse(name.as_str()).as_ref(), Ok(&name));
    assert!(
        !name
            .as_str()
            .chars()
            .any(|c| c.is_control() || c.is_numeric())
    );
    let username = Username::assign(&name, &name, 2);
    assert_eq!(Username::parse(username.as_str()), Some(username));
});
