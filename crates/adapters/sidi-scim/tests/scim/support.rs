//! Adapters for servers of tests, and those servers behind the contract.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;
use serde_json::Value;
use varco_ports::CredentialSync;
use varco_ports::testkit::targets::{Abilities, TargetFixture};
use varco_sidi_scim::{ScimConfig, ScimSync};
use varco_test_targets::scim::{ScimServer, TOKEN, VERSION_ATTRIBUTE};

/// An adapter with a token and nothing else unusual.
pub(crate) fn config(base_url: String) -> ScimConfig {
    ScimConfig {
        base_url,
        token: Some(SecretString::from(TOKEN)),
        tls: varco_tls::TlsSettings::default(),
        may_create: true,
        version_attribute: None,
        time_limit: Duration::from_secs(10),
    }
}

pub(crate) fn plain(port: u16) -> ScimConfig {
    config(format!("http://127.0.0.1:{port}/v2"))
}

/// A service of this server, reached by this port.
pub(crate) fn at(server: &ScimServer, port: u16) -> ScimConfig {
    config(format!("http://127.0.0.1:{port}{}", server.path()))
}

pub(crate) struct Peer {
    pub(crate) server: ScimServer,
    sync: Arc<ScimSync>,
    keeps_versions: bool,
}

impl Peer {
    pub(crate) async fn python(keeps_versions: bool) -> Self {
        Self::of(ScimServer::python().await.unwrap(), keeps_versions)
    }

    pub(crate) async fn node() -> Self {
        Self::of(ScimServer::node().await.unwrap(), false)
    }

    fn of(server: ScimServer, keeps_versions: bool) -> Self {
        let config = ScimConfig {
            version_attribute: keeps_versions.then(|| VERSION_ATTRIBUTE.to_owned()),
            ..at(&server, server.port())
        };
        Self {
            sync: Arc::new(ScimSync::new(&config).unwrap()),
            server,
            keeps_versions,
        }
    }

    async fn user(&self, login: &str) -> Value {
        let user = self.server.user(login).await.unwrap();
        user.unwrap_or_default()
    }
}

#[async_trait]
impl TargetFixture for Peer {
    fn sync(&self) -> Arc<dyn CredentialSync> {
        Arc::clone(&self.sync) as _
    }

    fn abilities(&self) -> Abilities {
        Abilities {
            makes: true,
            closes: true,
            has_emails: true,
            has_policy: true,
            shows_password: self.keeps_versions,
            keeps_versions: self.keeps_versions,
        }
    }

    async fn admit(&self, login: &str, password: &str) {
        self.server.admit(login, password).await.unwrap();
    }

    async fn opens(&self, login: &str, password: &str) -> bool {
        let user = self.user(login).await;
        user["active"] == true && user["password"] == password
    }

    async fn is_active(&self, login: &str) -> bool {
        self.user(login).await["active"] == true
    }

    async fn emails(&self, login: &str) -> Vec<String> {
        let user = self.user(login).await;
        let emails = user["emails"].as_array().cloned().unwrap_or_default();
        let value = |email: &Value| email["value"].as_str().map(str::to_owned);
        emails.iter().filter_map(value).collect()
    }
}
