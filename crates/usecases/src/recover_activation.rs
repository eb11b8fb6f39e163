//! "Non hai ricevuto l'email di attivazione?": from another device, or after the cookie is gone.
//!
//! The answer is the same for everybody; what happens shows only in a mailbox. Whoever has a
//! registration that waits gets the activation mail again, whoever has an utenza that nobody has
//! entered yet gets a new one-time password.

use secrecy::SecretString;
use thiserror::Error;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::codice_fiscale::{CodiceFiscale, CodiceFiscaleError};
use varco_domain::contacts::{EmailAddress, EmailFault};
use varco_domain::throttle::Verdict;
use varco_domain::utenza::{Account, AccountStatus, Operation, PasswordHash, may};
use varco_ports::{
    Beyond, CaptchaAction, CaptchaAnswer, Changes, CommitError, Template, Versioned, Write,
};

use crate::mailing::credential_place;
use crate::recovery::Asked;
use crate::{CaptchaFault, Client, Failure, ResendError, UseCases};

/// The request as it came in.
#[derive(Debug)]
pub struct RecoverActivationInput<'a> {
    /// The browser or program, for the challenge.
    pub flow: &'a SecretString,
    /// The codice fiscale as typed.
    pub codice_fiscale: &'a str,
    /// The address given at registration.
    pub email: &'a str,
    /// The answer to the challenge, if one was given.
    pub human: Option<CaptchaAnswer>,
    /// Where the request comes from.
    pub client: &'a Client,
}

/// Why the request is not even considered.
#[derive(Debug, Error)]
pub enum RecoverActivationError {
    /// The fields are at fault; at least one of them.
    #[error("the request has faults")]
    Invalid {
        /// The code.
        code: Option<CodiceFiscaleError>,
        /// The address.
        email: Option<EmailFault>,
        /// The challenge.
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

impl UseCases {
    /// Mails again whatever the person is waiting for, if anything.
    ///
    /// # Errors
    /// [`RecoverActivationError`]; never whether anything was found.
    pub async fn recover_activation(
        &self,
        input: RecoverActivationInput<'_>,
    ) -> Result<(), RecoverActivationError> {
        let (code, email) = self.judge_recovery(&input).await?;
        // Hashed in every case, so that the time tells nothing.
        let fresh = self.fresh_one_time_password().await?;
        let waiting = self
            .ports
            .registrations
            .find_awaiting(&code, &email.canonical())
            .await;
        let account = self.ports.accounts.find_by_codice_fiscale(&code).await;
        let (waiting, account) = (
            waiting.map_err(Failure::from)?,
            account.map_err(Failure::from)?,
        );
        if let Some(account) = account {
            let is_own = account.value.mailboxes.all().any(|own| *own == email);
            let may_reset = may(
                account.value.kind,
                account.value.status,
                Operation::ResetOnline,
            );
            match account.value.status {
                AccountStatus::FirstAccess if is_own && may_reset => {
                    self.reissue(account, fresh, input.client).await?;
                }
                // Not by mail alone: told where instead.
                AccountStatus::FirstAccess if is_own => {
                    self.mail_recovery(Asked::Password, &account.value).await?;
                }
                _ => {}
            }
            return Ok(());
        }
        if let Some(waiting) = waiting {
            return match self.mail_again(&waiting, None, input.client).await {
                Err(ResendError::Failure(failure)) => Err(failure.into()),
                // Too soon or too many is nobody's business here.
                _ => Ok(()),
            };
        }
        Ok(())
    }

    async fn judge_recovery(
        &self,
        input: &RecoverActivationInput<'_>,
    ) -> Result<(CodiceFiscale, EmailAddress), RecoverActivationError> {
        let limit = &self.settings.limits.start_network;
        let verdict = self
            .charge("recover.network", &input.client.network, limit)
            .await?;
        if let Verdict::Refused { retry_at } = verdict {
            return Err(RecoverActivationError::Throttled { retry_at });
        }
        let missing = input.human.is_none().then_some(CaptchaFault::Missing);
        let code = CodiceFiscale::parse(input.codice_fiscale);
        let email = EmailAddress::parse(input.email);
        let (code, email, answer) = match (code, email, &input.human) {
            (Ok(code), Ok(email), Some(answer)) => (code, email, answer),
            (code, email, _) => {
                let (code, email) = (code.err(), email.err());
                return Err(RecoverActivationError::Invalid {
                    code,
                    email,
                    captcha: missing,
                });
            }
        };
        self.verify_captcha(input.flow, CaptchaAction::RecoverActivation, answer)
            .await?
            .map(|()| (code, email))
            .map_err(|fault| RecoverActivationError::Invalid {
                code: None,
                email: None,
                captcha: Some(fault),
            })
    }

    /// Mails a new one-time password; the one before and its sessions end.
    pub(crate) async fn reissue(
        &self,
        found: Versioned<Account>,
        (password, hash): (SecretString, PasswordHash),
        client: &Client,
    ) -> Result<(), Failure> {
        let now = self.now();
        let expires_at = now + self.settings.rules.one_time_life;
        let policy = self.settings.policy(found.value.kind);
        let account = found
            .value
            .with_one_time_password(hash, expires_at, &policy);
        let (given_name, username) = (account.given_name.to_string(), account.username.to_string());
        let template = match account.status {
            AccountStatus::FirstAccess => Template::OneTimePassword {
                given_name,
                username,
                password,
                expires_at,
            },
            AccountStatus::Active | AccountStatus::Suspended => Template::PasswordReissued {
                given_name,
                username,
                password,
                expires_at,
            },
        };
        let Some((address, _)) = account.reference() else {
            return Ok(());
        };
        let mut tolls = self.named_mailbox_tolls(template.name(), address);
        tolls.push(self.holder_toll(&account.codice_fiscale));
        tolls.extend(self.shared_tolls(client));
        let charge = self.mail_charge(tolls, Beyond::Refuse);
        let place = Some(credential_place(&account));
        let mail = self.mail(address, account.language, template, place)?;
        let subject = account.id;
        let changes = Changes {
            closed_sessions_of: Some(account.id),
            account: Some(Write::Update(account, found.version)),
            outbox: vec![mail],
            charge: Some(charge),
            audit: vec![AuditEntry::new(
                now,
                Actor::Person,
                subject,
                AuditEvent::OneTimePasswordReissued,
            )],
            ..Changes::default()
        };
        match self.ports.commit.commit(changes).await {
            // Somebody has just chosen a password, or had another one mailed: nothing to mail any more.
            // Or there have been enough mails, of which the page does not tell.
            Ok(()) | Err(CommitError::Conflict | CommitError::OverLimit) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
