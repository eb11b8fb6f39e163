//! Where the service is. Every address asked for is made here, so this is the list of allowed hosts:
//! one (R-74).

use std::net::IpAddr;

use http::HeaderValue;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use crate::config::ConfigError;

/// Everything but the unreserved characters of RFC 3986.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The address of the service.
#[derive(Clone, Debug)]
pub(crate) struct Base {
    /// Name or address, without brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) is_tls: bool,
    /// Value of the header `Host`.
    pub(crate) authority: HeaderValue,
    path: String,
}

impl Base {
    /// Reads an address of the shape that [`ScimConfig::base_url`](crate::ScimConfig) describes.
    pub(crate) fn parse(text: &str) -> Result<Self, ConfigError> {
        let url = Url::parse(text).map_err(|_| ConfigError::Url)?;
        let has_more = url.query().is_some() || url.fragment().is_some();
        if has_more || !url.username().is_empty() || url.password().is_some() {
            return Err(ConfigError::Url);
        }
        let in_brackets = url.host_str().ok_or(ConfigError::Url)?;
        let host = in_brackets.trim_start_matches('[').trim_end_matches(']');
        let is_tls = match url.scheme() {
            "https" => true,
            "http" if is_loopback(host) => false,
            _ => return Err(ConfigError::Scheme),
        };
        let port = url.port_or_known_default().ok_or(ConfigError::Url)?;
        let authority = format!("{in_brackets}:{port}");
        Ok(Self {
            host: host.to_owned(),
            port,
            is_tls,
            authority: HeaderValue::from_str(&authority).map_err(|_| ConfigError::Url)?,
            path: url.path().trim_end_matches('/').to_owned(),
        })
    }

    /// All users.
    pub(crate) fn users(&self) -> String {
        format!("{}/Users", self.path)
    }

    /// The users of this name, with these attributes. The filter is a JSON string (RFC 7644 §3.4.2.2)
    /// inside a query, so it is escaped twice (R-72). Two are enough to see that it is not one.
    pub(crate) fn users_named(&self, login: &str, attributes: &str) -> String {
        let name = serde_json::Value::from(login);
        let filter = encoded(&format!("userName eq {name}"));
        let attributes = encoded(attributes);
        format!(
            "{}?filter={filter}&attributes={attributes}&count=2",
            self.users()
        )
    }

    /// The user of this identifier, unless it would lead elsewhere.
    pub(crate) fn user(&self, id: &str) -> Option<String> {
        let is_step = id.is_empty() || id == "." || id == "..";
        (!is_step).then(|| format!("{}/{}", self.users(), encoded(id)))
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
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
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;

    #[test]
    fn r71_only_this_machine_is_spoken_to_in_clear() {
        for (text, host, port, is_tls, users) in [
            ("https://sidi.example", "sidi.example", 443, true, "/Users"),
            (
                "https://sidi.example:8443/scim/v2/",
                "sidi.example",
                8443,
                true,
                "/scim/v2/Users",
            ),
            (
                "https://[2001:db8::1]/v2",
                "2001:db8::1",
                443,
                true,
                "/v2/Users",
            ),
            (
                "http://localhost:8080/v2",
                "localhost",
                8080,
                false,
                "/v2/Users",
            ),
            ("http://[::1]:8080/v2", "::1", 8080, false, "/v2/Users"),
            ("http://127.0.0.1/v2", "127.0.0.1", 80, false, "/v2/Users"),
        ] {
            let base = Base::parse(text).unwrap();
            let found = (base.host.as_str(), base.port, base.is_tls, base.users());
            assert_eq!(found, (host, port, is_tls, users.to_owned()), "{text}");
        }
        for text in [
            "http://sidi.example/v2",
            "http://10.0.0.1",
            "ldap://localhost",
            "http://localhost.example",
        ] {
            assert!(
                matches!(Base::parse(text), Err(ConfigError::Scheme)),
                "{text}"
            );
        }
        for text in [
            "",
            "sidi.example",
            "https://",
            "https://h/v2?a=b",
            "https://h/v2#x",
            "https://u:p@h/v2",
            "data:x",
        ] {
            assert!(matches!(Base::parse(text), Err(ConfigError::Url)), "{text}");
        }
    }

    #[test]
    fn r72_an_identifier_stays_one_step_of_the_path() {
        let base = Base::parse("https://h/v2").unwrap();
        for (id, path) in [
            ("2819c223", Some("/v2/Users/2819c223")),
            ("a/../b", Some("/v2/Users/a%2F..%2Fb")),
            (
                "//altrove.example/",
                Some("/v2/Users/%2F%2Faltrove.example%2F"),
            ),
            ("a?b#c%2e", Some("/v2/Users/a%3Fb%23c%252e")),
            ("à\r\n", Some("/v2/Users/%C3%A0%0D%0A")),
            ("..", None),
            (".", None),
            ("", None),
        ] {
            assert_eq!(base.user(id).as_deref(), path, "{id:?}");
        }
    }

    proptest! {
        #[test]
        fn r72_a_filter_compares_with_the_login_whatever_it_is(login in r#"(?s).{0,40}|["\\ a-z()]{0,20}"#) {
            let base = Base::parse("https://h").unwrap();
            let target = base.users_named(&login, "userName");
            let is_plain = target.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>#\\".contains(&b));
            prop_assert!(is_plain, "{}", target);
            let filter = target.strip_prefix("/Users?filter=").unwrap();
            let filter = filter.split('&').next().unwrap();
            let filter = percent_decode_str(filter).decode_utf8().unwrap();
            let value = filter.strip_prefix("userName eq ").unwrap();
            // The whole of it is one JSON string, and that string is the login.
            prop_assert_eq!(serde_json::from_str::<String>(value).unwrap(), login);
        }
    }
}
