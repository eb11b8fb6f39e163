//! The files of every language, inside the program.

use varco_domain::language::Language;

type Source = (&'static str, &'static str);

macro_rules! files {
    ($tag:literal: $($topic:literal)*) => {
        &[$(($topic, include_str!(concat!("../locales/", $tag, "/", $topic, ".ftl")))),*]
    };
}

/// One list of topics for every language.
macro_rules! topics {
    ($tag:literal) => {
        files!($tag:
            "activation"
            "activity"
            "address"
            "area"
            "captcha"
            "common"
            "contacts"
            "credential"
            "dates"
            "demo"
            "error"
            "fault"
            "frame"
            "guide"
            "home"
            "legal"
            "link"
            "login"
            "mail"
            "maintenance"
            "notice"
            "own"
            "places"
            "problem"
            "recovery"
            "registration"
            "services"
            "terms"
            "wait"
        )
    };
}

/// Topic and text of each file.
pub(crate) const fn of(language: Language) -> &'static [Source] {
    match language {
        Language::It => topics!("it"),
        Language::De => topics!("de"),
        Language::En => topics!("en"),
    }
}
