//! One utenza and what may be done with it.
//!
//! ```text
//!  opened at activation                    forced change
//!  ───────────────────▶ FirstAccess ──────────────────────▶ Active ⇄ Suspended
//!                        (one-time credential)               (chosen password)
//! ```
//!
//! Whatever the status, a one-time credential, a disavowed one and one past its age open nothing but
//! the change of the password.

use jiff::{Timestamp, civil::Date};
use thiserror::Error;

use crate::codice_fiscale::CodiceFiscale;
use crate::contacts::EmailAddress;
use crate::credential::{PasswordHistory, PasswordPolicy};
use crate::id::AccountId;
use crate::language::Language;
use crate::person::PersonName;
use crate::places::PlaceName;
use crate::registration::{Acceptance, Declaration};
use crate::session::SessionScope;
use crate::utenza::{Accesses, Mailboxes, Recapiti, ReferenceReason, Username, UtenzaKind};

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
    /// Chosen, and then perhaps found out by somebody else: opens nothing but the forced change
    /// (R-26, R-53).
    Disavowed {
        /// Hash of the password.
        hash: PasswordHash,
        /// Since when it is distrusted.
        at: Timestamp,
    },
}

impl Credential {
    /// The hash to verify against.
    pub const fn hash(&self) -> &PasswordHash {
        match self {
            Self::OneTime { hash, .. }
            | Self::Chosen { hash, .. }
            | Self::Disavowed { hash, .. } => hash,
        }
    }

    /// Whether a person chose it, and nobody distrusts it.
    pub const fn is_chosen(&self) -> bool {
        matches!(self, Self::Chosen { .. })
    }

