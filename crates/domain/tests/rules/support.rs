//! What the tests of the rules share: an instant to start from, invented people, short names for
//! commands.

use jiff::{SignedDuration, Timestamp};
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::contacts::EmailAddress;
use varco_domain::id::{AccountId, RegistrationId, TicketId};
use varco_domain::person::PersonName;
use varco_domain::registration::{
    Acceptance, Command, Declaration, DocumentRef, Effect, Holder, LegalDocuments, Mailing,
    Refusal, Registration, RegistrationRules,
};

pub(crate) const SECOND: SignedDuration = SignedDuration::from_secs(1);
pub(crate) const ROSSI: &str = "RSSMRA85T10A562S";
/// Somebody else.
pub(crate) const FO: &str = "FOXDRA26C24I725A";

/// 20 November 2026, 12:00 UTC.
pub(crate) fn noon() -> Timestamp {
    "2026-11-20T12:00:00Z".parse().unwrap()
}

pub(crate) fn code(text: &str) -> CodiceFiscale {
    CodiceFiscale::parse(text).unwrap()
}

pub(crate) fn name(text: &str) -> PersonName {
    PersonName::parse(text).unwrap()
}

pub(crate) fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

pub(crate) fn ticket_id(number: u8) -> TicketId {
    TicketId::new(noon(), &[number; 10])
}

pub(crate) fn account_id(number: u8) -> AccountId {
    AccountId::new(noon(), &[number; 10])
}

pub(crate) fn documents() -> LegalDocuments {
    let document = |byte| DocumentRef {
        version: "2026-11-01".to_owned(),
        digest: [byte; 32],
    };
    LegalDocuments {
        terms: document(1),
        privacy: document(2),
    }
}

pub(crate) fn acceptance() -> Acceptance {
    let LegalDocuments { terms, privacy } = documents();
    Acceptance {
        terms,
        privacy,
        at: noon(),
    }
}

pub(crate) fn declaration(address: &str) -> Declaration {
    Declaration {
        given_name: name("Mario"),
        family_name: name("Rossi"),
        birth_date: jiff::civil::date(1985, 12, 10),
        birth_place: None,
        email: email(address),
        language: varco_domain::language::Language::De,
        acceptance: acceptance(),
        needs_review: false,
    }
}

/// A registration that somebody has just opened at noon.
pub(crate) fn opened() -> Registration {
    let id = RegistrationId::new(noon(), &[0; 10]);
    Registration::open(id, code(ROSSI), &RegistrationRules::default(), noon())
}

pub(crate) fn declared() -> Registration {
    after(&opened(), declare("mario@esempio.it"))
}

/// A confirmed registration whose mail carries ticket 1.
pub(crate) fn awaiting() -> Registration {
    after(&declared(), confirm(1))
}

/// A registration that led to account 1.
pub(crate) fn activated() -> Registration {
    after(&awaiting(), activate(1))
}

pub(crate) fn voided() -> Registration {
    after(&awaiting(), Command::Void)
}

pub(crate) fn declare(address: &str) -> Command {
    Command::Declare(Box::new(declaration(address)))
}

pub(crate) fn confirm(ticket: u8) -> Command {
    Command::Confirm {
        ticket: ticket_id(ticket),
        holder: Holder::Nobody,
    }
}

pub(crate) fn confirm_held(ticket: u8) -> Command {
    Command::Confirm {
        ticket: ticket_id(ticket),
        holder: Holder::Somebody,
    }
}

pub(crate) fn resend(ticket: u8) -> Command {
    Command::Resend {
        ticket: ticket_id(ticket),
    }
}

pub(crate) fn correct(address: &str, ticket: u8) -> Command {
    Command::CorrectEmail {
        email: email(address),
        ticket: ticket_id(ticket),
    }
}

pub(crate) fn activate(account: u8) -> Command {
    Command::Activate {
        account: account_id(account),
    }
}

/// The registration and the effect after one command at an instant, by the default rules.
pub(crate) fn step(
    registration: &Registration,
    command: Command,
    now: Timestamp,
) -> Result<(Registration, Option<Effect>), Refusal> {
    registration
        .apply(command, &RegistrationRules::default(), now)
        .map(|step| (step.next, step.effect))
}

/// The registration after a command at noon that is carried out.
pub(crate) fn after(registration: &Registration, command: Command) -> Registration {
    step(registration, command, noon()).unwrap().0
}

pub(crate) fn mailing(registration: &Registration) -> Mailing {
    *registration.mailing().unwrap()
}
