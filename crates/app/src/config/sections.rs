//! The sections of the configuration, with their defaults.

use std::path::PathBuf;

use ipnet::IpNet;
use jiff::SignedDuration;
use serde::Deserialize;
use varco_domain::contacts::EmailAddress;
use varco_domain::credential::PasswordPolicy;
use varco_domain::language::Language;
use varco_domain::registration::RegistrationRules;
use varco_domain::session::SessionLimits;
use varco_usecases::InitialCredential;

use super::ConfigError;
use super::mi_password::MiPasswordSection;
use super::opening::OpenPeriod;

/// The service as people see it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServiceSection {
    /// Name of the service.
    pub name: String,
    /// Body that runs it.
    pub organisation: String,
    /// Where to ask for help: an e-mail address or a URL.
    pub assistance: String,
    /// Tags of the languages of the pages, the one for whoever has chosen none first; empty for
    /// Italian, and in the demo for all.
    pub languages: Vec<String>,
}

impl Default for ServiceSection {
    fn default() -> Self {
        Self {
            name: "Istanze OnLine".to_owned(),
            organisation: "Amministrazione di esempio".to_owned(),
            assistance: "assistenza@esempio.it".to_owned(),
            languages: Vec::new(),
        }
    }
}

impl ServiceSection {
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        if self.name.trim().is_empty() {
            return Err(ConfigError::invalid("service.name", "must not be empty"));
        }
        let help = self.assistance.as_str();
        if EmailAddress::parse(help).is_err() && !help.starts_with("https://") {
            return Err(ConfigError::invalid(
                "service.assistance",
                "must be an e-mail address or begin with https://",
            ));
        }
        self.check_languages()
    }

    fn check_languages(&self) -> Result<(), ConfigError> {
        let known = Language::ALL.map(Language::tag).join(", ");
        let invalid = |reason| Err(ConfigError::invalid("service.languages", reason));
        for (index, tag) in self.languages.iter().enumerate() {
            if Language::from_tag(tag).is_none() {
                return invalid(format!("{tag} is not one of {known}"));
            }
            if self.languages.iter().take(index).any(|other| other == tag) {
                return invalid(format!("names {tag} twice"));
            }
        }
        Ok(())
    }

    /// The languages of the pages.
    pub(crate) fn languages(&self, is_demo: bool) -> Vec<Language> {
        let tags = self.languages.iter();
        let named: Vec<_> = tags.filter_map(|tag| Language::from_tag(tag)).collect();
        match named[..] {
            [] if is_demo => Language::ALL.to_vec(),
            [] => vec![Language::default()],
            [..] => named,
        }
    }
}

/// The network in front of the service.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NetworkSection {
    /// Addresses and networks of the proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
}

/// Database connections.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DatabaseSection {
    /// Connections for reading on SQLite, for everything on PostgreSQL.
    pub connections: u32,
    /// Certificates to trust besides those of the system when PostgreSQL shows its own, in PEM.
    pub ca_file: Option<PathBuf>,
}

impl Default for DatabaseSection {
    fn default() -> Self {
        Self {
            connections: 8,
            ca_file: None,
        }
    }
}

/// Mail.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailSection {
    /// Sender.
    pub from: String,
    /// Certificates to trust besides those of the system, in PEM.
    pub ca_file: Option<PathBuf>,
    /// Longest time that one message may take.
    pub timeout: SignedDuration,
    /// Messages sent at the same time.
    pub concurrency: usize,
}

impl Default for MailSection {
    fn default() -> Self {
        Self {
            from: "noreply@esempio.it".to_owned(),
            ca_file: None,
            timeout: SignedDuration::from_secs(30),
            concurrency: 8,
        }
    }
}

/// Registration; each key as in [`RegistrationRules`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "each field is the rule of the same name")]
pub struct RegistrationSection {
    pub link_life: SignedDuration,
    pub one_time_life: SignedDuration,
    pub resend_wait: SignedDuration,
    pub max_mailings: u32,
    pub repeat_email: bool,
    pub min_age: i16,
    pub initial_credential: InitialCredentialKey,
    pub open: Vec<OpenPeriod>,
}

/// How a new utenza gets its first credential.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InitialCredentialKey {
    /// A one-time password is mailed.
    #[default]
    Mailed,
    /// The password is chosen on the activation page.
    ChosenAtActivation,
}

impl From<InitialCredentialKey> for InitialCredential {
    fn from(key: InitialCredentialKey) -> Self {
        match key {
            InitialCredentialKey::Mailed => Self::Mailed,
            InitialCredentialKey::ChosenAtActivation => Self::ChosenAtActivation,
        }
    }
}

