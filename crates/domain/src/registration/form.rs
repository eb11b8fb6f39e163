//! Step 2 as typed, and what is found in it.
//!
//! Faults must be mended; warnings can be confirmed ("sono scritti come sulla tessera sanitaria"),
//! because only the code that was issued is right and a computed mismatch must never be a wall.

use jiff::{Timestamp, civil::Date};

use super::{Declaration, DocumentRef, RegistrationRules};
use crate::codice_fiscale::{BirthDates, CodiceFiscale, TypedPerson, compare, doubt_about_place};
use crate::contacts::{EmailAddress, EmailFault, EmailHint};
use crate::language::Language;
use crate::person::{NameFault, PersonName};
use crate::places::{Place, PlaceName, find_by_code};

/// A field of step 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeclarationField {
    /// Given names.
    GivenName,
    /// Family name.
    FamilyName,
    /// Year of birth, asked only where the codice fiscale leaves two.
    BirthYear,
    /// Place of birth, asked only where the table does not know the code.
    BirthPlace,
    /// Address.
    Email,
    /// Address, typed again.
    EmailRepeat,
    /// *Condizioni generali*.
    Terms,
    /// *Informativa privacy*.
    Privacy,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not a name.
    Name(NameFault),
    /// Not an address.
    Email(EmailFault),
    /// The address typed again is another one.
    EmailDiffers,
    /// No year chosen, or none of the two.
    YearNotChosen,
    /// Not accepted or not read.
    NotAccepted,
}

/// One fault of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// Where.
    pub field: DeclarationField,
    /// What.
    pub fault: Fault,
}

/// Something that is probably a mistake; the person may confirm it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SoftWarning {
    /// The address looks mistyped or certified.
    Email(EmailHint),
    /// Name and surname do not give the letters of the code.
    NamesDiffer,
    /// Younger than the minimum age.
    TooYoung,
    /// The place of birth may be any of these.
    Place(Vec<Place>),
}

/// Step 2 as it came in.
#[derive(Clone, Copy, Debug, Default)]
pub struct DeclarationForm<'a> {
    /// Given names.
    pub given_name: &'a str,
    /// Family name.
    pub family_name: &'a str,
    /// Year of birth, four digits, where it was asked.
    pub birth_year: &'a str,
    /// Place of birth, where it was asked.
    pub birth_place: &'a str,
    /// Address.
    pub email: &'a str,
    /// Address, typed again.
    pub email_repeat: &'a str,
    /// The language in which the form was filled in.
    pub language: Language,
    /// *Condizioni generali* accepted.
    pub terms: bool,
    /// *Informativa privacy* read.
    pub privacy: bool,
    /// The address is right although it looks wrong.
    pub confirms_email: bool,
    /// The data are as on the tessera sanitaria although they do not match.
    pub confirms_person: bool,
    /// The place of birth is as it is written, whatever the table knows.
    pub confirms_place: bool,
}

/// What step 2 amounts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeclarationOutcome {
    /// Everything is in order or confirmed.
    Accepted(Box<Declaration>),
    /// Something must be mended; never empty, in the order of the fields.
    Faults(Vec<FieldFault>),
    /// Something may be confirmed; never empty.
    Warnings(Vec<SoftWarning>),
}

/// Documents in force at the moment of the declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalDocuments {
    /// The *condizioni generali*.
    pub terms: DocumentRef,
    /// The *informativa privacy*.
    pub privacy: DocumentRef,
}

/// What the form asks beyond the usual for one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenQuestions {
    /// The dates that the code allows.
    pub birth_dates: BirthDates,
    /// Whether the place has to be typed.
    pub asks_place: bool,
}

impl OpenQuestions {
    /// What a code leaves open on a given day.
    pub fn of(code: &CodiceFiscale, today: Date) -> Self {
        Self {
            birth_dates: code.birth_date_candidates(today),
            asks_place: find_by_code(code.place_code(), None).is_none(),
        }
    }

    /// Whether the year has to be chosen.
    pub fn asks_year(&self) -> bool {
        self.birth_dates.only().is_none()
    }
}

