//! Devices that somebody has logged in from before.
//!
//! A device is known by a token of its own, which says for which account it is good and is signed; so
//! nothing is stored of it, and a token that was made up is none. It opens nothing: it only lets its
//! owner in while strangers guess.

use secrecy::{ExposeSecret, SecretString};
use varco_domain::id::AccountId;
use varco_domain::token::{TokenPurpose, opaque_token};

use crate::{OpenedSession, UseCases};

impl UseCases {
    /// A token for a device on which the credential of an account has just been proved.
    fn new_device(&self, account: AccountId) -> SecretString {
        let nonce = opaque_token(&self.ports.entropy.bytes());
        let signature = self.device_signatures(account, nonce.expose_secret());
        let first = signature.into_iter().next().unwrap_or_default();
        SecretString::from(format!(
            "{}.{}",
            nonce.expose_secret(),
            first.expose_secret()
        ))
    }

    /// The session with a token for the device, where that has none yet for this account.
    pub(crate) fn on_known_device(
        &self,
        mut opened: OpenedSession,
        device: Option<&SecretString>,
    ) -> OpenedSession {
        let account = opened.session.account;
        if self.known_device(account, device).is_none() {
            opened.device = Some(self.new_device(account));
        }
        opened
    }

    /// What tells the device of a token from others, if the token was made for this account.
    pub(crate) fn known_device<'a>(
        &self,
        account: AccountId,
        token: Option<&'a SecretString>,
    ) -> Option<&'a str> {
        let (nonce, presented) = token?.expose_secret().split_once('.')?;
        // Digests are compared, so that the time tells nothing of the signature.
        let digest = |text: &SecretString| self.ports.digester.digest(TokenPurpose::Device, text);
        let presented = digest(&SecretString::from(presented));
        self.device_signatures(account, nonce)
            .iter()
            .any(|signature| digest(signature) == presented)
            .then_some(nonce)
    }

    /// The signature under the key in use, and under those before it.
    fn device_signatures(&self, account: AccountId, nonce: &str) -> Vec<SecretString> {
        let signed = SecretString::from(format!("{account} {nonce}"));
        let digests = self.ports.digester.digests(TokenPurpose::Device, &signed);
        digests
            .iter()
            .map(|digest| opaque_token(digest.as_bytes()))
            .collect()
    }
}
