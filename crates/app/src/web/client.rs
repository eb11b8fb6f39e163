//! Where a request comes from, as far as limits care.

use std::net::{IpAddr, Ipv6Addr};

use poem::Request;
use varco_usecases::Client;

/// The network prefix of the connection: the address itself for IPv4, the first 64 bits for IPv6.
/// Headers are not looked at, because anybody can send them.
pub fn client(request: &Request) -> Client {
    let network = match request
        .remote_addr()
        .as_socket_addr()
        .map(std::net::SocketAddr::ip)
    {
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(mapped) => mapped.to_string(),
            None => prefix_64(address).to_string(),
        },
        None => "local".to_owned(),
    };
    Client { network }
}

fn prefix_64(address: Ipv6Addr) -> Ipv6Addr {
    Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(remote: &str) -> String {
        let address: std::net::SocketAddr = remote.parse().unwrap();
        let request = Request::builder().header("X-Forwarded-For", "9.9.9.9");
        let mut request = request.finish();
        *request.remote_addr_mut() = poem::web::RemoteAddr(address.into());
        client(&request).network
    }

    #[test]
    fn r39_the_prefix_comes_from_the_connection_alone() {
        assert_eq!(network("192.0.2.7:1234"), "192.0.2.7");
        assert_eq!(network("[2001:db8:1:2:3:4:5:6]:1234"), "2001:db8:1:2::");
        assert_eq!(network("[::ffff:192.0.2.7]:1234"), "192.0.2.7");
    }
}
