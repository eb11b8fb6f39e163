//! Another address after confirming: the first one was mistyped.

use secrecy::SecretString;
use thiserror::Error;
use varco_domain::contacts::{EmailAddress, EmailFault};
use varco_domain::registration::Registration;
use varco_ports::CommitError;

use crate::{Client, Failure, ROUNDS, ResendError, UseCases};

/// The corrected address as it came in.
#[derive(Clone, Copy, Debug)]
pub struct CorrectEmailInput<'a> {
    /// The browser or program.
    pub flow: &'a SecretString,
    /// The address.
    pub email: &'a str,
    /// The address, typed again.
    pub email_repeat: &'a str,
    /// Where the request comes from.
    pub client: &'a Client,
}

/// Why the address is not corrected.
#[derive(Debug, Error)]
pub enum CorrectEmailError {
    /// Not an address.
    #[error(transparent)]
    Email(#[from] EmailFault),
    /// The address typed again is another one.
    #[error("the two addresses differ")]
    Differs,
    /// As for another mail.
    #[error(transparent)]
    Resend(#[from] ResendError),
}

impl UseCases {
    /// Mails a new link and code to another address; the ones before stop working.
    ///
    /// # Errors
    /// [`CorrectEmailError`].
    pub async fn correct_email(
        &self,
        input: CorrectEmailInput<'_>,
    ) -> Result<Registration, CorrectEmailError> {
        let email = EmailAddress::parse(input.email)?;
        let repeated =
            || EmailAddress::parse(input.email_repeat).is_ok_and(|repeat| repeat == email);
        if self.settings.rules.repeat_email && !repeated() {
            return Err(CorrectEmailError::Differs);
        }
        for _ in 0..ROUNDS {
            let found = self
                .load_flow(input.flow)
                .await
                .map_err(ResendError::from)?;
            let found = found.ok_or(ResendError::NotFound)?;
            if let Some(registration) = self.mail_again(&found, Some(&email), input.client).await? {
                return Ok(registration);
            }
        }
        Err(ResendError::from(Failure::from(CommitError::Conflict)).into())
    }
}
