//! The right one-time password, too late: one click has another one mailed.
//!
//! What the login found out is remembered by a signed offer that the browser keeps, so nothing is
//! stored and nothing is typed again. The offer is good for one credential: once another is mailed, it
//! is over.

use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;
use uuid::Uuid;
use varco_domain::id::AccountId;
use varco_domain::token::{TokenPurpose, opaque_token};
use varco_domain::utenza::{Account, Credential, Operation, may};

use crate::{Client, Failure, UseCases};

/// How long an offer stands.
const OFFER_LIFE: SignedDuration = SignedDuration::from_mins(15);

/// Why no other one-time password is mailed.
#[derive(Debug, Error)]
pub enum RenewOneTimeError {
    /// The offer is over, has been taken up, or was made up.
    #[error("the offer is over")]
    Over,
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl UseCases {
    /// An offer to whoever has just proved a one-time password that has expired; none for an *utenza
    /// MI*, whose password only the referente sets.
    pub(crate) fn offer_renewal(&self, account: &Account) -> Option<SecretString> {
        if !may(account.kind, account.status, Operation::ResetOnline) {
            return None;
        }
        let until = (self.now() + OFFER_LIFE).as_second();
        let offer = format!("{until}.{}", account.id);
        let signature = self.offer_signatures(&offer, account).into_iter().next()?;
        let offer = format!("{offer}.{}", signature.expose_secret());
        Some(SecretString::from(offer))
    }

    /// Mails another one-time password to whoever brings such an offer back.
    ///
    /// # Errors
    /// [`RenewOneTimeError`].
    pub async fn renew_one_time(
        &self,
        offer: &SecretString,
        client: &Client,
    ) -> Result<(), RenewOneTimeError> {
        let (text, signature) = offer
            .expose_secret()
            .rsplit_once('.')
            .ok_or(RenewOneTimeError::Over)?;
        let id = self.offered_to(text).ok_or(RenewOneTimeError::Over)?;
        let found = self.ports.accounts.find(id).await.map_err(Failure::from)?;
        let found = found.ok_or(RenewOneTimeError::Over)?;
        let account = &found.value;
        let is_signed = self.is_signature(signature, &self.offer_signatures(text, account));
        let is_one_time = matches!(account.credential, Credential::OneTime { .. });
        let is_allowed = may(account.kind, account.status, Operation::ResetOnline);
        if !(is_signed && is_one_time && is_allowed) {
            return Err(RenewOneTimeError::Over);
        }
        let fresh = self.fresh_one_time_password().await?;
        Ok(self.reissue(found, fresh, client).await?)
    }

    /// To whom an offer was made, if it still stands.
    fn offered_to(&self, text: &str) -> Option<AccountId> {
        let (until, account) = text.split_once('.')?;
        let until = Timestamp::from_second(until.parse().ok()?).ok()?;
        let account = AccountId::from_uuid(Uuid::parse_str(account).ok()?);
        (self.now() < until).then_some(account)
    }

    /// Digests are compared, so that the time tells nothing of the signature.
    fn is_signature(&self, presented: &str, signatures: &[SecretString]) -> bool {
        let digest = |text: &SecretString| self.ports.digester.digest(TokenPurpose::Renewal, text);
        let presented = digest(&SecretString::from(presented));
        signatures
            .iter()
            .any(|signature| digest(signature) == presented)
    }

    /// The signature of an offer for the credential in force: under the key in use, and under those
    /// before it.
    fn offer_signatures(&self, offer: &str, account: &Account) -> Vec<SecretString> {
        let signed = SecretString::from(format!("{offer} {}", account.credential_version.0));
        let digests = self.ports.digester.digests(TokenPurpose::Renewal, &signed);
        digests
            .iter()
            .map(|digest| opaque_token(digest.as_bytes()))
            .collect()
    }
}
