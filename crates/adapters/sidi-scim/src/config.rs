//! What the adapter has to be told.

use std::time::Duration;

use secrecy::SecretString;
use thiserror::Error;
use varco_tls::{TlsError, TlsSettings};

/// Settings of [`ScimSync`](crate::ScimSync), one for each service.
#[derive(Clone, Debug)]
pub struct ScimConfig {
    /// Where `/Users` is appended: `https://host/scim/v2`. Without TLS only on this machine.
    pub base_url: String,
    /// Bearer token (RFC 6750). It or an identity in `tls` is needed.
    pub token: Option<SecretString>,
    /// Whom to trust, and our certificate where the service wants one (mutual TLS).
    pub tls: TlsSettings,
    /// Whether users that are missing are made.
    pub may_create: bool,
    /// Attribute of the user in which the service keeps the version of the last order, an integer:
    /// `urn:…:extension:…:User:passwordVersion`. With it an order is carried out once, a stale one
    /// never, and the outcome can be looked at.
    pub version_attribute: Option<String>,
    /// Longest time for one request, from connecting to the last byte of the answer. An order takes two
    /// requests, at most six.
    pub time_limit: Duration,
}

impl ScimConfig {
    /// The time limit of R-74.
    pub const DEFAULT_TIME_LIMIT: Duration = Duration::from_secs(10);
}

/// Why the adapter cannot be made. Never holds the token.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// No URL, or one with a query, a fragment or credentials.
    #[error("the address of the service must look like https://host/scim/v2")]
    Url,
    /// Neither `https`, nor `http` on this machine.
    #[error("the address of the service must begin with https://")]
    Scheme,
    /// The token cannot be written into a header.
    #[error("the token of the service must be one line of visible ASCII characters")]
    Token,
    /// Nothing says who we are.
    #[error("the service needs a token or a certificate of ours")]
    NoCredentials,
    /// The attribute is no attribute of an extension.
    #[error("the version attribute must look like urn:…:User:passwordVersion")]
    VersionAttribute,
    /// A file cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
}
