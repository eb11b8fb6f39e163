//! Configuration by file and environment.
//!
//! Every key has a default; unknown keys are errors. A file (TOML) is named by `VARCO_CONFIG`; the
//! environment wins over it: `VARCO_LISTEN` is the key `listen`, `VARCO_REGISTRATION__LINK_LIFE` the
//! key `link_life` of the section `registration`. Every secret can also be given as `…_file`.

mod branding;
mod legal;
mod limits;
mod metrics;
mod mi_password;
mod opening;
mod retention;
mod sections;
mod services;

use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Toml};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use thiserror::Error;
use varco_domain::registration::RegistrationRules;

pub use branding::{BrandingSection, ContactsSection, LinkTable};
pub use legal::{LegalSection, LegalTable};
pub use limits::LimitsSection;
pub use metrics::{AlertsSection, MetricsSection};
pub use mi_password::MiPasswordSection;
pub use retention::RetentionSection;
pub use sections::{
    CaptchaSection, DatabaseSection, LogFormat, LogSection, MailSection, NetworkSection,
    PasswordSection, RegistrationSection, ServiceSection, SessionSection,
};
pub use services::{Protocol, ServicePolicyTable, ServiceTable};

/// Name of the variable that names the file.
pub const CONFIG_VARIABLE: &str = "VARCO_CONFIG";

/// The whole configuration.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Address under which people reach the service; `http://` and the listening address if absent.
    pub public_url: Option<String>,
    /// Folder for keys and, by default, for the database.
    pub data_dir: PathBuf,
    /// `sqlite:///path` or `postgres://…`; a file in the data folder if absent.
    pub database_url: Option<SecretString>,
    /// File that holds the database address.
    pub database_url_file: Option<PathBuf>,
    /// `smtp://host:port` (STARTTLS; plain on loopback only) or `smtps://host:port`.
    pub smtp_url: Option<SecretString>,
    /// File that holds the SMTP address.
    pub smtp_url_file: Option<PathBuf>,
    /// The service as people see it.
    pub service: ServiceSection,
    /// How the body shows itself.
    pub branding: BrandingSection,
    /// Where the body can be reached.
    pub contacts: ContactsSection,
    /// What people accept or read.
    pub legal: LegalSection,
    /// The network in front.
    pub network: NetworkSection,
    /// Database connections.
    pub database: DatabaseSection,
    /// Mail.
    pub mail: MailSection,
    /// Registration.
    pub registration: RegistrationSection,
    /// How long things are kept.
    pub retention: RetentionSection,
    /// Passwords and their hashing.
    pub password: PasswordSection,
    /// Sessions.
    pub session: SessionSection,
    /// Captcha.
    pub captcha: CaptchaSection,
    /// Limits on attempts.
    pub limits: LimitsSection,
    /// Log.
    pub log: LogSection,
    /// Metrics.
    pub metrics: MetricsSection,
    /// When operators are told that something waits for too long.
    pub alerts: AlertsSection,
    /// Linked services.
    pub services: Vec<ServiceTable>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::V4(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 8080)),
            public_url: None,
            data_dir: PathBuf::from("var"),
            database_url: None,
            database_url_file: None,
            smtp_url: None,
            smtp_url_file: None,
            service: ServiceSection::default(),
            branding: BrandingSection::default(),
            contacts: ContactsSection::default(),
            legal: LegalSection::default(),
            network: NetworkSection::default(),
            database: DatabaseSection::default(),
            mail: MailSection::default(),
            registration: RegistrationSection::default(),
            retention: RetentionSection::default(),
            password: PasswordSection::default(),
            session: SessionSection::default(),
            captcha: CaptchaSection::default(),
            limits: LimitsSection::default(),
            log: LogSection::default(),
            metrics: MetricsSection::default(),
            alerts: AlertsSection::default(),
            services: Vec::new(),
        }
    }
}

/// Why the configuration cannot be used; each says how to mend it.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// A key is unknown or its value cannot be read.
    #[error("{}", faults(.0))]
    Unreadable(Box<figment::Error>),
    /// A value is not allowed.
    #[error("{key}: {reason}")]
    Invalid {
        /// Which key.
        key: &'static str,
        /// What is wrong and what would be right.
        reason: String,
    },
}

/// Every fault with its key, one after the other.
fn faults(error: &figment::Error) -> String {
    let fault = |error: figment::Error| match error.path.join(".") {
        key if key.is_empty() => error.kind.to_string(),
        key => format!("{key}: {}", error.kind),
    };
    error
        .clone()
        .into_iter()
        .map(fault)
        .collect::<Vec<_>>()
        .join("; ")
}

impl ConfigError {
    pub(crate) fn invalid(key: &'static str, reason: impl Into<String>) -> Self {
        Self::Invalid {
            key,
            reason: reason.into(),
        }
    }
}

