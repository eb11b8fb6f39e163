//! The way back for who has forgotten the password.
//!
//! What the page shows depends on the typed text alone, never on whether an utenza exists; what the
//! mail says depends on the utenza.

use super::{Account, AccountStatus, Operation, Username, may};

/// What the page answers to a typed username or codice fiscale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecoveryPage {
    /// The explanation of the ways of MI utenze, without a look-up.
    MiExplained,
    /// "Controlla la tua email", whatever is found.
    CheckMail,
}

/// What is mailed to the confirmed addresses of an utenza that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecoveryMail {
    /// A link that resets the password.
    ResetLink,
    /// Where the password of an MI utenza is reset.
    MiChannels,
    /// That the utenza is suspended, and whom to ask.
    Suspended,
}

impl RecoveryPage {
    /// The page for what was typed: texts shaped like an MI username go to the explanation.
    pub fn for_typed(identifier: &str) -> Self {
        if Username::looks_like_mi(identifier) {
            Self::MiExplained
        } else {
            Self::CheckMail
        }
    }
}

impl RecoveryMail {
    /// The mail for an utenza. Judged again when a link comes back, because the kind may have
    /// changed in between.
    pub fn for_account(account: &Account) -> Self {
        if may(account.kind, account.status, Operation::ResetOnline) {
            Self::ResetLink
        } else if account.status == AccountStatus::Suspended {
            Self::Suspended
        } else {
            Self::MiChannels
        }
    }
}
