//! Linked services: one table `[[services]]` for each.

use std::env;
use std::path::PathBuf;

use jiff::SignedDuration;
use secrecy::SecretString;
use serde::Deserialize;
use varco_domain::credential::{PasswordPolicy, RefusedSigns};
use varco_domain::delivery::{LinkedService, LinkedServices, Rate, ServiceId};
use varco_domain::utenza::UtenzaKind;

use super::{Config, ConfigError};

const KEY: &str = "services";

/// One linked service.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceTable {
    /// Short name: lower-case letters, digits, hyphens. It stays with what waits for the service.
    pub id: String,
    /// Name that people know it by.
    pub name: String,
    /// What it is, in one line.
    #[serde(default)]
    pub description: String,
    /// Kinds of utenza that it knows: `mi`, `external`.
    pub kinds: Vec<String>,
    /// Whether it is there at all; deliveries are stopped for a while by `varco services pause`.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Its place among the others, the lowest first.
    #[serde(default)]
    pub order: u32,
    /// How it is spoken to.
    pub protocol: Protocol,
    /// Where it is.
    pub url: String,
    /// Variable that holds the token (SCIM) or the password of `bind_dn` (directories).
    pub credential_env: Option<String>,
    /// File that holds it.
    pub credential_file: Option<PathBuf>,
    /// Certificates to trust instead of those of the system.
    pub ca_file: Option<PathBuf>,
    /// Our certificate, where the service wants one, and its key.
    pub certificate_file: Option<PathBuf>,
    /// The key of `certificate_file`.
    pub key_file: Option<PathBuf>,
    /// SCIM: whether utenze that are missing there are made.
    #[serde(default = "yes")]
    pub create: bool,
    /// SCIM: attribute in which the service keeps the version of the last order.
    pub version_attribute: Option<String>,
    /// Directories: name of the service account.
    #[serde(default)]
    pub bind_dn: String,
    /// Directories: where entries are looked for.
    #[serde(default)]
    pub base: String,
    /// Directories: which entry, with `{login}`.
    #[serde(default)]
    pub filter: String,
    /// Directories: attribute of the mailboxes.
    pub email_attribute: Option<String>,
    /// Directories but Active Directory: attribute that closes an utenza.
    pub closing_attribute: Option<String>,
    /// Its value in a closed utenza.
    #[serde(default)]
    pub closing_value: String,
    /// Longest time for one request or operation.
    pub timeout: Option<SignedDuration>,
    /// Orders on their way at a time, for each process.
    #[serde(default = "four")]
    pub concurrency: usize,
    /// Most orders in a second or a minute, for each process: `20/s`, `600/m`.
    pub rate: Option<String>,
    /// What it asks of a password.
    #[serde(default)]
    pub policy: ServicePolicyTable,
}

/// How a service is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Protocol {
    /// SCIM 2.0.
    Scim,
    /// LDAP, passwords by Password Modify.
    Ldap,
    /// Active Directory.
    Ad,
}

/// What a service asks of a password.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServicePolicyTable {
    /// Fewest code points.
    pub min_length: usize,
    /// Most code points.
    pub max_length: usize,
    /// Whether a digit, an upper-case and a lower-case letter must be there.
    pub classes: bool,
    /// How many former passwords may not come back.
    pub history: u8,
    /// Characters that it does not take.
    pub refused: String,
    /// Whether it takes nothing but ASCII.
    pub ascii_only: bool,
}

const fn yes() -> bool {
    true
}

const fn four() -> usize {
    4
}

impl Default for ServicePolicyTable {
    fn default() -> Self {
        let any = PasswordPolicy::ANY;
        Self {
            min_length: any.min_length,
            max_length: any.max_length,
            classes: any.needs_classes,
            history: any.history,
            refused: String::new(),
            ascii_only: false,
        }
    }
}

impl ServicePolicyTable {
    fn policy(&self) -> PasswordPolicy {
        PasswordPolicy {
            min_length: self.min_length,
            max_length: self.max_length,
            needs_classes: self.classes,
            history: self.history,
            refused: RefusedSigns::new(&self.refused, self.ascii_only),
            ..PasswordPolicy::ANY
        }
    }
}

impl ServiceTable {
    /// The service as people and policies know it.
    fn service(&self) -> Result<LinkedService, ConfigError> {
        let id = self.service_id()?;
        let kind = |name: &String| {
            let mut kinds = UtenzaKind::ALL.into_iter();
            let kind = kinds.find(|kind| kind.name() == name);
            kind.ok_or_else(|| self.invalid(format!("{name:?} is no kind: mi or external")))
        };
        let kinds: Vec<UtenzaKind> = self.kinds.iter().map(kind).collect::<Result<_, _>>()?;
        if self.name.trim().is_empty() || kinds.is_empty() {
            return Err(self.invalid("needs a name, and at least one of kinds"));
        }
        if !(1..=256).contains(&self.concurrency) {
            return Err(self.invalid("concurrency must be between 1 and 256"));
        }
        self.rate()?;
        Ok(LinkedService {
            id,
            name: self.name.clone(),
            description: self.description.clone(),
            kinds,
            policy: self.policy.policy(),
        })
    }

    /// Its short name.
    ///
    /// # Errors
    /// [`ConfigError`] when it is written otherwise.
    pub fn service_id(&self) -> Result<ServiceId, ConfigError> {
        ServiceId::parse(&self.id).ok_or_else(|| {
            let reason = "id must be a lower-case letter and up to 31 letters, digits or hyphens";
            self.invalid(reason)
        })
    }