impl Default for RegistrationSection {
    fn default() -> Self {
        let rules = RegistrationRules::default();
        Self {
            link_life: rules.link_life,
            one_time_life: rules.one_time_life,
            resend_wait: rules.resend_wait,
            max_mailings: rules.max_mailings,
            repeat_email: rules.repeat_email,
            min_age: rules.min_age,
            initial_credential: InitialCredentialKey::default(),
            open: Vec::new(),
        }
    }
}

impl RegistrationSection {
    /// The rules of the domain, less how long registrations are kept.
    pub(super) fn rules(&self) -> Result<RegistrationRules, ConfigError> {
        let lives = [
            ("registration.link_life", self.link_life),
            ("registration.one_time_life", self.one_time_life),
        ];
        for (key, life) in lives {
            if life < SignedDuration::from_mins(1) || life > SignedDuration::from_hours(24 * 30) {
                return Err(ConfigError::invalid(
                    key,
                    "must be between 1 minute and 30 days, such as \"24h\"",
                ));
            }
        }
        Ok(RegistrationRules {
            link_life: self.link_life,
            one_time_life: self.one_time_life,
            resend_wait: self.resend_wait,
            max_mailings: self.max_mailings,
            repeat_email: self.repeat_email,
            min_age: self.min_age,
            ..RegistrationRules::default()
        })
    }
}

/// Passwords and their hashing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PasswordSection {
    /// Fewest code points of a password of an external utenza.
    pub min_length: usize,
    /// Whether a new password is typed twice.
    pub repeat: bool,
    /// Memory of one argon2id hash, in KiB.
    pub memory_kib: u32,
    /// Passes of argon2id.
    pub iterations: u32,
    /// Hashes computed at the same time; the number of cores if absent.
    pub concurrency: Option<usize>,
    /// Hashes that may wait.
    pub queue: usize,
    /// Longest wait.
    pub max_wait: SignedDuration,
    /// Passwords of utenze MI.
    pub mi: MiPasswordSection,
}

impl Default for PasswordSection {
    fn default() -> Self {
        Self {
            min_length: PasswordPolicy::MODERN.min_length,
            repeat: true,
            memory_kib: 19_456,
            iterations: 2,
            concurrency: None,
            queue: 64,
            max_wait: SignedDuration::from_secs(2),
            mi: MiPasswordSection::default(),
        }
    }
}

impl PasswordSection {
    pub(crate) fn policy(&self) -> PasswordPolicy {
        PasswordPolicy {
            min_length: self.min_length,
            ..PasswordPolicy::MODERN
        }
    }

    /// Floors of NIST SP 800-63B-4 (length without a second factor) and ASVS 5 appendix C (argon2id).
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        if !(15..=64).contains(&self.min_length) {
            return Err(ConfigError::invalid(
                "password.min_length",
                "must be between 15 and 64",
            ));
        }
        self.mi.check()?;
        let floor = match self.iterations {
            0 => u32::MAX,
            1 => 47_104,
            2 => 19_456,
            _ => 12_288,
        };
        if self.memory_kib < floor {
            let reason =
                "is below the floor: 47104 with 1 iteration, 19456 with 2, 12288 with 3 or more";
            return Err(ConfigError::invalid("password.memory_kib", reason));
        }
        Ok(())
    }
}

/// Sessions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SessionSection {
    /// Life without use.
    pub idle: SignedDuration,
    /// Life in all.
    pub absolute: SignedDuration,
}

impl Default for SessionSection {
    fn default() -> Self {
        let limits = SessionLimits::default();
        Self {
            idle: limits.idle,
            absolute: limits.absolute,
        }
    }
}

impl SessionSection {
    pub(crate) fn limits(&self) -> Result<SessionLimits, ConfigError> {
        let minute = SignedDuration::from_mins(1);
        if self.idle < minute || self.idle > minute * 30 {
            return Err(ConfigError::invalid(
                "session.idle",
                "must be between 1 and 30 minutes",
            ));
        }
        if self.absolute < self.idle || self.absolute > minute * 720 {
            return Err(ConfigError::invalid(
                "session.absolute",
                "must be between the idle time and 12 hours",
            ));
        }
        Ok(SessionLimits {
            idle: self.idle,
            absolute: self.absolute,
            ..SessionLimits::default()
        })
    }
}

/// The built-in captcha.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CaptchaSection {
    /// Rounds of one try of the proof of work.
    pub cost: u32,
    /// What the result of a try must begin with, in hexadecimal: each digit makes it 16 times harder.
    pub prefix: String,
}

impl Default for CaptchaSection {
    fn default() -> Self {
        Self {
            cost: 5_000,
            prefix: "00".to_owned(),
        }
    }
}

/// Log.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogSection {
    /// How lines are written.
    pub format: LogFormat,
    /// Which lines: a filter such as `info,varco=debug`.
    pub filter: String,
}

impl Default for LogSection {
    fn default() -> Self {
        Self {
            format: LogFormat::Text,
            filter: "info,sea_orm=warn,sqlx=warn".to_owned(),
        }
    }
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}
