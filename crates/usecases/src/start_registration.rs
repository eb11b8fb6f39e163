//! Step 1: codice fiscale and "Non sono un robot".

use secrecy::SecretString;
use thiserror::Error;
use varco_domain::codice_fiscale::{CodiceFiscale, CodiceFiscaleError};
use varco_domain::id::RegistrationId;
use varco_domain::registration::{Command, Refusal, Registration, RegistrationState};
use varco_domain::throttle::Verdict;
use varco_ports::{CaptchaAction, CaptchaAnswer, Changes, CommitError, UniqueKey, Write};

use crate::{Client, Failure, ROUNDS, UseCases};

/// Step 1 as it came in.
#[derive(Debug)]
pub struct StartInput<'a> {
    /// The browser or program.
    pub flow: &'a SecretString,
    /// The codice fiscale as typed.
    pub codice_fiscale: &'a str,
    /// The answer to the challenge, if one was given.
    pub human: Option<CaptchaAnswer>,
    /// Where the request comes from.
    pub client: &'a Client,
}

/// What is wrong with the answer to the challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptchaFault {
    /// None was given.
    Missing,
    /// It is wrong, of another flow, or has been used.
    Rejected,
    /// It came too late.
    Expired,
}

/// Why step 1 is not passed.
#[derive(Debug, Error)]
pub enum StartError {
    /// The fields are at fault; at least one of them.
    #[error("step 1 has faults")]
    Invalid {
        /// The code.
        code: Option<CodiceFiscaleError>,
        /// The challenge. It is used up only when the code is in order.
        captcha: Option<CaptchaFault>,
    },
    /// Nobody may register today.
    #[error("registration is closed")]
    Closed {
        /// From when on somebody may, as far as that is known.
        opens: Option<jiff::civil::Date>,
    },
    /// Too many registrations from here.
    #[error("too many registrations from one network")]
    Throttled {
        /// When to try again.
        retry_at: jiff::Timestamp,
    },
    /// This flow has been confirmed already: go on with it, or open a new flow.
    #[error("the registration has been confirmed")]
    Confirmed,
    /// This flow is over: open a new one.
    #[error("the registration is over")]
    Over,
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl UseCases {
    /// Passes step 1. The verdict never depends on whether the code is already registered (R-02,
    ///
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn start_registration(
        &self,
        input: StartInput<'_>,
    ) -> Result<Registration, StartError> {
        let (code, answer) = self.read_step_1(&input).await?;
        if let Some(passed) = self.passed_before(input.flow, &code).await? {
            return Ok(passed);
        }
        self.verify_captcha(input.flow, CaptchaAction::Register, answer)
            .await?
            .map_err(|fault| StartError::Invalid {
                code: None,
                captcha: Some(fault),
            })?;
        for _ in 0..ROUNDS {
            let found = self.find_flow(input.flow).await?;
            let now = self.now();
            let (registration, write) = match found {
                None => {
                    let id = RegistrationId::new(now, &self.ports.entropy.bytes());
                    let new = Registration::open(id, code, &self.settings.rules, now);
                    (new.clone(), Write::Insert(new))
                }
                Some(found) => {
                    let step = found
                        .value
                        .apply(Command::Identify(code), &self.settings.rules, now)
                        .map_err(|refusal| match refusal {
                            Refusal::Expired => StartError::Over,
                            _ => StartError::Confirmed,
                        })?;
                    (step.next.clone(), Write::Update(step.next, found.version))
                }
            };
            let changes = Changes {
                flow: Some(self.flow_digest(input.flow)),
                registration: Some(write),
                ..Changes::default()
            };
            match self.ports.commit.commit(changes).await {
                Ok(()) => return Ok(registration),
                Err(CommitError::Conflict | CommitError::Duplicate(UniqueKey::Flow)) => {}
                Err(error) => return Err(Failure::from(error).into()),
            }
        }
        Err(Failure::from(CommitError::Conflict).into())
    }

    /// Step 1 has been passed with this code in this flow, and the answer that said so was lost
    /// (T-32): its challenge is used up and would be refused, but nothing is left to do.
    async fn passed_before(
        &self,
        flow: &SecretString,
        code: &CodiceFiscale,
    ) -> Result<Option<Registration>, Failure> {
        let found = self.load_flow(flow).await?.map(|found| found.value);
        Ok(found.filter(|registration| {
            let is_at_step_1 = matches!(registration.state, RegistrationState::Identified { .. });
            is_at_step_1
                && registration.codice_fiscale == *code
                && !registration.is_over(self.now())
        }))
    }

    /// Reads the code first, so that a slip in it does not use up the challenge.
    async fn read_step_1<'a>(
        &self,
        input: &'a StartInput<'_>,
    ) -> Result<(CodiceFiscale, &'a CaptchaAnswer), StartError> {
        if !self.is_open() {
            let next = self.settings.issue.next(self.today());
            return Err(StartError::Closed {
                opens: next.map(|period| period.from),
            });
        }
        let limit = &self.settings.limits.start_network;
        let verdict = self
            .charge("start.network", &input.client.network, limit)
            .await?;
        if let Verdict::Refused { retry_at } = verdict {
            return Err(StartError::Throttled { retry_at });
        }
        let missing = input.human.is_none().then_some(CaptchaFault::Missing);
        match (CodiceFiscale::parse(input.codice_fiscale), &input.human) {
            (Ok(code), Some(answer)) => Ok((code, answer)),
            (parsed, _) => Err(StartError::Invalid {
                code: parsed.err(),
                captcha: missing,
            }),
        }
    }
}
