//! Kinds of utenza and the rules that differ between them, in one place.

use crate::credential::PasswordPolicy;

/// Whose utenza it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UtenzaKind {
    /// *Utenza MI*: ministry staff, provisioned from SIDI.
    Mi,
    /// *Utenza esterna*: whoever registered alone.
    External,
}

impl UtenzaKind {
    /// Stable name for storage and API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mi => "mi",
            Self::External => "external",
        }
    }

    /// The kind with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Mi, Self::External]
            .into_iter()
            .find(|kind| kind.name() == name)
    }

    /// The password policy by default: `ministero` for MI, `modern` for everybody else.
    pub const fn password_policy(self) -> PasswordPolicy {
        match self {
            Self::Mi => PasswordPolicy::MINISTERO,
            Self::External => PasswordPolicy::MODERN,
        }
    }

    /// Whether "Password dimenticata?" may reset the password; MI passwords are reset only through
    /// Portale SIDI or the referente della sicurezza.
    pub const fn may_reset_online(self) -> bool {
        matches!(self, Self::External)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_own_name() {
        for kind in [UtenzaKind::Mi, UtenzaKind::External] {
            assert_eq!(UtenzaKind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(UtenzaKind::from_name("MI"), None);
    }

    #[test]
    fn only_external_passwords_are_reset_online() {
        assert!(UtenzaKind::External.may_reset_online());
        assert!(!UtenzaKind::Mi.may_reset_online());
    }
}
