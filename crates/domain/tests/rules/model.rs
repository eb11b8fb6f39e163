//! R-03 against a reference model: whatever order commands come in, only the one legal path opens an
//! account, once, with the data declared last.
//!
//! The model knows only how far a registration has come, which address counts, and the instants
//! after which things are refused. It says nothing of how the states are held.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use varco_domain::registration::{Command, Effect, Refusal, Registration, RegistrationRules};

use crate::support::{
    FO, ROSSI, account_id, activate, code, confirm, confirm_held, correct, declare, email, noon,
    opened, resend, ticket_id,
};

/// How far a registration has come.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    Identified,
    Declared,
    Awaiting { held: bool },
    Activated,
    Voided,
}

#[derive(Clone, Debug)]
struct Model {
    stage: Stage,
    code: &'static str,
    address: &'static str,
    ends: Timestamp,
    mails: u32,
    last_mail: Timestamp,
}

/// What a command is expected to lead to.
#[derive(Clone, Debug, PartialEq)]
enum Expected {
    Nothing,
    Mail,
    Notice,
    Account,
}

/// A command, in the terms of the model.
#[derive(Clone, Copy, Debug)]
enum Move {
    Identify(&'static str),
    Declare(&'static str),
    Confirm { held: bool },
    Resend,
    Correct(&'static str),
    Activate,
    Void,
}

impl Move {
    /// The command; every one carries identifiers of its own.
    fn command(self, number: u8) -> Command {
        match self {
            Self::Identify(text) => Command::Identify(code(text)),
            Self::Declare(address) => declare(address),
            Self::Confirm { held: false } => confirm(number),
            Self::Confirm { held: true } => confirm_held(number),
            Self::Resend => resend(number),
            Self::Correct(address) => correct(address, number),
            Self::Activate => activate(number),
            Self::Void => Command::Void,
        }
    }
}

impl Model {
    fn opened() -> Self {
        Self {
            stage: Stage::Identified,
            code: ROSSI,
            address: "",
            ends: noon() + SignedDuration::from_hours(24),
            mails: 0,
            last_mail: noon(),
        }
    }

    fn play(&mut self, command: Move, now: Timestamp) -> Result<Expected, Refusal> {
        if self.stage != Stage::Activated && now >= self.ends {
            return Err(Refusal::Expired);
        }
        match (command, self.stage) {
            (Move::Identify(code), Stage::Identified | Stage::Declared) => {
                if code != self.code {
                    (self.code, self.stage) = (code, Stage::Identified);
                }
            }
            (Move::Declare(address), Stage::Identified | Stage::Declared) => {
                (self.address, self.stage) = (address, Stage::Declared);
            }
            (Move::Confirm { held }, Stage::Declared) => {
                self.stage = Stage::Awaiting { held };
                self.ends = now + SignedDuration::from_hours(72);
                return Ok(self.mail(held, now));
            }
            (Move::Confirm { .. }, Stage::Awaiting { .. } | Stage::Activated)
            | (Move::Activate, Stage::Activated) => {}
            (Move::Resend | Move::Correct(_), Stage::Awaiting { held }) => {
                let retry_at = self.last_mail + SignedDuration::from_mins(1);
                if self.mails == 3 {
                    return Err(Refusal::TooMany);
                }
                let is_elsewhere = matches!(command, Move::Correct(other) if other != self.address);
                if now < retry_at && !is_elsewhere {
                    return Err(Refusal::TooSoon { retry_at });
                }
                if let Move::Correct(address) = command {
                    self.address = address;
                }
                return Ok(self.mail(held, now));
            }
            (Move::Activate, Stage::Awaiting { held: false }) => {
                self.stage = Stage::Activated;
                return Ok(Expected::Account);
            }
            (Move::Void, Stage::Awaiting { .. }) => self.stage = Stage::Voided,
            _ => return Err(Refusal::OutOfOrder),
        }
        Ok(Expected::Nothing)
    }

    fn mail(&mut self, held: bool, now: Timestamp) -> Expected {
        self.mails += 1;
        self.last_mail = now;
        if held {
            Expected::Notice
        } else {
            Expected::Mail
        }
    }
}

fn moves() -> impl Strategy<Value = Move> {
    let address = prop::sample::select(vec!["a@esempio.it", "b@esempio.it"]);
    prop_oneof![
        1 => prop::sample::select(vec![ROSSI, FO]).prop_map(Move::Identify),
        3 => address.clone().prop_map(Move::Declare),
        3 => prop::bool::weighted(0.2).prop_map(|held| Move::Confirm { held }),
        2 => Just(Move::Resend),
        1 => address.prop_map(Move::Correct),
        3 => Just(Move::Activate),
        1 => Just(Move::Void),
    ]
}

/// Seconds between two commands: mostly short, sometimes right at a limit.
fn pauses() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => 0..120_i64,
        1 => prop::sample::select(vec![59, 60, 86_399, 86_400, 172_800, 259_199, 259_200]),
    ]
}

fn seen(effect: Option<&Effect>) -> Expected {
    match effect {
        None => Expected::Nothing,
        Some(Effect::MailTicket(_)) => Expected::Mail,
        Some(Effect::TellHolder) => Expected::Notice,
        Some(Effect::OpenAccount { .. }) => Expected::Account,
    }
}

/// What an effect carries agrees with the command that caused it and with the model.
fn carries_the_right_data(effect: Option<&Effect>, number: u8, model: &Model) -> bool {
    match effect {
        Some(Effect::MailTicket(mail)) => {
            mail.ticket == ticket_id(number) && mail.count == model.mails
        }
        Some(Effect::OpenAccount {
            account,
            declaration,
        }) => *account == account_id(number) && declaration.email == email(model.address),
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn r03_only_the_legal_path_opens_an_account(
        script in prop::collection::vec((moves(), pauses()), 1..16),
    ) {
        let (mut model, mut now, mut accounts) = (Model::opened(), noon(), 0);
        let mut registration: Registration = opened();
        for (number, (command, pause)) in (1..).zip(script) {
            now += SignedDuration::from_secs(pause);
            let expected = model.play(command, now);
            let step = registration.apply(command.command(number), &RegistrationRules::default(), now);
            let effect = step.as_ref().ok().and_then(|step| step.effect.as_ref());
            let actual = step.as_ref().map(|_| seen(effect)).map_err(|refusal| *refusal);
            prop_assert_eq!(&actual, &expected, "{:?}", command);
            prop_assert!(carries_the_right_data(effect, number, &model));
            accounts += u32::from(actual == Ok(Expected::Account));
            if let Ok(step) = step {
                registration = step.next;
            }
            prop_assert_eq!(registration.codice_fiscale, code(model.code));
        }
        prop_assert!(accounts <= 1);
    }
}
