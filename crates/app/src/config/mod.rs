//! Configuration by file and environment.
//!
//! Every key has a default; unknown keys are errors. A file (TOML) is named by `VARCO_CONFIG`; the
//! environment wins over it: `VARCO_LISTEN` is the key `listen`, `VARCO_REGISTRATION__LINK_LIFE` the
//! key `link_life` of the section `registration`. Every secret can also be given as `…_file`.

mod opening;
mod sections;

use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Toml};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use thiserror::Error;

pub use sections::{
    CaptchaSection, DatabaseSection, LimitsSection, LogFormat, LogSection, MailSection,
    PasswordSection, RegistrationSection, ServiceSection, SessionSection,
};

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
    /// Database connections.
    pub database: DatabaseSection,
    /// Mail.
    pub mail: MailSection,
    /// Registration.
    pub registration: RegistrationSection,
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
            database: DatabaseSection::default(),
            mail: MailSection::default(),
            registration: RegistrationSection::default(),
            password: PasswordSection::default(),
            session: SessionSection::default(),
            captcha: CaptchaSection::default(),
            limits: LimitsSection::default(),
            log: LogSection::default(),
        }
    }
}

/// Why the configuration cannot be used; each says how to mend it.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// A key is unknown or its value cannot be read.
    #[error("{0}")]
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
        self.registration.rules()?;
        self.registration.issue()?;
        self.password.check()?;
        self.session.limits()?;
        Ok(())
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
mod tests {
    use super::*;

    fn config(toml: &str) -> Result<Config, String> {
        Config::from_figment(&Figment::from(Toml::string(toml))).map_err(|error| error.to_string())
    }

    #[test]
    fn nothing_at_all_is_a_configuration() {
        let config = config("").unwrap();
        assert_eq!(config.public_url(), "http://127.0.0.1:8080");
        assert!(
            config
                .database_url()
                .unwrap()
                .expose_secret()
                .ends_with("/var/varco.sqlite")
        );
        assert!(config.smtp_url().unwrap().is_none());
    }

    #[test]
    fn unknown_keys_are_named_and_refused() {
        for (toml, key) in [
            ("lisen = '127.0.0.1:1'", "lisen"),
            ("[mail]\nform = 'x'", "form"),
        ] {
            let message = config(toml).unwrap_err();
            assert!(message.contains(key), "{message}");
        }
    }

    #[test]
    fn variables_win_and_are_read_as_what_their_key_wants() {
        let file = Figment::from(Toml::string("listen = '127.0.0.1:1'"));
        let variables = [
            ("LISTEN", "127.0.0.1:2"),
            ("captcha.prefix", "00"),
            ("captcha.cost", "7"),
            ("service.name", "1984"),
            ("registration.repeat_email", "false"),
            ("registration.link_life", "90m"),
        ];
        let variables = variables.map(|(key, value)| (key, value.to_owned()));
        let config = Config::from_figment(&with_variables(file, variables.into_iter())).unwrap();
        assert_eq!(config.listen.port(), 2);
        assert_eq!(
            (config.captcha.prefix.as_str(), config.captcha.cost),
            ("00", 7)
        );
        assert_eq!(config.service.name, "1984");
        assert!(!config.registration.repeat_email);
        assert_eq!(
            config.registration.link_life,
            jiff::SignedDuration::from_mins(90)
        );
    }

    #[test]
    fn an_unknown_variable_is_refused() {
        let variables = [("smtp_ulr", "x".to_owned())].into_iter();
        let error = Config::from_figment(&with_variables(Figment::new(), variables)).unwrap_err();
        assert!(error.to_string().contains("smtp_ulr"), "{error}");
    }

    #[test]
    fn a_public_address_is_https_or_this_machine() {
        for url in [
            "https://a.it",
            "https://a.it:8443/",
            "http://localhost:1",
            "http://[::1]:1",
        ] {
            assert!(config(&format!("public_url = '{url}'")).is_ok(), "{url}");
        }
        for url in [
            "http://a.it",
            "https://a.it/x",
            "https://a.it?x",
            "ftp://a.it",
            "a.it",
            "",
        ] {
            assert!(config(&format!("public_url = '{url}'")).is_err(), "{url}");
        }
    }

    #[test]
    fn a_secret_is_given_once() {
        let both = "smtp_url = 'smtp://127.0.0.1:1'\nsmtp_url_file = '/nowhere'";
        assert!(config(both).unwrap().smtp_url().is_err());
        let missing = "smtp_url_file = '/nowhere/at/all'";
        assert!(
            config(missing)
                .unwrap()
                .smtp_url()
                .unwrap_err()
                .to_string()
                .contains("/nowhere/at/all")
        );
    }

    #[test]
    fn r32_secrets_do_not_show() {
        let shown = format!(
            "{:?}",
            config("smtp_url = 'smtps://u:segreto@a.it'").unwrap()
        );
        assert!(!shown.contains("segreto"));
    }

    #[test]
    fn r22_r28_weak_values_are_refused() {
        for toml in [
            "[password]\nmemory_kib = 1024",
            "[password]\nmin_length = 8",
            "[session]\nidle = '2h'",
            "[registration]\nlink_life = '0s'",
            "[[registration.open]]\nfrom = '2027-01-01'\nto = []\n[[registration.open]]\nfrom = '2026-01-01'\nto = []",
        ] {
            assert!(config(toml).is_err(), "{toml}");
        }
    }

    #[test]
    fn the_documentation_lists_every_key_with_its_default() {
        let page = include_str!("../../../../docs/configuration.md");
        let listed = page
            .split("```toml")
            .nth(1)
            .unwrap()
            .split("```")
            .next()
            .unwrap();
        assert_eq!(
            format!("{:?}", config(listed).unwrap()),
            format!("{:?}", Config::default())
        );
        let commented = listed
            .lines()
            .filter_map(|line| line.strip_prefix("# "))
            .collect::<Vec<_>>();
        for key in [
            "public_url",
            "database_url",
            "database_url_file",
            "smtp_url",
            "smtp_url_file",
            "ca_file",
            "concurrency",
        ] {
            assert!(commented.iter().any(|line| line.starts_with(key)), "{key}");
        }
    }
}
