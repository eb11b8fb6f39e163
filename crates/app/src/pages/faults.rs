//! What is wrong with a form, as its page tells it: once in the summary, once next to the field.

use varco_words::{Phrase, say};

/// One entry of the summary.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Where its link leads: the id of a field, which is also its name.
    pub(crate) field: &'static str,
    /// What is wrong and how to mend it.
    pub(crate) text: Phrase,
    /// Whether the field itself is at fault; not so where nobody may learn which one is.
    blames_field: bool,
}

/// Everything that is wrong, in the order of the page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Faults(Vec<Line>);

impl Faults {
    /// Adds what is wrong with a field.
    pub(crate) fn add(&mut self, field: &'static str, text: Phrase) {
        self.0.push(Line {
            field,
            text,
            blames_field: true,
        });
    }

    /// Something that is wrong with no field in particular; `field` is where to start mending.
    pub(crate) fn general(field: &'static str, text: Phrase) -> Self {
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
    pub(crate) fn of<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a Phrase> {
        let about = self
            .0
            .iter()
            .filter(move |line| line.blames_field && line.field == field);
        about.map(|line| &line.text)
    }

    /// Heading of the summary.
    pub(crate) fn heading(&self) -> Phrase {
        let mut fields: Vec<_> = self
            .0
            .iter()
            .filter(|line| line.blames_field)
            .map(|line| line.field)
            .collect();
        fields.dedup();
        match fields.len() {
            0 => say("fault-summary-general"),
            count => say("fault-summary").with("count", count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::italian;

    fn heading(faults: &Faults) -> String {
        italian().tell(&faults.heading())
    }

    #[test]
    fn the_summary_counts_fields_and_not_sentences() {
        let mut faults = Faults::default();
        assert!(faults.is_empty());
        faults.add("nuova_password", say("fault-password-digit"));
        assert_eq!(heading(&faults), "Controlla 1 campo");
        faults.add("nuova_password", say("fault-password-digit"));
        assert_eq!(heading(&faults), "Controlla 1 campo");
        faults.add("ripeti_password", say("fault-password-digit"));
        assert_eq!(heading(&faults), "Controlla 2 campi");
        assert_eq!(faults.of("nuova_password").count(), 2);
        assert!(faults.has("ripeti_password") && !faults.has("password_attuale"));
    }

    #[test]
    fn r34_a_general_fault_blames_no_field() {
        let faults = Faults::general("identificativo", say("fault-login"));
        assert!(!faults.has("identificativo") && !faults.is_empty());
        assert_eq!(heading(&faults), "C'è un problema");
    }
}
