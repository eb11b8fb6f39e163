//! Samba as an Active Directory. It wants the ports of LDAP, and so root; making a domain takes a while.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;

use crate::certificates::{Authority, Certified};
use crate::keeper::Keeper;
use crate::listening;

/// Who may do everything.
pub const ADMINISTRATOR: &str = "administrator@varco.example";
/// The password of [`ADMINISTRATOR`].
pub const ADMINISTRATOR_PASSWORD: &str = "Ammini-Stra-7";
/// Utenze are below this entry, named by `sAMAccountName`.
pub const USERS: &str = "cn=Users,dc=varco,dc=example";

const LDAPS: u16 = 636;

/// A domain controller that speaks LDAPS. Passwords need eight characters of several kinds.
#[derive(Debug)]
pub struct Samba {
    folder: TempDir,
    authority: Authority,
    keeper: Option<Keeper>,
}

impl Samba {
    /// Makes a domain and starts its controller.
    ///
    /// # Errors
    ///
    /// Samba is not installed (Debian: `samba-ad-dc samba-ad-provision samba-dsdb-modules`) or does not
    /// start, perhaps because this is not root or its ports are taken.
    pub async fn start() -> Result<Self> {
        let mut server = Self {
            folder: tempfile::tempdir()?,
            authority: Authority::new()?,
            keeper: None,
        };
        let domain = server.folder.path().join("domain").display().to_string();
        let mut provision = Command::new("samba-tool");
        provision.args([
            "domain",
            "provision",
            "--realm=VARCO.EXAMPLE",
            "--domain=VARCO",
        ]);
        provision.args(["--server-role=dc", "--dns-backend=NONE"]);
        provision.args([
            "--option=interfaces=lo",
            "--option=bind interfaces only=yes",
        ]);
        provision.arg(format!("--adminpass={ADMINISTRATOR_PASSWORD}"));
        done(provision.arg(format!("--targetdir={domain}")))?;
        server.tool(&["domain", "passwordsettings", "set", "--min-pwd-length=8"])?;
        let issued = server.authority.issue(Certified::Localhost)?;
        let words = [
            "samba".to_owned(),
            // Not `-i`, which ends with its input.
            "--foreground".to_owned(),
            "--no-process-group".to_owned(),
            "--debug-stdout".to_owned(),
            "--model=single".to_owned(),
            server.configuration(),
            "--option=server services=ldap".to_owned(),
            // Like Active Directory it would let in with the password before for another hour.
            "--option=old password allowed period=0".to_owned(),
            format!("--option=tls certfile={}", issued.certificate.display()),
            format!("--option=tls keyfile={}", issued.key.display()),
            format!("--option=tls cafile={}", server.ca_file().display()),
        ];
        // It does not take a key that others could read.
        done(Command::new("chmod").arg("600").arg(&issued.key))?;
        let log = server.folder.path().join("log");
        server.keeper = Some(Keeper::start(&log, &words)?);
        let said = || fs::read_to_string(&log).unwrap_or_default();
        listening(LDAPS).await.with_context(said)?;
        Ok(server)
    }

    /// The certificate of the authority that has certified the server for `localhost`.
    pub fn ca_file(&self) -> PathBuf {
        self.authority.ca_file()
    }

    /// Makes an utenza.
    ///
    /// # Errors
    ///
    /// Samba does not take it.
    pub fn admit(&self, login: &str, password: &str) -> Result<()> {
        self.tool(&["user", "create", login, password])
    }

    /// Deletes every utenza that is not Samba's own.
    ///
    /// # Errors
    ///
    /// Samba does not let it go.
    pub fn clear(&self) -> Result<()> {
        for login in self.values(
            "(&(objectClass=user)(!(isCriticalSystemObject=TRUE)))",
            "sAMAccountName",
        )? {
            self.tool(&["user", "delete", &login])?;
        }
        Ok(())
    }

    /// Whether the server lets somebody in with this password, by the word of `ldapsearch`: it knows no
    /// `ldapwhoami`.
    ///
    /// # Errors
    ///
    /// The program cannot be started.
    pub fn opens(&self, login: &str, password: &str) -> Result<bool> {
        let file = tempfile::NamedTempFile::new_in(self.folder.path())?;
        fs::write(&file, password)?;
        let mut command = Self::client("ldapsearch");
        command.args([
            "-D",
            &format!("{login}@varco.example"),
            "-s",
            "base",
            "-b",
            "",
        ]);
        Ok(command
            .arg("-y")
            .arg(file.path())
            .output()?
            .status
            .success())
    }

    /// The values of an attribute of whatever the filter finds among the utenze.
    ///
    /// # Errors
    ///
    /// The server does not answer.
    pub fn values(&self, filter: &str, attribute: &str) -> Result<Vec<String>> {
        let mut command = Self::client("ldapsearch");
        command.args(["-LLL", "-D", ADMINISTRATOR, "-w", ADMINISTRATOR_PASSWORD]);
        let output = command.args(["-b", USERS, filter, attribute]).output()?;
        ensure!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let text = String::from_utf8(output.stdout)?;
        let mark = format!("{attribute}: ");
        let value = |line: &str| line.strip_prefix(&mark).map(str::to_owned);
        Ok(text.lines().filter_map(value).collect())
    }

    fn client(name: &str) -> Command {
        let mut command = Command::new(name);
        command
            .args(["-x", "-H", "ldaps://127.0.0.1"])
            .stdin(Stdio::null());
        // It takes the name of the machine for that of the server, and no other.
        command.env("LDAPTLS_REQCERT", "never");
        command
    }

    fn configuration(&self) -> String {
        let file = self.folder.path().join("domain/etc/smb.conf");
        format!("--configfile={}", file.display())
    }

    fn tool(&self, words: &[&str]) -> Result<()> {
        done(
            Command::new("samba-tool")
                .args(words)
                .arg(self.configuration()),
        )
    }
}

fn done(command: &mut Command) -> Result<()> {
    let output = command.output().context("samba-tool is missing")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{said}");
    Ok(())
}
