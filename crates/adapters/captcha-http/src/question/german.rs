//! Questions in German. Nothing with an umlaut or a sharp s has to be typed, but for numbers, which have
//! figures.

use super::tongue::{Kind, LIMIT, Tongue};

pub(super) const TONGUE: Tongue = Tongue {
    in_words,
    ways,
    number: |words| format!("Schreiben Sie die Zahl {words} in Ziffern."),
    sum: |first, second| format!("Wie viel ist {first} plus {second}?"),
    word: |ordinal, phrase| format!("Schreiben Sie das {ordinal} Wort dieses Satzes: «{phrase}»."),
    one_of: |kind, [a, b, c]| format!("Welches dieser Wörter ist {kind}: {a}, {b}, {c}?"),
    ordinals: ["erste", "zweite", "dritte", "vierte", "fünfte"],
    phrases: &PHRASES,
    kinds: &KINDS,
    things: &THINGS,
};

const SMALL: [&str; 20] = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];
const TENS: [&str; 10] = [
    "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
];

/// `einundzwanzig`, `zweihundertdrei`.
fn in_words(number: u16) -> String {
    match number {
        0..20 => word(&SMALL, number).to_owned(),
        20..100 => {
            let tens = word(&TENS, number / 10);
            match number % 10 {
                0 => tens.to_owned(),
                ones => format!("{}und{tens}", before(ones)),
            }
        }
        100..LIMIT => {
            let hundreds = format!("{}hundert", before(number / 100));
            match number % 100 {
                0 => hundreds,
                rest => hundreds + &in_words(rest),
            }
        }
        LIMIT.. => String::new(),
    }
}

/// A figure in front of another word.
fn before(figure: u16) -> &'static str {
    match figure {
        1 => "ein",
        other => word(&SMALL, other),
    }
}

fn word(words: &[&'static str], at: u16) -> &'static str {
    words.get(usize::from(at)).copied().unwrap_or_default()
}

/// Without the keys of a German keyboard, and without the first `ein`.
fn ways(words: &str) -> Vec<String> {
    let short = words.strip_prefix("einhundert");
    let short = short.map(|rest| format!("hundert{rest}"));
    let written = [Some(words.to_owned()), short].into_iter().flatten();
    let spelled = |way: String| {
        let plain = way.replace('ß', "ss");
        let latin = plain.replace('ü', "ue").replace('ö', "oe");
        [way, plain, latin]
    };
    written.flat_map(spelled).collect()
}

const PHRASES: [&str; 12] = [
    "das Schiff kommt langsam in den Hafen",
    "meine Oma backt heute frisches Brot",
    "jeden Morgen kommt der Bus zu spät",
    "auf dem Balkon steht eine Pflanze",
    "das Kind liest ein neues Buch",
    "morgen bleibt der Markt leider geschlossen",
    "der Weg geht durch den Wald",
    "die Lehrerin schreibt an die Tafel",
    "dieser Zug ist immer ganz voll",
    "ein Vogel fliegt um das Dach",
    "im Winter liegt hier viel Schnee",
    "in der Lade liegt ein Brief",
];

const KINDS: [Kind; 5] = [
    (
        "eine Farbe",
        &["rot", "blau", "gelb", "braun", "schwarz", "grau"],
    ),
    (
        "ein Tier",
        &[
            "Hund", "Katze", "Pferd", "Huhn", "Wolf", "Esel", "Hase", "Ziege",
        ],
    ),
    (
        "eine Frucht",
        &[
            "Apfel", "Birne", "Kirsche", "Banane", "Zitrone", "Erdbeere", "Traube",
        ],
    ),
    (
        "ein Wochentag",
        &[
            "Montag",
            "Dienstag",
            "Mittwoch",
            "Donnerstag",
            "Freitag",
            "Sonntag",
        ],
    ),
    (
        "ein Monat",
        &[
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
        ],
    ),
];

const THINGS: [&str; 16] = [
    "Stuhl", "Tisch", "Fenster", "Hammer", "Glas", "Schuh", "Tasche", "Schirm", "Gabel", "Lampe",
    "Kissen", "Flasche", "Leiter", "Heft", "Uhr", "Decke",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_at_school() {
        for (number, words) in [
            (1, "eins"),
            (17, "siebzehn"),
            (21, "einundzwanzig"),
            (30, "dreißig"),
            (101, "einhunderteins"),
            (323, "dreihundertdreiundzwanzig"),
            (616, "sechshundertsechzehn"),
        ] {
            assert_eq!(in_words(number), words);
        }
        assert!(ways("einhundertfünfunddreißig").contains(&"hundertfuenfunddreissig".to_owned()));
    }
}
