//! A captcha that believes everybody.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use varco_domain::language::Language;

use crate::captcha::{
    CaptchaAnswer, CaptchaBinding, CaptchaChallenge, CaptchaError, CaptchaVerifier,
};

/// Accepts every answer, also twice.
#[derive(Clone, Copy, Debug, Default)]
pub struct AcceptAllCaptcha;

#[async_trait]
impl CaptchaVerifier for AcceptAllCaptcha {
    async fn issue(
        &self,
        _binding: &CaptchaBinding,
        _language: Language,
        now: Timestamp,
    ) -> Result<CaptchaChallenge, CaptchaError> {
        Ok(CaptchaChallenge {
            proof: "{}".to_owned(),
            question: None,
            expires_at: now + SignedDuration::from_mins(10),
        })
    }

    async fn verify(
        &self,
        _binding: &CaptchaBinding,
        _answer: &CaptchaAnswer,
        _now: Timestamp,
    ) -> Result<(), CaptchaError> {
        Ok(())
    }
}
