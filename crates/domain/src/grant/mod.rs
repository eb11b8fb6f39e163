//! What a mailed link allows, once, for one utenza.
//!
//! ```text
//!  issued ──────▶ good ──── used
//!                  │  ├──── superseded   a newer link of the same purpose (not undo and disavowal)
//!                  │  ├──── cancelled    the password or an address was changed otherwise
//!                  │  └──── expired
//!                  └─────── stale, refused: judged anew against the utenza each time
//! ```
//!
//! A link is worth nothing by itself: [`Grant::judge`] looks at the utenza as it is when the link
//! comes back, so whoever has become an *utenza MI* in between resets nothing (R-57).
//!
//! ```
//! use varco_domain::grant::{GrantLives, GrantPurpose};
//!
//! let lives = GrantLives::default();
//! assert_eq!(lives.of(GrantPurpose::ResetPassword).as_mins(), 60);
//! assert!(GrantPurpose::ResetPassword.is_newest_only());
//! assert!(!GrantPurpose::Disavow.is_newest_only());
//! ```

mod judge;

use jiff::{SignedDuration, Timestamp};

use crate::contacts::EmailAddress;
use crate::id::{AccountId, GrantId};
use crate::token::{TokenDigest, TokenPurpose};
use crate::utenza::{CredentialVersion, FormerEmail};

pub use judge::GrantVerdict;

/// What links are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GrantPurpose {
    /// Choose a password without the one in force.
    ResetPassword,
    /// Confirm an address.
    ConfirmEmail,
    /// Put back what a change of address replaced.
    UndoEmail,
    /// "Non sei stato tu?": end sessions, stop pending changes, ask for another password.
    Disavow,
}

/// What one link does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Granted {
    /// Choose a password without the one in force.
    ResetPassword,
    /// Confirm this address.
    ConfirmEmail(EmailAddress),
    /// Put this back.
    UndoEmail(FormerEmail),
    /// "Non sei stato tu?".
    Disavow,
}

/// How a link ended before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantEnding {
    /// It did what it is for.
    Used {
        /// When.
        at: Timestamp,
    },
    /// A newer one was asked for.
    Superseded {
        /// When.
        newer_at: Timestamp,
    },
    /// Something else made it pointless or suspicious.
    Cancelled {
        /// When.
        at: Timestamp,
    },
}

/// One link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Identifier.
    pub id: GrantId,
    /// Whose utenza it is good for.
    pub account: AccountId,
    /// What it does.
    pub what: Granted,
    /// Digest of the token in the link.
    pub digest: TokenDigest,
    /// The credential that was in force when it was issued.
    pub credential_version: CredentialVersion,
    /// When it was mailed.
    pub issued_at: Timestamp,
    /// From this instant on it is refused.
    pub expires_at: Timestamp,
    /// How it ended, if it did.
    pub ending: Option<GrantEnding>,
}

/// How long links live (R-14).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrantLives {
    /// Of a password reset.
    pub reset_password: SignedDuration,
    /// Of the confirmation of an address, and of the address that waits for it.
    pub confirm_email: SignedDuration,
    /// Of the undoing of a change of address (R-54).
    pub undo_email: SignedDuration,
    /// Of a disavowal.
    pub disavow: SignedDuration,
}

impl Default for GrantLives {
    fn default() -> Self {
        let week = SignedDuration::from_hours(7 * 24);
        Self {
            reset_password: SignedDuration::from_mins(60),
            confirm_email: SignedDuration::from_hours(24),
            undo_email: week,
            disavow: week,
        }
    }
}

impl GrantLives {
    /// The life of a link of this purpose.
    pub const fn of(&self, purpose: GrantPurpose) -> SignedDuration {
        match purpose {
            GrantPurpose::ResetPassword => self.reset_password,
            GrantPurpose::ConfirmEmail => self.confirm_email,
            GrantPurpose::UndoEmail => self.undo_email,
            GrantPurpose::Disavow => self.disavow,
        }
    }
}

impl GrantPurpose {
    /// Every purpose.
    pub const ALL: [Self; 4] = [
        Self::ResetPassword,
        Self::ConfirmEmail,
        Self::UndoEmail,
        Self::Disavow,
    ];

    /// What the token of such a link is good for; its name is the stable name of the purpose.
    pub const fn token(self) -> TokenPurpose {
        match self {
            Self::ResetPassword => TokenPurpose::ResetPassword,
            Self::ConfirmEmail => TokenPurpose::ConfirmEmail,
            Self::UndoEmail => TokenPurpose::UndoEmail,
            Self::Disavow => TokenPurpose::Disavow,
        }
    }

    /// Whether a newer link makes the older ones of the same utenza void (R-52). Undoing and
    /// disavowing are about one change each, so there may be several.
    pub const fn is_newest_only(self) -> bool {
        matches!(self, Self::ResetPassword | Self::ConfirmEmail)
    }
}

impl Granted {
    /// What the link is for.
    pub const fn purpose(&self) -> GrantPurpose {
        match self {
            Self::ResetPassword => GrantPurpose::ResetPassword,
            Self::ConfirmEmail(_) => GrantPurpose::ConfirmEmail,
            Self::UndoEmail(_) => GrantPurpose::UndoEmail,
            Self::Disavow => GrantPurpose::Disavow,
        }
    }
}
