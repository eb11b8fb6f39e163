//! Login with username or codice fiscale and password.

use jiff::Timestamp;
use secrecy::SecretString;
use thiserror::Error;
use varco_domain::audit::{AuditEntry, AuditEvent, AuditSubject};
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::credential::Password;
use varco_domain::session::{Session, SessionScope};
use varco_domain::throttle::Verdict;
use varco_domain::token::{TokenPurpose, opaque_token};
use varco_domain::utenza::{Account, AdmissionRefusal, Credential, Username};
use varco_ports::{Access, Changes, CommitError, Versioned};

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
}

/// A session that has just been opened, with the token that nobody else gets to see.
#[derive(Clone, Debug)]
pub struct OpenedSession {
    /// The token.
    pub token: SecretString,
    /// The session.
    pub session: Session,
}

/// Why no session is opened. Unknown, wrong, suspended: one answer.
#[derive(Debug, Error)]
pub enum LogInError {
    /// Identifier and password do not match.
    #[error("the identifier and the password do not match")]
    Refused {
        /// Attempts left before a pause, counted per typed identifier.
        left: u32,
    },
    /// Too many failures for this typed identifier, whether or not somebody has it.
    #[error("too many failed logins")]
    Locked {
        /// When to try again.
        retry_at: Timestamp,
    },
    /// The right one-time password, too late. Only its owner gets to see this.
    #[error("the one-time password has expired")]
    OneTimeExpired,
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl UseCases {
    /// Opens a session for whoever proves a credential. The same work is done whether the identifier
    /// is known or not; the attempt is charged before that work.
    ///
    /// # Errors
    /// [`LogInError`].
    pub async fn log_in(&self, input: LogInInput<'_>) -> Result<OpenedSession, LogInError> {
        let identifier = fold_identifier(input.identifier);
        let left = self.charge_login(&identifier, input.client).await?;
        for _ in 0..ROUNDS {
            let found = self.find_account(&identifier).await?;
            let Some((account, needs_rehash)) = self.prove(found, input.password).await? else {
                return Err(LogInError::Refused { left });
            };
            let scope = match account.value.admit(self.now()) {
                Ok(scope) => scope,
                Err(AdmissionRefusal::OneTimeExpired) => return Err(LogInError::OneTimeExpired),
                Err(AdmissionRefusal::Suspended) => return Err(LogInError::Refused { left }),
            };
            let opened = self.new_session(&account.value, scope);
            match self
                .ports
                .commit
                .commit(login_changes(&account.value, &opened))
                .await
            {
                Ok(()) => {
                    // The session is open; a counter that stays only shortens patience.
                    if let Err(error) = self.forget("login.identifier", &identifier).await {
                        tracing::warn!(%error, "the failures of a login were not forgotten");
                    }
                    if needs_rehash {
                        self.rehash(account, input.password).await;
                    }
                    return Ok(opened);
                }
                // The credential has just changed: prove the new one.
                Err(CommitError::Conflict) => {}
                Err(error) => return Err(Failure::from(error).into()),
            }
        }
        Err(Failure::from(CommitError::Conflict).into())
    }

    async fn charge_login(&self, identifier: &str, client: &Client) -> Result<u32, LogInError> {
        let limits = &self.settings.limits;
        let network = self
            .charge("login.network", &client.network, &limits.login_network)
            .await?;
        if let Verdict::Refused { retry_at } = network {
            return Err(LogInError::Locked { retry_at });
        }
        match self
            .charge("login.identifier", identifier, &limits.login)
            .await?
        {
            Verdict::Allowed { left } => Ok(left),
            Verdict::Refused { retry_at } => Err(LogInError::Locked { retry_at }),
        }
    }

    async fn find_account(&self, identifier: &str) -> Result<Option<Versioned<Account>>, Failure> {
        let accounts = &self.ports.accounts;
        if let Ok(code) = CodiceFiscale::parse(identifier) {
            return Ok(accounts.find_by_codice_fiscale(&code).await?);
        }
        match Username::parse(identifier) {
            Some(username) => Ok(accounts.find_by_username(&username).await?),
            None => Ok(None),
        }
    }

    /// The account, if the password is its own, and whether the hash should be made again.
    async fn prove(
        &self,
        found: Option<Versioned<Account>>,
        typed: &SecretString,
    ) -> Result<Option<(Versioned<Account>, bool)>, Failure> {
        let credential = found.as_ref().map(|account| &account.value.credential);
        let password = match credential {
            Some(Credential::OneTime { .. }) => Password::from_typed_one_time(typed),
            _ => Password::from_typed(typed),
        };
        let hash = credential.map(|credential| credential.hash().clone());
        let verified = self.ports.hasher.verify(&password, hash).await?;
        match found {
            Some(account) if verified.matches => Ok(Some((account, verified.needs_rehash))),
            Some(account) => {
                self.note_failure(&account.value).await?;
                Ok(None)
            }
            None => Ok(None),
        }
    }

    async fn note_failure(&self, account: &Account) -> Result<(), Failure> {
        let subject = AuditSubject::Account(account.id);
        let entry = AuditEntry {
            at: self.now(),
            subject,
            event: AuditEvent::LoginFailed,
            note: None,
        };
        let changes = Changes {
            audit: vec![entry],
            ..Changes::default()
        };
        Ok(self.ports.commit.commit(changes).await?)
    }

    /// A new session with a token of its own.
    pub(crate) fn new_session(&self, account: &Account, scope: SessionScope) -> OpenedSession {
        let token = opaque_token(&self.ports.entropy.bytes());
        self.session_under(token, account, scope)
    }

    pub(crate) fn session_under(
        &self,
        token: SecretString,
        account: &Account,
        scope: SessionScope,
    ) -> OpenedSession {
        let now = self.now();
        let session = Session {
            digest: self.ports.digester.digest(TokenPurpose::Session, &token),
            account: account.id,
            scope,
            credential_version: account.credential_version,
            opened_at: now,
            last_used_at: now,
        };
        OpenedSession { token, session }
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
        let write = varco_ports::Write::Update(renewed, current.version);
        let changes = Changes {
            account: Some(write),
            ..Changes::default()
        };
        if let Err(error) = self.ports.commit.commit(changes).await {
            tracing::debug!(%error, "the password hash was not renewed");
        }
    }
}

/// A login with the one-time password voids the restricted session before it.
fn login_changes(account: &Account, opened: &OpenedSession) -> Changes {
    let at = opened.session.opened_at;
    let subject = AuditSubject::Account(account.id);
    let restricted = opened.session.scope == SessionScope::ChangePassword;
    Changes {
        closed_sessions_of: restricted.then_some(account.id),
        opened_session: Some(opened.session.clone()),
        access: Some(Access {
            account: account.id,
            credential_version: account.credential_version,
            at,
        }),
        audit: vec![AuditEntry {
            at,
            subject,
            event: AuditEvent::LoggedIn,
            note: None,
        }],
        ..Changes::default()
    }
}

/// What counts as the same identifier: case, spaces and dashes do not matter.
fn fold_identifier(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_lowercase())
        .take(64)
        .collect()
}
