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
    /// `ldap://host:port` or `ldaps://host:port`.
    pub(crate) url: Url,
    pub(crate) protection: Protection,
}

impl Address {
    /// Reads an address of the shape that [`LdapConfig::url`](crate::LdapConfig::url) describes.
    pub(crate) fn parse(text: &str) -> Result<Self, ConfigError> {
        let mut url = Url::parse(text).map_err(|_| ConfigError::Url)?;
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
        let protection = match url.scheme() {
            _ if host.is_empty() => return Err(ConfigError::Url),
            "ldaps" => Protection::Tls,
            "ldap" if is_loopback(host) && !is_tls_asked => Protection::None,
            "ldap" => Protection::StartTls,
            _ => return Err(ConfigError::Url),
        };
        url.set_query(None);
        Ok(Self { url, protection })
    }
}

fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
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
        for (text, protection) in [
            ("ldaps://dc.example", Protection::Tls),
            ("ldaps://localhost:6360/", Protection::Tls),
            ("ldap://dc.example", Protection::StartTls),
            ("ldap://10.0.0.1:389", Protection::StartTls),
            ("ldap://localhost.example", Protection::StartTls),
            ("ldap://localhost?tls=required", Protection::StartTls),
            ("ldap://localhost:3890", Protection::None),
            ("ldap://127.0.0.1", Protection::None),
            ("ldap://[::1]", Protection::None),
        ] {
            let address = Address::parse(text).unwrap();
            assert_eq!(address.protection, protection, "{text}");
            assert_eq!(address.url.query(), None);
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
