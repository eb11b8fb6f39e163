//! What the adapter has to be told.

use std::time::Duration;

use secrecy::SecretString;
use thiserror::Error;
use varco_tls::{TlsError, TlsSettings};

/// Settings of [`LdapSync`](crate::LdapSync), one for each directory.
#[derive(Clone, Debug)]
pub struct LdapConfig {
    /// The server:
    ///
    /// | URL | protection | port unless given |
    /// |---|---|---|
    /// | `ldaps://host` | TLS from the first byte | 636 |
    /// | `ldap://host` | StartTLS, required | 389 |
    /// | `ldap://host`, host `localhost` or a loopback address | none; with `?tls=required` StartTLS | 389 |
    pub url: String,
    /// Whom to trust.
    pub tls: TlsSettings,
    /// Distinguished name of the service account. It needs no right but to write what is set here.
    pub bind_dn: String,
    /// Its password.
    pub bind_password: SecretString,
    /// Entries are looked for below this one.
    pub base: String,
    /// Which entry: an RFC 4515 filter with `{login}` where the escaped login belongs, such as
    /// `(&(objectClass=inetOrgPerson)(uid={login}))`.
    pub filter: String,
    /// How this directory is told things.
    pub dialect: Dialect,
    /// Attribute of the mailboxes, such as `mail`; `None` if they are none of ours.
    pub email_attribute: Option<String>,
    /// Longest time to connect, TLS included, and longest time for each of the operations of an order,
    /// of which there are at most seven.
    pub time_limit: Duration,
}

impl LdapConfig {
    /// The time limit for those who have no reason for another.
    pub const DEFAULT_TIME_LIMIT: Duration = Duration::from_secs(5);
}

/// How a directory is told things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Passwords by Password Modify (RFC 3062).
    PasswordModify {
        /// How an utenza is closed; `None` where the directory cannot.
        closing: Option<Closing>,
    },
    /// Passwords by writing `unicodePwd`, which Active Directory takes over a protected connection only;
    /// an utenza is closed by a bit of `userAccountControl`. Its `mail` has room for one mailbox.
    ActiveDirectory,
}

/// An attribute that closes an utenza while it has a certain value:
/// `pwdAccountLockedTime` `000001010000Z` (OpenLDAP with the policy overlay), `nsAccountLock` `true`
/// (389 Directory Server).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Name of the attribute.
    pub attribute: String,
    /// Its value in a closed utenza; an open one has no value.
    pub closed: String,
}

/// Why the adapter cannot be made. Never holds the password.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// No URL, or one with a path, credentials or unknown parameters.
    #[error("the address of the directory must look like ldaps://host or ldap://host")]
    Url,
    /// Active Directory takes passwords over LDAPS only.
    #[error("the address of an Active Directory must begin with ldaps://")]
    ActiveDirectoryNeedsTls,
    /// The filter is none, or has no place for the login.
    #[error("the filter must be one of RFC 4515 with {{login}} in it, such as (uid={{login}})")]
    Filter,
    /// A bind without name or password would be anonymous and seem to succeed (RFC 4513 §5.1.2).
    #[error("the directory needs the name and the password of a service account")]
    NoCredentials,
    /// A file cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
}
