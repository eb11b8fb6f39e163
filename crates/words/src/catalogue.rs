//! The messages of a language, read once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::Entry;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;
use varco_domain::language::Language;

use crate::sources;

type Bundle = fluent_bundle::bundle::FluentBundle<FluentResource, IntlLangMemoizer>;

static IT: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read(Language::It));
static DE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read(Language::De));
static EN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read(Language::En));

pub(crate) struct Catalogue {
    language: Language,
    /// Every key; with its text where nothing has to be filled in, which is nearly always.
    fixed: HashMap<String, Option<String>>,
    bundle: Bundle,
}

impl Catalogue {
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::It => &IT,
            Language::De => &DE,
            Language::En => &EN,
        }
    }

    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.fixed.keys().map(String::as_str)
    }

    /// A message filled in. One that this language lacks is told in Italian, and one that nobody
    /// knows by its key: a page with a gap is better than none. The tests leave room for neither.
    pub(crate) fn message<'a>(
        &'a self,
        key: &'static str,
        arguments: &'a FluentArgs<'_>,
    ) -> Cow<'a, str> {
        match self.fixed.get(key) {
            Some(Some(text)) => text.into(),
            Some(None) => self.filled(key, arguments).unwrap_or(Cow::Borrowed(key)),
            None if self.language == Language::It => key.into(),
            None => IT.message(key, arguments),
        }
    }

    fn filled<'a>(&'a self, key: &str, arguments: &'a FluentArgs<'_>) -> Option<Cow<'a, str>> {
        let pattern = self.bundle.get_message(key)?.value()?;
        // What is not filled in stands in the text by its name, so an error says nothing new.
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(arguments), &mut errors);
        Some(text)
    }

    fn read(language: Language) -> Self {
        let mut catalogue = Self {
            language,
            fixed: HashMap::new(),
            bundle: Bundle::new_concurrent(vec![locale(language)]),
        };
        // Otherwise every value carries two invisible characters, which end up in copied addresses.
        catalogue.bundle.set_use_isolating(false);
        for (_, source) in sources::of(language) {
            catalogue.add(source);
        }
        catalogue
    }

    fn add(&mut self, source: &str) {
        // What cannot be read is left out; a test reads every file.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(read, _)| read);
        let keys: Vec<String> = resource.entries().filter_map(key).collect();
        self.bundle.add_resource_overriding(resource);
        for key in keys {
            let text = self.without_arguments(&key);
            self.fixed.insert(key, text);
        }
    }

    /// The text of a message in which nothing has to be filled in.
    fn without_arguments(&self, key: &str) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, None, &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Catalogue").field(&self.language).finish()
    }
}

fn key(entry: &Entry<&str>) -> Option<String> {
    match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    }
}

/// The rules for plurals of a language.
fn locale(language: Language) -> LanguageIdentifier {
    language.tag().parse().unwrap_or_default()
}
