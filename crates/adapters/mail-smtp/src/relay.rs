//! The mail server: where it is and how the way there is protected.

use std::net::IpAddr;
use std::path::Path;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::config::ConfigError;

/// How the bytes on the way are protected. There is nothing between plain and required: whoever
/// sits in between could always talk us out of "if possible".
pub(crate) enum Security {
    /// Not at all; only on this machine.
    Plain,
    /// Upgraded before anything but a greeting is said.
    StartTls(TlsParameters),
    /// From the first byte.
    Tls(TlsParameters),
}

/// The mail server.
pub(crate) struct Relay {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) security: Security,
    pub(crate) credentials: Option<Credentials>,
}

impl Relay {
    /// Reads an address of the shape that [`SmtpConfig::url`](crate::SmtpConfig::url) describes.
    pub(crate) fn parse(url: &SecretString, ca_file: Option<&Path>) -> Result<Self, ConfigError> {
        let url = Url::parse(url.expose_secret()).map_err(|_| ConfigError::Url)?;
        let is_tls_asked = match url.query() {
            None => false,
            Some("tls=required") => true,
            Some(_) => return Err(ConfigError::Url),
        };
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(ConfigError::Url);
        }
        let host = host(&url)?;
        let (security, default_port) = match url.scheme() {
            "smtps" => (Security::Tls(tls(&host, ca_file)?), 465),
            "smtp" if is_loopback(&host) && !is_tls_asked => (Security::Plain, 25),
            "smtp" => (Security::StartTls(tls(&host, ca_file)?), 587),
            _ => return Err(ConfigError::Scheme),
        };
        Ok(Self {
            port: url.port().unwrap_or(default_port),
            security,
            credentials: credentials(&url)?,
            host,
        })
    }
}

/// The host without the brackets of an IPv6 address.
fn host(url: &Url) -> Result<String, ConfigError> {
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let is_name = !host.is_empty()
        && host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    if is_name || host.parse::<IpAddr>().is_ok() {
        Ok(host.to_owned())
    } else {
        Err(ConfigError::Host)
    }
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

fn credentials(url: &Url) -> Result<Option<Credentials>, ConfigError> {
    let decoded = |text: &str| {
        let text = percent_decode_str(text).decode_utf8();
        text.map(String::from).map_err(|_| ConfigError::Credentials)
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None) => Err(ConfigError::Credentials),
        (user, Some(password)) => Ok(Some(Credentials::new(decoded(user)?, decoded(password)?))),
    }
}

fn tls(host: &str, ca_file: Option<&Path>) -> Result<TlsParameters, ConfigError> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(path) = ca_file {
        builder = builder.add_root_certificate(certificates(path)?);
    }
    builder.build().map_err(|error| match ca_file {
        Some(path) => ConfigError::Certificates {
            path: path.to_owned(),
        },
        None => ConfigError::Tls {
            reason: error.to_string(),
        },
    })
}

fn certificates(path: &Path) -> Result<Certificate, ConfigError> {
    let unusable = || ConfigError::Certificates {
        path: path.to_owned(),
    };
    let pem = std::fs::read(path).map_err(|source| ConfigError::CaFile {
        path: path.to_owned(),
        source,
    })?;
    // The library takes a file without certificates for an empty list.
    let mark = b"-----BEGIN CERTIFICATE-----";
    if !pem.windows(mark.len()).any(|window| window == mark) {
        return Err(unusable());
    }
    Certificate::from_pem(&pem).map_err(|_| unusable())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str) -> Result<Relay, ConfigError> {
        Relay::parse(&SecretString::from(url), None)
    }

    fn refusal(url: &str) -> ConfigError {
        parse(url).err().unwrap()
    }

    #[test]
    fn r71_only_this_machine_is_spoken_to_in_clear() {
        for (url, kind, host, port) in [
            ("smtps://posta.esempio.it", "tls", "posta.esempio.it", 465),
            ("smtps://localhost:4650/", "tls", "localhost", 4650),
            (
                "smtp://posta.esempio.it",
                "starttls",
                "posta.esempio.it",
                587,
            ),
            (
                "smtp://posta.esempio.it:25",
                "starttls",
                "posta.esempio.it",
                25,
            ),
            ("smtp://10.0.0.1:25", "starttls", "10.0.0.1", 25),
            (
                "smtp://localhost.esempio.it",
                "starttls",
                "localhost.esempio.it",
                587,
            ),
            (
                "smtp://localhost?tls=required",
                "starttls",
                "localhost",
                587,
            ),
            ("smtp://LocalHost", "plain", "LocalHost", 25),
            ("smtp://127.0.0.1:2525", "plain", "127.0.0.1", 2525),
            ("smtp://127.8.8.8:2525", "plain", "127.8.8.8", 2525),
            ("smtp://[::1]:2525", "plain", "::1", 2525),
        ] {
            let relay = parse(url).unwrap();
            let security = match relay.security {
                Security::Plain => "plain",
                Security::StartTls(_) => "starttls",
                Security::Tls(_) => "tls",
            };
            let found = (security, relay.host.as_str(), relay.port);
            assert_eq!(found, (kind, host, port), "{url}");
        }
    }

    #[test]
    fn addresses_that_mean_nothing_safe_are_refused() {
        for url in [
            "",
            "posta.esempio.it",
            "smtp://localhost/path",
            "smtp://localhost?tls=opportunistic",
            "smtps://localhost?x=1",
            "smtp://localhost#x",
            "smtp://localhost:99999",
        ] {
            assert!(matches!(refusal(url), ConfigError::Url), "{url}");
        }
        for url in ["http://localhost", "smtp+tls://localhost"] {
            assert!(matches!(refusal(url), ConfigError::Scheme), "{url}");
        }
        for url in [
            "smtp://",
            "smtp:///",
            "smtp:localhost",
            "smtps://po%20sta",
            "smtps://a_b.it",
        ] {
            let error = refusal(url);
            assert!(
                matches!(error, ConfigError::Host | ConfigError::Url),
                "{url}"
            );
        }
    }

    #[test]
    fn credentials_are_decoded_and_come_in_pairs() {
        let relay = parse("smtps://ma%40rio:p%3A%2f%C3%A8@posta.esempio.it").unwrap();
        let expected = Credentials::new("ma@rio".to_owned(), "p:/è".to_owned());
        assert!(relay.credentials == Some(expected));
        for url in [
            "smtps://mario@b.it",
            "smtps://:segreto@b.it",
            "smtps://mario:%ff@b.it",
        ] {
            assert!(matches!(refusal(url), ConfigError::Credentials), "{url}");
        }
    }

    #[test]
    fn a_refusal_does_not_repeat_the_password() {
        for url in [
            "smtp://u:segreto@h/x",
            "http://u:segreto@h",
            "smtps://u:segreto%ff@h",
        ] {
            let error = refusal(url);
            assert!(
                !format!("{error} {error:?}").contains("segreto"),
                "{error:?}"
            );
        }
    }

    #[test]
    fn a_file_without_usable_certificates_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ca.pem");
        let refusal = || {
            let url = SecretString::from("smtps://posta.esempio.it");
            Relay::parse(&url, Some(&path)).err().unwrap()
        };
        assert!(matches!(refusal(), ConfigError::CaFile { .. }));
        for text in [
            "",
            "-----BEGIN CERTIFICATE-----\nAAAA\n",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        ] {
            std::fs::write(&path, text).unwrap();
            let error = refusal();
            assert!(matches!(error, ConfigError::Certificates { .. }), "{text}");
            assert!(error.to_string().contains("ca.pem"));
        }
    }
}
