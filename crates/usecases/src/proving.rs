//! Proving a credential: charged before the slow work, settled after it.

use jiff::Timestamp;
use secrecy::SecretString;
use varco_domain::credential::{LockoutState, Password};
use varco_domain::id::{AccountId, SessionId};
use varco_domain::session::Session;
use varco_domain::token::TokenPurpose;
use varco_domain::utenza::{Account, Credential};
use varco_ports::{Changes, LockoutKey, ProofOutcome, SettledProof, Verification};

use crate::{Failure, UseCases};

/// Whose attempts are counted together.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Prover<'a> {
    /// Whoever types an identifier that nobody has.
    Nobody {
        /// The identifier, folded.
        identifier: &'a str,
    },
    /// Whoever types the identifier of an account, from anywhere.
    Stranger(AccountId),
    /// A device that has been logged in to the account before: strangers cannot lock it out.
    KnownDevice(AccountId, &'a str),
    /// Who is logged in already and types the password again.
    Session(AccountId, SessionId),
}

/// Too many failures; nothing was charged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LockedOut {
    /// When to try again; `None` where only another password helps.
    pub(crate) retry_at: Option<Timestamp>,
}

/// Why who is logged in has not proved to be the owner once more.
#[derive(Debug)]
pub(crate) enum ProofError {
    /// The password in force is another one.
    Wrong,
    /// Too many wrong attempts.
    Locked {
        /// When to try again; `None` where only another password helps.
        retry_at: Option<Timestamp>,
    },
    /// Nobody's mistake.
    Failure(Failure),
}

impl From<Failure> for ProofError {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl UseCases {
    /// Proves the password in force once more; charged like a login and by the same measure,
    /// apart for each session, so that nobody outside can hinder it. The key is still to be settled.
    pub(crate) async fn prove_again(
        &self,
        session: &Session,
        account: &Account,
        typed: &SecretString,
    ) -> Result<LockoutKey, ProofError> {
        let prover = Prover::Session(account.id, session.id);
        let (key, _) = self.charge_proof(prover).await?.map_err(|locked| {
            let retry_at = locked.retry_at;
            ProofError::Locked { retry_at }
        })?;
        if self.verify(Some(account), typed, key).await?.matches {
            return Ok(key);
        }
        self.settle(key, ProofOutcome::Failed).await?;
        Err(ProofError::Wrong)
    }

    /// Charges an attempt; its key, to settle it with, and how many failures remain before a pause.
    pub(crate) async fn charge_proof(
        &self,
        prover: Prover<'_>,
    ) -> Result<Result<(LockoutKey, u32), LockedOut>, Failure> {
        let key = self.lockout_key(prover);
        let rules = &self.settings.limits.login;
        let state = self.ports.lockouts.charge(&key, rules, self.now()).await?;
        Ok(match state {
            LockoutState::Open { left } => Ok((key, left)),
            LockoutState::Paused { until } => Err(LockedOut {
                retry_at: Some(until),
            }),
            LockoutState::Disabled => Err(LockedOut { retry_at: None }),
        })
    }

    fn lockout_key(&self, prover: Prover<'_>) -> LockoutKey {
        let (text, account) = match prover {
            Prover::Nobody { identifier } => (format!("nobody {identifier}"), None),
            Prover::Stranger(account) => (format!("account {account}"), Some(account)),
            Prover::KnownDevice(account, device) => {
                (format!("device {account} {device}"), Some(account))
            }
            Prover::Session(account, session) => {
                (format!("session {account} {session}"), Some(account))
            }
        };
        // A turn of the key gives nobody new tries.
        let (digester, text) = (&self.ports.digester, SecretString::from(text));
        let digest = digester.lasting_digest(TokenPurpose::Throttle, &text);
        LockoutKey { digest, account }
    }

    /// Compares what was typed with the credential of an account, or does the same work for nobody
    /// . An attempt that nobody had the time to look at is given back.
    pub(crate) async fn verify(
        &self,
        account: Option<&Account>,
        typed: &SecretString,
        key: LockoutKey,
    ) -> Result<Verification, Failure> {
        let credential = account.map(|account| &account.credential);
        let password = match credential {
            Some(credential) => read_current(credential, typed),
            None => Password::from_typed(typed),
        };
        let hash = credential.map(|credential| credential.hash().clone());
        let verified = self.ports.hasher.verify(&password, hash).await;
        if verified.is_err()
            && let Err(error) = self.settle(key, ProofOutcome::NotTried).await
        {
            tracing::warn!(%error, "an attempt that was not made was not given back");
        }
        Ok(verified?)
    }

    /// Settles an attempt that leads to nothing else.
    pub(crate) async fn settle(
        &self,
        key: LockoutKey,
        outcome: ProofOutcome,
    ) -> Result<(), Failure> {
        let changes = Changes {
            proof: Some(self.settled(key, outcome)),
            ..Changes::default()
        };
        Ok(self.ports.commit.commit(changes).await?)
    }

    pub(crate) fn settled(&self, key: LockoutKey, outcome: ProofOutcome) -> SettledProof {
        let at = self.now();
        SettledProof { key, at, outcome }
    }
}

/// The credential in force as typed: a one-time password without the spaces that come along when it
/// is copied out of a mail.
pub(crate) fn read_current(credential: &Credential, typed: &SecretString) -> Password {
    match credential {
        Credential::OneTime { .. } => Password::from_typed_one_time(typed),
        Credential::Chosen { .. } | Credential::Disavowed { .. } => Password::from_typed(typed),
    }
}