impl Config {
    /// Reads file and environment and checks what can be checked without touching anything.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn load() -> Result<Self, ConfigError> {
        let file = Env::var(CONFIG_VARIABLE);
        let mut figment = Figment::new();
        if let Some(path) = &file {
            if !Path::new(path).is_file() {
                return Err(ConfigError::invalid(
                    CONFIG_VARIABLE,
                    format!("there is no file {path}"),
                ));
            }
            figment = figment.merge(Toml::file(path));
        }
        let variables = Env::prefixed("VARCO_").ignore(&["config"]).split("__");
        Self::from_figment(&with_variables(figment, variables.iter()))
    }

    fn from_figment(figment: &Figment) -> Result<Self, ConfigError> {
        let config: Self = figment
            .extract_lossy()
            .map_err(|error| ConfigError::Unreadable(Box::new(error)))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        check_public_url(&self.public_url())?;
        self.retention.check()?;
        self.rules()?;
        self.registration.issue()?;
        self.password.check()?;
        self.session.limits()?;
        self.check_figures()?;
        self.limits.check()?;
        self.service.check()?;
        self.branding.check()?;
        self.contacts.check()?;
        self.alerts.check()?;
        Ok(())
    }

    /// Figures of which none may be zero.
    fn check_figures(&self) -> Result<(), ConfigError> {
        let figures = [
            ("database.connections", self.database.connections == 0),
            ("mail.concurrency", self.mail.concurrency == 0),
            (
                "registration.max_mailings",
                self.registration.max_mailings == 0,
            ),
        ];
        match figures.into_iter().find(|(_, is_zero)| *is_zero) {
            Some((key, _)) => Err(ConfigError::invalid(key, "must be at least 1")),
            None => Ok(()),
        }
    }

    /// The rules of registrations.
    pub(crate) fn rules(&self) -> Result<RegistrationRules, ConfigError> {
        let rules = RegistrationRules {
            draft_life: self.retention.drafts,
            pending_life: self.retention.registrations,
            ..self.registration.rules()?
        };
        if rules.link_life > rules.pending_life {
            let reason = "must not outlive the registration: see retention.registrations";
            return Err(ConfigError::invalid("registration.link_life", reason));
        }
        if rules.max_mailings > self.limits.mailbox_day {
            let reason = "must not be more than limits.mailbox_day: the page would promise mails that \
                          are not sent";
            return Err(ConfigError::invalid("registration.max_mailings", reason));
        }
        Ok(rules)
    }

    /// The public address without a slash at the end.
    pub fn public_url(&self) -> String {
        self.public_url.as_ref().map_or_else(
            || format!("http://{}", self.listen),
            |url| url.trim_end_matches('/').to_owned(),
        )
    }

    /// The address of the database: given, read from its file, or a file in the data folder.
    ///
    /// # Errors
    /// [`ConfigError`] when both are given or the file cannot be read.
    pub fn database_url(&self) -> Result<SecretString, ConfigError> {
        let given = secret(
            "database_url",
            self.database_url.as_ref(),
            self.database_url_file.as_deref(),
        )?;
        Ok(given.unwrap_or_else(|| {
            let path =
                std::path::absolute(&self.data_dir).unwrap_or_else(|_| self.data_dir.clone());
            SecretString::from(format!("sqlite://{}", path.join("varco.sqlite").display()))
        }))
    }

    /// The address of the mail relay, if one is configured.
    ///
    /// # Errors
    /// [`ConfigError`] when both are given or the file cannot be read.
    pub fn smtp_url(&self) -> Result<Option<SecretString>, ConfigError> {
        secret(
            "smtp_url",
            self.smtp_url.as_ref(),
            self.smtp_url_file.as_deref(),
        )
    }
}

/// Merges variables as the texts that they are: what looks like a number may be a password or a
/// prefix with leading zeros, and becomes a number only where the key wants one.
fn with_variables<K: AsRef<str>>(
    figment: Figment,
    variables: impl Iterator<Item = (K, String)>,
) -> Figment {
    variables.fold(figment, |figment, (key, value)| {
        figment.merge((key.as_ref().to_lowercase(), value))
    })
}

/// A secret given as a value or as a file, not both.
fn secret(
    key: &'static str,
    value: Option<&SecretString>,
    file: Option<&Path>,
) -> Result<Option<SecretString>, ConfigError> {
    match (value, file) {
        (Some(_), Some(_)) => Err(ConfigError::invalid(
            key,
            format!("give {key} or {key}_file, not both"),
        )),
        (Some(value), None) if value.expose_secret().is_empty() => Ok(None),
        (Some(value), None) => Ok(Some(value.clone())),
        (None, Some(path)) => {
            let text = std::fs::read_to_string(path).map_err(|error| {
                ConfigError::invalid(key, format!("cannot read {}: {error}", path.display()))
            })?;
            Ok(Some(SecretString::from(text.trim())))
        }
        (None, None) => Ok(None),
    }
}

/// `https://host[:port]`, or `http://` for a loopback host, and nothing after it.
fn check_public_url(url: &str) -> Result<(), ConfigError> {
    let invalid = |reason: &str| Err(ConfigError::invalid("public_url", reason));
    let Ok(uri) = url.parse::<http::Uri>() else {
        return invalid("is no address; write for example https://istanze.example.it");
    };
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    let loopback = host == "localhost"
        || host.parse().is_ok_and(|address: std::net::IpAddr| {
            address.is_loopback() || address.is_unspecified()
        });
    match uri.scheme_str() {
        _ if host.is_empty() => {
            invalid("has no host; write for example https://istanze.example.it")
        }
        _ if !matches!(uri.path(), "" | "/") || uri.query().is_some() => {
            invalid("must end after the host and port; paths are not supported")
        }
        Some("https") => Ok(()),
        Some("http") if loopback => Ok(()),
        _ => invalid("must begin with https:// (http:// is for this machine only)"),
    }
}

#[cfg(test)]
mod tests;
