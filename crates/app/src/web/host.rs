//! Whether a request is meant for this service.
//!
//! Links and redirects never come from what a request says about where it went. Besides, a name that
//! is not ours is refused: whoever points a name of theirs at us, or poisons a cache between, gets
//! nothing that could be taken for theirs. `X-Forwarded-Host` and `Forwarded` are not read at all,
//! from nobody: a proxy passes `Host` on.

use std::net::{IpAddr, SocketAddr};

use http::StatusCode;
use http::header::HOST;
use http::uri::{Authority, Uri};
use poem::Request;

/// What is answered by whatever name: health, for probes that know us by some address, and the files
/// that every page is made of, also that which says that the name is wrong.
const BY_ANY_NAME: [&str; 2] = ["/salute/", "/assets/"];

/// The names under which people reach the service.
#[derive(Clone, Debug)]
pub struct KnownHosts {
    host: String,
    port: u16,
    /// Of a request that names none.
    default_port: u16,
    /// Who works on this machine may call it by its loopback names, at this port.
    local_port: Option<u16>,
}

impl KnownHosts {
    /// The host of the public address, and loopback where the service listens there.
    pub fn new(public_url: &str, listen: SocketAddr) -> Self {
        let uri: Uri = public_url.parse().unwrap_or_default();
        let is_plain = uri.scheme_str() == Some("http");
        let default_port = if is_plain { 80 } else { 443 };
        let is_local = listen.ip().is_loopback() || listen.ip().is_unspecified();
        Self {
            host: uri.host().unwrap_or_default().to_owned(),
            port: uri.port_u16().unwrap_or(default_port),
            default_port,
            local_port: is_local.then_some(listen.port()),
        }
    }

    /// Whether the request is for us: one header `Host` (RFC 9112 §3.2), and it and an absolute target
    /// name us.
    ///
    /// # Errors
    /// 400 when it names no host or several, 421 when it names somebody else.
    pub(super) fn check(&self, request: &Request) -> Result<(), StatusCode> {
        let target = request.uri();
        let path = target.path();
        if BY_ANY_NAME.iter().any(|it| path.starts_with(it)) {
            return Ok(());
        }
        let mut hosts = request.headers().get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return Err(StatusCode::BAD_REQUEST);
        };
        let host = Authority::try_from(host.as_bytes()).map_err(|_| StatusCode::BAD_REQUEST)?;
        let mut named = target.authority().into_iter().chain([&host]);
        if named.all(|authority| self.is_known(authority)) {
            Ok(())
        } else {
            Err(StatusCode::MISDIRECTED_REQUEST)
        }
    }

    fn is_known(&self, authority: &Authority) -> bool {
        let host = authority.host();
        let port = match authority.as_str().strip_prefix(host) {
            Some("") => Some(self.default_port),
            Some(rest) => rest.strip_prefix(':').and_then(|port| port.parse().ok()),
            // Somebody's name before the host is no part of the header.
            None => None,
        };
        let is_public = port == Some(self.port) && host.eq_ignore_ascii_case(&self.host);
        is_public || (port.is_some() && port == self.local_port && is_loopback(host))
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_matches(['[', ']']).parse();
    host.eq_ignore_ascii_case("localhost")
        || address.is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "https://istanze.example.it";

    fn status(public_url: &str, listen: &str, target: &str, headers: &[(&str, &str)]) -> u16 {
        let hosts = KnownHosts::new(public_url, listen.parse().unwrap());
        let request = headers
            .iter()
            .fold(Request::builder(), |request, (name, value)| {
                request.header(*name, *value)
            })
            .uri_str(target)
            .finish();
        hosts
            .check(&request)
            .map_or_else(|status| status.as_u16(), |()| 200)
    }

    #[test]
    fn r17_only_the_public_host_is_served() {
        for (host, expected) in [
            ("istanze.example.it", 200),
            ("ISTANZE.Example.IT", 200),
            ("istanze.example.it:443", 200),
            ("istanze.example.it:80", 421),
            ("istanze.example.it:8443", 421),
            ("istanze.example.it.", 421),
            ("istanze.example.it.evil.example", 421),
            ("evil.istanze.example.it", 421),
            ("example.it", 421),
            ("evil.example", 421),
            ("evil.example:443", 421),
            ("10.0.0.5:8080", 421),
            ("localhost:8080", 421),
            ("127.0.0.1:8080", 421),
            ("[::1]:8080", 421),
            ("u@istanze.example.it", 421),
            ("istanze.example.it@evil.example", 421),
            ("", 400),
            ("istanze.example.it, evil.example", 400),
            ("istanze.example.it/x", 400),
            ("istanze.example.it evil.example", 400),
            ("https://istanze.example.it", 400),
            ("istanze.example.it:port", 421),
        ] {
            let found = status(OURS, "10.0.0.5:8080", "/", &[("host", host)]);
            assert_eq!(found, expected, "{host:?}");
        }
    }

    #[test]
    fn r17_a_request_names_one_host_in_each_place() {
        let ours = ("host", "istanze.example.it");
        let evil = ("host", "evil.example");
        for (target, headers, expected) in [
            ("/", &[][..], 400),
            ("/", &[ours, ours], 400),
            ("/", &[ours, evil], 400),
            ("/", &[evil, ours], 400),
            ("https://istanze.example.it/", &[ours], 200),
            ("https://istanze.example.it/", &[], 400),
            ("https://istanze.example.it/", &[evil], 421),
            ("https://evil.example/", &[ours], 421),
            ("http://istanze.example.it:80/", &[ours], 421),
        ] {
            let found = status(OURS, "10.0.0.5:8080", target, headers);
            assert_eq!(found, expected, "{target} {headers:?}");
        }
    }

    #[test]
    fn r17_what_a_proxy_may_say_changes_nothing() {
        for (name, value) in [
            ("x-forwarded-host", "evil.example"),
            ("forwarded", "host=evil.example"),
            ("x-host", "evil.example"),
            ("x-original-host", "evil.example"),
            ("x-forwarded-server", "evil.example"),
            ("x-http-host-override", "evil.example"),
        ] {
            let with = |host| status(OURS, "10.0.0.5:8080", "/", &[("host", host), (name, value)]);
            assert_eq!(with("istanze.example.it"), 200, "{name}");
            assert_eq!(with("evil.example"), 421, "{name}");
            let named = [("host", "evil.example"), (name, "istanze.example.it")];
            assert_eq!(status(OURS, "10.0.0.5:8080", "/", &named), 421, "{name}");
        }
    }

    #[test]
    fn who_works_on_this_machine_may_use_any_name_of_it() {
        for listen in ["127.0.0.1:8080", "[::1]:8080", "0.0.0.0:8080"] {
            for (host, expected) in [
                ("localhost:8080", 200),
                ("127.0.0.1:8080", 200),
                ("[::1]:8080", 200),
                ("localhost", 421),
                ("localhost:8081", 421),
                ("rebound.example:8080", 421),
            ] {
                let found = status(OURS, listen, "/", &[("host", host)]);
                assert_eq!(found, expected, "{host} at {listen}");
            }
        }
    }

    #[test]
    fn health_answers_under_any_name() {
        for headers in [&[][..], &[("host", "10.1.2.3:8080")]] {
            assert_eq!(status(OURS, "10.0.0.5:8080", "/salute/vivo", headers), 200);
        }
    }
}
