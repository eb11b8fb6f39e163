//! What is wrong with a form, as its page tells it: once in the summary, once next to the field.

use std::borrow::Cow;

/// A sentence for people, in Italian, without the full stop.
pub(crate) type Sentence = Cow<'static, str>;

/// One entry of the summary.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Where its link leads: the id of a field, which is also its name.
    pub(crate) field: &'static str,
    /// What is wrong and how to mend it.
    pub(crate) text: Sentence,
    /// Whether the field itself is at fault; not so where nobody may learn which one is.
    blames_field: bool,
}

/// Everything that is wrong, in the order of the page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Faults(Vec<Line>);

impl Faults {
    /// Adds what is wrong with a field.
    pub(crate) fn add(&mut self, field: &'static str, text: impl Into<Sentence>) {
        let text = text.into();
        self.0.push(Line {
            field,
            text,
            blames_field: true,
        });
    }

    /// Something that is wrong with no field in particular; `field` is where to start mending.
    pub(crate) fn general(field: &'static str, text: impl Into<Sentence>) -> Self {
        let text = text.into();
        Self(vec![Line {
            field,
            text,
            blames_field: false,
        }])
    }

    /// The entries of the summary.
    pub(crate) fn lines(&self) -> &[Line] {
        &self.0
    }

    /// Whether there is nothing wrong.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a field is at fault.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.of(field).next().is_some()
    }

    /// The sentences about a field.
    pub(crate) fn of<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        let about = self
            .0
            .iter()
            .filter(move |line| line.blames_field && line.field == field);
        about.map(|line| line.text.as_ref())
    }

    /// Heading of the summary.
    pub(crate) fn heading(&self) -> String {
        let mut fields: Vec<_> = self
            .0
            .iter()
            .filter(|line| line.blames_field)
            .map(|line| line.field)
            .collect();
        fields.dedup();
        match fields.len() {
            0 => "C'è un problema".to_owned(),
            1 => "Controlla 1 campo".to_owned(),
            count => format!("Controlla {count} campi"),
        }
    }

    /// What the title of the page begins with.
    pub(crate) const fn title_mark(&self) -> &'static str {
        if self.is_empty() { "" } else { "Errore: " }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_fields_and_not_sentences() {
        let mut faults = Faults::default();
        assert_eq!((faults.title_mark(), faults.is_empty()), ("", true));
        faults.add("nuova_password", "Aggiungi almeno un numero");
        assert_eq!(faults.heading(), "Controlla 1 campo");
        faults.add("nuova_password", "Aggiungi almeno una lettera maiuscola");
        assert_eq!(faults.heading(), "Controlla 1 campo");
        faults.add("ripeti_password", "Riscrivila");
        assert_eq!(
            (faults.heading().as_str(), faults.title_mark()),
            ("Controlla 2 campi", "Errore: ")
        );
        assert_eq!(faults.of("nuova_password").count(), 2);
        assert!(faults.has("ripeti_password") && !faults.has("password_attuale"));
    }

    #[test]
    fn r34_a_general_fault_blames_no_field() {
        let faults = Faults::general("identificativo", "Non corrispondono");
        assert!(!faults.has("identificativo") && !faults.is_empty());
        assert_eq!(faults.heading(), "C'è un problema");
    }
}
