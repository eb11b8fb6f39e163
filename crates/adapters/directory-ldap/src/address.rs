//! Where the directory is, and how the way there is protected.

use std::net::IpAddr;

use url::Url;

use crate::config::ConfigError;

/// How the bytes on the way are protected. There is nothing between plain and required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protection {
    /// Not at all; only on this machine.
    None,
    /// Upgraded before anything else is said.
    StartTls,
    /// From the first byte.
    Tls,
}

/// The server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// Name or address, without brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) protection: Protection,
}

impl Address {
    /// Reads an address of the shape that [`LdapConfig::url`](crate::LdapConfig::url) describes.
    pub(crate) fn parse(text: &str) -> Result<Self, ConfigError> {
        let url = Url::parse(text).map_err(|_| ConfigError::Url)?;
        let is_tls_asked = match url.query() {
            None => false,
            Some("tls=required") => true,
            Some(_) => return Err(ConfigError::Url),
        };
        let has_more = !matches!(url.path(), "" | "/") || url.fragment().is_some();
        if has_more || !url.username().is_empty() || url.password().is_some() {
            return Err(ConfigError::Url);
        }
        let host = url.host_str().unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let (protection, port) = match url.scheme() {
            _ if host.is_empty() => return Err(ConfigError::Url),
            "ldaps" => (Protection::Tls, 636),
            "ldap" if is_loopback(host) && !is_tls_asked => (Protection::None, 389),
            "ldap" => (Protection::StartTls, 389),
            _ => return Err(ConfigError::Url),
        };
        Ok(Self {
            host: host.to_owned(),
            port: url.port().unwrap_or(port),
            protection,
        })
    }
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r71_only_this_machine_is_spoken_to_in_clear() {
        for (text, protection, host, port) in [
            ("ldaps://dc.example", Protection::Tls, "dc.example", 636),
            (
                "ldaps://localhost:6360/",
                Protection::Tls,
                "localhost",
                6360,
            ),
            ("ldap://dc.example", Protection::StartTls, "dc.example", 389),
            ("ldap://10.0.0.1:389", Protection::StartTls, "10.0.0.1", 389),
            (
                "ldap://localhost.example",
                Protection::StartTls,
                "localhost.example",
                389,
            ),
            (
                "ldap://localhost?tls=required",
                Protection::StartTls,
                "localhost",
                389,
            ),
            ("ldap://localhost:3890", Protection::None, "localhost", 3890),
            ("ldap://127.0.0.1", Protection::None, "127.0.0.1", 389),
            ("ldap://[::1]", Protection::None, "::1", 389),
        ] {
            let host = host.to_owned();
            let expected = Address {
                host,
                port,
                protection,
            };
            assert_eq!(Address::parse(text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn addresses_that_mean_nothing_safe_are_refused() {
        for text in [
            "",
            "dc.example",
            "ldap://",
            "ldapi:///",
            "https://dc.example",
            "ldap://dc.example/dc=example",
            "ldap://dc.example?tls=never",
            "ldap://cn=x:pw@dc.example",
            "ldap://dc.example#x",
        ] {
            assert!(
                matches!(Address::parse(text), Err(ConfigError::Url)),
                "{text}"
            );
        }
    }
}
