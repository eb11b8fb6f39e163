//! A registration as programs see it.

use jiff::civil::date;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};
use secrecy::{ExposeSecret, SecretString};
use varco_domain::places::find_by_code;
use varco_domain::registration::{OpenQuestions, Registration, RegistrationState};
use varco_domain::token::is_opaque_token;
use varco_words::say;

use super::code::Code;
use super::problem::{FieldError, Problem};
use super::text::{Day, Instant, Secret};
use crate::masked;
use crate::state::App;

/// A flow token of a body, if it can be one of ours.
pub(super) fn flow_token(Secret(token): Secret) -> Result<SecretString, Problem> {
    if is_opaque_token(token.expose_secret()) {
        return Ok(token);
    }
    let detail = say("fault-flow-token");
    let error = FieldError::new("flow_token", "malformed", detail);
    Err(Problem::new(Code::InvalidFields).errors([error]))
}

/// Where a registration stands.
#[derive(Enum)]
#[oai(rename = "RegistrationState", rename_all = "snake_case")]
enum State {
    /// Step 1 passed.
    Identified,
    /// Step 2 passed.
    Declared,
    /// Step 3 confirmed, a mail on its way.
    AwaitingActivation,
    /// An utenza came out of it.
    Activated,
    /// Somebody else with the same codice fiscale was activated first.
    Voided,
}

/// A registration.
#[derive(Object)]
#[oai(rename = "Registration", skip_serializing_if_is_none, example)]
pub(super) struct RegistrationView {
    /// Where it stands.
    state: State,
    /// The first three characters and the last.
    codice_fiscale_masked: String,
    /// The days of birth that the code allows: one, or two a hundred years apart, the later first.
    birth_dates: Vec<Day>,
    /// Whether step 2 needs `birth_year`.
    asks_birth_year: bool,
    /// Whether step 2 needs `birth_place`.
    asks_birth_place: bool,
    /// Place of birth by the code, where it is known.
    place: Option<String>,
    /// The declared address, in step 2 and after.
    email: Option<String>,
    /// When the registration is over.
    expires_at: Instant,
    /// When the mailed link and code stop working.
    link_expires_at: Option<Instant>,
    /// When the mail may be asked for again; absent when it may not.
    resend_at: Option<Instant>,
}

impl RegistrationView {
    pub(super) fn of(app: &App, registration: &Registration) -> Self {
        let code = &registration.codice_fiscale;
        let questions = OpenQuestions::of(code, app.usecases.today());
        let place = find_by_code(code.place_code(), questions.birth_dates.only());
        let mailing = registration.mailing();
        let rules = &app.usecases.settings().rules;
        Self {
            state: State::of(&registration.state),
            codice_fiscale_masked: masked::code(code),
            birth_dates: questions.birth_dates.iter().map(Day).collect(),
            asks_birth_year: questions.asks_year(),
            asks_birth_place: questions.asks_place,
            place: place.map(|place| place.to_string()),
            email: registration
                .declaration()
                .map(|declared| declared.email.to_string()),
            expires_at: Instant(registration.expires_at),
            link_expires_at: mailing.map(|mailing| Instant(mailing.link_expires_at)),
            resend_at: mailing
                .and_then(|mailing| mailing.next_at(rules))
                .map(Instant),
        }
    }
}

impl State {
    const fn of(state: &RegistrationState) -> Self {
        match state {
            RegistrationState::Identified { .. } => Self::Identified,
            RegistrationState::Declared { .. } => Self::Declared,
            RegistrationState::AwaitingActivation { .. } => Self::AwaitingActivation,
            RegistrationState::Activated { .. } => Self::Activated,
            RegistrationState::Voided { .. } => Self::Voided,
        }
    }
}

impl Example for RegistrationView {
    fn example() -> Self {
        Self {
            state: State::AwaitingActivation,
            codice_fiscale_masked: "RSS************S".to_owned(),
            birth_dates: vec![Day(date(1985, 12, 10))],
            asks_birth_year: false,
            asks_birth_place: false,
            place: Some("San Giuliano Terme (PI)".to_owned()),
            email: Some("mario.rossi@example.it".to_owned()),
            expires_at: Instant::example(72),
            link_expires_at: Some(Instant::example(24)),
            resend_at: Some(Instant::example(0)),
        }
    }
}
