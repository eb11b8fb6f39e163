//! "Password dimenticata?" and "Username dimenticato?".
//!
//! ```text
//!  request ──▶ sealed into the outbox ──▶ answered by the worker ──▶ mails, if anybody is found
//!  (nobody is looked up)                  (nobody waits for it)
//! ```
//!
//! Whoever asks waits only for what is the same for everybody, so neither the answer nor its time can
//! tell whether there is an utenza, of which kind and in which status (R-51).

mod answer;
mod reset;

use secrecy::SecretString;
use thiserror::Error;
use varco_domain::codice_fiscale::{CodiceFiscale, CodiceFiscaleError};
use varco_domain::throttle::Verdict;
use varco_domain::utenza::RecoveryPage;
use varco_ports::{Beyond, CaptchaAction, CaptchaAnswer, Changes};

use crate::log_in::fold_identifier;
use crate::{CaptchaFault, Client, Failure, UseCases};

pub use reset::{ResetLink, ResetPasswordError, ResetPasswordInput};

/// A request as it came in.
#[derive(Debug)]
pub struct RecoveryInput<'a> {
    /// The browser or program, for the challenge.
    pub flow: &'a SecretString,
    /// The username or codice fiscale as typed; for a username the codice fiscale alone.
    pub identifier: &'a str,
    /// The answer to the challenge, if one was given.
    pub human: Option<CaptchaAnswer>,
    /// Where the request comes from.
    pub client: &'a Client,
}

/// Why nobody can be meant by what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdentifierFault {
    /// Nothing was typed.
    Empty,
    /// It is no codice fiscale, where one is asked for.
    Code(CodiceFiscaleError),
}

/// Why the request is not even considered. Never whether anybody was found.
#[derive(Debug, Error)]
pub enum RecoveryError {
    /// The fields are at fault; at least one of them.
    #[error("the request has faults")]
    Invalid {
        /// What was typed.
        identifier: Option<IdentifierFault>,
        /// The challenge. It is used up only when the rest is in order.
        captcha: Option<CaptchaFault>,
    },
    /// Too many requests from here.
    #[error("too many requests from one network")]
    Throttled {
        /// When to try again.
        retry_at: jiff::Timestamp,
    },
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// What was asked for; its name is that of the item in the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// A link that resets the password.
    Password,
    /// The username.
    Username,
}

impl Asked {
    const ALL: [Self; 2] = [Self::Password, Self::Username];

    const fn name(self) -> &'static str {
        match self {
            Self::Password => "password_recovery",
            Self::Username => "username_recovery",
        }
    }

    /// The request with this name; other items of the outbox are mails.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|asked| asked.name() == name)
    }

    const fn action(self) -> CaptchaAction {
        match self {
            Self::Password => CaptchaAction::RecoverPassword,
            Self::Username => CaptchaAction::RecoverUsername,
        }
    }
}

/// Whether an item of the outbox is no mail, but a request that the worker answers by one, or not.
pub fn is_request(template: &str) -> bool {
    Asked::named(template).is_some()
}

impl UseCases {
    /// Has a link mailed that resets the password, if anybody is found. What has the shape of an MI
    /// username leads to the explanation instead, by that shape alone (R-57).
    ///
    /// # Errors
    /// [`RecoveryError`].
    pub async fn ask_password_reset(
        &self,
        input: RecoveryInput<'_>,
    ) -> Result<RecoveryPage, RecoveryError> {
        let page = RecoveryPage::for_typed(input.identifier);
        if page == RecoveryPage::CheckMail {
            let identifier = fold_identifier(input.identifier);
            let fault = identifier.is_empty().then_some(IdentifierFault::Empty);
            self.ask(Asked::Password, &identifier, fault, &input)
                .await?;
        }
        Ok(page)
    }

    /// Has the username mailed to the holder of a codice fiscale, if there is one.
    ///
    /// # Errors
    /// [`RecoveryError`].
    pub async fn ask_username(&self, input: RecoveryInput<'_>) -> Result<(), RecoveryError> {
        let (code, fault) = match CodiceFiscale::parse(input.identifier) {
            Ok(code) => (code.to_string(), None),
            Err(fault) => (String::new(), Some(IdentifierFault::Code(fault))),
        };
        self.ask(Asked::Username, &code, fault, &input).await
    }

    async fn ask(
        &self,
        asked: Asked,
        identifier: &str,
        fault: Option<IdentifierFault>,
        input: &RecoveryInput<'_>,
    ) -> Result<(), RecoveryError> {
        let limit = &self.settings.limits.start_network;
        let charged = self.charge("recover.network", &input.client.network, limit);
        if let Verdict::Refused { retry_at } = charged.await? {
            return Err(RecoveryError::Throttled { retry_at });
        }
        let (None, Some(answer)) = (&fault, &input.human) else {
            return Err(RecoveryError::Invalid {
                identifier: fault,
                captcha: input.human.is_none().then_some(CaptchaFault::Missing),
            });
        };
        self.verify_captcha(input.flow, asked.action(), answer)
            .await?
            .map_err(|captcha| RecoveryError::Invalid {
                identifier: None,
                captcha: Some(captcha),
            })?;
        let tolls = self.shared_tolls(input.client).to_vec();
        let changes = Changes {
            outbox: vec![self.request(asked.name(), identifier)?],
            charge: Some(self.mail_charge(tolls, Beyond::Silence)),
            ..Changes::default()
        };
        Ok(self
            .ports
            .commit
            .commit(changes)
            .await
            .map_err(Failure::from)?)
    }
}
