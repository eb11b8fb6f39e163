//! Linked services that other people wrote, a directory and two SCIM servers, each behind a line of its
//! own.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use tempfile::TempDir;
use tokio::time::{Instant, sleep};
use varco_test_targets::certificates::Certified;
use varco_test_targets::line::{Line, Loss};
use varco_test_targets::scim::{ScimServer, TOKEN, VERSION_ATTRIBUTE};
use varco_test_targets::slapd::{PEOPLE, SERVICE, SERVICE_PASSWORD, Slapd};

/// Longest wait for a service to be brought up to date.
const ARRIVAL: Duration = Duration::from_mins(1);
/// Pause between two looks.
const LOOK: Duration = Duration::from_millis(50);

/// How the directory is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// So that its line sees which password goes by.
    Clear,
    /// In TLS, as it should be.
    Tls,
}

/// The services of one run.
#[derive(Debug)]
pub struct Services {
    /// `sidi` (the PyPI package `scim2-server`): keeps versions.
    pub sidi: ScimServer,
    /// `pago` (the npm package `scimmy`): keeps none.
    pub pago: ScimServer,
    /// `posta` (OpenLDAP). It has no account of anybody whom [`Slapd::admit`] was not told.
    pub posta: Slapd,
    wire: Wire,
    lines: [Line; 3],
    folder: TempDir,
    config: String,
}

impl Services {
    /// Starts them.
    ///
    /// # Errors
    ///
    /// A server is not installed or does not start.
    pub async fn start(wire: Wire) -> Result<Self> {
        let (sidi, pago) = (ScimServer::python().await?, ScimServer::node().await?);
        let posta = Slapd::start(Certified::Localhost).await?;
        let lines = [
            line(sidi.port()).await?,
            line(pago.port()).await?,
            line(posta.port()).await?,
        ];
        let folder = TempDir::new()?;
        let config = folder.path().join("varco.toml");
        let services = Self {
            sidi,
            pago,
            posta,
            wire,
            lines,
            config: config.to_str().context("a strange folder")?.to_owned(),
            folder,
        };
        services.link("")?;
        Ok(services)
    }

    /// Links these services, and others that are given as tables of the configuration; whoever runs
    /// has to start again.
    ///
    /// # Errors
    ///
    /// The configuration cannot be written.
    pub fn link(&self, others: &str) -> Result<()> {
        let [sidi, pago, posta] = self.lines.each_ref().map(Line::port);
        let (sidi_path, pago_path) = (self.sidi.path(), self.pago.path());
        let ca_file = self.posta.ca_file();
        let way = match self.wire {
            Wire::Clear => format!("url = \"ldap://127.0.0.1:{posta}\""),
            Wire::Tls => format!(
                "url = \"ldap://localhost:{posta}?tls=required\"\nca_file = \"{}\"",
                ca_file.display()
            ),
        };
        let tables = format!(
            r#"
[[services]]
id = "sidi"
name = "Portale SIDI"
kinds = ["mi", "external"]
order = 1
protocol = "scim"
url = "http://127.0.0.1:{sidi}{sidi_path}"
credential_env = "SCIM_TOKEN"
version_attribute = "{VERSION_ATTRIBUTE}"
rate = "100/s"
timeout = "3s"

[[services]]
id = "pago"
name = "Pago In Rete"
kinds = ["mi", "external"]
order = 2
protocol = "scim"
url = "http://127.0.0.1:{pago}{pago_path}"
credential_env = "SCIM_TOKEN"
timeout = "3s"

[[services]]
id = "posta"
name = "Posta"
kinds = ["mi", "external"]
order = 3
protocol = "ldap"
{way}
credential_env = "POSTA_PASSWORD"
bind_dn = "{SERVICE}"
base = "{PEOPLE}"
filter = "(&(objectClass=inetOrgPerson)(uid={{login}}))"
email_attribute = "mail"
closing_attribute = "pwdAccountLockedTime"
closing_value = "000001010000Z"
timeout = "4s"
policy = {{ refused = "^" }}
"#
        );
        Ok(fs::write(
            self.folder.path().join("varco.toml"),
            tables + others,
        )?)
    }

    /// What the processes of the site have to be told.
    pub fn settings(&self) -> [(&str, &str); 3] {
        [
            ("VARCO_CONFIG", self.config.as_str()),
            ("POSTA_PASSWORD", SERVICE_PASSWORD),
            ("SCIM_TOKEN", TOKEN),
        ]
    }

    /// This befalls whatever is asked from now on.
    pub fn lose_all(&self, loss: Option<Loss>) {
        for line in &self.lines {
            line.lose_all(loss);
        }
    }

    /// The reply to the order that brings this password is lost.
    pub fn lose_reply(&self, password: &str) {
        for line in &self.lines {
            line.lose(password.as_bytes(), Loss::Reply);
        }
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

async fn line(port: u16) -> Result<Line> {
    Line::to(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await
}
