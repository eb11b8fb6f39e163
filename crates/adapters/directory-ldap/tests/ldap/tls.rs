//! TLS with a directory that is who it says, or nothing.

use std::net::SocketAddr;
use std::time::Duration;

use varco_directory_ldap::{ConfigError, Dialect, LdapConfig, LdapSync};
use varco_ports::testkit::targets::samples::{BETTER, GOOD, set};
use varco_ports::{CredentialSync, SyncError};
use varco_test_targets::certificates::{Authority, Certified};
use varco_test_targets::line::Line;
use varco_test_targets::raw::{Move, RawServer};
use varco_test_targets::slapd::{SERVICE_PASSWORD, Slapd};

use crate::support::{config, plain, trusting};

/// slapd behind a line that is listened to; both ways of TLS.
struct World {
    server: Slapd,
    lines: [Line; 2],
}

impl World {
    async fn new(certified: Certified) -> Self {
        let server = Slapd::start(certified).await.unwrap();
        server.admit("mario.rossi", GOOD).unwrap();
        let line = |port| Line::to(SocketAddr::from(([127, 0, 0, 1], port)));
        let lines = [
            line(server.port()).await.unwrap(),
            line(server.tls_port()).await.unwrap(),
        ];
        Self { server, lines }
    }

    fn configs(&self) -> [LdapConfig; 2] {
        let [upgraded, protected] = self.lines.each_ref().map(Line::port);
        [
            trusting(
                &self.server,
                format!("ldap://localhost:{upgraded}?tls=required"),
            ),
            trusting(&self.server, format!("ldaps://localhost:{protected}")),
        ]
    }

    fn has_kept_silent(&self) -> bool {
        let secrets = [SERVICE_PASSWORD, BETTER, "mario.rossi", "cn=varco"];
        let heard = |line: &Line| {
            secrets
                .iter()
                .any(|secret| line.has_heard(secret.as_bytes()))
        };
        !self.lines.iter().any(heard)
    }
}

async fn apply(config: &LdapConfig) -> Result<(), SyncError> {
    LdapSync::new(config)
        .unwrap()
        .apply(&set("mario.rossi", 1, BETTER))
        .await
}

#[tokio::test]
async fn r71_passwords_go_through_tls_only() {
    let world = World::new(Certified::Localhost).await;
    for config in world.configs() {
        assert_eq!(apply(&config).await, Ok(()));
    }
    assert!(world.has_kept_silent());
    assert!(world.server.opens("mario.rossi", BETTER).unwrap());
}

#[tokio::test]
async fn r71_a_directory_that_cannot_prove_its_name_hears_nothing() {
    for certified in [Certified::AnotherName, Certified::Expired] {
        let world = World::new(certified).await;
        for config in world.configs() {
            let Err(SyncError::Retry { reason, .. }) = apply(&config).await else {
                panic!("{certified:?}")
            };
            assert!(reason.contains("certificate"), "{reason}");
        }
        assert!(world.has_kept_silent());
        assert!(world.server.opens("mario.rossi", GOOD).unwrap());
    }
    let world = World::new(Certified::Localhost).await;
    let stranger = Authority::new().unwrap();
    for mut config in world.configs() {
        config.tls.ca_file = Some(stranger.ca_file());
        let outcome = apply(&config).await;
        assert!(
            matches!(outcome, Err(SyncError::Retry { .. })),
            "{outcome:?}"
        );
    }
    assert!(world.has_kept_silent());
}

/// An answer to the extended operation that asks for TLS, with this result code.
fn to_start_tls(code: u8) -> Vec<u8> {
    vec![0x30, 12, 2, 1, 1, 0x78, 7, 10, 1, code, 4, 0, 4, 0]
}

/// The answer to a bind, in clear: it succeeds.
const BOUND: [u8; 14] = [0x30, 12, 2, 1, 2, 0x61, 7, 10, 1, 0, 4, 0, 4, 0];

#[tokio::test]
async fn r71_where_starttls_is_stripped_nothing_is_said() {
    let injected = [to_start_tls(0), BOUND.to_vec()].concat();
    let authority = Authority::new().unwrap();
    for answer in [to_start_tls(2), to_start_tls(52), to_start_tls(0), injected] {
        let server = RawServer::start(move |_| Move::Say(answer.clone()))
            .await
            .unwrap();
        let mut config = config(format!("ldap://localhost:{}?tls=required", server.port()));
        config.tls.ca_file = Some(authority.ca_file());
        config.time_limit = Duration::from_millis(500);
        let outcome = apply(&config).await;
        assert!(
            matches!(outcome, Err(SyncError::Retry { .. })),
            "{outcome:?}"
        );
        assert!(server.has_heard(b"1.3.6.1.4.1.1466.20037"));
        assert!(!server.has_heard(SERVICE_PASSWORD.as_bytes()));
        assert!(!server.has_heard(b"cn=varco"));
    }
}

#[test]
fn an_adapter_that_could_not_work_is_not_made() {
    let good = || plain(1);
    let error = |config: LdapConfig| LdapSync::new(&config).unwrap_err();
    for filter in [
        "",
        "(uid=x)",
        "uid={login})",
        "(uid={login}",
        "(&(uid={login})",
    ] {
        let filter = filter.to_owned();
        let config = LdapConfig { filter, ..good() };
        assert!(matches!(error(config), ConfigError::Filter));
    }
    // Would bind as nobody.
    for (name, password) in [("", "x"), ("cn=x", "")] {
        let (bind_dn, bind_password) = (name.to_owned(), password.into());
        let config = LdapConfig {
            bind_dn,
            bind_password,
            ..good()
        };
        assert!(matches!(error(config), ConfigError::NoCredentials));
    }
    let mut config = config("ldaps://localhost".to_owned());
    config.dialect = Dialect::ActiveDirectory;
    config.tls.ca_file = Some("/nowhere/ca.pem".into());
    assert!(error(config).to_string().contains("/nowhere/ca.pem"));
}
