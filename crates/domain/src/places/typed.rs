//! Places as people write them.

use core::fmt;

use super::find::{find_by_name, search};
use super::place::Place;
use crate::person::{NameFault, PersonName};

/// Most places among which somebody is asked to choose.
const CHOICES: usize = 8;

/// The name of a place as it was typed or chosen: `Borgo Nuovo`, `Castro (BG)`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PlaceName(String);

/// What somebody may have meant by the name of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This one.
    One(Place),
    /// One of these, at most eight, living ones first.
    Several(Vec<Place>),
    /// Nothing that the table knows.
    Unknown,
}

impl PlaceName {
    /// Reads a name: of the table, with the province as in `Castro (BG)`, or any other that could be one.
    ///
    /// # Errors
    /// The first [`NameFault`] met.
    pub fn parse(text: &str) -> Result<Self, NameFault> {
        match chosen(text) {
            Some(place) => Ok(Self(place.to_string())),
            None => PersonName::parse(text).map(|name| Self(name.as_str().to_owned())),
        }
    }

    /// The same, or the place that it means in the table, or those among which somebody has to choose.
    ///
    /// # Errors
    /// As [`PlaceName::parse`].
    pub fn read(text: &str, is_foreign: bool) -> Result<(Self, Vec<Place>), NameFault> {
        match meant_by(text, is_foreign) {
            Meant::One(place) => Ok((Self(place.to_string()), Vec::new())),
            Meant::Several(places) => Ok((Self::parse(text)?, places)),
            Meant::Unknown => Ok((Self::parse(text)?, Vec::new())),
        }
    }

    /// The name as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PlaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Only the initial: where somebody was born is personal data and `Debug` reaches logs.
impl fmt::Debug for PlaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PlaceName({}…)", self.0.chars().next().unwrap_or(' '))
    }
}

/// What was meant by a name, among the comuni or the foreign states, living and ceased: the place of
/// that name, those that share it, or those that begin like it.
///
/// ```
/// use varco_domain::places::{Meant, meant_by};
///
/// let told = |name, is_foreign| match meant_by(name, is_foreign) {
///     Meant::One(place) => vec![place.to_string()],
///     Meant::Several(places) => places.iter().map(ToString::to_string).collect(),
///     Meant::Unknown => vec![],
/// };
/// assert_eq!(told("roma", false), ["Roma (RM)"]);
/// assert_eq!(told("Castro (LE)", false), ["Castro (LE)"]);
/// assert!(told("castro", false).len() > 1);
/// assert_eq!(told("roma", true), ["Romania"]);
/// ```
pub fn meant_by(name: &str, is_foreign: bool) -> Meant {
    let there = |place: &Place| place.is_foreign() == is_foreign;
    if let Some(place) = chosen(name).filter(there) {
        return Meant::One(place);
    }
    let mut found = distinct(find_by_name(name, None).filter(there));
    if found.is_empty() {
        found = distinct(search(name, usize::MAX).filter(there));
    }
    match found[..] {
        [] => Meant::Unknown,
        [place] => Meant::One(place),
        _ => Meant::Several(found),
    }
}

/// `Castro (BG)`, as the table writes it.
fn chosen(text: &str) -> Option<Place> {
    let (name, province) = text.trim().strip_suffix(')')?.rsplit_once(" (")?;
    find_by_name(name, Some(province)).next()
}

/// A place has a row for each of its periods and names.
fn distinct(places: impl Iterator<Item = Place>) -> Vec<Place> {
    let mut distinct: Vec<Place> = Vec::new();
    for place in places {
        let is_new = distinct
            .iter()
            .all(|known| known.to_string() != place.to_string());
        if is_new {
            distinct.push(place);
        }
        if distinct.len() == CHOICES {
            break;
        }
    }
    distinct
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, is_foreign: bool) -> Vec<String> {
        match meant_by(name, is_foreign) {
            Meant::One(place) => vec![place.to_string()],
            Meant::Several(places) => places.iter().map(ToString::to_string).collect(),
            Meant::Unknown => Vec::new(),
        }
    }

    #[test]
    fn a_name_of_one_place_means_it() {
        for (typed, is_foreign, meant) in [
            ("Roma", false, "Roma (RM)"),
            ("reggio nell emilia", false, "Reggio nell'Emilia (RE)"),
            ("Castro (BG)", false, "Castro (BG)"),
            (" castro (le) ", false, "Castro (LE)"),
            ("Romania", true, "Romania"),
        ] {
            assert_eq!(told(typed, is_foreign), [meant], "{typed}");
        }
    }

    #[test]
    fn a_name_of_several_or_half_a_name_asks_which() {
        for (typed, is_foreign) in [("Castro", false), ("san giov", false), ("Repubblica", true)] {
            let choices = told(typed, is_foreign);
            assert!(
                (2..=CHOICES).contains(&choices.len()),
                "{typed}: {choices:?}"
            );
            for choice in &choices {
                let is_one = matches!(meant_by(choice, is_foreign), Meant::One(_));
                assert!(is_one || is_foreign, "{choice} asks again");
            }
        }
    }

    #[test]
    fn ceased_comuni_and_dissolved_states_are_found() {
        assert_eq!(told("Zara", false), ["Zara (ZA)"]);
        for state in ["Unione Sovietica", "Jugoslavia", "Cecoslovacchia"] {
            assert!(!told(state, true).is_empty(), "{state}");
        }
    }

    #[test]
    fn what_the_table_does_not_know_is_taken_as_it_is_typed() {
        assert_eq!(meant_by("Borgo Nuovo Inesistente", false), Meant::Unknown);
        assert_eq!(meant_by("", false), Meant::Unknown);
        let name = PlaceName::parse("Borgo  Nuovo").unwrap();
        assert_eq!(name.as_str(), "Borgo Nuovo");
        assert_eq!(format!("{name:?}"), "PlaceName(B…)");
        assert_eq!(
            PlaceName::parse("Castro (bg)").unwrap().as_str(),
            "Castro (BG)"
        );
        assert_eq!(
            PlaceName::parse("Atlantide (XX)"),
            Err(NameFault::Forbidden)
        );
        assert_eq!(PlaceName::parse(" "), Err(NameFault::Empty));
    }
}
