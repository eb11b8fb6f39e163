//! "Non sono un robot".

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::SecretString;
use thiserror::Error;
use varco_domain::language::Language;
use varco_domain::token::TokenDigest;

use crate::store::StoreError;

/// What a challenge is asked for. An answer given for one action is worth nothing for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaptchaAction {
    /// Step 1 of a registration.
    Register,
    /// Asking for an activation mail from another device.
    RecoverActivation,
    /// "Password dimenticata?"
    RecoverPassword,
    /// "Username dimenticato?"
    RecoverUsername,
}

impl CaptchaAction {
    /// Every action.
    pub const ALL: [Self; 4] = [
        Self::Register,
        Self::RecoverActivation,
        Self::RecoverPassword,
        Self::RecoverUsername,
    ];

    /// Stable name, part of what is signed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::RecoverActivation => "recover-activation",
            Self::RecoverPassword => "recover-password",
            Self::RecoverUsername => "recover-username",
        }
    }

    /// The action with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }
}

/// Whom and what a challenge is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaptchaBinding {
    /// The browser or program, as the digest of its flow token.
    pub flow: TokenDigest,
    /// The action.
    pub action: CaptchaAction,
}

/// A challenge as handed out. Which fields are there depends on the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptchaChallenge {
    /// JSON for the program that answers: the proof of work, or the site key of a provider.
    pub proof: String,
    /// A question for whoever cannot run the program, in plain words, and the opaque ticket
    /// that comes back with its answer; `None` when the provider brings its own way.
    pub question: Option<CaptchaQuestion>,
    /// From this instant on no answer is accepted.
    pub expires_at: Timestamp,
}

/// A question that people answer without any program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptchaQuestion {
    /// The question, in the language that was asked for.
    pub text: String,
    /// Comes back unchanged with the answer.
    pub ticket: String,
}

/// What came back.
#[derive(Clone, Debug)]
pub enum CaptchaAnswer {
    /// What the program computed, or the token of a provider.
    Proof(SecretString),
    /// What the person typed, and the ticket of the question.
    Typed {
        /// The ticket of the question.
        ticket: String,
        /// The typed answer.
        answer: String,
    },
}

/// Why an answer does not count.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CaptchaError {
    /// Wrong, malformed, of another flow or action, or already used.
    #[error("the captcha answer is not valid")]
    Rejected,
    /// Too old.
    #[error("the captcha challenge has expired")]
    Expired,
    /// The provider or the ledger cannot be reached.
    #[error("the captcha cannot be verified now")]
    Unavailable(#[from] StoreError),
}

/// Issues challenges and judges answers.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait CaptchaVerifier: Send + Sync + std::fmt::Debug {
    /// A fresh challenge, whose question is in this language.
    ///
    /// # Errors
    /// [`CaptchaError::Unavailable`] when none can be made.
    async fn issue(
        &self,
        binding: &CaptchaBinding,
        language: Language,
        now: Timestamp,
    ) -> Result<CaptchaChallenge, CaptchaError>;

    /// Judges an answer and uses it up, whatever the outcome: of many equal answers at the
    /// same time at most one MUST be accepted.
    ///
    /// # Errors
    /// [`CaptchaError::Rejected`] or [`CaptchaError::Expired`] when it does not count;
    /// [`CaptchaError::Unavailable`] when it cannot be judged.
    async fn verify(
        &self,
        binding: &CaptchaBinding,
        answer: &CaptchaAnswer,
        now: Timestamp,
    ) -> Result<(), CaptchaError>;
}

/// Remembers which challenges have been answered.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait CaptchaLedger: Send + Sync + std::fmt::Debug {
    /// Uses a challenge up. MUST return `true` exactly once per digest, also under concurrency; the
    /// digest may be forgotten after `expires_at`.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be remembered; then the challenge may or may not be used up.
    async fn consume(
        &self,
        challenge: &TokenDigest,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError>;
}
