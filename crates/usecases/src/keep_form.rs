//! Forms whose session has ended, kept while their sender logs in again.
//!
//! A form is bound twice: to the browser, by a token of its own, and to the account, by the token of
//! the device. Whoever else logs in there gets nothing to see.

use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretBox, SecretString};
use varco_domain::throttle::{Limit, Verdict};
use varco_domain::token::{TokenDigest, TokenPurpose, opaque_token};
use varco_ports::{KeptForm, SealContext, VaultError};

use crate::{Client, CurrentSession, Failure, UseCases};

/// How long a form is kept.
const LIFE: SignedDuration = SignedDuration::from_mins(15);
/// Bytes of a form that is kept.
const LARGEST: usize = 8 * 1_024;
/// Forms kept for one network.
const PER_NETWORK: Limit = Limit::per_hour(600);

/// A form to keep.
#[derive(Debug)]
pub struct KeepFormInput<'a> {
    /// Which form.
    pub form: &'static str,
    /// What was typed, without passwords.
    pub content: SecretString,
    /// The token of the device, by a login before.
    pub device: &'a SecretString,
    /// Where the request comes from.
    pub client: &'a Client,
}

impl UseCases {
    /// Keeps a form for a quarter of an hour; the token for taking it back, or `None` where there is
    /// too much to keep.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be kept.
    pub async fn keep_form(
        &self,
        input: KeepFormInput<'_>,
    ) -> Result<Option<SecretString>, Failure> {
        let content = input.content.expose_secret().as_bytes();
        let Some(nonce) = nonce(input.device).filter(|_| content.len() <= LARGEST) else {
            return Ok(None);
        };
        let network = &input.client.network;
        let verdict = self.charge("form.network", network, &PER_NETWORK).await?;
        if matches!(verdict, Verdict::Refused { .. }) {
            return Ok(None);
        }
        let (now, token) = (self.now(), opaque_token(&self.ports.entropy.bytes()));
        let digest = self.ports.digester.digest(TokenPurpose::KeptForm, &token);
        let place = context(&digest, nonce, input.form);
        let content = SecretBox::new(Box::from(content));
        let form = KeptForm {
            digest,
            sealed: self.ports.vault.seal(&content, &place, now)?,
            expires_at: now + LIFE,
        };
        self.ports.forms.keep(form).await?;
        Ok(Some(token))
    }

    /// Takes a kept form back, once; `None` where there is none, or it is another form, or of somebody
    /// else.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be read.
    pub async fn take_form(
        &self,
        current: &CurrentSession,
        form: &'static str,
        token: &SecretString,
        device: &SecretString,
    ) -> Result<Option<SecretString>, Failure> {
        let Some(nonce) = self.known_device(current.account.id, Some(device)) else {
            return Ok(None);
        };
        for digest in self.ports.digester.digests(TokenPurpose::KeptForm, token) {
            let Some(sealed) = self.ports.forms.take(&digest, self.now()).await? else {
                continue;
            };
            let place = context(&digest, nonce, form);
            return match self.ports.vault.open(&sealed, &place) {
                Ok(content) => {
                    let text = str::from_utf8(content.expose_secret()).ok();
                    Ok(text.map(SecretString::from))
                }
                Err(VaultError::Unavailable { reason }) => {
                    Err(VaultError::Unavailable { reason }.into())
                }
                Err(_) => Ok(None),
            };
        }
        Ok(None)
    }
}

/// What tells a device from others.
fn nonce(device: &SecretString) -> Option<&str> {
    let (nonce, _) = device.expose_secret().split_once('.')?;
    Some(nonce)
}

fn context(digest: &TokenDigest, nonce: &str, form: &str) -> SealContext {
    SealContext {
        row: opaque_token(digest.as_bytes()).expose_secret().to_owned(),
        subject: nonce.to_owned(),
        target: form.to_owned(),
        version: 1,
        purpose: "kept-form",
    }
}
