//! One utenza and what may be done with it.
//!
//! ```text
//!  opened at activation                    forced change
//!  ───────────────────▶ FirstAccess ──────────────────────▶ Active ⇄ Suspended
//!                        (one-time credential)               (chosen password)
//! ```

use jiff::{Timestamp, civil::Date};
use thiserror::Error;

use crate::codice_fiscale::CodiceFiscale;
use crate::contacts::EmailAddress;
use crate::id::AccountId;
use crate::person::PersonName;
use crate::registration::Acceptance;
use crate::session::SessionScope;
use crate::utenza::{Username, UtenzaKind};

/// A password hash as a PHC string. Opaque here; only the cryptographic adapter reads it.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Wraps a PHC string.
    pub const fn from_phc(phc: String) -> Self {
        Self(phc)
    }

    /// The PHC string, for the store and the hasher.
    pub fn as_phc(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// Counts the credentials that an account has had; sessions remember the one they were born with
/// (R-50).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CredentialVersion(pub u32);

impl CredentialVersion {
    /// The version of the first credential.
    pub const FIRST: Self = Self(1);

    /// The version after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// What proves that somebody is the holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// Mailed after activation: opens nothing but the forced change (R-19).
    OneTime {
        /// Hash of the one-time password.
        hash: PasswordHash,
        /// From this instant on it is refused.
        expires_at: Timestamp,
    },
    /// Chosen by the person.
    Chosen {
        /// Hash of the password.
        hash: PasswordHash,
        /// When it was chosen.
        since: Timestamp,
    },
}

impl Credential {
    /// The hash to verify against.
    pub const fn hash(&self) -> &PasswordHash {
        match self {
            Self::OneTime { hash, .. } | Self::Chosen { hash, .. } => hash,
        }
    }
}

/// Whether the utenza may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountStatus {
    /// Opened, but the person has not yet chosen a password.
    FirstAccess,
    /// In use.
    Active,
    /// Stopped by an operator or a referente.
    Suspended,
}

/// One utenza.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Identifier.
    pub id: AccountId,
    /// Whose it is.
    pub kind: UtenzaKind,
    /// The codice fiscale; one utenza each.
    pub codice_fiscale: CodiceFiscale,
    /// The username.
    pub username: Username,
    /// Given names.
    pub given_name: PersonName,
    /// Family name.
    pub family_name: PersonName,
    /// Day of birth.
    pub birth_date: Date,
    /// Place of birth as typed, where the table does not know the code.
    pub birth_place: Option<PersonName>,
    /// Confirmed address.
    pub email: EmailAddress,
    /// Whether the declared data do not match the codice fiscale or its place is doubtful; the office
    /// looks.
    pub needs_review: bool,
    /// What was accepted at registration.
    pub acceptance: Acceptance,
    /// Whether it may be used.
    pub status: AccountStatus,
    /// What opens it.
    pub credential: Credential,
    /// Counts credentials.
    pub credential_version: CredentialVersion,
    /// When it was activated.
    pub opened_at: Timestamp,
    /// Last complete login.
    pub last_access: Option<Timestamp>,
}

/// Why a right password does not open a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AdmissionRefusal {
    /// The utenza is suspended.
    #[error("the account is suspended")]
    Suspended,
    /// The one-time password has expired.
    #[error("the one-time password has expired")]
    OneTimeExpired,
}

impl Account {
    /// What a person who has just proved the credential may do.
    ///
    /// # Errors
    /// [`AdmissionRefusal`] when the utenza is suspended or the one-time password has expired.
    pub fn admit(&self, now: Timestamp) -> Result<SessionScope, AdmissionRefusal> {
        match (self.status, &self.credential) {
            (AccountStatus::Suspended, _) => Err(AdmissionRefusal::Suspended),
            (_, Credential::OneTime { expires_at, .. }) if now >= *expires_at => {
                Err(AdmissionRefusal::OneTimeExpired)
            }
            (_, Credential::OneTime { .. }) => Ok(SessionScope::ChangePassword),
            (_, Credential::Chosen { .. }) => Ok(SessionScope::Full),
        }
    }

    /// The account with a password that the person has just chosen: active, one version further.
    #[must_use]
    pub fn with_chosen_password(mut self, hash: PasswordHash, now: Timestamp) -> Self {
        self.credential = Credential::Chosen { hash, since: now };
        self.credential_version = self.credential_version.next();
        if self.status == AccountStatus::FirstAccess {
            self.status = AccountStatus::Active;
        }
        self
    }

    /// The account with a new one-time password in place of the one before.
    #[must_use]
    pub fn with_one_time_password(mut self, hash: PasswordHash, expires_at: Timestamp) -> Self {
        self.credential = Credential::OneTime { hash, expires_at };
        self.credential_version = self.credential_version.next();
        self
    }

    /// The account of somebody whose kind has changed. What was issued for the kind before counts no
    /// more: neither sessions (R-48) nor links (R-57).
    #[must_use]
    pub fn with_kind(mut self, kind: UtenzaKind) -> Self {
        if self.kind != kind {
            self.kind = kind;
            self.credential_version = self.credential_version.next();
        }
        self
    }

    /// The account, stopped. Its credential stays, and opens nothing.
    #[must_use]
    pub const fn suspended(mut self) -> Self {
        self.status = AccountStatus::Suspended;
        self
    }

    /// The account, in use again as far as its credential allows.
    #[must_use]
    pub const fn reactivated(mut self) -> Self {
        self.status = match self.credential {
            Credential::OneTime { .. } => AccountStatus::FirstAccess,
            Credential::Chosen { .. } => AccountStatus::Active,
        };
        self
    }

    /// Words that must not make up the password: names, username, codice fiscale.
    pub fn personal_words(&self) -> Vec<&str> {
        let mut words = vec![self.codice_fiscale.as_str(), self.username.as_str()];
        words.extend(self.given_name.as_str().split([' ', '\'', '-']));
        words.extend(self.family_name.as_str().split([' ', '\'', '-']));
        words
    }
}