    /// How often it may be spoken to, where that is limited.
    ///
    /// # Errors
    /// [`ConfigError`] when it is written otherwise.
    pub fn rate(&self) -> Result<Option<Rate>, ConfigError> {
        let read = |text: &String| {
            let reason = "rate must be such as \"20/s\" or \"600/m\", up to 10000";
            Rate::parse(text).ok_or_else(|| self.invalid(reason))
        };
        self.rate.as_ref().map(read).transpose()
    }

    /// The token or the password by which we are known there.
    ///
    /// # Errors
    /// [`ConfigError`] when it is given twice, or what should hold it is not there.
    pub fn credential(&self) -> Result<Option<SecretString>, ConfigError> {
        let found = match (&self.credential_env, &self.credential_file) {
            (None, None) => return Ok(None),
            (Some(_), Some(_)) => {
                let reason = "give credential_env or credential_file, not both";
                return Err(self.invalid(reason));
            }
            (Some(name), None) => env::var(name).map_err(|_| format!("{name} is not set")),
            (None, Some(path)) => std::fs::read_to_string(path)
                .map_err(|error| format!("cannot read {}: {error}", path.display())),
        };
        let found = found.map_err(|reason| self.invalid(reason))?;
        Ok(Some(SecretString::from(found.trim())))
    }

    pub(crate) fn invalid(&self, reason: impl std::fmt::Display) -> ConfigError {
        ConfigError::invalid(KEY, format!("{}: {reason}", self.id))
    }
}

impl Config {
    /// The tables of the services that are there, the most important first.
    pub fn enabled_services(&self) -> Vec<&ServiceTable> {
        let mut tables: Vec<_> = self.services.iter().filter(|it| it.enabled).collect();
        tables.sort_by_key(|table| table.order);
        tables
    }

    /// The linked services.
    ///
    /// # Errors
    /// [`ConfigError`] when one cannot be used, or no password satisfies them all.
    pub fn linked_services(&self) -> Result<LinkedServices, ConfigError> {
        let tables = self.enabled_services();
        let all = tables.into_iter().map(ServiceTable::service);
        let invalid = |error: varco_domain::delivery::ServicePolicyError| {
            ConfigError::invalid(KEY, error.to_string())
        };
        let services = LinkedServices::new(all.collect::<Result<_, _>>()?).map_err(invalid)?;
        let own = [
            (UtenzaKind::External, self.password.policy()),
            (UtenzaKind::Mi, self.password.mi.policy()),
        ];
        for (kind, policy) in own {
            services.check(&policy, kind).map_err(invalid)?;
        }
        Ok(services)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use figment::Figment;
    use figment::providers::{Format, Toml};

    const SIDI: &str = r#"
        [[services]]
        id = "sidi"
        name = "Portale SIDI"
        kinds = ["mi", "external"]
        order = 2
        protocol = "scim"
        url = "https://sidi.example.it/scim/v2"
        policy = { max_length = 20, refused = "%" }

        [[services]]
        id = "posta"
        name = "Posta"
        kinds = ["mi"]
        order = 1
        protocol = "ldap"
        url = "ldaps://posta.example.it"
    "#;

    fn config(text: &str) -> Config {
        Figment::from(Toml::string(text)).extract().unwrap()
    }

    fn fault(text: &str) -> String {
        config(text).linked_services().unwrap_err().to_string()
    }

    #[test]
    fn services_stand_in_their_order_and_those_that_are_off_are_not_there() {
        let services = config(SIDI).linked_services().unwrap();
        let ids: Vec<_> = services.all().iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["posta", "sidi"]);
        let external = services.effective(&PasswordPolicy::MODERN, UtenzaKind::External);
        assert_eq!((external.min_length, external.max_length), (15, 20));
        assert!(external.refused.contains('%'));
        let off = SIDI.replace("order = 1", "enabled = false");
        assert_eq!(config(&off).linked_services().unwrap().all().len(), 1);
    }

    #[test]
    fn what_is_wrong_with_a_service_is_told_with_its_name() {
        for (from, to, told) in [
            ("\"sidi\"", "\"SIDI\"", "SIDI: id must be"),
            ("[\"mi\"]", "[\"altri\"]", "posta: \"altri\" is no kind"),
            ("[\"mi\"]", "[]", "posta: needs a name"),
            ("\"posta\"", "\"sidi\"", "two services are called sidi"),
            (
                "max_length = 20",
                "max_length = 14",
                "no password satisfies",
            ),
            ("order = 1", "concurrency = 0", "posta: concurrency"),
            ("order = 1", "rate = \"20\"", "posta: rate must be such as"),
        ] {
            let told_really = fault(&SIDI.replace(from, to));
            assert!(told_really.contains(told), "{told_really}");
        }
    }

    #[test]
    fn a_credential_is_given_once_and_is_there() {
        let with = |line: &str| config(&SIDI.replace("order = 2", line)).services.remove(0);
        assert!(with("order = 2").credential().unwrap().is_none());
        let both = with("credential_env = \"A\"\ncredential_file = \"b\"");
        assert!(both.credential().is_err());
        let missing = with("credential_env = \"VARCO_NOT_SET_BY_ANYBODY\"");
        let fault = missing.credential().unwrap_err().to_string();
        assert!(fault.contains("VARCO_NOT_SET_BY_ANYBODY is not set"));
    }
}
