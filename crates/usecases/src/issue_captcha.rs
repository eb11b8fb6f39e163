//! "Non sono un robot": the challenge.

use secrecy::SecretString;
use varco_domain::language::Language;
use varco_domain::token::TokenPurpose;
use varco_ports::{CaptchaAction, CaptchaAnswer, CaptchaBinding, CaptchaChallenge, CaptchaError};

use crate::{CaptchaFault, Failure, UseCases};

impl UseCases {
    /// A challenge for one action of one flow, with a question in this language.
    ///
    /// # Errors
    /// [`Failure`] when none can be made.
    pub async fn issue_captcha(
        &self,
        flow: &SecretString,
        action: CaptchaAction,
        language: Language,
    ) -> Result<CaptchaChallenge, Failure> {
        let binding = self.binding(flow, action);
        self.ports
            .captcha
            .issue(&binding, language, self.now())
            .await
            .map_err(|error| Failure::unavailable(error.to_string()))
    }

    pub(crate) async fn verify_captcha(
        &self,
        flow: &SecretString,
        action: CaptchaAction,
        answer: &CaptchaAnswer,
    ) -> Result<Result<(), CaptchaFault>, Failure> {
        let binding = self.binding(flow, action);
        match self
            .ports
            .captcha
            .verify(&binding, answer, self.now())
            .await
        {
            Ok(()) => Ok(Ok(())),
            Err(CaptchaError::Rejected) => Ok(Err(CaptchaFault::Rejected)),
            Err(CaptchaError::Expired) => Ok(Err(CaptchaFault::Expired)),
            Err(error) => Err(Failure::unavailable(error.to_string())),
        }
    }

    fn binding(&self, flow: &SecretString, action: CaptchaAction) -> CaptchaBinding {
        let (digester, purpose) = (&self.ports.digester, TokenPurpose::RegistrationFlow);
        CaptchaBinding {
            flow: digester.lasting_digest(purpose, flow),
            action,
        }
    }
}
