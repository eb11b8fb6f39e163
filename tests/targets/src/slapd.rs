//! OpenLDAP's server, with the password policy overlay.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;

use crate::certificates::{Authority, Certified};
use crate::keeper::Keeper;
use crate::{free_port, listening};

/// Everything is below this entry.
pub const SUFFIX: &str = "dc=varco,dc=example";
/// Utenze are below this entry, named by `uid`.
pub const PEOPLE: &str = "ou=persone,dc=varco,dc=example";
/// Who may set passwords, close utenze and change mailboxes.
pub const SERVICE: &str = "cn=varco,dc=varco,dc=example";
/// The password of [`SERVICE`].
pub const SERVICE_PASSWORD: &str = "servizio";

/// A server with an empty branch for utenze. Passwords need eight characters and may not be one of the
/// last three.
#[derive(Debug)]
pub struct Slapd {
    folder: TempDir,
    authority: Authority,
    port: u16,
    tls_port: u16,
    keeper: Option<Keeper>,
}

impl Slapd {
    /// Starts a server that is certified like this. It speaks LDAP, StartTLS and LDAPS.
    ///
    /// # Errors
    ///
    /// OpenLDAP is not installed or does not start.
    pub async fn start(certified: Certified) -> Result<Self> {
        let program = program().context("slapd is missing: run cargo xtask setup")?;
        let folder = tempfile::tempdir()?;
        let authority = Authority::new()?;
        let here = folder.path();
        fs::create_dir(here.join("data"))?;
        // Ubuntu confines the program at its usual place to the usual folders. Copied by another
        // process, so that none that these tests start meanwhile holds the copy open.
        done(
            &Command::new("cp")
                .arg(program)
                .arg(here.join("slapd"))
                .output()?,
        )?;
        let issued = authority.issue(certified)?;
        let conf = include_str!("../files/slapd.conf")
            .replace("FOLDER", &here.display().to_string())
            .replace("CA\n", &format!("{}\n", authority.ca_file().display()))
            .replace(
                "CERTIFICATE\n",
                &format!("{}\n", issued.certificate.display()),
            )
            .replace("KEY\n", &format!("{}\n", issued.key.display()));
        fs::write(here.join("slapd.conf"), conf)?;
        let base = here.join("base.ldif");
        fs::write(&base, include_str!("../files/base.ldif"))?;
        let mut add = Command::new(here.join("slapd"));
        add.args(["-T", "add", "-f"]).arg(here.join("slapd.conf"));
        done(&add.arg("-l").arg(base).output()?)?;
        let mut server = Self {
            port: free_port()?,
            tls_port: free_port()?,
            folder,
            authority,
            keeper: None,
        };
        server.run().await?;
        Ok(server)
    }

    /// Starts it again after [`Slapd::stop`], on the same ports with the same data.
    ///
    /// # Errors
    ///
    /// It does not start; the error holds its log.
    pub async fn run(&mut self) -> Result<()> {
        let here = self.folder.path();
        let (port, tls_port) = (self.port, self.tls_port);
        let addresses = format!("ldap://127.0.0.1:{port} ldaps://127.0.0.1:{tls_port}");
        let log = here.join("log");
        let [program, conf] = ["slapd", "slapd.conf"].map(|name| here.join(name));
        let words = [
            program.as_os_str(),
            "-d0".as_ref(),
            "-h".as_ref(),
            addresses.as_ref(),
            "-f".as_ref(),
            conf.as_os_str(),
        ];
        self.keeper = Some(Keeper::start(&log, &words)?);
        let said = || fs::read_to_string(&log).unwrap_or_default();
        listening(port).await.with_context(said)
    }

    /// Kills it. Its ports and data stay its own.
    pub fn stop(&mut self) {
        self.keeper = None;
    }

    /// Lets it hang: connections are taken, nothing is answered.
    ///
    /// # Errors
    ///
    /// It does not run.
    pub fn freeze(&self) -> Result<()> {
        self.keeper.as_ref().context("not running")?.signal("STOP")
    }

    /// Port for LDAP and StartTLS.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Port for LDAPS.
    pub const fn tls_port(&self) -> u16 {
        self.tls_port
    }

    /// The certificate of the authority that has certified the server.
    pub fn ca_file(&self) -> PathBuf {
        self.authority.ca_file()
    }

    /// The name of the entry of an utenza, whose login needs no escaping.
    pub fn dn(login: &str) -> String {
        format!("uid={login},{PEOPLE}")
    }

    /// Makes an utenza, by the hands of an administrator whom no policy stops.
    ///
    /// # Errors
    ///
    /// The server does not take it.
    pub fn admit(&self, login: &str, password: &str) -> Result<()> {
        let dn = Self::dn(login);
        self.add(&format!(
            "dn: {dn}\nobjectClass: inetOrgPerson\nobjectClass: user\nuid: {login}\ncn: Niccolò\n\
             sn: D'Angelo\nuserAccountControl: 512\nuserPassword: {password}\n"
        ))
    }

    /// Adds entries given as LDIF, as [`Slapd::admit`] does.
    ///
    /// # Errors
    ///
    /// The server does not take them.
    pub fn add(&self, ldif: &str) -> Result<()> {
        let file = tempfile::NamedTempFile::new_in(self.folder.path())?;
        fs::write(&file, ldif)?;
        let mut command = self.tool("ldapadd");
        command
            .args(["-D", "cn=root,dc=varco,dc=example", "-w", "root", "-f"])
            .arg(file.path());
        done(&command.output()?)
    }

    /// Whether the server lets somebody in with this password, by the word of `ldapwhoami`.
    ///
    /// # Errors
    ///
    /// The program cannot be started.
    pub fn opens(&self, login: &str, password: &str) -> Result<bool> {
        let file = tempfile::NamedTempFile::new_in(self.folder.path())?;
        fs::write(&file, password)?;
        let mut command = self.tool("ldapwhoami");
        command
            .arg("-D")
            .arg(Self::dn(login))
            .arg("-y")
            .arg(file.path());
        Ok(command.output()?.status.success())
    }

    /// The values of an attribute of an utenza as printed by `ldapsearch`, in their order; those that
    /// are no plain text in base64.
    ///
    /// # Errors
    ///
    /// The program cannot be started.
    pub fn values(&self, login: &str, attribute: &str) -> Result<Vec<String>> {
        let mut command = self.tool("ldapsearch");
        command.args(["-LLL", "-o", "ldif-wrap=no", "-s", "base"]);
        command.args(["-D", "cn=root,dc=varco,dc=example", "-w", "root", "-b"]);
        let output = command
            .arg(Self::dn(login))
            .arg("(objectClass=*)")
            .arg(attribute)
            .output()?;
        let text = String::from_utf8(output.stdout)?;
        let value = |line: &str| {
            let (name, value) = line.split_once(": ")?;
            let is_it = name.trim_end_matches(':') == attribute;
            is_it.then(|| value.to_owned())
        };
        Ok(text.lines().filter_map(value).collect())
    }

    fn tool(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        let url = format!("ldap://127.0.0.1:{}", self.port);
        command.args(["-x", "-H", &url]).stdin(Stdio::null());
        command
    }
}

fn done(output: &Output) -> Result<()> {
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{said}");
    Ok(())
}

/// Debian puts it where only root looks.
fn program() -> Option<&'static Path> {
    let places = [
        "/usr/sbin/slapd",
        "/usr/local/sbin/slapd",
        "/usr/libexec/slapd",
    ];
    places
        .into_iter()
        .map(Path::new)
        .find(|place| place.is_file())
}
