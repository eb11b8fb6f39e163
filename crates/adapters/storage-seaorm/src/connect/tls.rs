//! When the connection to PostgreSQL is encrypted.
//!
//! | server | nothing said | `disable` | `verify-full` | anything else |
//! |---|---|---|---|---|
//! | behind a socket | plain | plain | plain | plain |
//! | on this machine, no `ca_file` | plain | plain | TLS | refused |
//! | elsewhere, or with a `ca_file` | TLS | refused | TLS | refused |
//!
//! TLS here means that the certificate is of a known authority and bears the name in the address.
//! `allow` and `prefer` would fall back to plain text when somebody in between asks for it, `require`
//! takes any certificate and `verify-ca` that of any server. `prefer` is what the library says when
//! nothing was said, so it cannot be told apart and means nothing said.

use std::io::ErrorKind;
use std::net::IpAddr;
use std::path::Path;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgSslMode};

use super::OpenError;

/// The options with the way to connect settled.
pub(super) fn settle(
    options: PgConnectOptions,
    authorities: Option<Vec<u8>>,
) -> Result<PgConnectOptions, OpenError> {
    let host = options.get_host();
    if options.get_socket().is_some() || host.starts_with('/') {
        return Ok(options.ssl_mode(PgSslMode::Disable));
    }
    // The brackets of an IPv6 address in a URL belong neither to the address nor to a certificate.
    let host = host.trim_matches(['[', ']']).to_owned();
    let may_be_plain = is_this_machine(&host) && authorities.is_none();
    let mode = match options.get_ssl_mode() {
        PgSslMode::Prefer | PgSslMode::Disable if may_be_plain => PgSslMode::Disable,
        PgSslMode::Prefer | PgSslMode::VerifyFull => PgSslMode::VerifyFull,
        _ => return Err(OpenError::Insecure),
    };
    let options = options.host(&host).ssl_mode(mode);
    Ok(match authorities {
        Some(pem) => options.ssl_root_cert_from_pem(pem),
        None => options,
    })
}

/// The text of a file with certificates.
pub(super) fn certificates(file: &Path) -> Result<Vec<u8>, OpenError> {
    let pem = std::fs::read(file).map_err(|error| OpenError::CaFile(error.kind()))?;
    let mut found = CertificateDer::pem_slice_iter(&pem).peekable();
    if found.peek().is_none() || found.any(|certificate| certificate.is_err()) {
        return Err(OpenError::CaFile(ErrorKind::InvalidData));
    }
    Ok(pem)
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost"
        || host
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "disable";
    const TLS: &str = "verify-full";
    const REFUSED: &str = "refused";

    fn settled(address: &str, authorities: Option<&str>) -> &'static str {
        let options = format!("postgres://varco:secret@{address}")
            .parse()
            .unwrap();
        match settle(options, authorities.map(Vec::from)).map(|o| o.get_ssl_mode()) {
            Ok(PgSslMode::Disable) => PLAIN,
            Ok(PgSslMode::VerifyFull) => TLS,
            Ok(other) => panic!("{other:?}"),
            Err(OpenError::Insecure) => REFUSED,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn over_a_network_the_server_proves_who_it_is() {
        for host in [
            "db.ente.it",
            "192.0.2.1",
            "[2001:db8::1]",
            "localhost.ente.it",
        ] {
            for (mode, expected) in [
                ("", TLS),
                ("?sslmode=verify-full", TLS),
                ("?sslmode=prefer", TLS),
                ("?sslmode=disable", REFUSED),
                ("?sslmode=allow", REFUSED),
                ("?sslmode=require", REFUSED),
                ("?sslmode=verify-ca", REFUSED),
            ] {
                for authorities in [None, Some("PEM")] {
                    let found = settled(&format!("{host}/varco{mode}"), authorities);
                    assert_eq!(found, expected, "{host} {mode}");
                }
            }
        }
    }

    #[test]
    fn on_this_machine_text_may_be_plain() {
        for host in ["localhost", "127.0.0.1", "127.9.9.9:5433", "[::1]"] {
            for (mode, authorities, expected) in [
                ("", None, PLAIN),
                ("?sslmode=disable", None, PLAIN),
                ("?sslmode=verify-full", None, TLS),
                ("?sslmode=require", None, REFUSED),
                ("", Some("PEM"), TLS),
                ("?sslmode=disable", Some("PEM"), REFUSED),
            ] {
                let found = settled(&format!("{host}/varco{mode}"), authorities);
                assert_eq!(found, expected, "{host} {mode} {authorities:?}");
            }
        }
    }

    #[test]
    fn a_socket_needs_no_encryption() {
        for mode in ["", "&sslmode=require", "&sslmode=verify-full"] {
            let address = format!("localhost/varco?host=/run/postgresql{mode}");
            assert_eq!(settled(&address, None), PLAIN);
        }
        assert_eq!(settled("%2Frun%2Fpostgresql/varco", None), PLAIN);
    }

    #[test]
    fn an_ipv6_address_loses_its_brackets() {
        let options = "postgres://varco@[::1]/varco".parse().unwrap();
        assert_eq!(settle(options, None).unwrap().get_host(), "::1");
    }
}
