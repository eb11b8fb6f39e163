//! What stands on each page of the guide, by the keys of its messages.

use Part::{Heading, Links, List, Says, Steps};

/// A page of the guide.
pub(super) struct Entry {
    /// Its address.
    pub(super) path: &'static str,
    /// Its title.
    pub(super) title: &'static str,
    /// What it says first, if anything.
    pub(super) lead: Option<&'static str>,
    /// The rest.
    pub(super) parts: &'static [Part],
}

/// A piece of a page.
pub(super) enum Part {
    Heading(&'static str),
    Says(&'static str),
    Steps(&'static [&'static str]),
    List(&'static [&'static str]),
    /// Addresses of other pages, each with its name.
    Links(&'static [(&'static str, &'static str)]),
}

const HELP: &[(&str, &str)] = &[
    ("/guida", "guide-all"),
    ("/guida/registrazione", "guide-registration"),
    ("/guida/primo-accesso", "guide-first"),
    ("/guida/modificare-i-dati", "guide-data"),
    ("/guida/password", "guide-password"),
    ("/guida/email-non-arrivata", "guide-mail"),
    ("/guida/utenze-mi", "guide-mi"),
    ("/guida/codice-fiscale", "guide-code"),
    ("/domande-frequenti", "guide-faq"),
    ("/assistenza", "common-support"),
];

pub(super) static INDEX: Entry = Entry {
    path: "/guida",
    title: "guide-title",
    lead: Some("guide-lead-html"),
    parts: &[Links(HELP.split_at(1).1)],
};

pub(super) static PAGES: [Entry; 7] = [
    Entry {
        path: "/guida/registrazione",
        title: "guide-registration",
        lead: Some("guide-registration-lead"),
        parts: &[
            Heading("guide-registration-needs"),
            List(&[
                "guide-registration-needs-code",
                "guide-registration-needs-mailbox",
            ]),
            Heading("guide-steps"),
            Steps(&[
                "guide-registration-step-1-html",
                "guide-registration-step-2",
                "guide-registration-step-3",
                "guide-registration-step-4",
                "guide-registration-step-5",
            ]),
            Heading("guide-registration-stopped"),
            Says("guide-registration-stopped-what-html"),
            Heading("guide-registration-differs"),
            Says("guide-registration-differs-what-html"),
        ],
    },
    Entry {
        path: "/guida/primo-accesso",
        title: "guide-first",
        lead: Some("guide-first-lead"),
        parts: &[
            Heading("guide-steps"),
            Steps(&[
                "guide-first-step-1-html",
                "guide-first-step-2",
                "guide-first-step-3",
            ]),
            Heading("guide-first-expired"),
            Says("guide-first-expired-what-html"),
        ],
    },
    Entry {
        path: "/guida/modificare-i-dati",
        title: "guide-data",
        lead: Some("guide-data-lead-html"),
        parts: &[
            Heading("guide-data-contacts"),
            Says("guide-data-contacts-what-html"),
            Heading("guide-data-email"),
            Says("guide-data-email-what-html"),
            Says("guide-data-institutional"),
            Heading("guide-data-language"),
            Says("guide-data-language-what-html"),
            Heading("guide-data-fixed"),
            Says("guide-data-fixed-what-html"),
        ],
    },
    Entry {
        path: "/guida/password",
        title: "guide-password",
        lead: Some("guide-password-lead"),
        parts: &[
            Heading("guide-password-good"),
            List(&[
                "guide-password-good-length",
                "guide-password-good-words",
                "guide-password-good-known",
            ]),
            Heading("guide-password-change"),
            Says("guide-password-change-what-html"),
            Says("guide-password-services-html"),
            Heading("guide-password-forgotten"),
            Says("guide-password-forgotten-what-html"),
            Heading("guide-password-wrong"),
            Says("guide-password-wrong-what"),
        ],
    },
    Entry {
        path: "/guida/email-non-arrivata",
        title: "guide-mail",
        lead: Some("guide-mail-lead"),
        parts: &[
            Heading("guide-steps"),
            Steps(&[
                "guide-mail-step-1-html",
                "guide-mail-step-2-html",
                "guide-mail-step-3-html",
                "guide-mail-step-4",
            ]),
            Heading("guide-mail-lost"),
            Says("guide-mail-lost-what-html"),
        ],
    },
    Entry {
        path: "/guida/utenze-mi",
        title: "guide-mi",
        lead: Some("guide-mi-lead"),
        parts: &[
            Says("guide-mi-change-html"),
            Heading("guide-mi-forgotten"),
            Says("guide-mi-forgotten-what-html"),
        ],
    },
    Entry {
        path: "/guida/codice-fiscale",
        title: "guide-code",
        lead: Some("guide-code-lead"),
        parts: &[
            Heading("guide-code-parts"),
            List(&[
                "guide-code-parts-names",
                "guide-code-parts-birth",
                "guide-code-parts-place",
                "guide-code-parts-check",
            ]),
            Heading("guide-code-homonyms"),
            Says("guide-code-homonyms-what"),
            Heading("guide-code-provisional"),
            Says("guide-code-provisional-what"),
        ],
    },
];

pub(super) static QUESTIONS: Entry = Entry {
    path: "/domande-frequenti",
    title: "guide-faq",
    lead: Some("guide-faq-lead-html"),
    parts: &[
        Heading("guide-faq-username"),
        Says("guide-faq-username-what-html"),
        Heading("guide-faq-held"),
        Says("guide-faq-held-what-html"),
        Heading("guide-faq-link"),
        Says("guide-faq-link-what-html"),
        Heading("guide-faq-signed-out"),
        Says("guide-faq-signed-out-what"),
        Heading("guide-faq-not-me"),
        Says("guide-faq-not-me-what"),
        Heading("guide-faq-deletion"),
        Says("guide-faq-deletion-what-html"),
    ],
};

/// What a message says where people choose their password when they activate the utenza.
pub(super) const CHOSEN: [(&str, &str); 2] = [
    (
        "guide-registration-step-5",
        "guide-registration-step-5-chosen",
    ),
    ("guide-first-lead", "guide-first-lead-chosen"),
];

pub(super) static MAP: Entry = Entry {
    path: "/mappa",
    title: "guide-map",
    lead: None,
    parts: &[
        Heading("guide-map-enter"),
        Links(&[
            ("/", "common-home"),
            ("/registrazione", "common-register"),
            ("/attiva", "common-has-code"),
            ("/accedi", "common-log-in"),
            ("/area", "common-area"),
        ]),
        Heading("guide-map-recover"),
        Links(&[
            ("/recupera/username", "login-forgot-username"),
            ("/recupera/password", "login-forgot-password"),
            ("/recupera/attivazione", "common-no-activation-mail"),
            ("/recupera/utenza-mi", "recovery-ways-mi"),
            ("/recupera/email-persa", "recovery-ways-mailbox"),
        ]),
        Heading("guide-map-help"),
        Links(HELP),
        Heading("frame-about"),
        Links(&[
            ("/condizioni", "frame-terms"),
            ("/privacy", "frame-privacy"),
            ("/cookie", "legal-cookies"),
            ("/note-legali", "legal-notes"),
            ("/accessibilita", "legal-accessibility"),
        ]),
    ],
};
