//! Adapters for servers of tests, and OpenLDAP behind the contract.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;
use varco_directory_ldap::{Closing, Dialect, LdapConfig, LdapSync};
use varco_ports::CredentialSync;
use varco_ports::testkit::targets::{Abilities, TargetFixture};
use varco_test_targets::certificates::Certified;
use varco_test_targets::slapd::{PEOPLE, SERVICE, SERVICE_PASSWORD, Slapd};
use varco_tls::TlsSettings;

/// An adapter that can do everything that OpenLDAP can.
pub(crate) fn config(url: String) -> LdapConfig {
    let closing = Closing {
        attribute: "pwdAccountLockedTime".to_owned(),
        closed: "000001010000Z".to_owned(),
    };
    LdapConfig {
        url,
        tls: TlsSettings::default(),
        bind_dn: SERVICE.to_owned(),
        bind_password: SecretString::from(SERVICE_PASSWORD),
        base: PEOPLE.to_owned(),
        filter: "(&(objectClass=inetOrgPerson)(uid={login}))".to_owned(),
        dialect: Dialect::PasswordModify {
            closing: Some(closing),
        },
        email_attribute: Some("mail".to_owned()),
        time_limit: Duration::from_secs(10),
    }
}

pub(crate) fn plain(port: u16) -> LdapConfig {
    config(format!("ldap://127.0.0.1:{port}"))
}

/// Trusts the authority of this server.
pub(crate) fn trusting(server: &Slapd, url: String) -> LdapConfig {
    LdapConfig {
        tls: TlsSettings {
            ca_file: Some(server.ca_file()),
            identity: None,
        },
        ..config(url)
    }
}

pub(crate) struct Directory {
    pub(crate) server: Slapd,
    sync: Arc<LdapSync>,
    abilities: Abilities,
}

impl Directory {
    /// With every ability that it has, over StartTLS.
    pub(crate) async fn able() -> Self {
        let server = Slapd::start(Certified::Localhost).await.unwrap();
        let url = format!("ldap://localhost:{}?tls=required", server.port());
        let config = trusting(&server, url);
        Self::of(server, &config, true)
    }

    /// Told of none, over LDAPS.
    pub(crate) async fn bare() -> Self {
        let server = Slapd::start(Certified::Localhost).await.unwrap();
        let url = format!("ldaps://localhost:{}", server.tls_port());
        let config = LdapConfig {
            dialect: Dialect::PasswordModify { closing: None },
            email_attribute: None,
            ..trusting(&server, url)
        };
        Self::of(server, &config, false)
    }

    fn of(server: Slapd, config: &LdapConfig, is_able: bool) -> Self {
        Self {
            server,
            sync: Arc::new(LdapSync::new(config).unwrap()),
            abilities: Abilities {
                makes: false,
                closes: is_able,
                has_emails: is_able,
                has_policy: true,
                shows_password: true,
                keeps_versions: false,
            },
        }
    }
}

#[async_trait]
impl TargetFixture for Directory {
    fn sync(&self) -> Arc<dyn CredentialSync> {
        Arc::clone(&self.sync) as _
    }

    fn abilities(&self) -> Abilities {
        self.abilities
    }

    async fn admit(&self, login: &str, password: &str) {
        self.server.admit(login, password).unwrap();
    }

    async fn opens(&self, login: &str, password: &str) -> bool {
        self.server.opens(login, password).unwrap()
    }

    async fn is_active(&self, login: &str) -> bool {
        let is_there = !self.server.values(login, "uid").unwrap().is_empty();
        let closed = self.server.values(login, "pwdAccountLockedTime").unwrap();
        is_there && closed.is_empty()
    }

    async fn emails(&self, login: &str) -> Vec<String> {
        self.server.values(login, "mail").unwrap()
    }
}
