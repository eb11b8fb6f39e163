//! Where a request comes from, as far as limits care.

use std::net::{IpAddr, Ipv6Addr};

use poem::Request;
use varco_usecases::Client;

/// The network prefix of the connection: the address itself for IPv4, the first 64 bits for IPv6.
/// Headers are not looked at, because anybody can send them.
pub fn client(request: &Request) -> Client {
    let address = request
        .remote_addr()
        .as_socket_addr()
        .map(std::net::SocketAddr::ip);
    Client {
        network: address.map_or_else(|| "local".to_owned(), prefix),
    }
}

fn prefix(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => prefix_64(address).to_string(),
    }
}

fn prefix_64(address: Ipv6Addr) -> Ipv6Addr {
    Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
