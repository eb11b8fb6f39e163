//! What a result that is no success means (RFC 4511 appendix A.2).

use ldap3::LdapResult;
use ldap3::result::LdapError;
use varco_domain::credential::Password;
use varco_ports::{Held, SyncError};

pub(crate) const SUCCESS: u32 = 0;
pub(crate) const SIZE_LIMIT_EXCEEDED: u32 = 4;
pub(crate) const CONSTRAINT_VIOLATION: u32 = 19;
const NO_SUCH_OBJECT: u32 = 32;
const INVALID_CREDENTIALS: u32 = 49;
const UNWILLING_TO_PERFORM: u32 = 53;
/// Codes that say that the order asks for something that this directory does not have: attributes,
/// syntaxes, object classes, operations.
const MISTAKEN: [u32; 7] = [16, 17, 18, 20, 21, 34, 65];
/// How Active Directory says that a password breaks its rules (`ERROR_PASSWORD_RESTRICTION`).
const AD_PASSWORD_RESTRICTION: &str = "0000052D";
/// How Active Directory says that the password was right but something else is in the way: outside the
/// hours, at another workstation, expired, disabled, account expired, to be changed.
const AD_RIGHT_BUT: [&str; 6] = [
    "data 530", "data 531", "data 532", "data 533", "data 701", "data 773",
];
/// How Active Directory says that it does not look at passwords now, because too many were wrong.
const AD_LOCKED_OUT: &str = "data 775";

/// Whether a step may have changed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Look,
    Change,
}

impl Kind {
    /// Nobody knows what became of it.
    pub(crate) fn unclear(self, reason: impl Into<String>) -> SyncError {
        match self {
            Self::Look => SyncError::retry(reason),
            Self::Change => SyncError::unknown(reason),
        }
    }

    /// No answer, or none that could be read.
    pub(crate) fn fault(self, error: &LdapError) -> SyncError {
        match error {
            // The connection was closed before: nothing went out.
            LdapError::OpSend { .. } => SyncError::retry("the connection was closed"),
            LdapError::LdapResult { result } => SyncError::retry(reason(result)),
            other => self.unclear(other.to_string()),
        }
    }
}

/// The code alone: a server's words may hold names.
pub(crate) fn reason(result: &LdapResult) -> String {
    format!("the directory answered {}", result.rc)
}

/// Whether the server says that the password breaks its rules.
pub(crate) fn is_password_refused(result: &LdapResult) -> bool {
    result.rc == CONSTRAINT_VIOLATION
        || (result.rc == UNWILLING_TO_PERFORM && result.text.contains(AD_PASSWORD_RESTRICTION))
}

/// Whether the server says that it holds this very password already (OpenLDAP's policy overlay).
pub(crate) fn is_password_unchanged(result: &LdapResult) -> bool {
    result.rc == CONSTRAINT_VIOLATION && result.text.contains("not being changed")
}

/// A refused password, with the server's words where they are meant for people.
pub(crate) fn password_refused(result: &LdapResult, password: &Password) -> SyncError {
    let is_code = result.text.contains(AD_PASSWORD_RESTRICTION);
    let words = if is_code { "" } else { result.text.as_str() };
    SyncError::password_refused(words, password)
}

/// What a change came to that did not succeed.
pub(crate) fn verdict(result: &LdapResult) -> SyncError {
    match result.rc {
        NO_SUCH_OBJECT => SyncError::Gone,
        CONSTRAINT_VIOLATION => SyncError::refused(reason(result)),
        code if MISTAKEN.contains(&code) => SyncError::refused(reason(result)),
        // About us or about the moment: the order waits until that is mended.
        _ => SyncError::retry(reason(result)),
    }
}

/// What a bind says about the password that it was tried with.
pub(crate) fn held(result: &LdapResult) -> Held {
    let says = |mark: &str| result.text.contains(mark);
    match result.rc {
        SUCCESS => Held::Yes,
        INVALID_CREDENTIALS if AD_RIGHT_BUT.into_iter().any(says) => Held::Yes,
        INVALID_CREDENTIALS if says(AD_LOCKED_OUT) => Held::Unsure,
        INVALID_CREDENTIALS => Held::No,
        _ => Held::Unsure,
    }
}

#[cfg(test)]
mod tests;
