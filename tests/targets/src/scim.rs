//! SCIM servers that other people wrote, each with a door to its store.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, ensure};
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::OnceCell;

use crate::installed;
use crate::keeper::Keeper;

/// The bearer token that the servers let in.
pub const TOKEN: &str = "gettone";
/// The attribute in which [`ScimServer::python`] keeps versions.
pub const VERSION_ATTRIBUTE: &str =
    "urn:ietf:params:scim:schemas:extension:varco:2.0:User:passwordVersion";

/// A service that knows nobody and refuses passwords of fewer than eight characters. Those of one
/// process of tests are rooms of one server, because starting it takes longer than a test.
#[derive(Debug)]
pub struct ScimServer {
    port: u16,
    room: u32,
}

/// A running program, until the process of the tests ends.
#[derive(Debug)]
struct Running {
    port: u16,
    _keeper: Keeper,
    _folder: TempDir,
}

static ROOMS: AtomicU32 = AtomicU32::new(1);

impl ScimServer {
    /// The PyPI package `scim2-server`.
    ///
    /// # Errors
    ///
    /// It is not installed or does not start; the error holds its log.
    pub async fn python() -> Result<Self> {
        static SHARED: OnceCell<Running> = OnceCell::const_new();
        let python = installed("python/bin/python");
        let is_there = installed("python/bin/scim2-server").is_file();
        ensure!(is_there, "scim2-server is missing: run cargo xtask setup");
        let script = include_str!("../files/scim_server.py");
        let start = || Running::start(&python, ("server.py", script), &[]);
        Ok(Self::at(SHARED.get_or_try_init(start).await?))
    }

    /// The npm packages `scimmy` and `scimmy-routers`.
    ///
    /// # Errors
    ///
    /// As [`ScimServer::python`].
    pub async fn node() -> Result<Self> {
        static SHARED: OnceCell<Running> = OnceCell::const_new();
        let packages = installed("node");
        let is_there = packages.join("node_modules/scimmy-routers").is_dir();
        ensure!(is_there, "scimmy-routers is missing: run cargo xtask setup");
        let script = include_str!("../files/scim_server.mjs");
        let arguments = [packages.as_path()];
        let start = || Running::start(Path::new("node"), ("server.mjs", script), &arguments);
        Ok(Self::at(SHARED.get_or_try_init(start).await?))
    }

    fn at(running: &Running) -> Self {
        Self {
            port: running.port,
            room: ROOMS.fetch_add(1, Ordering::Relaxed),
        }
    }

    /// Where it listens.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Path of its base address, such as `/7/v2`.
    pub fn path(&self) -> String {
        format!("/{}/v2", self.room)
    }

    /// Every user that it holds, password in clear and all.
    ///
    /// # Errors
    ///
    /// It does not answer.
    pub async fn users(&self) -> Result<Vec<Value>> {
        self.shown("/store").await
    }

    /// The user with this name.
    ///
    /// # Errors
    ///
    /// It does not answer.
    pub async fn user(&self, login: &str) -> Result<Option<Value>> {
        let users = self.users().await?;
        let named = |user: &Value| user.get("userName").and_then(Value::as_str) == Some(login);
        Ok(users.into_iter().find(named))
    }

    /// What [`ScimServer::python`] was asked, oldest first: `method`, `path`, `key` (of idempotency)
    /// and `match` (the entity tag).
    ///
    /// # Errors
    ///
    /// It does not answer.
    pub async fn requests(&self) -> Result<Vec<Value>> {
        self.shown("/requests").await
    }

    /// What each change of a user has left in [`ScimServer::python`], oldest first, as [`ScimServer::users`]
    /// shows it.
    ///
    /// # Errors
    ///
    /// It does not answer.
    pub async fn history(&self) -> Result<Vec<Value>> {
        self.shown("/history").await
    }

    /// Makes a user by other hands.
    ///
    /// # Errors
    ///
    /// The server does not take it.
    pub async fn admit(&self, login: &str, password: &str) -> Result<()> {
        let user = serde_json::json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
            "userName": login,
            "password": password,
            "active": true,
        })
        .to_string();
        let length = user.len();
        let head = format!(
            "POST {}/Users HTTP/1.1\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: \
             application/scim+json\r\nContent-Length: {length}",
            self.path()
        );
        let reply = self.ask(&head, &user).await?;
        ensure!(reply.contains(" 201 "), "{reply}");
        Ok(())
    }

    async fn shown(&self, path: &str) -> Result<Vec<Value>> {
        let reply = self
            .ask(&format!("GET /{}{path} HTTP/1.1", self.room), "")
            .await?;
        let body = reply.split_once("\r\n\r\n").context("no body")?.1;
        Ok(serde_json::from_str(body)?)
    }

    async fn ask(&self, head: &str, body: &str) -> Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await?;
        let request = format!("{head}\r\nHost: localhost\r\nConnection: close\r\n\r\n{body}");
        stream.write_all(request.as_bytes()).await?;
        let mut reply = String::new();
        stream.read_to_string(&mut reply).await?;
        Ok(reply)
    }
}

impl Running {
    async fn start(program: &Path, script: (&str, &str), arguments: &[&Path]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let (file, log) = (folder.path().join(script.0), folder.path().join("log"));
        std::fs::write(&file, script.1)?;
        std::fs::write(&log, "")?;
        let mut words = vec![program, &file];
        words.extend(arguments);
        let keeper = Keeper::start(&log, &words)?;
        for _ in 0..1_000 {
            let said = std::fs::read_to_string(&log)?;
            if let Some(Ok(port)) = said.split_once('\n').map(|(line, _)| line.parse()) {
                return Ok(Self {
                    port,
                    _keeper: keeper,
                    _folder: folder,
                });
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let said = std::fs::read_to_string(&log)?;
        Err(anyhow!("the SCIM server does not start: {said}"))
    }
}
