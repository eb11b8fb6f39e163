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

/// How an utenza comes into being, and who chooses its username.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The person registers alone.
    SelfRegistered,
    /// It is imported from SIDI.
    Provisioned,
}

/// Where a forgotten password may be reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResetChannel {
    /// "Password dimenticata?" on the login page, by a mailed link.
    LoginPage,
    /// Portale SIDI.
    PortaleSidi,
    /// The referente della sicurezza of the office or school, after identifying the person.
    Referente,
}

/// What a change of password reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PasswordReach {
    /// The services of the page *Servizi accessibili con le stesse credenziali*.
    LinkedServices,
    /// Log-on to the workstation.
    Workstation,
    /// The mailbox `@istruzione.it`; that of an external utenza keeps a password of its own.
    InstitutionalMailbox,
    /// SIDI.
    Sidi,
}

/// Everything that differs between the kinds: one row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KindRules {
    /// Stable name for storage and API.
    pub name: &'static str,
    /// How it comes into being.
    pub origin: Origin,
    /// Password policy by default.
    pub password_policy: PasswordPolicy,
    /// Where a forgotten password may be reset; all ways, the first one first.
    pub reset_channels: &'static [ResetChannel],
    /// What a change of password reaches.
    pub password_reach: &'static [PasswordReach],
}

const MI: KindRules = KindRules {
    name: "mi",
    origin: Origin::Provisioned,
    password_policy: PasswordPolicy::MINISTERO,
    reset_channels: &[ResetChannel::PortaleSidi, ResetChannel::Referente],
    password_reach: &[
        PasswordReach::LinkedServices,
        PasswordReach::Workstation,
        PasswordReach::InstitutionalMailbox,
        PasswordReach::Sidi,
    ],
};

const EXTERNAL: KindRules = KindRules {
    name: "external",
    origin: Origin::SelfRegistered,
    password_policy: PasswordPolicy::MODERN,
    reset_channels: &[ResetChannel::LoginPage, ResetChannel::Referente],
    password_reach: &[PasswordReach::LinkedServices],
};

impl UtenzaKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Mi, Self::External];

    /// The rules of the kind.
    pub const fn rules(self) -> &'static KindRules {
        match self {
            Self::Mi => &MI,
            Self::External => &EXTERNAL,
        }
    }

    /// Stable name for storage and API.
    pub const fn name(self) -> &'static str {
        self.rules().name
    }

    /// The kind with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The password policy by default: `ministero` for MI, `modern` for everybody else.
    pub const fn password_policy(self) -> PasswordPolicy {
        self.rules().password_policy
    }

    /// Whether "Password dimenticata?" may reset the password.
    pub fn may_reset_online(self) -> bool {
        self.rules()
            .reset_channels
            .contains(&ResetChannel::LoginPage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_own_name() {
        for kind in UtenzaKind::ALL {
            assert_eq!(UtenzaKind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(UtenzaKind::from_name("MI"), None);
    }

    #[test]
    fn only_external_passwords_are_reset_online() {
        assert!(UtenzaKind::External.may_reset_online());
        assert!(!UtenzaKind::Mi.may_reset_online());
    }

    #[test]
    fn an_mi_password_reaches_everything_and_an_external_one_only_the_services() {
        let reach = |kind: UtenzaKind| kind.rules().password_reach;
        assert_eq!(reach(UtenzaKind::External), [PasswordReach::LinkedServices]);
        for place in [
            PasswordReach::LinkedServices,
            PasswordReach::Workstation,
            PasswordReach::InstitutionalMailbox,
            PasswordReach::Sidi,
        ] {
            assert!(reach(UtenzaKind::Mi).contains(&place), "{place:?}");
        }
    }
}
