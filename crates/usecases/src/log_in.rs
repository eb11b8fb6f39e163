//! Login with username or codice fiscale and password.

use jiff::Timestamp;
use secrecy::SecretString;
use thiserror::Error;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent, AuditSubject};
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::credential::Password;
use varco_domain::id::SessionId;
use varco_domain::language::Language;
use varco_domain::session::{Session, SessionScope};
use varco_domain::throttle::Verdict;
use varco_domain::token::{TokenPurpose, opaque_token};
use varco_domain::utenza::{Access, AccessOrigin, Account, AdmissionRefusal, Credential, Username};
use varco_ports::{
    Changes, CommitError, LockoutKey, Login, ProofOutcome, SettledProof, Versioned, Write,
};

use crate::proving::Prover;
use crate::{Client, Failure, ROUNDS, UseCases};

/// A login as it came in.
#[derive(Clone, Copy, Debug)]
pub struct LogInInput<'a> {
    /// Username or codice fiscale as typed.
    pub identifier: &'a str,
    /// The password as typed.
    pub password: &'a SecretString,
    /// Where the request comes from.
    pub client: &'a Client,
    /// The same in words that the owner of the account recognises.
    pub origin: &'a AccessOrigin,
    /// The token of the device, if it has one from a login before.
    pub device: Option<&'a SecretString>,
}

/// A session that has just been opened, with the token that nobody else gets to see.
#[derive(Clone, Debug)]
pub struct OpenedSession {
    /// The token.
    pub token: SecretString,
    /// The session.
    pub session: Session,
    /// The language that its owner has chosen.
    pub language: Language,
    /// The token of the device, to be shown at the next login: where it has none yet and the login was
    /// complete.
    pub device: Option<SecretString>,
}

/// Why no session is opened. Unknown, wrong, suspended: one answer.
#[derive(Debug, Error)]
pub enum LogInError {
    /// Identifier and password do not match.
    #[error("the identifier and the password do not match")]
    Refused {
        /// Failures left before a pause, whether or not somebody has the identifier.
        left: u32,
    },
    /// Too many failures, whether or not somebody has the identifier.
    #[error("too many failed logins")]
    Locked {
        /// When to try again; `None` where only another password helps.
        retry_at: Option<Timestamp>,
    },
    /// The right one-time password, too late. Only its owner gets to see this.
    #[error("the one-time password has expired")]
    OneTimeExpired {
        /// What [`UseCases::renew_one_time`] takes; none where only the referente gives another.
        offer: Option<SecretString>,
    },
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// Somebody who has proved the credential of an account.
struct Admitted {
    account: Versioned<Account>,
    scope: SessionScope,
    needs_rehash: bool,
}

impl UseCases {
    /// Opens a session for whoever proves a credential. The same work is done whether the identifier
    /// is known or not; the attempt is charged before that work.
    ///
    /// # Errors
    /// [`LogInError`].
    pub async fn log_in(&self, input: LogInInput<'_>) -> Result<OpenedSession, LogInError> {
        let identifier = fold_identifier(input.identifier);
        let mut found = self.find_account(&identifier).await?;
        let id = found.as_ref().map(|account| account.value.id);
        let device = id.and_then(|id| self.known_device(id, input.device));
        let tried = device.is_none().then_some(identifier.as_str());
        if let Verdict::Refused { retry_at } = self.charge_login(input.client, tried).await? {
            let retry_at = Some(retry_at);
            return Err(LogInError::Locked { retry_at });
        }
        let prover = match (id, device) {
            (None, _) => Prover::Nobody {
                identifier: &identifier,
            },
            (Some(id), None) => Prover::Stranger(id),
            (Some(id), Some(device)) => Prover::KnownDevice(id, device),
        };
        let charged = self.charge_proof(prover).await?;
        let attempt = charged.map_err(|locked| LogInError::Locked {
            retry_at: locked.retry_at,
        })?;
        for _ in 0..ROUNDS {
            let admitted = self.admit(found, input.password, attempt).await?;
            let account = &admitted.account.value;
            let mut opened = self.new_session(account, admitted.scope, input.origin.clone());
            let proof = self.settled(attempt.0, ProofOutcome::Proved);
            let mut changes = login_changes(account, &opened.session, proof);
            self.recapture(
                &mut changes,
                &admitted.account,
                &Password::from_typed(input.password),
            )
            .await;
            match self.ports.commit.commit(changes).await {
                Ok(()) => {
                    if admitted.scope == SessionScope::Full {
                        opened = self.on_known_device(opened, input.device);
                    }
                    if admitted.needs_rehash {
                        self.rehash(admitted.account, input.password).await;
                    }
                    return Ok(opened);
                }
                // The credential has just changed: prove the new one.
                Err(CommitError::Conflict) => found = self.find_account(&identifier).await?,
                Err(error) => return Err(Failure::from(error).into()),
            }
        }
        Err(Failure::from(CommitError::Conflict).into())
    }

