//! What the questions are made of. Plain words, no names, nothing that can be written in two ways.

/// Whole phrases of at least five words, without apostrophes.
pub(super) const PHRASES: [&str; 12] = [
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
pub(super) const ORDINALS: [&str; 5] = ["prima", "seconda", "terza", "quarta", "quinta"];

/// A kind of thing, and some of its kind.
pub(super) type Kind = (&'static str, &'static [&'static str]);

/// No word belongs to two kinds, nor to [`THINGS`].
pub(super) const KINDS: [Kind; 5] = [
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
pub(super) const THINGS: [&str; 16] = [
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
