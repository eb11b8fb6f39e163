//! Whom a challenge is for, what for and until when: the same in a proof of work and in a ticket, and
//! signed in both.

use base64ct::{Base64UrlUnpadded, Encoding};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use varco_ports::{CaptchaBinding, CaptchaError};

/// How long a challenge can be answered.
const LIFETIME: SignedDuration = SignedDuration::from_mins(5);

/// As handed out; the reader is whoever holds the challenge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Terms {
    /// Stable name of the action.
    action: String,
    /// From this instant on no answer counts.
    pub(crate) expires: Timestamp,
    /// Digest of the flow, in base64url.
    flow: String,
}

impl Terms {
    pub(crate) fn new(binding: &CaptchaBinding, now: Timestamp) -> Self {
        Self {
            action: binding.action.name().to_owned(),
            expires: now + LIFETIME,
            flow: Base64UrlUnpadded::encode_string(binding.flow.as_bytes()),
        }
    }

    /// # Errors
    /// [`CaptchaError::Rejected`] for another flow or action, whatever the hour;
    /// [`CaptchaError::Expired`] when too late.
    pub(crate) fn check(
        &self,
        binding: &CaptchaBinding,
        now: Timestamp,
    ) -> Result<(), CaptchaError> {
        let here = Self::new(binding, now);
        if self.action != here.action || self.flow != here.flow {
            return Err(CaptchaError::Rejected);
        }
        if now >= self.expires {
            return Err(CaptchaError::Expired);
        }
        Ok(())
    }
}
