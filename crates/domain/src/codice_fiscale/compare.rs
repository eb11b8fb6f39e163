//! Comparing a code with what its holder typed. Omocodia makes no difference: all forms of a code
//! say the same.

use jiff::civil::Date;

use super::code::{CodiceFiscale, Sex};
use super::encode::Part;
use super::finding::{Finding, Reason};
use super::name_parts::{NameFault, name_part, surname_part};
use super::transliterate::Umlauts;
use crate::places::{self, PlaceCode};

/// What somebody typed about themselves; whatever is absent is not compared.
///
/// No `Debug`: they are personal data.
#[expect(
    missing_debug_implementations,
    reason = "personal data must not reach logs"
)]
#[derive(Clone, Copy, Default)]
pub struct TypedPerson<'a> {
    /// Surname.
    pub surname: Option<&'a str>,
    /// All names.
    pub name: Option<&'a str>,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Comune or foreign state of birth.
    pub place: Option<PlaceCode>,
}

/// What differs between a code and typed data: at most one finding for each part, in the order of
/// [`Part`].
///
/// ```
/// use varco_domain::codice_fiscale::{CodiceFiscale, Part, Reason, TypedPerson, compare};
///
/// let code = CodiceFiscale::parse("RSSMRA85T10A562S")?;
/// let typed = TypedPerson { surname: Some("Bianchi"), name: Some("Mario"), ..Default::default() };
/// let findings = compare(&code, &typed);
/// assert_eq!(findings.len(), 1);
/// assert_eq!(findings[0].part, Part::Surname);
/// assert_eq!(findings[0].reason, Reason::OtherRecords);
/// # Ok::<(), varco_domain::codice_fiscale::CodiceFiscaleError>(())
/// ```
pub fn compare(code: &CodiceFiscale, typed: &TypedPerson<'_>) -> Vec<Finding> {
    let date = code.coded_date();
    let findings = [
        typed
            .surname
            .and_then(|surname| SURNAME.doubt(code, surname, typed.name)),
        typed
            .name
            .and_then(|name| NAME.doubt(code, name, typed.surname)),
        typed
            .birth_date
            .filter(|typed| !date.agrees_with(*typed))
            .map(|typed| {
                let swapped = date.agrees_swapped(typed);
                let reason = if swapped {
                    Reason::DayAndMonthSwapped
                } else {
                    Reason::OtherRecords
                };
                Finding {
                    part: Part::BirthDate,
                    reason,
                }
            }),
        typed.sex.filter(|typed| *typed != code.sex()).map(|_| {
            let reason = Reason::OtherRecords;
            Finding {
                part: Part::Sex,
                reason,
            }
        }),
        typed
            .place
            .and_then(|typed| compare_place(code.place_code(), typed)),
    ];
    findings.into_iter().flatten().collect()
}

/// What is odd about the place in a code by itself, for somebody born on `birth_date`.
pub fn doubt_about_place(code: &CodiceFiscale, birth_date: Date) -> Option<Finding> {
    let place = code.place_code();
    let reason = match places::find_by_code(place, None) {
        None => Reason::UnknownPlace,
        Some(_) if !places::was_in_use(place, birth_date) => Reason::CeasedPlace,
        Some(_) => return None,
    };
    Some(Finding {
        part: Part::Place,
        reason,
    })
}

/// How a text is drawn on for three characters.
type Rule = fn(&str, Umlauts) -> Result<[u8; 3], NameFault>;

/// One of the two parts made of letters.
struct NamePart {
    part: Part,
    rule: Rule,
    coded: fn(&CodiceFiscale) -> &str,
}

const SURNAME: NamePart = NamePart {
    part: Part::Surname,
    rule: surname_part,
    coded: CodiceFiscale::surname_part,
};
const NAME: NamePart = NamePart {
    part: Part::Name,
    rule: name_part,
    coded: CodiceFiscale::name_part,
};

impl NamePart {
    /// `other` is what was typed in the other field.
    fn doubt(&self, code: &CodiceFiscale, typed: &str, other: Option<&str>) -> Option<Finding> {
        let coded = (self.coded)(code).as_bytes();
        let fits = |text: &str, umlauts| (self.rule)(text, umlauts).is_ok_and(|part| part == coded);
        let reason = match (self.rule)(typed, Umlauts::Expanded) {
            Ok(part) if part == coded => return None,
            Err(_) => Reason::NotComparable,
            Ok(_) if fits(typed, Umlauts::Bare) => Reason::OlderTransliteration,
            Ok(_) if fewer(typed).any(|text| fits(text, Umlauts::Expanded)) => Reason::FewerNames,
            Ok(_) if other.is_some_and(|other| fits(other, Umlauts::Expanded)) => {
                Reason::NamesSwapped
            }
            Ok(_) => Reason::OtherRecords,
        };
        Some(Finding {
            part: self.part,
            reason,
        })
    }
}

/// Each word of a composite name, and each beginning of it that ends with a word.
fn fewer(name: &str) -> impl Iterator<Item = &str> {
    let is_gap = |letter: char| letter.is_whitespace() || letter == '-';
    let beginnings = name
        .match_indices(is_gap)
        .filter_map(|(at, _)| name.get(..at));
    name.split(is_gap).chain(beginnings)
}

fn compare_place(coded: PlaceCode, typed: PlaceCode) -> Option<Finding> {
    if coded == typed {
        return None;
    }
    let name = |code| places::find_by_code(code, None).map(|place| place.to_string());
    let reason = match name(coded) {
        None => Reason::UnknownPlace,
        known if known == name(typed) => Reason::SamePlaceName,
        Some(_) => Reason::OtherRecords,
    };
    Some(Finding {
        part: Part::Place,
        reason,
    })
}
