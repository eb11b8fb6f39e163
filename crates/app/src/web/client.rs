//! Where a request comes from, as far as limits care.

use std::net::IpAddr;

use ipnet::{IpNet, Ipv6Net};
use poem::Request;
use varco_usecases::Client;

/// What proxies add to, one address for each hop.
const X_FORWARDED_FOR: &str = "x-forwarded-for";

/// The proxies in front of the service. Nobody else is believed about where a request comes from
///
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// Trusts these addresses and networks.
    pub const fn new(networks: Vec<IpNet>) -> Self {
        Self(networks)
    }

    /// The client of a connection: the address that the nearest hop which is no proxy of ours had.
    /// Without proxies, or with a header that makes no sense, that is the other end of the
    /// connection.
    fn client_of<'a>(
        &self,
        peer: IpAddr,
        headers: impl DoubleEndedIterator<Item = &'a str>,
    ) -> IpAddr {
        let hops = headers.flat_map(|header| header.split(',')).rev();
        let mut client = peer.to_canonical();
        for hop in hops {
            if !self.trusts(client) {
                break;
            }
            match hop.trim().parse::<IpAddr>() {
                Ok(address) => client = address.to_canonical(),
                Err(_) => break,
            }
        }
        client
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The client of a request.
    pub(super) fn locate(&self, request: &Request) -> Client {
        let peer = request
            .remote_addr()
            .as_socket_addr()
            .map(std::net::SocketAddr::ip);
        let headers: Vec<&str> = request
            .headers()
            .get_all(X_FORWARDED_FOR)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .collect();
        let address = peer.map(|peer| self.client_of(peer, headers.into_iter()));
        Client {
            network: address.map_or_else(|| "local".to_owned(), prefix),
        }
    }
}

/// The client that the edge has found; in a test without an edge, the other end of the connection.
pub(crate) fn client(request: &Request) -> Client {
    let located = request.extensions().get::<Client>().cloned();
    located.unwrap_or_else(|| TrustedProxies::default().locate(request))
}

/// An IPv4 address itself; of an IPv6 address the first 64 bits, which is what one home gets.
fn prefix(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => Ipv6Net::new_assert(address, 64).trunc().addr().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn located(trusted: &[&str], peer: &str, headers: &[&str]) -> String {
        let networks = trusted
            .iter()
            .map(|network| network.parse().unwrap())
            .collect();
        let proxies = TrustedProxies::new(networks);
        prefix(proxies.client_of(peer.parse().unwrap(), headers.iter().copied()))
    }

    #[test]
    fn r39_one_home_is_one_prefix() {
        for (address, expected) in [
            ("192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
        ] {
            assert_eq!(prefix(address.parse().unwrap()), expected);
        }
    }

    #[test]
    fn r39_a_header_counts_only_from_a_proxy_of_ours_and_only_its_own_part() {
        let proxy = &["10.0.0.0/8", "127.0.0.1/32"][..];
        for (trusted, peer, headers, expected) in [
            (&[][..], "127.0.0.1", &["9.9.9.9"][..], "127.0.0.1"),
            (proxy, "192.0.2.7", &["9.9.9.9"], "192.0.2.7"),
            (proxy, "127.0.0.1", &[], "127.0.0.1"),
            (proxy, "127.0.0.1", &["192.0.2.7"], "192.0.2.7"),
            (proxy, "::ffff:127.0.0.1", &["192.0.2.7"], "192.0.2.7"),
            (proxy, "127.0.0.1", &["9.9.9.9, 192.0.2.7"], "192.0.2.7"),
            (
                proxy,
                "127.0.0.1",
                &["9.9.9.9, 192.0.2.7, 10.1.2.3"],
                "192.0.2.7",
            ),
            (proxy, "127.0.0.1", &["9.9.9.9", "192.0.2.7"], "192.0.2.7"),
            (proxy, "127.0.0.1", &["9.9.9.9, unknown"], "127.0.0.1"),
            (proxy, "10.1.2.3", &["2001:db8::1"], "2001:db8::"),
        ] {
            assert_eq!(
                located(trusted, peer, headers),
                expected,
                "{peer} {headers:?}"
            );
        }
    }
}
