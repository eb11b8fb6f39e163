use super::*;
use proptest::prelude::*;
use secrecy::SecretString;

fn findings(policy: PasswordPolicy, text: &str) -> Vec<PasswordFinding> {
    let personal = [
        "Mario",
        "Rossi",
        "mario.rossi",
        "RSSMRA85T10A562S",
        "Istanze OnLine",
    ];
    let current = Password::from_typed(&SecretString::from("kefwam-2739-tubzon"));
    policy
        .check(
            &Password::from_typed(&SecretString::from(text)),
            &personal,
            Some(&current),
        )
        .err()
        .unwrap_or_default()
}

#[test]
fn r22_modern_counts_fifteen_code_points_after_composition() {
    let short = |found| vec![PasswordFinding::TooShort { min: 15, found }];
    for (text, expected) in [
        ("tramonto giall", short(14)),
        ("tramonto giallo", vec![]),
        ("caffe\u{300} gialliss", short(14)),
        ("caffe\u{300} giallissi", vec![]),
        ("🦉🐟🌲🍋🎈🔥🌊🍄🌵🎻🚲🧭🪁🧵", short(14)),
        ("🦉🐟🌲🍋🎈🔥🌊🍄🌵🎻🚲🧭🪁🧵🗿", vec![]),
    ] {
        assert_eq!(findings(PasswordPolicy::MODERN, text), expected, "{text}");
    }
}

#[test]
fn r23_long_passwords_are_accepted_up_to_the_cap_and_then_refused() {
    let long = |n: usize| {
        "abcdefghilmnopqrstuvz-7 "
            .chars()
            .cycle()
            .take(n)
            .collect::<String>()
    };
    assert_eq!(findings(PasswordPolicy::MODERN, &(long(255) + "!")), []);
    assert_eq!(
        findings(PasswordPolicy::MODERN, &(long(256) + "!")),
        [PasswordFinding::TooLong { max: 256 }]
    );
    assert_eq!(
        findings(PasswordPolicy::MODERN, &"🦉".repeat(257)),
        [PasswordFinding::TooLong { max: 256 }]
    );
    // 256 signs of four bytes each.
    assert_eq!(
        findings(PasswordPolicy::MODERN, &"🦉🐟🌲🍋🎈🔥🌊🍄".repeat(32)),
        []
    );
    let generous = PasswordPolicy {
        max_length: 5_000,
        ..PasswordPolicy::MODERN
    };
    assert_eq!(findings(generous, &long(1_024)), []);
    assert_eq!(
        findings(generous, &long(1_026)),
        [PasswordFinding::TooLong { max: 5_000 }]
    );
}

#[test]
fn ministero_asks_for_the_three_classes() {
    for (text, expected) in [
        ("Lampone7x", vec![]),
        ("lampone7x", vec![PasswordFinding::NoUpperCase]),
        ("LAMPONE7X", vec![PasswordFinding::NoLowerCase]),
        ("Lamponexy", vec![PasswordFinding::NoDigit]),
        ("La7", vec![PasswordFinding::TooShort { min: 8, found: 3 }]),
    ] {
        assert_eq!(
            findings(PasswordPolicy::MINISTERO, text),
            expected,
            "{text}"
        );
    }
}

#[test]
fn r20_r56_the_password_in_force_is_no_new_password() {
    assert_eq!(
        findings(PasswordPolicy::MODERN, "kefwam-2739-tubzon"),
        [PasswordFinding::Unchanged]
    );
}

#[test]
fn r25_a_common_password_is_told_once_it_is_long_enough() {
    for (text, expected) in [
        ("qwertyuiopasdfg", PasswordFinding::Common),
        (
            "qwertyuiopasdf",
            PasswordFinding::TooShort { min: 15, found: 14 },
        ),
    ] {
        assert_eq!(findings(PasswordPolicy::MODERN, text), [expected], "{text}");
    }
}

#[test]
fn r25_personal_passwords_are_refused() {
    for text in [
        "mario.rossi mario.rossi",
        "RSSMRA85T10A562S",
        "M4r10R0ss1-1985",
        "istanzeonline2026",
    ] {
        let findings = findings(PasswordPolicy::MODERN, text);
        assert!(findings.contains(&PasswordFinding::Personal), "{text}");
    }
}

#[test]
fn a_combined_policy_satisfies_both() {
    let both = PasswordPolicy::MODERN.and(&PasswordPolicy {
        max_length: 64,
        ..PasswordPolicy::MINISTERO
    });
    assert_eq!(
        (
            both.min_length,
            both.max_length,
            both.needs_classes,
            both.history
        ),
        (15, 64, true, 5)
    );
}

