//! What a link is worth when it comes back.

use jiff::Timestamp;

use super::{Grant, GrantEnding, Granted};
use crate::utenza::{Account, Operation, may};

/// What a link is worth. One that nobody was given has no [`Grant`] to judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantVerdict {
    /// It does what it is for.
    Good,
    /// It has done it already.
    Used {
        /// When.
        at: Timestamp,
    },
    /// Too old; another one may be asked for.
    Expired,
    /// Another one was asked for at this instant.
    Superseded {
        /// When.
        newer_at: Timestamp,
    },
    /// The password or the address has changed since it was mailed, so it is about what no longer is.
    Stale,
    /// The password of an *utenza MI* is not reset by a link, whenever and however it came.
    MiUtenza,
    /// The utenza is suspended.
    Suspended,
}

impl Grant {
    /// Judges the link against its utenza as it is now. The order matters: the kind of the utenza is
    /// looked at before anything else, and a used link says so even when it is old.
    pub fn judge(&self, account: &Account, now: Timestamp) -> GrantVerdict {
        if matches!(self.what, Granted::ResetPassword) && !account.kind.may_reset_online() {
            return GrantVerdict::MiUtenza;
        }
        match self.ending {
            Some(GrantEnding::Used { at }) => GrantVerdict::Used { at },
            Some(GrantEnding::Superseded { newer_at }) => GrantVerdict::Superseded { newer_at },
            Some(GrantEnding::Cancelled { .. }) => GrantVerdict::Stale,
            None if !may(account.kind, account.status, self.operation()) => GrantVerdict::Suspended,
            None if now >= self.expires_at => GrantVerdict::Expired,
            None if self.is_stale(account, now) => GrantVerdict::Stale,
            None => GrantVerdict::Good,
        }
    }

    const fn operation(&self) -> Operation {
        match self.what {
            Granted::ResetPassword => Operation::ResetOnline,
            Granted::ConfirmEmail(_) => Operation::ChangeEmail,
            Granted::UndoEmail(_) | Granted::Disavow => Operation::Disavow,
        }
    }

    /// An undo and a disavowal are never stale: whoever made the change may have changed the password
    /// too, and the owner of the old mailbox must still be heard.
    fn is_stale(&self, account: &Account, now: Timestamp) -> bool {
        match &self.what {
            Granted::ResetPassword => self.credential_version != account.credential_version,
            Granted::ConfirmEmail(address) => account
                .mailboxes
                .awaited(now)
                .is_none_or(|pending| pending.address != *address),
            Granted::UndoEmail(_) | Granted::Disavow => false,
        }
    }
}