    /// The status of an utenza in use that has this credential.
    const fn status(&self) -> AccountStatus {
        match self {
            Self::OneTime { .. } => AccountStatus::FirstAccess,
            Self::Chosen { .. } | Self::Disavowed { .. } => AccountStatus::Active,
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
    pub birth_place: Option<PlaceName>,
    /// The confirmed addresses, and one that may wait.
    pub mailboxes: Mailboxes,
    /// The language in which the person is written to.
    pub language: Language,
    /// How the person is reached for applications and summonses, once given.
    pub recapiti: Option<Recapiti>,
    /// Whether the declared data do not match the codice fiscale or its place is doubtful; the office
    /// looks.
    pub needs_review: bool,
    /// What was accepted last; nothing yet where somebody else opened the utenza.
    pub acceptance: Option<Acceptance>,
    /// Whether it may be used.
    pub status: AccountStatus,
    /// What opens it.
    pub credential: Credential,
    /// Counts credentials.
    pub credential_version: CredentialVersion,
    /// Passwords that may not come back.
    pub history: PasswordHistory,
    /// The last reminder that the password in force ends soon, in days before its end.
    pub reminded: Option<u8>,
    /// When it was activated.
    pub opened_at: Timestamp,
    /// The last complete logins.
    pub accesses: Accesses,
    /// When the person asked that the utenza be deleted.
    pub deletion_asked_at: Option<Timestamp>,
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
    /// The utenza that comes out of a registration, at the moment of its activation.
    pub fn opened(
        id: AccountId,
        codice_fiscale: CodiceFiscale,
        username: Username,
        declaration: Declaration,
        credential: Credential,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            kind: UtenzaKind::External,
            codice_fiscale,
            username,
            given_name: declaration.given_name,
            family_name: declaration.family_name,
            birth_date: declaration.birth_date,
            birth_place: declaration.birth_place,
            mailboxes: Mailboxes::confirmed(declaration.email),
            language: declaration.language,
            recapiti: None,
            needs_review: declaration.needs_review,
            acceptance: Some(declaration.acceptance),
            status: credential.status(),
            credential,
            credential_version: CredentialVersion::FIRST,
            history: PasswordHistory::default(),
            reminded: None,
            opened_at: now,
            accesses: Accesses::default(),
            deletion_asked_at: None,
        }
    }

    /// What a person who has just proved the credential may do, under the policy of passwords.
    ///
    /// # Errors
    /// [`AdmissionRefusal`] when the utenza is suspended or the one-time password has expired.
    pub fn admit(
        &self,
        policy: &PasswordPolicy,
        now: Timestamp,
    ) -> Result<SessionScope, AdmissionRefusal> {
        let is_over = |since| policy.expires_at(since).is_some_and(|end| now >= end);
        match (self.status, &self.credential) {
            (AccountStatus::Suspended, _) => Err(AdmissionRefusal::Suspended),
            (_, Credential::OneTime { expires_at, .. }) if now >= *expires_at => {
                Err(AdmissionRefusal::OneTimeExpired)
            }
            (_, Credential::Chosen { since, .. }) if !is_over(*since) => Ok(SessionScope::Full),
            _ => Ok(SessionScope::ChangePassword),
        }
    }

    /// The address that is written to, and why; see [`Mailboxes::reference`].
    pub fn reference(&self) -> Option<(&EmailAddress, ReferenceReason)> {
        self.mailboxes.reference()
    }

    /// The account with a password that the person has just chosen, with the one before: active, one
    /// version further. The policy says how many former passwords are remembered.
    #[must_use]
    pub fn with_chosen_password(
        mut self,
        hash: PasswordHash,
        policy: &PasswordPolicy,
        now: Timestamp,
    ) -> Self {
        self.replace_credential(Credential::Chosen { hash, since: now }, policy);
        if self.status == AccountStatus::FirstAccess {
            self.status = AccountStatus::Active;
        }
        self
    }

    /// The account with a password chosen by a mailed link, without the one before. No address waits
    /// any more: somebody else may have asked for it (R-54).
    #[must_use]
    pub fn with_reset_password(
        mut self,
        hash: PasswordHash,
        policy: &PasswordPolicy,
        now: Timestamp,
    ) -> Self {
        self.mailboxes.pending = None;
        self.with_chosen_password(hash, policy, now)
    }

    /// The account with a new one-time password in place of the credential before. No address waits
    /// any more, as after every reset (R-54).
    #[must_use]
    pub fn with_one_time_password(
        mut self,
        hash: PasswordHash,
        expires_at: Timestamp,
        policy: &PasswordPolicy,
    ) -> Self {
        self.mailboxes.pending = None;
        self.replace_credential(Credential::OneTime { hash, expires_at }, policy);
        self
    }

    /// One-time passwords are not remembered: nobody chose them.
    fn replace_credential(&mut self, credential: Credential, policy: &PasswordPolicy) {
        let history = std::mem::take(&mut self.history);
        self.history = match std::mem::replace(&mut self.credential, credential) {
            Credential::OneTime { .. } => history.kept_by(policy),
            Credential::Chosen { hash, .. } | Credential::Disavowed { hash, .. } => {
                history.with(hash, policy)
            }
        };
        self.credential_version = self.credential_version.next();
        self.reminded = None;
    }

    /// The account of somebody who says that a change was not theirs: no session counts any more, no
    /// address waits, and the password is only good for being changed (R-53).
    #[must_use]
    pub fn disavowed(mut self, now: Timestamp) -> Self {
        if let Credential::Chosen { hash, .. } = self.credential {
            self.credential = Credential::Disavowed { hash, at: now };
        }
        self.credential_version = self.credential_version.next();
        self.mailboxes.pending = None;
        self
    }

    /// The account of somebody whose kind has changed. What was issued for the kind before counts no
    /// more, neither sessions (R-48) nor links (R-57), and its former passwords are forgotten (R-30).
    #[must_use]
    pub fn with_kind(mut self, kind: UtenzaKind) -> Self {
        if self.kind != kind {
            self.kind = kind;
            self.history = PasswordHistory::default();
            self.credential_version = self.credential_version.next();
        }
        self
    }

    /// The account, stopped: no session counts any more, not even one that is just being opened, and
    /// no address waits. Its credential stays, and opens nothing.
    #[must_use]
    pub fn suspended(mut self) -> Self {
        self.status = AccountStatus::Suspended;
        self.credential_version = self.credential_version.next();
        self.mailboxes.pending = None;
        self
    }

    /// The account, in use again as far as its credential allows.
    #[must_use]
    pub const fn reactivated(mut self) -> Self {
        self.status = self.credential.status();
        self
    }

    /// Whether the password opens anything: what linked services are told.
    pub const fn is_open(&self) -> bool {
        matches!(self.status, AccountStatus::Active) && self.credential.is_chosen()
    }

    /// Words that must not make up the password: names, username, codice fiscale.
    pub fn personal_words(&self) -> Vec<&str> {
        let mut words = vec![self.codice_fiscale.as_str(), self.username.as_str()];
        words.extend(self.given_name.as_str().split([' ', '\'', '-']));
        words.extend(self.family_name.as_str().split([' ', '\'', '-']));
        words
    }
}
