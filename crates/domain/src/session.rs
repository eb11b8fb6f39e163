//! Sessions: opaque, short-lived, born with one version of the credential.
//!
//! ```
//! use jiff::{SignedDuration, Timestamp};
//! use varco_domain::id::{AccountId, SessionId};
//! use varco_domain::session::{Session, SessionLimits, SessionScope};
//! use varco_domain::token::TokenDigest;
//! use varco_domain::utenza::{AccessOrigin, CredentialVersion};
//!
//! let (now, version) = (Timestamp::UNIX_EPOCH, CredentialVersion::FIRST);
//! let session = Session {
//!     id: SessionId::new(now, &[0; 10]),
//!     digest: TokenDigest::from_bytes([0; 32]),
//!     account: AccountId::new(now, &[0; 10]),
//!     scope: SessionScope::Full,
//!     credential_version: version,
//!     origin: AccessOrigin::new("192.0.2.0/24", "Chrome su Windows"),
//!     opened_at: now,
//!     last_used_at: now,
//!     proved_at: now,
//! };
//! let limits = SessionLimits::default();
//! assert!(session.is_live(&limits, version, now + SignedDuration::from_mins(14)));
//! assert!(!session.is_live(&limits, version, now + SignedDuration::from_mins(15)));
//! assert!(!session.is_live(&limits, version.next(), now), "the password was changed");
//! ```

use jiff::{SignedDuration, Timestamp};

use crate::id::{AccountId, SessionId};
use crate::token::TokenDigest;
use crate::utenza::{AccessOrigin, CredentialVersion};

/// What a session may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SessionScope {
    /// Change the password or log out, nothing else (R-19).
    ChangePassword,
    /// Everything the person may do.
    Full,
}

/// How long sessions live (R-46).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// Without use.
    pub idle: SignedDuration,
    /// In all.
    pub absolute: SignedDuration,
    /// After the password was typed, for what asks for it anew (R-49).
    pub proof: SignedDuration,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self {
            idle: SignedDuration::from_mins(15),
            absolute: SignedDuration::from_hours(8),
            proof: SignedDuration::from_mins(5),
        }
    }
}

/// An open session. Its token is known to the browser alone; here is the digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Identifier, for the list of one's sessions.
    pub id: SessionId,
    /// Digest of the token.
    pub digest: TokenDigest,
    /// Whose it is.
    pub account: AccountId,
    /// What it may do.
    pub scope: SessionScope,
    /// The credential it was born with.
    pub credential_version: CredentialVersion,
    /// From where and with what it was opened.
    pub origin: AccessOrigin,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Timestamp,
    /// When its owner last typed the password.
    pub proved_at: Timestamp,
}

impl Session {
    /// Whether the session still counts, for an account whose credential is now `current` (R-46,
    /// R-50).
    pub fn is_live(
        &self,
        limits: &SessionLimits,
        current: CredentialVersion,
        now: Timestamp,
    ) -> bool {
        self.credential_version == current
            && now.duration_since(self.last_used_at) < limits.idle
            && now.duration_since(self.opened_at) < limits.absolute
    }

    /// Whether the password was typed so recently that it need not be asked for again (R-49).
    pub fn is_proved(&self, limits: &SessionLimits, now: Timestamp) -> bool {
        now.duration_since(self.proved_at) < limits.proof
    }

    /// When the session ends if nobody uses it any more.
    pub fn ends_at(&self, limits: &SessionLimits) -> Timestamp {
        (self.last_used_at + limits.idle).min(self.opened_at + limits.absolute)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Session {
        let opened_at = Timestamp::from_second(1_800_000_000).unwrap();
        Session {
            id: SessionId::new(opened_at, &[0; 10]),
            digest: TokenDigest::from_bytes([1; 32]),
            account: AccountId::new(opened_at, &[0; 10]),
            scope: SessionScope::Full,
            credential_version: CredentialVersion(3),
            origin: AccessOrigin::default(),
            opened_at,
            last_used_at: opened_at,
            proved_at: opened_at,
        }
    }

    #[test]
    fn r46_a_session_ends_after_fifteen_idle_minutes_to_the_second() {
        let (session, limits) = (session(), SessionLimits::default());
        let end = session.opened_at + SignedDuration::from_mins(15);
        let second = SignedDuration::from_secs(1);
        assert!(session.is_live(&limits, CredentialVersion(3), end - second));
        assert!(!session.is_live(&limits, CredentialVersion(3), end));
        assert_eq!(session.ends_at(&limits), end);
    }

    #[test]
    fn r46_use_does_not_keep_a_session_alive_beyond_eight_hours() {
        let (mut session, limits) = (session(), SessionLimits::default());
        let end = session.opened_at + SignedDuration::from_hours(8);
        session.last_used_at = end - SignedDuration::from_secs(1);
        assert!(session.is_live(&limits, CredentialVersion(3), session.last_used_at));
        assert!(!session.is_live(&limits, CredentialVersion(3), end));
        assert_eq!(session.ends_at(&limits), end);
    }

    #[test]
    fn r49_a_proof_is_recent_for_five_minutes_to_the_second() {
        let (session, limits) = (session(), SessionLimits::default());
        let end = session.proved_at + SignedDuration::from_mins(5);
        assert!(session.is_proved(&limits, end - SignedDuration::from_secs(1)));
        assert!(!session.is_proved(&limits, end));
    }

    #[test]
    fn r50_a_session_of_an_older_credential_is_dead() {
        let session = session();
        assert!(!session.is_live(
            &SessionLimits::default(),
            CredentialVersion(4),
            session.opened_at
        ));
    }
}
