//! A service under test with three linked services that other people wrote: two SCIM servers and a
//! directory, which are asked themselves what they hold.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use tempfile::TempDir;
use tokio::time::{Instant, sleep};
use varco_test_targets::certificates::Certified;
use varco_test_targets::scim::{ScimServer, TOKEN, VERSION_ATTRIBUTE};
use varco_test_targets::slapd::{PEOPLE, SERVICE, SERVICE_PASSWORD, Slapd};

use crate::process::Database;
use crate::stage::{EASY_CAPTCHA, Stage};

/// Longest wait for a service to be brought up to date.
const ARRIVAL: Duration = Duration::from_mins(1);
/// Pause between two looks.
const LOOK: Duration = Duration::from_millis(50);

/// The service and its linked services: `sidi` (the PyPI package `scim2-server`), `pago` (the npm
/// package `scimmy`) and `posta` (OpenLDAP, which knows only whom somebody has put there).
#[derive(Debug)]
pub struct Linked {
    /// The service.
    pub stage: Stage,
    /// The SCIM server that keeps versions.
    pub sidi: ScimServer,
    /// The other one.
    pub pago: ScimServer,
    /// The directory. It has no account of anybody whom [`Slapd::admit`] was not told.
    pub posta: Slapd,
    _folder: TempDir,
}

impl Linked {
    /// Starts everything.
    ///
    /// # Errors
    ///
    /// A server is not installed or does not start.
    pub async fn start(database: Database) -> Result<Self> {
        let (sidi, pago) = (ScimServer::python().await?, ScimServer::node().await?);
        let posta = Slapd::start(Certified::Localhost).await?;
        let folder = TempDir::new()?;
        let file = folder.path().join("varco.toml");
        std::fs::write(&file, configuration(&sidi, &pago, &posta))?;
        let settings = [
            EASY_CAPTCHA[0],
            ("VARCO_CONFIG", file.to_str().context("no UTF-8")?),
            ("TARGET_TOKEN", TOKEN),
            ("TARGET_PASSWORD", SERVICE_PASSWORD),
        ];
        Ok(Self {
            stage: Stage::start_on(database, &settings).await?,
            sidi,
            pago,
            posta,
            _folder: folder,
        })
    }

    /// Whether somebody gets in with this password: at both SCIM servers, as their stores tell, and at
    /// the directory, by the word of `ldapwhoami`.
    ///
    /// # Errors
    ///
    /// A server does not answer.
    pub async fn opens(&self, login: &str, password: &str) -> Result<[bool; 3]> {
        let mut opens = [false, false, self.posta.opens(login, password)?];
        for (opens, server) in opens.iter_mut().zip([&self.sidi, &self.pago]) {
            let user = server.user(login).await?.unwrap_or_default();
            let is_it = user.get("password").and_then(Value::as_str) == Some(password);
            *opens = is_it && user.get("active") == Some(&Value::Bool(true));
        }
        Ok(opens)
    }

    /// Waits until that is so.
    ///
    /// # Errors
    ///
    /// It does not become so.
    pub async fn wait_until(&self, login: &str, password: &str, expected: [bool; 3]) -> Result<()> {
        let started = Instant::now();
        loop {
            let opens = self.opens(login, password).await?;
            if opens == expected {
                return Ok(());
            }
            ensure!(started.elapsed() < ARRIVAL, "{login}: {opens:?}");
            sleep(LOOK).await;
        }
    }
}

fn configuration(sidi: &ScimServer, pago: &ScimServer, posta: &Slapd) -> String {
    let (sidi_url, pago_url) = (address(sidi), address(pago));
    let (port, ca_file) = (posta.port(), posta.ca_file());
    let ca_file = ca_file.display();
    format!(
        r#"
        [[services]]
        id = "sidi"
        name = "Portale SIDI"
        kinds = ["mi", "external"]
        order = 1
        protocol = "scim"
        url = "{sidi_url}"
        credential_env = "TARGET_TOKEN"
        version_attribute = "{VERSION_ATTRIBUTE}"

        [[services]]
        id = "pago"
        name = "Pago In Rete"
        kinds = ["mi", "external"]
        order = 2
        protocol = "scim"
        url = "{pago_url}"
        credential_env = "TARGET_TOKEN"

        [[services]]
        id = "posta"
        name = "Posta"
        kinds = ["mi", "external"]
        order = 3
        protocol = "ldap"
        url = "ldap://localhost:{port}?tls=required"
        ca_file = "{ca_file}"
        credential_env = "TARGET_PASSWORD"
        bind_dn = "{SERVICE}"
        base = "{PEOPLE}"
        filter = "(&(objectClass=inetOrgPerson)(uid={{login}}))"
        email_attribute = "mail"
        closing_attribute = "pwdAccountLockedTime"
        closing_value = "000001010000Z"
        timeout = "4s"
        policy = {{ refused = "%" }}
        "#
    )
}

fn address(server: &ScimServer) -> String {
    format!("http://127.0.0.1:{}{}", server.port(), server.path())
}