impl DeclarationForm<'_> {
    /// Checks the form for one code, at `now`, which falls on `today` in Rome.
    pub fn check(
        &self,
        code: &CodiceFiscale,
        documents: &LegalDocuments,
        rules: &RegistrationRules,
        (now, today): (Timestamp, Date),
    ) -> DeclarationOutcome {
        let mut faults = Faults::default();
        let questions = OpenQuestions::of(code, today);
        let name = |text: &str| PersonName::parse(text).map_err(Fault::Name);
        let given_name = faults.take(DeclarationField::GivenName, name(self.given_name));
        let family_name = faults.take(DeclarationField::FamilyName, name(self.family_name));
        let birth_date = faults.take(DeclarationField::BirthYear, self.birth_date(&questions));
        let place = self.birth_place(code, &questions).map_err(Fault::Name);
        let place = faults.take(DeclarationField::BirthPlace, place);
        let (birth_place, meant) = place.unwrap_or_default();
        let email = EmailAddress::parse(self.email).map_err(Fault::Email);
        let email = faults.take(DeclarationField::Email, email);
        faults.take(
            DeclarationField::EmailRepeat,
            self.repeat_agrees(email.as_ref(), rules),
        );
        faults.take(
            DeclarationField::Terms,
            self.terms.then_some(()).ok_or(Fault::NotAccepted),
        );
        faults.take(
            DeclarationField::Privacy,
            self.privacy.then_some(()).ok_or(Fault::NotAccepted),
        );
        let (Some(given_name), Some(family_name), Some(birth_date), Some(email), true) = (
            given_name,
            family_name,
            birth_date,
            email,
            faults.0.is_empty(),
        ) else {
            return DeclarationOutcome::Faults(faults.0);
        };
        let acceptance = documents.accepted(now);
        let declaration = Declaration {
            given_name,
            family_name,
            birth_date,
            birth_place,
            email,
            language: self.language,
            acceptance,
            needs_review: false,
        };
        let doubt = (!meant.is_empty()).then_some(SoftWarning::Place(meant));
        self.weigh(declaration, doubt, code, (rules, today))
    }

    /// Accepts the declaration unless something probable has not been confirmed.
    fn weigh(
        &self,
        declaration: Declaration,
        place: Option<SoftWarning>,
        code: &CodiceFiscale,
        (rules, today): (&RegistrationRules, Date),
    ) -> DeclarationOutcome {
        let person = person_warnings(&declaration, code, rules, today);
        let email = declaration.email.hint().map(SoftWarning::Email);
        let doubtful_place = doubt_about_place(code, declaration.birth_date).is_some();
        let needs_review = !person.is_empty() || doubtful_place;
        let open: Vec<_> = person
            .into_iter()
            .filter(|_| !self.confirms_person)
            .chain(place)
            .chain(email.filter(|_| !self.confirms_email))
            .collect();
        if open.is_empty() {
            DeclarationOutcome::Accepted(Box::new(Declaration {
                needs_review,
                ..declaration
            }))
        } else {
            DeclarationOutcome::Warnings(open)
        }
    }

    /// The place where it is asked for, and those that its name may mean unless it is confirmed. Whether
    /// it lies abroad is told by the code.
    fn birth_place(
        &self,
        code: &CodiceFiscale,
        questions: &OpenQuestions,
    ) -> Result<(Option<PlaceName>, Vec<Place>), NameFault> {
        if !questions.asks_place {
            return Ok((None, Vec::new()));
        }
        let (name, meant) = if self.confirms_place {
            (PlaceName::parse(self.birth_place)?, Vec::new())
        } else {
            PlaceName::read(self.birth_place, code.place_code().is_foreign())?
        };
        Ok((Some(name), meant))
    }

    fn birth_date(&self, questions: &OpenQuestions) -> Result<Date, Fault> {
        questions
            .birth_dates
            .only()
            .or_else(|| {
                let year: i16 = self.birth_year.trim().parse().ok()?;
                questions
                    .birth_dates
                    .iter()
                    .find(|date| date.year() == year)
            })
            .ok_or(Fault::YearNotChosen)
    }

    /// An empty repeat is a fault of its own; a different one is, too. A first address that is
    /// itself wrong is blamed alone.
    fn repeat_agrees(
        &self,
        email: Option<&EmailAddress>,
        rules: &RegistrationRules,
    ) -> Result<(), Fault> {
        let Some(email) = email.filter(|_| rules.repeat_email) else {
            return Ok(());
        };
        if self.email_repeat.trim().is_empty() {
            return Err(Fault::Email(EmailFault::Empty));
        }
        match EmailAddress::parse(self.email_repeat) {
            Ok(repeat) if repeat == *email => Ok(()),
            _ => Err(Fault::EmailDiffers),
        }
    }
}

fn person_warnings(
    declaration: &Declaration,
    code: &CodiceFiscale,
    rules: &RegistrationRules,
    today: Date,
) -> Vec<SoftWarning> {
    let typed = TypedPerson {
        surname: Some(declaration.family_name.as_str()),
        name: Some(declaration.given_name.as_str()),
        ..TypedPerson::default()
    };
    let differ = (!compare(code, &typed).is_empty()).then_some(SoftWarning::NamesDiffer);
    let young =
        (age(declaration.birth_date, today) < rules.min_age).then_some(SoftWarning::TooYoung);
    differ.into_iter().chain(young).collect()
}

/// Whole years between a birthday and a day.
fn age(birth: Date, today: Date) -> i16 {
    let before_birthday = (today.month(), today.day()) < (birth.month(), birth.day());
    today.year() - birth.year() - i16::from(before_birthday)
}

#[derive(Default)]
struct Faults(Vec<FieldFault>);

impl Faults {
    fn take<T>(&mut self, field: DeclarationField, result: Result<T, Fault>) -> Option<T> {
        result
            .map_err(|fault| self.0.push(FieldFault { field, fault }))
            .ok()
    }
}
