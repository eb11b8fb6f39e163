//! The tables: which crate may know which. Changing them is changing the architecture, so a change
//! belongs in an architecture decision record.

/// Which of our crates each of our crates may name, in any kind of dependency.
pub(super) const INSIDE: &[(&str, &[&str])] = &[
    ("varco-domain", &[]),
    ("varco-ports", &["varco-domain"]),
    ("varco-usecases", &["varco-domain", "varco-ports"]),
    ("varco-words", &["varco-domain"]),
    (
        "varco-storage-seaorm",
        &["varco-domain", "varco-ports", "varco-test-postgres"],
    ),
    (
        "varco-mail-smtp",
        &["varco-domain", "varco-ports", "varco-words"],
    ),
    ("varco-captcha-http", &["varco-domain", "varco-ports"]),
    ("varco-crypto", &["varco-domain", "varco-ports"]),
    // TLS towards other systems is set up in one place.
    ("varco-tls", &[]),
    (
        "varco-sidi-scim",
        &[
            "varco-domain",
            "varco-ports",
            "varco-tls",
            "varco-test-targets",
        ],
    ),
    (
        "varco-directory-ldap",
        &[
            "varco-domain",
            "varco-ports",
            "varco-tls",
            "varco-test-targets",
        ],
    ),
    (
        "varco",
        &[
            "varco-domain",
            "varco-ports",
            "varco-usecases",
            "varco-storage-seaorm",
            "varco-mail-smtp",
            "varco-captcha-http",
            "varco-crypto",
            "varco-directory-ldap",
            "varco-sidi-scim",
            "varco-tls",
            "varco-words",
        ],
    ),
    // The tests receive real mail, so they borrow the mail adapter's SMTP sink; races in one process
    // are run by the use cases on the real stores.
    (
        "varco-tests",
        &[
            "varco-domain",
            "varco-ports",
            "varco-usecases",
            "varco-storage-seaorm",
            "varco-mail-smtp",
            "varco-captcha-http",
            "varco-test-postgres",
            "varco-test-targets",
            "varco",
        ],
    ),
    // Propagation without real time: the inner crates on stand-ins. Its tests put the adapters in front
    // of servers that fail on purpose.
    (
        "varco-test-simulation",
        &[
            "varco-domain",
            "varco-ports",
            "varco-usecases",
            "varco-mail-smtp",
            "varco-sidi-scim",
            "varco-directory-ldap",
            "varco-tls",
            "varco-test-targets",
        ],
    ),
    // A server for tests; it knows no part of the product.
    ("varco-test-postgres", &[]),
    // Linked services for tests; they know no part of the product either.
    ("varco-test-targets", &[]),
    // Shows what another program needs: nothing but the inner crates.
    (
        "varco-embedder-example",
        &["varco-domain", "varco-ports", "varco-usecases"],
    ),
    ("xtask", &[]),
];

/// Outside crates with a home: whoever else names them breaks the hexagon. `*` ends a prefix.
pub(super) const HOMES: &[(&str, &[&str])] = &[
    // Tests of the whole read past the adapter what it has written, on both databases.
    ("sea-*", &["varco-storage-seaorm", "varco-tests"]),
    ("sqlx*", &["varco-storage-seaorm"]),
    ("lettre", &["varco-mail-smtp"]),
    ("poem*", &["varco"]),
    ("hyper*", &["varco", "varco-sidi-scim", "varco-tests"]),
    ("ldap3", &["varco-directory-ldap"]),
    ("figment", &["varco"]),
    ("tracing-subscriber", &["varco"]),
    ("askama", &["varco", "varco-mail-smtp", "varco-words"]),
    ("fluent-*", &["varco-words"]),
    // The load driver measures the bare rate of the machine, against which logins are compared.
    ("argon2", &["varco-crypto", "varco-tests"]),
    ("chacha20poly1305", &["varco-crypto"]),
    ("getrandom", &["varco-crypto"]),
    // Whoever plays the browser has to solve what the adapter sets.
    ("altcha", &["varco-captcha-http", "varco-tests"]),
    ("reqwest", &["varco-captcha-http", "varco-tests"]),
    ("fantoccini", &["varco-tests"]),
    ("openssl*", &[]),
    ("native-tls", &[]),
];

/// What the build of a crate may drag in, directly or not.
#[derive(Debug)]
pub(super) enum Tree {
    /// Nothing but these.
    Only(&'static [&'static str]),
    /// Anything but these.
    Without(&'static [&'static str]),
}

/// The inner crates stay free of runtimes, input and output.
pub(super) const TREES: &[(&str, Tree)] = &[
    (
        "varco-domain",
        Tree::Only(&[
            "base64ct",
            "jiff*",
            "secrecy",
            "zeroize",
            "thiserror",
            "uuid",
            // `idna` with the Unicode tables of ICU4X.
            "idna*",
            "icu_*",
            "litemap",
            "potential_utf",
            "smallvec",
            "stable_deref_trait",
            "tinystr",
            "utf8_iter",
            "utf_types",
            "writeable",
            "yoke",
            "zerofrom",
            "zerotrie",
            "zerovec",
            // Normal forms of names and passwords.
            "unicode-normalization",
            "tinyvec*",
            // Mistyped mail domains and names of comuni.
            "strsim",
        ]),
    ),
    ("varco-ports", Tree::Without(OUTWARD)),
    ("varco-usecases", Tree::Without(OUTWARD)),
    // It brings a runtime and the stand-ins of `testkit`, and no framework, database or cryptography.
    ("varco-embedder-example", Tree::Without(ADAPTERS)),
];

/// What the adapters and the application stand on.
const ADAPTERS: &[&str] = &[
    "hyper*",
    "poem*",
    "reqwest",
    "sea-*",
    "sqlx*",
    "libsqlite3-sys",
    "lettre",
    "rustls*",
    "ring",
    "getrandom",
    "argon2",
    "tracing-subscriber",
];

const OUTWARD: &[&str] = &[
    "tokio*",
    "async-std",
    "smol",
    "hyper*",
    "poem*",
    "reqwest",
    "sea-*",
    "sqlx*",
    "libsqlite3-sys",
    "lettre",
    "ldap3",
    "rustls*",
    "ring",
    "getrandom",
    "argon2",
    "mockall",
    "tracing-subscriber",
];
