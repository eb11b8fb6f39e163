//! Services that hold the same password.

use thiserror::Error;

use crate::credential::PasswordPolicy;
use crate::utenza::UtenzaKind;

/// Most characters of an identifier.
const ID_MAX: usize = 32;

/// The short name of a linked service, in configuration, on the command line and in metrics: a
/// lower-case letter, then up to 31 letters, digits and hyphens. Never shown to people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceId(String);

impl ServiceId {
    /// Reads one; `None` where it is not written like one.
    pub fn parse(text: &str) -> Option<Self> {
        let is_letter = |c: char| c.is_ascii_lowercase();
        let is_rest = |c: char| is_letter(c) || c.is_ascii_digit() || c == '-';
        let is_good =
            text.starts_with(is_letter) && text.chars().all(is_rest) && text.len() <= ID_MAX;
        is_good.then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for ServiceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A side of what a service holds about an utenza.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Whether it opens anything.
    State,
    /// The password.
    Password,
    /// The mailboxes.
    Contacts,
}

impl Aspect {
    /// All of them; what closes first.
    pub const ALL: [Self; 3] = [Self::State, Self::Password, Self::Contacts];

    /// Stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Password => "password",
            Self::Contacts => "contacts",
        }
    }

    /// Where orders of this side of a service wait: `sidi/password`.
    pub fn target(self, service: &ServiceId) -> String {
        format!("{service}/{}", self.name())
    }

    /// The service and the side that a target is of.
    pub fn of_target(target: &str) -> Option<(ServiceId, Self)> {
        let (service, name) = target.split_once('/')?;
        let aspect = Self::ALL.into_iter().find(|aspect| aspect.name() == name)?;
        Some((ServiceId::parse(service)?, aspect))
    }
}

/// A service that holds the same password, as people see it and as passwords are judged for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedService {
    /// Its short name.
    pub id: ServiceId,
    /// The name that people know it by.
    pub name: String,
    /// What it is, in one line.
    pub description: String,
    /// The kinds of utenza that it knows.
    pub kinds: Vec<UtenzaKind>,
    /// What it asks of a password.
    pub policy: PasswordPolicy,
}

/// Why linked services cannot be used together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ServicePolicyError {
    /// Two have one name.
    #[error("two services are called {0}")]
    Twice(ServiceId),
    /// What they ask of a password contradicts.
    #[error("no password satisfies the policy of {0:?} utenze and what their services ask for")]
    Unsatisfiable(UtenzaKind),
}

/// All linked services, the most important first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkedServices(Vec<LinkedService>);

impl LinkedServices {
    /// These services, in this order.
    ///
    /// # Errors
    /// [`ServicePolicyError::Twice`].
    pub fn new(services: Vec<LinkedService>) -> Result<Self, ServicePolicyError> {
        for (place, service) in services.iter().enumerate() {
            if services
                .iter()
                .take(place)
                .any(|other| other.id == service.id)
            {
                return Err(ServicePolicyError::Twice(service.id.clone()));
            }
        }
        Ok(Self(services))
    }

    /// All of them.
    pub fn all(&self) -> &[LinkedService] {
        &self.0
    }

    /// Those that know utenze of a kind.
    pub fn serving(&self, kind: UtenzaKind) -> impl Iterator<Item = &LinkedService> {
        let knows = move |service: &&LinkedService| service.kinds.contains(&kind);
        self.0.iter().filter(knows)
    }

    /// What passwords of a kind have to satisfy so that no service refuses them later (T-30).
    #[must_use]
    pub fn effective(&self, policy: &PasswordPolicy, kind: UtenzaKind) -> PasswordPolicy {
        policy.for_targets(self.serving(kind).map(|service| &service.policy))
    }

    /// Whether any password can satisfy the policy of a kind and its services.
    ///
    /// # Errors
    /// [`ServicePolicyError::Unsatisfiable`].
    pub fn check(
        &self,
        policy: &PasswordPolicy,
        kind: UtenzaKind,
    ) -> Result<(), ServicePolicyError> {
        let is_satisfiable = self.effective(policy, kind).is_satisfiable();
        is_satisfiable
            .then_some(())
            .ok_or(ServicePolicyError::Unsatisfiable(kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(id: &str, kinds: &[UtenzaKind], min_length: usize) -> LinkedService {
        LinkedService {
            id: ServiceId::parse(id).unwrap(),
            name: id.to_uppercase(),
            description: String::new(),
            kinds: kinds.to_vec(),
            policy: PasswordPolicy {
                min_length,
                max_length: 20,
                ..PasswordPolicy::ANY
            },
        }
    }

    #[test]
    fn a_short_name_is_short_and_plain() {
        let longest = "a".repeat(32);
        for good in ["sidi", "a", "pago-in-rete", "s2", &longest] {
            assert_eq!(ServiceId::parse(good).unwrap().as_str(), good);
        }
        let too_long = "a".repeat(33);
        for bad in ["", "Sidi", "2s", "-a", "a/b", "a b", "a.b", "è", &too_long] {
            assert_eq!(ServiceId::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_target_names_service_and_side() {
        let sidi = ServiceId::parse("sidi").unwrap();
        for aspect in Aspect::ALL {
            let target = aspect.target(&sidi);
            assert_eq!(Aspect::of_target(&target), Some((sidi.clone(), aspect)));
        }
        for other in [
            "mail",
            "sidi",
            "sidi/",
            "/password",
            "sidi/other",
            "S/state",
        ] {
            assert_eq!(Aspect::of_target(other), None, "{other}");
        }
    }

    #[test]
    fn t30_the_effective_policy_is_that_of_the_kind_and_of_its_services() {
        let services = LinkedServices::new(vec![
            service("posta", &[UtenzaKind::Mi], 12),
            service("sidi", &[UtenzaKind::Mi, UtenzaKind::External], 10),
        ])
        .unwrap();
        let lengths = |kind, policy| {
            let policy: PasswordPolicy = services.effective(&policy, kind);
            (policy.min_length, policy.max_length, policy.needs_classes)
        };
        let mi = lengths(UtenzaKind::Mi, PasswordPolicy::MINISTERO);
        assert_eq!(mi, (12, 20, true));
        let external = lengths(UtenzaKind::External, PasswordPolicy::MODERN);
        assert_eq!(external, (15, 20, false));
        let serving: Vec<_> = services.serving(UtenzaKind::External).collect();
        assert_eq!(serving.len(), 1);
        assert_eq!(serving[0].id.as_str(), "sidi");
    }

    #[test]
    fn services_that_leave_no_password_are_found_out() {
        let services = LinkedServices::new(vec![service("sidi", &[UtenzaKind::Mi], 21)]).unwrap();
        let (mi, external) = (UtenzaKind::Mi, UtenzaKind::External);
        assert_eq!(
            services.check(&PasswordPolicy::MINISTERO, mi),
            Err(ServicePolicyError::Unsatisfiable(mi))
        );
        assert_eq!(services.check(&PasswordPolicy::MODERN, external), Ok(()));
        let twice = LinkedServices::new(vec![
            service("sidi", &[mi], 1),
            service("sidi", &[external], 1),
        ]);
        assert!(matches!(twice, Err(ServicePolicyError::Twice(_))));
    }
}
