//! Whose request is it?

use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::session::Session;
use varco_domain::token::{TokenPurpose, is_opaque_token};
use varco_domain::utenza::{Account, AccountStatus};
use varco_ports::{Version, Versioned};

use crate::{Failure, UseCases};

/// A live session and its account.
#[derive(Clone, Debug)]
pub struct CurrentSession {
    /// The session.
    pub session: Session,
    /// Whose it is.
    pub account: Account,
    /// The version of the account, to hand back when it is written.
    pub version: Version,
}

impl CurrentSession {
    fn of((session, account): (Session, Versioned<Account>)) -> Self {
        Self {
            session,
            account: account.value,
            version: account.version,
        }
    }
}

/// How stale the last use of a session may be before it is written down again. It shortens the idle
/// time by no more than this and spares a write on every page.
const TOUCH_AFTER: SignedDuration = SignedDuration::from_secs(30);

impl UseCases {
    /// The live session of a token; `None` when there is none, whatever the reason.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be read.
    pub async fn resolve_session(
        &self,
        token: &SecretString,
    ) -> Result<Option<CurrentSession>, Failure> {
        Ok(self.find_live_session(token).await?.map(CurrentSession::of))
    }

    /// The same for a script that asks by itself: asking is no use of the session, which does not live
    /// longer for that.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be read.
    pub async fn look_at_session(
        &self,
        token: &SecretString,
    ) -> Result<Option<CurrentSession>, Failure> {
        Ok(self.peek_session(token).await?.map(CurrentSession::of))
    }

    /// How long a session still lives if nobody uses it; zero where there is none. Asking is no use of
    /// it.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be read.
    pub async fn session_left(&self, token: &SecretString) -> Result<SignedDuration, Failure> {
        let found = self.peek_session(token).await?;
        let (limits, now) = (&self.settings.sessions, self.now());
        Ok(found.map_or(SignedDuration::ZERO, |(session, _)| {
            session.ends_at(limits).duration_since(now)
        }))
    }

    /// Uses a session; how long it lives from now.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be read or written.
    pub async fn prolong_session(&self, token: &SecretString) -> Result<SignedDuration, Failure> {
        self.resolve_session(token).await?;
        self.session_left(token).await
    }

    /// A live session and its account, both as they were at one instant.
    pub(crate) async fn find_live_session(
        &self,
        token: &SecretString,
    ) -> Result<Option<(Session, Versioned<Account>)>, Failure> {
        let found = self.peek_session(token).await?;
        let now = self.now();
        if let Some((session, _)) = &found
            && now.duration_since(session.last_used_at) >= TOUCH_AFTER
        {
            self.ports.sessions.touch(&session.digest, now).await?;
        }
        Ok(found)
    }

    /// The same without noting the use.
    async fn peek_session(
        &self,
        token: &SecretString,
    ) -> Result<Option<(Session, Versioned<Account>)>, Failure> {
        if !is_opaque_token(token.expose_secret()) {
            return Ok(None);
        }
        let (limits, now) = (&self.settings.sessions, self.now());
        let found = self.find_session(token).await?;
        Ok(found.filter(|(session, account)| {
            session.is_live(limits, account.value.credential_version, now)
                && account.value.status != AccountStatus::Suspended
        }))
    }

    /// The session of a token, live or not, under whichever key it was opened.
    pub(crate) async fn find_session(
        &self,
        token: &SecretString,
    ) -> Result<Option<(Session, Versioned<Account>)>, Failure> {
        for digest in self.ports.digester.digests(TokenPurpose::Session, token) {
            if let Some(found) = self.ports.sessions.find(&digest).await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}
