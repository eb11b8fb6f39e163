//! What is common, what is not, and what is made of words about the person.

use super::*;
use proptest::prelude::*;

#[test]
fn r25_patterns_and_much_used_words_are_common() {
    for text in [
        "aaaaaaaaaaaaaaa",
        "123456789012345",
        "1qaz2wsx3edc4rfv",
        "zse4xdr5cft6vgy7",
        "passwordpassword",
        "password password",
        "qwertyuiopasdfg",
        "abcabcabcabcabc",
        "P4ssw0rd!P4ssw0rd!",
        "Pàsswörd2026!",
        "Passw0rd!",
        "2026Password",
        "juventus1juventus2",
        "FrancescaAlessandro",
        "zyxwvutsrqponml",
        "abcdefgh87654321",
    ] {
        assert!(is_common(text), "{text}");
    }
}

#[test]
fn r25_the_most_used_passwords_that_satisfy_a_profile_are_common() {
    let ministero = [
        "Password1",
        "Trustno1",
        "Welcome1",
        "Aa123456",
        "P@ssw0rd",
        "Zxasqw12",
    ];
    let modern = [
        "momsanaladventure",
        "passwordstandard",
        "lhbjkjubz2957704",
        "bpgjldsgjldthnf",
    ];
    for text in ministero.into_iter().chain(modern) {
        assert!(is_common(text), "{text}");
    }
}

#[test]
fn ordinary_phrases_are_not_common() {
    for text in [
        "tramonto giallo",
        "tramonto giallo tramonto giallo",
        "kefwam-2739-tubzon",
        "La mia scuola ha sei finestre",
        "Lampone7x",
        "password di chi pesca trote",
    ] {
        assert!(!is_common(text), "{text}");
    }
}

#[test]
fn the_limits_of_each_pattern_are_exact() {
    for (text, expected) in [
        // Four different signs, and five.
        ("otaetoateoeatao", true),
        ("otaerotoaerteao", false),
        // Seven signs over and over, and eight.
        ("kefwam2kefwam2k", true),
        ("kefwam27kefwam27", false),
        // Short, which the policy sees to, but not repeated.
        ("kefwam2", false),
        // On the list as it stands, although what it repeats is not.
        ("fishpond", false),
        ("fishpondfishpond", true),
        // Neighbours in the alphabet, and every second letter.
        ("ghijklmnopq", true),
        ("acegikmoqsuwy", false),
        // Neighbouring keys of two rows, and keys further apart.
        ("qawsedrftgyh", true),
        ("qswdefrgthyj", false),
    ] {
        assert_eq!(is_common(text), expected, "{text}");
    }
}

#[test]
fn r24_signs_without_a_letter_are_as_good_as_any() {
    for text in [
        "?!#*&%()=^[]{}<>",
        "🦉🐟🌲🍋🎈🔥🌊🍄🌵🎻🚲🧭🪁🧵🗿",
        "…—«»‹›“”‘’¡¿§¶",
    ] {
        assert!(!is_common(text), "{text}");
    }
}

#[test]
fn what_is_repeated_is_judged_on_its_own() {
    let unit = |text: &str| -> String {
        let signs: Vec<char> = text.chars().collect();
        unit(&signs).iter().collect()
    };
    for (text, expected) in [
        ("", ""),
        ("a", "a"),
        ("aaaa", "a"),
        ("abab", "ab"),
        ("ababa", "ab"),
        ("abcab", "abcab"),
        ("abca", "abca"),
    ] {
        assert_eq!(unit(text), expected, "{text}");
    }
}

#[test]
fn half_of_a_password_about_the_person_is_too_much() {
    for (password, words, expected) in [
        ("Mario-Rossi-1985", &["Mario", "Rossi"][..], true),
        ("r0ssim4rio10121985", &["Mario", "Rossi"], true),
        ("Mario pesca trote nel fiume", &["Mario", "Rossi"], false),
        ("Rossi19851210", &["Mario", "Rossi"], true),
        ("Mario839275610472", &["Mario", "Rossi"], true),
        ("Mariotrote", &["Mario", "Rossi"], true),
        ("Mariotrotel", &["Mario", "Rossi"], false),
        ("Candida7", &["Ida"], false),
        ("Niccolo2026", &["Niccolò"], true),
        ("tramonto giallo", &["Al", "Lo"], false),
        ("tramonto giallo", &[], false),
        ("", &["Mario"], false),
    ] {
        assert_eq!(is_made_of(password, words), expected, "{password}");
    }
}

#[test]
fn a_fingerprint_does_not_see_case_accents_separators_and_look_alikes() {
    let plain = fingerprint("password").unwrap();
    for text in ["PassWord", "p4$$w0rd", "pass-word", "pàsswòrd"] {
        assert_eq!(fingerprint(text), Some(plain), "{text}");
    }
    assert_ne!(fingerprint("passwort"), Some(plain));
    assert_eq!(fingerprint("abc"), None);
}

proptest! {
    #[test]
    fn judging_never_panics(text in "\\PC{0,60}|[a-z0-9!]{0,260}", word in "\\PC{0,20}") {
        let _judged = (is_common(&text), is_made_of(&text, &[&word]));
    }

    /// Five random words are on no list, nor are random signs.
    #[test]
    fn r24_what_nobody_uses_is_not_common(text in "[b-df-hj-np-tv-z]{5}( [b-df-hj-np-tv-z]{5}){4}") {
        prop_assert!(!is_common(&text), "{}", text);
    }
}
