//! R-71: TLS with a service that is who it says, or nothing.

use std::time::Duration;

use secrecy::SecretString;
use varco_ports::testkit::targets::samples::{GOOD, set};
use varco_ports::{CredentialSync, SyncError};
use varco_sidi_scim::{ConfigError, ScimConfig, ScimSync};
use varco_test_targets::certificates::{Authority, Certified};
use varco_test_targets::liar::{Act, Liar};
use varco_test_targets::line::Line;
use varco_tls::{ClientIdentity, TlsSettings};

use crate::support::config;

/// Knows nobody, and takes whoever is sent.
fn empty(heard: &varco_test_targets::liar::Heard) -> Act {
    if heard.line.starts_with("GET ") {
        let body = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0}"#;
        Act::reply(200, &[], body)
    } else {
        Act::reply(201, &[], r#"{"id":"1","userName":"mario.rossi"}"#)
    }
}

struct World {
    authority: Authority,
    server: Liar,
    line: Line,
}

impl World {
    async fn new(certified: Certified, asks_clients: bool) -> Self {
        let authority = Authority::new().unwrap();
        let tls = authority.server(certified, asks_clients).unwrap();
        let server = Liar::start(Some(tls), empty).await.unwrap();
        let line = Line::to(server.address()).await.unwrap();
        Self {
            authority,
            server,
            line,
        }
    }

    fn config(&self) -> ScimConfig {
        ScimConfig {
            tls: TlsSettings {
                ca_file: Some(self.authority.ca_file()),
                identity: None,
            },
            ..config(format!("https://localhost:{}/v2", self.line.port()))
        }
    }

    async fn apply(&self, config: &ScimConfig) -> Result<(), SyncError> {
        let sync = ScimSync::new(config).unwrap();
        sync.apply(&set("mario.rossi", 1, GOOD)).await
    }
}

#[tokio::test]
async fn r71_passwords_go_to_a_certified_service_through_tls_only() {
    let world = World::new(Certified::Localhost, false).await;
    assert_eq!(world.apply(&world.config()).await, Ok(()));
    let heard = world.server.heard();
    assert!(heard[1].body.contains(GOOD));
    assert_eq!(heard[1].header("authorization"), Some("Bearer gettone"));
    for secret in [GOOD, "gettone", "mario.rossi"] {
        assert!(!world.line.has_heard(secret.as_bytes()), "{secret}");
    }
}

#[tokio::test]
async fn r71_a_service_that_cannot_prove_its_name_hears_nothing() {
    for certified in [Certified::AnotherName, Certified::Expired] {
        let world = World::new(certified, false).await;
        let outcome = world.apply(&world.config()).await;
        let Err(SyncError::Retry { reason, .. }) = outcome else {
            panic!("{outcome:?}")
        };
        assert!(reason.contains("certificate"), "{reason}");
        assert_eq!(world.server.heard().len(), 0);
    }
    let world = World::new(Certified::Localhost, false).await;
    let mut config = world.config();
    let stranger = Authority::new().unwrap();
    config.tls.ca_file = Some(stranger.ca_file());
    let outcome = world.apply(&config).await;
    assert!(
        matches!(outcome, Err(SyncError::Retry { .. })),
        "{outcome:?}"
    );
    assert_eq!(world.server.heard().len(), 0);
}

#[tokio::test]
async fn r71_a_service_without_tls_where_tls_is_due_hears_nothing() {
    let server = Liar::start(None, empty).await.unwrap();
    let line = Line::to(server.address()).await.unwrap();
    let authority = Authority::new().unwrap();
    // It waits for the end of a request that never comes.
    let mut config = ScimConfig {
        time_limit: Duration::from_millis(500),
        ..config(format!("https://localhost:{}", line.port()))
    };
    config.tls.ca_file = Some(authority.ca_file());
    let outcome = ScimSync::new(&config)
        .unwrap()
        .apply(&set("mario.rossi", 1, GOOD))
        .await;
    assert!(
        matches!(outcome, Err(SyncError::Retry { .. })),
        "{outcome:?}"
    );
    assert_eq!(server.heard().len(), 0);
    assert!(!line.has_heard(b"gettone"));
}

#[tokio::test]
async fn r71_a_service_may_ask_who_we_are_by_certificate() {
    let world = World::new(Certified::Localhost, true).await;
    let ours = world.authority.issue(Certified::AnotherName).unwrap();
    let mut config = world.config();
    config.token = None;
    config.tls.identity = Some(ClientIdentity {
        certificate_file: ours.certificate,
        key_file: ours.key,
    });
    assert_eq!(world.apply(&config).await, Ok(()));
    assert_eq!(world.server.heard()[1].header("authorization"), None);
    let nobody = world.config();
    let outcome = world.apply(&nobody).await;
    assert!(
        matches!(outcome, Err(SyncError::Retry { .. })),
        "{outcome:?}"
    );
    assert_eq!(world.server.heard().len(), 2);
}

#[test]
fn an_adapter_that_could_not_work_is_not_made() {
    let good = || config("http://localhost:1/v2".to_owned());
    let error = |config: ScimConfig| ScimSync::new(&config).unwrap_err();
    let config = ScimConfig {
        token: None,
        ..good()
    };
    assert!(matches!(error(config), ConfigError::NoCredentials));
    let token = Some(SecretString::from("get\ntone"));
    let refused = error(ScimConfig { token, ..good() });
    assert!(matches!(refused, ConfigError::Token));
    assert!(!format!("{refused} {refused:?}").contains("tone\""));
    let version_attribute = Some("passwordVersion".to_owned());
    let config = ScimConfig {
        version_attribute,
        ..good()
    };
    assert!(matches!(error(config), ConfigError::VersionAttribute));
    let mut config = crate::support::config("https://localhost/v2".to_owned());
    config.tls.ca_file = Some("/nowhere/ca.pem".into());
    assert!(error(config).to_string().contains("/nowhere/ca.pem"));
}
