//! What a codice fiscale says about a person, and the kind of an utenza.

use jiff::civil::Date;
use varco_domain::codice_fiscale::{CodiceFiscale, Sex};
use varco_domain::places::find_by_code;
use varco_domain::registration::OpenQuestions;
use varco_domain::utenza::{Account, UtenzaKind};
use varco_words::{Phrase, Words, dates, say};

/// `10 dicembre 1985`, or `5 maggio 1921 oppure 2021` where the code leaves two years.
pub(crate) fn born(words: Words, questions: &OpenQuestions) -> String {
    if let Some(date) = questions.birth_dates.only() {
        return dates::day(words, date);
    }
    let mut candidates: Vec<_> = questions.birth_dates.iter().collect();
    candidates.sort_unstable();
    let [first, .., second] = candidates[..] else {
        return String::new();
    };
    let either = words.text("registration-born-either");
    let either = either.with("first", dates::day(words, first));
    either.with("second", second.year()).into()
}

/// The place of birth as it was on that day: `Roma (RM)`, `Romania`, `Unione Sovietica (oggi altro
/// Stato)`; `None` where the table does not know the code.
pub(crate) fn place(words: Words, code: &CodiceFiscale, born: Option<Date>) -> Option<String> {
    let place = find_by_code(code.place_code(), born)?;
    Some(if place.is_foreign() && place.is_ceased() {
        let told = words.text("registration-place-ceased");
        told.with("place", place.to_string()).into()
    } else {
        place.to_string()
    })
}

/// Where somebody was born: as the table knows it, or else as it was typed.
pub(crate) fn birth_place(words: Words, account: &Account) -> String {
    let typed = || account.birth_place.as_ref().map(ToString::to_string);
    place(words, &account.codice_fiscale, Some(account.birth_date))
        .or_else(typed)
        .unwrap_or_else(|| words.text("contacts-none").into())
}

/// `Maschile`, `Femminile`.
pub(crate) const fn sex(code_sex: Sex) -> Phrase {
    match code_sex {
        Sex::Male => say("common-sex-male"),
        Sex::Female => say("common-sex-female"),
    }
}

/// The kind of an utenza.
pub(crate) const fn kind(kind: UtenzaKind) -> Phrase {
    match kind {
        UtenzaKind::Mi => say("common-kind-mi"),
        UtenzaKind::External => say("common-kind-external"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::italian;
    use jiff::civil::date;

    fn told(code: &str) -> (String, Option<String>) {
        let code = CodiceFiscale::parse(code).unwrap();
        let questions = OpenQuestions::of(&code, date(2026, 11, 1));
        (
            born(italian(), &questions),
            place(italian(), &code, questions.birth_dates.only()),
        )
    }

    #[test]
    fn birth_is_told_in_words() {
        assert_eq!(told("RSSMRA85T10A562S").0, "10 dicembre 1985");
        assert_eq!(told("FOXDRA26C24I725A").0, "24 marzo 1926 oppure 2026");
        assert_eq!(told("MLLJGN75E05Z112P").1.as_deref(), Some("Germania"));
    }
}
