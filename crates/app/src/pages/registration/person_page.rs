//! The page of step 2 and its form.

use askama::Template;
use serde::Deserialize;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::places::PlaceName;
use varco_domain::registration::{Declaration, LegalDocuments, OpenQuestions};

use crate::pages::address::AddressDoubt;
use crate::pages::faults::Faults;
use crate::pages::visit::{Shell, Visit};
use crate::pages::words;

/// Step 2 as typed. Boxes that are not ticked do not arrive.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PersonForm {
    pub(super) nome: String,
    pub(super) cognome: String,
    pub(super) anno_nascita: String,
    pub(super) luogo_nascita: String,
    pub(super) luogo_scelto: String,
    pub(super) email: String,
    pub(super) email_ripetuta: String,
    pub(super) condizioni: Option<String>,
    pub(super) privacy: Option<String>,
    pub(super) conferma_email: String,
    pub(super) conferma_dati: String,
}

/// The choice of none of the places suggested.
const AS_TYPED: &str = "altro";

impl PersonForm {
    /// What was declared before. The boxes stay ticked only for the very documents that were
    /// accepted and read.
    pub(super) fn kept(declaration: Option<&Declaration>, documents: &LegalDocuments) -> Self {
        let Some(declaration) = declaration else {
            return Self::default();
        };
        let ticked = |is_same: bool| is_same.then(|| "si".to_owned());
        let place = declaration.birth_place.as_ref().map(PlaceName::as_str);
        let place = place.unwrap_or_default();
        Self {
            nome: declaration.given_name.to_string(),
            cognome: declaration.family_name.to_string(),
            anno_nascita: declaration.birth_date.year().to_string(),
            luogo_nascita: place.to_owned(),
            email: declaration.email.to_string(),
            email_ripetuta: declaration.email.to_string(),
            condizioni: ticked(declaration.acceptance.terms == documents.terms),
            privacy: ticked(declaration.acceptance.privacy == documents.privacy),
            ..Self::default()
        }
    }

    /// The place as it was chosen, or else typed.
    pub(super) fn place(&self) -> &str {
        match self.luogo_scelto.as_str() {
            "" | AS_TYPED => &self.luogo_nascita,
            chosen => chosen,
        }
    }

    /// Whether that is what is meant, whatever else has such a name.
    pub(super) fn confirms_place(&self) -> bool {
        !self.luogo_scelto.is_empty()
    }

    pub(super) fn confirms_email(&self) -> bool {
        self.conferma_email == "si"
    }

    pub(super) fn confirms_person(&self) -> bool {
        self.conferma_dati == "si"
    }

    pub(super) fn wants_correction(&self) -> bool {
        self.conferma_email == "correggi"
    }
}

/// What is probably a mistake.
#[derive(Debug, Default)]
pub(super) struct Warnings {
    pub(super) address: AddressDoubt,
    /// Which places a name may stand for.
    pub(super) places: Vec<String>,
    pub(super) names_differ: bool,
    pub(super) too_young: bool,
}

impl Warnings {
    const fn is_empty(&self) -> bool {
        !self.about_email() && !self.about_person() && self.places.is_empty()
    }

    const fn about_email(&self) -> bool {
        self.address.is_some()
    }

    const fn about_person(&self) -> bool {
        self.names_differ || self.too_young
    }
}

#[derive(Template)]
#[template(path = "registration_person.html")]
pub(super) struct PersonPage<'a> {
    pub(super) shell: Shell<'a>,
    pub(super) faults: Faults,
    pub(super) warnings: Warnings,
    code: &'a str,
    born: String,
    place: String,
    sex: String,
    /// The years to choose from, where the code leaves two, each with its id.
    years: Vec<(String, String)>,
    asks_place: bool,
    /// Whether the place of birth lies abroad, as the code tells.
    is_abroad: bool,
    repeat_email: bool,
    min_age: i16,
    typed: PersonForm,
}

impl<'a> PersonPage<'a> {
    pub(super) fn new(visit: &Visit<'a>, code: &'a CodiceFiscale, typed: PersonForm) -> Self {
        let rules = &visit.usecases().settings().rules;
        let questions = OpenQuestions::of(code, visit.usecases().today());
        let place = words::place(visit.words(), code, questions.birth_dates.only());
        Self {
            shell: visit.shell(),
            faults: Faults::default(),
            warnings: Warnings::default(),
            code: code.as_str(),
            born: words::born(visit.words(), &questions),
            place: place.unwrap_or_else(|| visit.words().text("registration-place-unknown").into()),
            sex: visit.words().tell(&words::sex(code.sex())),
            years: years(&questions),
            asks_place: questions.asks_place,
            is_abroad: code.place_code().is_foreign(),
            repeat_email: rules.repeat_email,
            min_age: rules.min_age,
            typed,
        }
    }
}

/// The first choice has the id that the summary links to.
fn years(questions: &OpenQuestions) -> Vec<(String, String)> {
    if !questions.asks_year() {
        return Vec::new();
    }
    let mut years: Vec<_> = questions
        .birth_dates
        .iter()
        .map(jiff::civil::Date::year)
        .collect();
    years.sort_unstable();
    let ids = ["anno_nascita".to_owned(), "anno_nascita-2".to_owned()];
    ids.into_iter()
        .zip(years.iter().map(ToString::to_string))
        .collect()
}
