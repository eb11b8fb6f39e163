//! The captcha that needs nobody else.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::ExposeSecret;
use varco_domain::language::Language;
use varco_ports::{
    CaptchaAnswer, CaptchaBinding, CaptchaChallenge, CaptchaError, CaptchaLedger, CaptchaQuestion,
    CaptchaVerifier, Entropy, StoreError, TokenDigester,
};

use crate::keyed::{Keyed, Use};
use crate::proof::{Difficulty, ProofAnswer, ProofOfWork};
use crate::question::Question;
use crate::terms::Terms;
use crate::ticket::Ticket;

/// Proof of work and typed question. Nothing is kept between asking and answering but which challenges
/// have been answered: any node may judge what another one asked.
///
/// Proof and question of one challenge share a nonce, by which the ledger knows them: a challenge is
/// worth one pass, whichever way it is answered.
#[derive(Debug)]
pub struct BuiltInCaptcha {
    proof: ProofOfWork,
    keyed: Keyed,
    ledger: Arc<dyn CaptchaLedger>,
    entropy: Arc<dyn Entropy>,
}

impl BuiltInCaptcha {
    /// A captcha that signs with the digester's key; all nodes need the same one.
    pub fn new(
        difficulty: Difficulty,
        digester: Arc<dyn TokenDigester>,
        ledger: Arc<dyn CaptchaLedger>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        let keyed = Keyed(digester);
        Self {
            proof: ProofOfWork::new(difficulty, keyed.clone()),
            keyed,
            ledger,
            entropy,
        }
    }

    fn question(
        &self,
        language: Language,
        terms: Terms,
        nonce: String,
    ) -> serde_json::Result<CaptchaQuestion> {
        let question = Question::draw(&*self.entropy, language);
        let ticket = Ticket::new(&self.keyed, terms, nonce, &question.answer);
        Ok(CaptchaQuestion {
            ticket: ticket.write(&self.keyed)?,
            text: question.text,
        })
    }

    fn nonce(&self) -> String {
        format!("{:032x}", u128::from_be_bytes(self.entropy.bytes()))
    }
}

#[async_trait]
impl CaptchaVerifier for BuiltInCaptcha {
    async fn issue(
        &self,
        binding: &CaptchaBinding,
        language: Language,
        now: Timestamp,
    ) -> Result<CaptchaChallenge, CaptchaError> {
        let terms = Terms::new(binding, now);
        let nonce = self.nonce();
        Ok(CaptchaChallenge {
            expires_at: terms.expires,
            proof: self
                .proof
                .set(&terms, &nonce, &self.nonce())
                .map_err(cannot_issue)?,
            question: Some(
                self.question(language, terms, nonce)
                    .map_err(cannot_issue)?,
            ),
        })
    }

    async fn verify(
        &self,
        binding: &CaptchaBinding,
        answer: &CaptchaAnswer,
        now: Timestamp,
    ) -> Result<(), CaptchaError> {
        let claim = Claim::read(self, answer).ok_or(CaptchaError::Rejected)?;
        let (terms, nonce) = claim.challenge();
        terms.check(binding, now)?;
        // Used up before anybody looks whether it is right.
        let challenge = self.keyed.lasting_digest(Use::Challenge, nonce);
        let is_first = self.ledger.consume(&challenge, terms.expires).await?;
        if is_first && claim.is_right(self) {
            Ok(())
        } else {
            Err(CaptchaError::Rejected)
        }
    }
}

/// An answer to a challenge that is certainly ours.
enum Claim<'a> {
    Proof(Box<ProofAnswer>),
    Typed(Ticket, &'a str),
}

impl<'a> Claim<'a> {
    fn read(captcha: &BuiltInCaptcha, answer: &'a CaptchaAnswer) -> Option<Self> {
        Some(match answer {
            CaptchaAnswer::Proof(json) => {
                Self::Proof(Box::new(captcha.proof.read(json.expose_secret())?))
            }
            CaptchaAnswer::Typed { ticket, answer } => {
                Self::Typed(Ticket::read(&captcha.keyed, ticket)?, answer)
            }
        })
    }

    fn challenge(&self) -> (&Terms, &str) {
        match self {
            Self::Proof(answer) => (&answer.terms, answer.nonce()),
            Self::Typed(ticket, _) => (&ticket.terms, &ticket.nonce),
        }
    }

    fn is_right(&self, captcha: &BuiltInCaptcha) -> bool {
        match self {
            Self::Proof(answer) => ProofOfWork::is_done(answer),
            Self::Typed(ticket, typed) => ticket.is_answered(&captcha.keyed, typed),
        }
    }
}

fn cannot_issue(error: impl std::fmt::Display) -> CaptchaError {
    CaptchaError::Unavailable(StoreError::Unavailable(error.to_string()))
}

#[cfg(test)]
mod tests;
