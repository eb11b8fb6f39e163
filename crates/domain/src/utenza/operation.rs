//! What may be done with an utenza of a kind in a status: the whole table in one place.
//!
//! ```
//! use varco_domain::utenza::{AccountStatus, Operation, UtenzaKind, may};
//!
//! let active = AccountStatus::Active;
//! assert!(may(UtenzaKind::External, active, Operation::ResetOnline));
//! assert!(!may(UtenzaKind::Mi, active, Operation::ResetOnline), "R-57");
//! assert!(may(UtenzaKind::Mi, active, Operation::ChangePassword));
//! ```

use super::{AccountStatus, UtenzaKind};
use crate::session::SessionScope;

/// Something that is done with an utenza.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Open a session with the password.
    LogIn,
    /// Choose a password, with the one in force.
    ChangePassword,
    /// Choose a password by a mailed link, without the one in force.
    ResetOnline,
    /// Have the username mailed.
    RemindUsername,
    /// Change an address, and confirm it.
    ChangeEmail,
    /// Change the recapiti.
    ChangeRecapiti,
    /// Choose the language of mails and pages.
    ChooseLanguage,
    /// Accept a new version of the legal documents.
    AcceptTerms,
    /// See and close sessions, see what was done.
    WatchActivity,
    /// Take the own data away.
    ExportData,
    /// Ask that the utenza be deleted.
    AskDeletion,
    /// Say that a change was not one's own, and undo it.
    Disavow,
    /// Be given a one-time password by the referente or an operator.
    ResetByReferente,
    /// Have the failed logins forgotten by the referente or an operator.
    Unlock,
    /// Be suspended by the referente or an operator.
    Suspend,
    /// Have a suspension lifted.
    Reactivate,
}

impl Operation {
    /// Every operation.
    pub const ALL: [Self; 16] = [
        Self::LogIn,
        Self::ChangePassword,
        Self::ResetOnline,
        Self::RemindUsername,
        Self::ChangeEmail,
        Self::ChangeRecapiti,
        Self::ChooseLanguage,
        Self::AcceptTerms,
        Self::WatchActivity,
        Self::ExportData,
        Self::AskDeletion,
        Self::Disavow,
        Self::ResetByReferente,
        Self::Unlock,
        Self::Suspend,
        Self::Reactivate,
    ];
}

/// Whether an operation is allowed on an utenza. Who asks is another question:
/// [`SessionScope::may`] and the roles of the back office answer it.
pub fn may(kind: UtenzaKind, status: AccountStatus, operation: Operation) -> bool {
    use AccountStatus as S;
    use Operation as O;
    match operation {
        O::ResetOnline => status != S::Suspended && kind.may_reset_online(),
        O::LogIn
        | O::ChangePassword
        | O::RemindUsername
        | O::ResetByReferente
        | O::Unlock
        | O::Suspend => status != S::Suspended,
        O::ChangeEmail
        | O::ChangeRecapiti
        | O::ChooseLanguage
        | O::AcceptTerms
        | O::WatchActivity
        | O::ExportData
        | O::AskDeletion => status == S::Active,
        O::Disavow => true,
        O::Reactivate => status == S::Suspended,
    }
}

impl SessionScope {
    /// Whether a session of this scope is good for an operation. Logging out always is.
    pub const fn may(self, operation: Operation) -> bool {
        use Operation as O;
        match operation {
            O::ChangePassword => true,
            O::ChangeEmail
            | O::ChangeRecapiti
            | O::ChooseLanguage
            | O::AcceptTerms
            | O::WatchActivity
            | O::ExportData
            | O::AskDeletion => matches!(self, Self::Full),
            // Not done in a session, or not by the person.
            O::LogIn
            | O::ResetOnline
            | O::RemindUsername
            | O::Disavow
            | O::ResetByReferente
            | O::Unlock
            | O::Suspend
            | O::Reactivate => false,
        }
    }
}