#[test]
fn c2_what_is_not_modern_is_named() {
    let names =
        |policy: PasswordPolicy| -> Vec<_> { policy.deviations().map(|(name, _)| name).collect() };
    assert!(names(PasswordPolicy::MODERN).is_empty());
    let aged = PasswordPolicy {
        max_age: Some(SignedDuration::from_hours(1)),
        ..PasswordPolicy::MINISTERO
    };
    assert_eq!(names(aged), ["min_length", "classes", "history", "max_age"]);
    let narrow = PasswordPolicy {
        refused: RefusedSigns::new("<", false),
        ..PasswordPolicy::MODERN
    };
    assert_eq!(names(narrow), ["refused_characters"]);
}

#[test]
fn targets_that_contradict_each_other_are_found_out() {
    let target = |min_length, max_length| PasswordPolicy {
        min_length,
        max_length,
        ..PasswordPolicy::MINISTERO
    };
    assert!(PasswordPolicy::MODERN.and(&target(8, 15)).is_satisfiable());
    assert!(!PasswordPolicy::MODERN.and(&target(8, 14)).is_satisfiable());
    assert!(!target(1, 2).is_satisfiable());
}

#[test]
fn t30_what_a_target_does_not_take_is_refused_before() {
    let target = PasswordPolicy {
        min_length: 8,
        refused: RefusedSigns::new("\"'", true),
        ..PasswordPolicy::MINISTERO
    };
    let policy = PasswordPolicy::MODERN.for_targets([&target]);
    let refused = target.refused;
    for (text, expected) in [
        ("Tramonto 77 giallo", vec![]),
        (
            "Tramonto 77 'giallo'",
            vec![PasswordFinding::RefusedSign { refused }],
        ),
        (
            "Perché 77 tramonti",
            vec![PasswordFinding::RefusedSign { refused }],
        ),
    ] {
        assert_eq!(findings(policy, text), expected, "{text}");
    }
}

#[test]
fn a_character_that_nobody_can_type_is_refused_by_every_policy() {
    let refused = RefusedSigns::NONE;
    for text in [
        "quattro\0parole a caso",
        "quattro parole\n",
        "quattro parole a\u{85} caso",
        "quattro parole a\u{200b} caso",
        "\u{feff}quattro parole a caso",
        "quattro\u{ad}parole a caso",
        "quattro \u{202e}parole a caso",
    ] {
        for policy in [PasswordPolicy::MODERN, PasswordPolicy::ANY] {
            let found = findings(policy, text);
            assert!(
                found.contains(&PasswordFinding::RefusedSign { refused }),
                "{text:?}"
            );
        }
    }
    let family = "una famiglia \u{1f469}\u{200d}\u{1f467} di tre";
    assert_eq!(findings(PasswordPolicy::MODERN, family), []);
}

#[test]
fn targets_that_take_no_character_of_a_class_are_found_out() {
    let without = |text: &str, beyond_ascii, needs_classes| PasswordPolicy {
        refused: RefusedSigns::new(text, beyond_ascii),
        needs_classes,
        ..PasswordPolicy::MODERN
    };
    let ascii: String = (' '..='~').collect();
    for (policy, is_satisfiable) in [
        (without("0123456789", false, true), false),
        (without("0123456789", false, false), true),
        (without("012345678", true, true), true),
        (without(&ascii, false, false), true),
        (without(&ascii, true, false), false),
    ] {
        assert_eq!(policy.is_satisfiable(), is_satisfiable, "{policy:?}");
    }
}

prop_compose! {
    fn any_policy()(
        min_length in 0usize..20,
        max_length in 10usize..40,
        needs_classes: bool,
        refused in "[ -~]{0,9}",
        beyond_ascii: bool,
    ) -> PasswordPolicy {
        PasswordPolicy {
            min_length,
            max_length,
            needs_classes,
            refused: RefusedSigns::new(&refused, beyond_ascii),
            history: 0,
            max_age: None,
        }
    }
}

proptest! {
    #[test]
    fn r24_modern_accepts_whatever_is_long_enough_and_not_tried_first(
        text in r"\PC{15,256}|[ -~]{15,256}",
    ) {
        let candidate = Password::from_typed(&SecretString::from(text));
        let text = candidate.expose();
        prop_assume!((15..=256).contains(&text.chars().count()) && text.len() <= 1_024);
        let accepted = PasswordPolicy::MODERN.check(&candidate, &[], None).is_ok();
        prop_assert_eq!(accepted, !blocklist::is_common(text));
    }

    #[test]
    fn t30_every_target_takes_what_the_effective_policy_takes(
        targets in prop::collection::vec(any_policy(), 0..4),
        text in r"[ -~èÀ🦉]{0,40}",
    ) {
        let policy = PasswordPolicy::MODERN.for_targets(&targets);
        let candidate = Password::from_typed(&SecretString::from(text));
        if policy.check(&candidate, &[], None).is_ok() {
            prop_assert!(policy.is_satisfiable());
            for target in &targets {
                prop_assert!(target.check(&candidate, &[], None).is_ok());
            }
        }
    }
}
