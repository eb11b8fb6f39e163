//! Linked services that other people wrote: a directory and two SCIM servers, for all tests of this
//! process, each behind a line of its own.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Context as _, Result};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use varco_test_targets::certificates::Certified;
use varco_test_targets::line::{Line, Loss};
use varco_test_targets::scim::{ScimServer, TOKEN, VERSION_ATTRIBUTE};
use varco_test_targets::slapd::{PEOPLE, SERVICE, SERVICE_PASSWORD, Slapd};

/// The services of one run, which share their servers with those of others.
#[derive(Debug)]
pub struct Services {
    /// `cartella`: keeps the password in a tree that all runs share.
    pub directory: &'static Slapd,
    /// `sidi`: keeps versions.
    pub python: ScimServer,
    /// `scuola`: keeps none.
    pub node: ScimServer,
    lines: [Line; 3],
    folder: TempDir,
    config: String,
}

impl Services {
    /// Starts what does not run yet.
    ///
    /// # Errors
    ///
    /// A server is not installed or does not start.
    pub async fn start() -> Result<Self> {
        static DIRECTORY: OnceCell<Slapd> = OnceCell::const_new();
        let start = || Slapd::start(Certified::Localhost);
        let directory = DIRECTORY.get_or_try_init(start).await?;
        let (python, node) = (ScimServer::python().await?, ScimServer::node().await?);
        let lines = [
            line(directory.port()).await?,
            line(python.port()).await?,
            line(node.port()).await?,
        ];
        let folder = TempDir::new()?;
        let config = folder.path().join("varco.toml");
        let services = Self {
            directory,
            python,
            node,
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
        let [cartella, sidi, scuola] = self.lines.each_ref().map(Line::port);
        let (sidi_path, scuola_path) = (self.python.path(), self.node.path());
        let tables = format!(
            r#"
[[services]]
id = "cartella"
name = "Cartella"
kinds = ["external"]
protocol = "ldap"
url = "ldap://127.0.0.1:{cartella}"
credential_env = "CARTELLA_PASSWORD"
bind_dn = "{SERVICE}"
base = "{PEOPLE}"
filter = "(&(objectClass=inetOrgPerson)(uid={{login}}))"
email_attribute = "mail"
closing_attribute = "pwdAccountLockedTime"
closing_value = "000001010000Z"
timeout = "3s"

[[services]]
id = "sidi"
name = "Portale SIDI"
kinds = ["external"]
protocol = "scim"
url = "http://127.0.0.1:{sidi}{sidi_path}"
credential_env = "SCIM_TOKEN"
version_attribute = "{VERSION_ATTRIBUTE}"
timeout = "3s"

[[services]]
id = "scuola"
name = "Scuola"
kinds = ["external"]
protocol = "scim"
url = "http://127.0.0.1:{scuola}{scuola_path}"
credential_env = "SCIM_TOKEN"
timeout = "3s"
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
            ("CARTELLA_PASSWORD", SERVICE_PASSWORD),
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
}

async fn line(port: u16) -> Result<Line> {
    Line::to(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await
}
