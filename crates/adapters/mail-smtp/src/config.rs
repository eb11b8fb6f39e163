//! What the sender has to be told.

use std::path::PathBuf;
use std::time::Duration;

use lettre::message::Mailbox;
use secrecy::SecretString;
use thiserror::Error;
use varco_domain::contacts::EmailAddress;

use crate::letterhead::Letterhead;

/// Settings of [`SmtpMailSender`](crate::SmtpMailSender).
#[derive(Clone, Debug)]
pub struct SmtpConfig {
    /// The mail server, with percent-encoded credentials if it wants any:
    ///
    /// | URL | protection | port unless given |
    /// |---|---|---|
    /// | `smtps://user:password@host` | TLS from the first byte (RFC 8314) | 465 |
    /// | `smtp://user:password@host` | STARTTLS, required | 587 |
    /// | `smtp://host`, host `localhost` or a loopback address | none; with `?tls=required` STARTTLS | 25 |
    pub url: SecretString,
    /// Who sends: `Name <address>` or the address alone.
    pub from: String,
    /// Certificates (PEM) of authorities to trust besides those of the system.
    pub ca_file: Option<PathBuf>,
    /// Longest time for one mail, from connecting to the server's last word.
    pub time_limit: Duration,
    /// What every mail says about the service.
    pub letterhead: Letterhead,
}

impl SmtpConfig {
    /// The time limit for those who have no reason for another.
    pub const DEFAULT_TIME_LIMIT: Duration = Duration::from_secs(30);
}

/// Why the sender cannot be made. Never holds the URL, which may hold a password.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// No URL, or one with a path or unknown parameters.
    #[error("the address of the mail server must look like smtps://user:password@host:465")]
    Url,
    /// Neither `smtp` nor `smtps`.
    #[error("the address of the mail server must begin with smtps:// or smtp://")]
    Scheme,
    /// No host, or no host name or address.
    #[error("the address of the mail server has no valid host name")]
    Host,
    /// One without the other, or bytes that are no text.
    #[error(
        "the mail server's address needs both user name and password, percent-encoded, or none"
    )]
    Credentials,
    /// The sender cannot be written into a header.
    #[error("the sender of mails must look like Name <address@example.it>")]
    From,
    /// Links cannot begin with it.
    #[error("the public address of the service must look like https://host")]
    PublicUrl,
    /// Service name or assistance.
    #[error("service name and assistance must be one line of text each")]
    Letterhead,
    /// The file with certificates cannot be read.
    #[error("cannot read the certificates in {path}: {source}")]
    CaFile {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file holds no certificate, or none that can be used.
    #[error("there are no usable certificates in {path}")]
    Certificates {
        /// Which file.
        path: PathBuf,
    },
    /// TLS cannot be set up on this machine.
    #[error("cannot set up TLS: {reason}")]
    Tls {
        /// Why.
        reason: String,
    },
}

/// Reads `Name <address>` or an address alone. Control characters in a display name make the mail
/// library panic, so they end here.
pub(crate) fn mailbox(text: &str) -> Result<Mailbox, ConfigError> {
    let text = text.trim();
    let (name, address) = text
        .strip_suffix('>')
        .and_then(|text| text.rsplit_once('<'))
        .unwrap_or(("", text));
    let name = name.trim().trim_matches('"');
    let address = EmailAddress::parse(address).map_err(|_| ConfigError::From)?;
    let address = address.as_str().parse().map_err(|_| ConfigError::From)?;
    if name.chars().any(char::is_control) {
        return Err(ConfigError::From);
    }
    let name = (!name.is_empty()).then(|| name.to_owned());
    Ok(Mailbox::new(name, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senders_are_read_with_and_without_name() {
        for (text, name, address) in [
            ("a@b.it", None, "a@b.it"),
            ("<a@b.it>", None, "a@b.it"),
            ("Istanze OnLine <a@b.it>", Some("Istanze OnLine"), "a@b.it"),
            (
                " \"Città, scuola\" <a@b.it> ",
                Some("Città, scuola"),
                "a@b.it",
            ),
        ] {
            let mailbox = mailbox(text).unwrap();
            assert_eq!(mailbox.name.as_deref(), name);
            assert_eq!(mailbox.email.to_string(), address);
        }
    }

    #[test]
    fn p9_senders_that_would_break_a_header_are_refused() {
        for text in [
            "",
            "Nome",
            "Nome <>",
            "Nome <a@b.it>, c@d.it",
            "a@b.it, c@d.it",
            "No\r\nme <a@b.it>",
            "No\0me <a@b.it>",
            "Nome <a@\r\nb.it>",
        ] {
            assert!(matches!(mailbox(text), Err(ConfigError::From)), "{text:?}");
        }
    }
}
