//! People who register, invented.

use anyhow::Result;
use jiff::Span;
use jiff::civil::{Date, date};
use varco_domain::codice_fiscale::{PersonFacts, Sex, encode};
use varco_domain::places::PlaceCode;

/// What a person knows when they come, and the password they will choose.
#[derive(Clone, Debug)]
pub struct Person {
    /// As on the tessera sanitaria.
    pub codice_fiscale: String,
    /// Given names.
    pub nome: String,
    /// Family name.
    pub cognome: String,
    /// Their mailbox.
    pub email: String,
    /// A password that every policy accepts.
    pub password: String,
}

impl Person {
    /// The person of this number: always the same, and nobody else's codice fiscale, address or
    /// username up to 18,000 people.
    ///
    /// # Errors
    ///
    /// None for numbers in that range.
    pub fn number(number: u16) -> Result<Self> {
        let birth_date = date(1950, 1, 1).checked_add(Span::new().days(number))?;
        Self::born(number, birth_date)
    }

    /// As [`Person::number`], born on another day.
    ///
    /// # Errors
    ///
    /// None.
    pub fn born(number: u16, birth_date: Date) -> Result<Self> {
        const LETTERS: [char; 10] = ['b', 'c', 'd', 'f', 'g', 'l', 'm', 'n', 'p', 'r'];
        let (nome, mut cognome) = ("Mario".to_owned(), "Rossi".to_owned());
        let figures = number.to_string();
        let digits = figures
            .chars()
            .filter_map(|figure| usize::try_from(figure.to_digit(10)?).ok());
        cognome.extend(digits.filter_map(|digit| LETTERS.get(digit)));
        let facts = PersonFacts {
            surname: &cognome,
            name: &nome,
            birth_date,
            sex: Sex::Male,
            place: PlaceCode::parse("A562")?,
        };
        Ok(Self {
            codice_fiscale: encode(&facts)?.as_str().to_owned(),
            email: format!("persona.{number}@esempio.it"),
            password: format!("Quattro parole che non c'entrano {number}"),
            nome,
            cognome,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn people_with_different_numbers_share_nothing() -> Result<()> {
        let people: Vec<Person> = (0..18_000).map(Person::number).collect::<Result<_>>()?;
        let codes: BTreeSet<&str> = people
            .iter()
            .map(|person| person.codice_fiscale.as_str())
            .collect();
        let names: BTreeSet<&str> = people
            .iter()
            .map(|person| person.cognome.as_str())
            .collect();
        assert_eq!((codes.len(), names.len()), (18_000, 18_000));
        Ok(())
    }
}
