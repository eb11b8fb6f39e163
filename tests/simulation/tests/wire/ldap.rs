//! Four modes of a directory. The directory that keeps the ledger is OpenLDAP: it remembers former
//! passwords, so that each change is one more.

use std::time::Duration;

use secrecy::SecretString;
use varco_directory_ldap::{Closing, Dialect, LdapConfig, LdapSync};
use varco_domain::delivery::Reach;
use varco_test_simulation::{Fault, Stage};
use varco_test_targets::certificates::Certified;
use varco_test_targets::raw::{Move, RawServer};
use varco_test_targets::slapd::{PEOPLE, SERVICE, SERVICE_PASSWORD, Slapd};
use varco_tls::TlsSettings;
use varco_usecases::{Delivery, UseCases};

use crate::{FIRST, SECOND, THIRD, delivered, postponed, with_target};

/// Answers (RFC 4511 §4) to the first three requests of a connection, whose numbers are 1, 2 and 3:
/// bind, search, Password Modify.
fn result(number: u8, tag: u8, code: u8) -> Vec<u8> {
    vec![0x30, 12, 2, 1, number, tag, 7, 10, 1, code, 4, 0, 4, 0]
}

/// A value in BER, of at most 127 bytes.
fn ber(tag: u8, content: &[u8]) -> Vec<u8> {
    [&[tag, u8::try_from(content.len()).unwrap()], content].concat()
}

/// The entry of Mario Rossi.
fn found() -> Vec<u8> {
    let entry = [ber(4, b"uid=mario.rossi"), ber(0x30, b"")].concat();
    let message = [ber(2, &[2]), ber(0x64, &entry)].concat();
    [ber(0x30, &message), result(2, 0x65, 0)].concat()
}

/// Knows the service and Mario Rossi, whose passwords are all wrong, and answers changes with this code.
async fn answering(code: u8) -> RawServer {
    let holds = |request: &[u8], mark: &[u8]| request.windows(mark.len()).any(|it| it == mark);
    RawServer::start(move |request| {
        if holds(request, SERVICE_PASSWORD.as_bytes()) {
            Move::Say(result(1, 0x61, 0))
        } else if holds(request, b"inetOrgPerson") {
            Move::Say(found())
        } else if holds(request, b"1.3.6.1.4.1.4203.1.11.1") {
            Move::Say(result(3, 0x78, code))
        } else {
            // Whether the password is held already: it is not.
            Move::Say(result(request[4], 0x61, 49))
        }
    })
    .await
    .unwrap()
}

fn sync(url: String, tls: TlsSettings) -> LdapSync {
    let closing = Closing {
        attribute: "pwdAccountLockedTime".to_owned(),
        closed: "000001010000Z".to_owned(),
    };
    let config = LdapConfig {
        url,
        tls,
        bind_dn: SERVICE.to_owned(),
        bind_password: SecretString::from(SERVICE_PASSWORD),
        base: PEOPLE.to_owned(),
        filter: "(&(objectClass=inetOrgPerson)(uid={login}))".to_owned(),
        dialect: Dialect::PasswordModify {
            closing: Some(closing),
        },
        email_attribute: Some("mail".to_owned()),
        time_limit: Duration::from_secs(2),
    };
    LdapSync::new(&config).unwrap()
}

fn plain(port: u16) -> LdapSync {
    sync(format!("ldap://127.0.0.1:{port}"), TlsSettings::default())
}

struct World {
    stage: Stage,
    server: Slapd,
}

impl World {
    /// Mario Rossi has a password, and the directory holds it.
    async fn new() -> Self {
        let server = Slapd::start(Certified::Localhost).await.unwrap();
        server.admit(Stage::LOGIN, "prima di tutto 0").unwrap();
        let world = Self {
            stage: Stage::default(),
            server,
        };
        let healthy = world.healthy();
        world.stage.open(&healthy).await.unwrap();
        world.stage.choose(&healthy, FIRST).await.unwrap();
        delivered(&world.stage, &healthy, "first").await;
        assert_eq!(world.effects(), 1);
        world
    }

    fn healthy(&self) -> UseCases {
        with_target(&self.stage, plain(self.server.port()))
    }

    /// How often a password was changed.
    fn effects(&self) -> usize {
        self.server
            .values(Stage::LOGIN, "pwdHistory")
            .unwrap()
            .len()
    }

    /// The fault is over: the new password is there, by the word of `ldapwhoami`, and was set once.
    async fn recovers(&self, fault: Fault) {
        delivered(&self.stage, &self.healthy(), &format!("{fault:?}")).await;
        assert!(
            self.server.opens(Stage::LOGIN, SECOND).unwrap(),
            "{fault:?}"
        );
        assert_eq!(self.effects(), 2, "{fault:?}");
    }

    /// The new password waits while the directory is like this.
    async fn waits(&self, fault: Fault, adapter: LdapSync) {
        let failing = with_target(&self.stage, adapter);
        self.stage.choose(&failing, SECOND).await.unwrap();
        postponed(&self.stage, &failing, 3, &format!("{fault:?}")).await;
    }
}

#[tokio::test]
async fn a_directory_that_is_down_gets_the_password_once_when_it_is_back() {
    let mut world = World::new().await;
    world.server.stop();
    world
        .waits(Fault::LdapDown, plain(world.server.port()))
        .await;
    world.server.run().await.unwrap();
    world.recovers(Fault::LdapDown).await;
}

#[tokio::test]
async fn a_busy_directory_gets_the_password_once_when_it_has_time() {
    let world = World::new().await;
    let busy = answering(51).await;
    world.waits(Fault::LdapBusy, plain(busy.port())).await;
    world.recovers(Fault::LdapBusy).await;
}

#[tokio::test]
async fn r71_a_directory_without_starttls_hears_no_password_and_gets_it_once_in_tls() {
    let world = World::new().await;
    let refusal = result(1, 0x78, 52);
    let stripped = RawServer::start(move |_| Move::Say(refusal.clone()))
        .await
        .unwrap();
    let tls = || TlsSettings {
        ca_file: Some(world.server.ca_file()),
        identity: None,
    };
    let url = |port: u16| format!("ldap://localhost:{port}?tls=required");
    let adapter = sync(url(stripped.port()), tls());
    world.waits(Fault::LdapStartTlsStripped, adapter).await;
    for secret in [SECOND, SERVICE_PASSWORD] {
        assert!(!stripped.has_heard(secret.as_bytes()));
    }
    let whole = with_target(&world.stage, sync(url(world.server.port()), tls()));
    delivered(&world.stage, &whole, "whole").await;
    assert!(world.server.opens(Stage::LOGIN, SECOND).unwrap());
    assert_eq!(world.effects(), 2);
}

#[tokio::test]
async fn t30_a_constraint_violation_is_shown_and_not_tried_again_until_another_password_comes() {
    let world = World::new().await;
    let refusing = answering(19).await;
    let failing = with_target(&world.stage, plain(refusing.port()));
    world.stage.choose(&failing, THIRD).await.unwrap();
    let deliveries = world
        .stage
        .deliver(&failing, &Stage::line(), 9)
        .await
        .unwrap();
    assert_eq!(deliveries, [Delivery::Refused]);
    let reach = world.stage.reach(&failing).await.unwrap();
    assert!(matches!(reach, Some(Reach::Refused { .. })), "{reach:?}");
    assert!(world.server.opens(Stage::LOGIN, FIRST).unwrap());
    world.stage.choose(&world.healthy(), SECOND).await.unwrap();
    world.recovers(Fault::LdapConstraintViolation).await;
}