    /// What the password opens, if it is that of the account.
    async fn admit(
        &self,
        found: Option<Versioned<Account>>,
        typed: &SecretString,
        (key, left): (LockoutKey, u32),
    ) -> Result<Admitted, LogInError> {
        let verified = self
            .verify(found.as_ref().map(|account| &account.value), typed, key)
            .await?;
        let admission = found.filter(|_| verified.matches).map(|account| {
            let policy = self.settings.policy(account.value.kind);
            (account.value.admit(&policy, self.now()), account)
        });
        match admission {
            Some((Ok(scope), account)) => Ok(Admitted {
                account,
                scope,
                needs_rehash: verified.needs_rehash,
            }),
            Some((Err(AdmissionRefusal::OneTimeExpired), account)) => {
                self.settle(key, ProofOutcome::Proved).await?;
                let offer = self.offer_renewal(&account.value);
                Err(LogInError::OneTimeExpired { offer })
            }
            Some((Err(AdmissionRefusal::Suspended), _)) | None => {
                self.note_failure(key).await?;
                Err(LogInError::Refused { left })
            }
        }
    }

    /// The account with a username or codice fiscale, [folded](fold_identifier).
    pub(crate) async fn find_account(
        &self,
        identifier: &str,
    ) -> Result<Option<Versioned<Account>>, Failure> {
        let accounts = &self.ports.accounts;
        if let Ok(code) = CodiceFiscale::parse(identifier) {
            return Ok(accounts.find_by_codice_fiscale(&code).await?);
        }
        match Username::parse(identifier) {
            Some(username) => Ok(accounts.find_by_username(&username).await?),
            None => Ok(None),
        }
    }

    /// The failure is counted and written down whoever it was, so that it takes the same time.
    async fn note_failure(&self, key: LockoutKey) -> Result<(), Failure> {
        let event = AuditEvent::LoginFailed;
        let subject = key
            .account
            .map_or(AuditSubject::Service, AuditSubject::from);
        let changes = Changes {
            proof: Some(self.settled(key, ProofOutcome::Failed)),
            audit: vec![AuditEntry::new(self.now(), Actor::Person, subject, event)],
            ..Changes::default()
        };
        Ok(self.ports.commit.commit(changes).await?)
    }

    /// A new session with a token of its own.
    pub(crate) fn new_session(
        &self,
        account: &Account,
        scope: SessionScope,
        origin: AccessOrigin,
    ) -> OpenedSession {
        let token = opaque_token(&self.ports.entropy.bytes());
        self.session_under(token, account, scope, origin)
    }

    pub(crate) fn session_under(
        &self,
        token: SecretString,
        account: &Account,
        scope: SessionScope,
        origin: AccessOrigin,
    ) -> OpenedSession {
        let now = self.now();
        let session = Session {
            id: SessionId::new(now, &self.ports.entropy.bytes()),
            digest: self.ports.digester.digest(TokenPurpose::Session, &token),
            account: account.id,
            scope,
            credential_version: account.credential_version,
            origin,
            opened_at: now,
            last_used_at: now,
            proved_at: now,
        };
        OpenedSession {
            token,
            session,
            language: account.language,
            device: None,
        }
    }

    /// Makes the hash again with today's parameters. The login stands whether or not this
    /// works; the next one tries again.
    async fn rehash(&self, account: Versioned<Account>, typed: &SecretString) {
        let Credential::Chosen { since, .. } = account.value.credential else {
            return;
        };
        let Ok(hash) = self.ports.hasher.hash(&Password::from_typed(typed)).await else {
            return;
        };
        let Ok(Some(current)) = self.ports.accounts.find(account.value.id).await else {
            return;
        };
        if current.value.credential_version != account.value.credential_version {
            return;
        }
        let renewed = Account {
            credential: Credential::Chosen { hash, since },
            ..current.value
        };
        let write = Write::Update(renewed, current.version);
        let changes = Changes {
            account: Some(write),
            ..Changes::default()
        };
        if let Err(error) = self.ports.commit.commit(changes).await {
            tracing::debug!(%error, "the password hash was not renewed");
        }
    }
}

/// A login that is only good for the change voids the session before it, and is no access.
fn login_changes(account: &Account, session: &Session, proof: SettledProof) -> Changes {
    let is_restricted = session.scope == SessionScope::ChangePassword;
    let (at, event) = (session.opened_at, AuditEvent::LoggedIn);
    Changes {
        closed_sessions_of: is_restricted.then_some(account.id),
        opened_session: Some(session.clone()),
        login: Some(Login {
            account: account.id,
            credential_version: account.credential_version,
            access: (!is_restricted).then(|| access(session)),
        }),
        proof: Some(proof),
        audit: vec![AuditEntry::new(at, Actor::Person, account.id, event)],
        ..Changes::default()
    }
}

/// The opening of a session as it is shown to its owner.
pub(crate) fn access(session: &Session) -> Access {
    Access {
        at: session.opened_at,
        origin: session.origin.clone(),
    }
}

/// What counts as the same identifier: case, spaces and dashes do not matter.
pub(crate) fn fold_identifier(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_lowercase())
        .take(64)
        .collect()
}
