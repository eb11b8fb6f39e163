//! Questions in Italian. Plain words, no names, nothing that can be written in two ways.

mod numbers;

use super::tongue::{Kind, Tongue};

pub(super) const TONGUE: Tongue = Tongue {
    in_words: numbers::in_words,
    ways: |words| vec![words.to_owned()],
    number: |words| format!("Scrivi in cifre il numero {words}."),
    sum: |first, second| format!("Quanto fa {first} più {second}?"),
    word: |ordinal, phrase| format!("Scrivi la {ordinal} parola di questa frase: «{phrase}»."),
    one_of: |kind, [a, b, c]| format!("Quale di queste parole è {kind}: {a}, {b}, {c}?"),
    ordinals: ORDINALS,
    phrases: &PHRASES,
    kinds: &KINDS,
    things: &THINGS,
};

/// Whole phrases of at least five words, without apostrophes.
const PHRASES: [&str; 12] = [
    "la nave entra piano nel porto",
    "mia nonna prepara il pane caldo",
    "ogni mattina il fornaio apre presto",
    "sul balcone cresce una pianta verde",
    "il bambino legge un libro nuovo",
    "domani il mercato resta chiuso",
    "quel ponte attraversa un fiume largo",
    "la maestra scrive sulla lavagna",
    "questo treno arriva sempre puntuale",
    "una rondine vola sopra i tetti",
    "il giardiniere pota le siepi alte",
    "nel cassetto trovi la chiave piccola",
];

/// How the first words of a phrase are called.
const ORDINALS: [&str; 5] = ["prima", "seconda", "terza", "quarta", "quinta"];

/// No word belongs to two kinds, nor to [`THINGS`].
const KINDS: [Kind; 5] = [
    (
        "un colore",
        &[
            "rosso", "verde", "giallo", "azzurro", "bianco", "nero", "marrone",
        ],
    ),
    (
        "un animale",
        &[
            "cane", "gatto", "cavallo", "gallina", "lupo", "mucca", "coniglio", "asino",
        ],
    ),
    (
        "un frutto",
        &[
            "mela",
            "pera",
            "ciliegia",
            "fragola",
            "banana",
            "limone",
            "albicocca",
        ],
    ),
    (
        "un giorno della settimana",
        &[
            "lunedì",
            "martedì",
            "mercoledì",
            "giovedì",
            "venerdì",
            "sabato",
            "domenica",
        ],
    ),
    (
        "un mese",
        &[
            "gennaio",
            "febbraio",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "settembre",
            "ottobre",
        ],
    ),
];

/// Things of none of these kinds.
const THINGS: [&str; 16] = [
    "sedia",
    "tavolo",
    "finestra",
    "martello",
    "bicchiere",
    "scarpa",
    "chiave",
    "ombrello",
    "forchetta",
    "lampada",
    "cuscino",
    "bottiglia",
    "scala",
    "quaderno",
    "orologio",
    "coperta",
];
