//! A real browser: headless Chromium, steered through ChromeDriver.

mod hands;
mod judges;

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context as _, Result, bail};
use base64ct::{Base64, Encoding as _};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::{Method, Url};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// The widths at which pages are looked at: a desk and a telephone.
pub const WIDTHS: [u32; 2] = [1280, 390];

pub use judges::{Geometry, Weight};

/// A browser of its own, with an empty profile, closed when dropped.
#[derive(Debug)]
pub struct Browser {
    /// What a person does: open, type, click.
    pub client: Client,
    driver: Child,
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser, with or without JavaScript.
    ///
    /// # Errors
    ///
    /// Chromium or its driver is missing (`cargo xtask setup` installs them) or does not start.
    pub async fn start(has_javascript: bool) -> Result<Self> {
        // Ends with its driver even if nobody closes it: a test that fails leaves nothing behind.
        let pipe = "--remote-debugging-pipe";
        let script = format!("--blink-settings=scriptEnabled={has_javascript}");
        Self::start_with(&[pipe, &script]).await
    }

    /// Starts a browser in which other programs can look at pages, too: see
    /// [`Browser::debugging_port`]. It has to be closed, [`Browser::close`].
    ///
    /// # Errors
    ///
    /// As [`Browser::start`].
    pub async fn start_open() -> Result<Self> {
        Self::start_with(&["--remote-debugging-port=0"]).await
    }

    async fn start_with(own: &[&str]) -> Result<Self> {
        let profile = TempDir::new()?;
        let (driver, port) = driver().await?;
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-sync".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-background-networking".to_owned(),
            "--no-first-run".to_owned(),
            "--lang=it".to_owned(),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        arguments.extend(own.iter().map(|&argument| argument.to_owned()));
        let mut options = json!({ "args": arguments });
        if let (Some(binary), Some(options)) =
            (env::var_os("CHROMIUM_BIN"), options.as_object_mut())
        {
            options.insert("binary".to_owned(), json!(binary.to_string_lossy()));
        }
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().cloned().unwrap_or_default())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .context("starting Chromium")?;
        let browser = Self {
            client,
            driver,
            _profile: profile,
        };
        browser.devtools("Network.enable", json!({})).await?;
        Ok(browser)
    }

    /// Where it takes the DevTools protocol.
    ///
    /// # Errors
    ///
    /// Nobody but its driver reaches it.
    pub fn debugging_port(&self) -> Result<u16> {
        let options = self
            .client
            .capabilities()
            .and_then(|it| it.get("goog:chromeOptions"));
        let address = options.and_then(|it| it.get("debuggerAddress")?.as_str());
        let port = address.and_then(|it| it.rsplit_once(':')?.1.parse().ok());
        port.context("no port")
    }

    /// Everything that the page fetched from elsewhere.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn requests_beyond(&self, origin: &str) -> Result<Vec<String>> {
        const FETCHED: &str =
            "return performance.getEntriesByType('resource').map(({ name }) => name)";
        let fetched = self.client.execute(FETCHED, vec![]).await?;
        let fetched: Vec<String> = serde_json::from_value(fetched)?;
        let is_elsewhere = |name: &String| !name.starts_with(origin) && !name.starts_with("data:");
        Ok(fetched.into_iter().filter(is_elsewhere).collect())
    }

    /// Saves a picture of the whole page as `target/screenshots/<name>.png`.
    ///
    /// # Errors
    ///
    /// The browser is gone, or the file cannot be written.
    pub async fn screenshot(&self, name: &str) -> Result<()> {
        let whole = json!({ "format": "png", "captureBeyondViewport": true });
        let answer = self.devtools("Page.captureScreenshot", whole).await?;
        let data = answer
            .get("data")
            .and_then(Value::as_str)
            .context("no picture")?;
        Ok(fs::write(
            screenshots_folder()?.join(format!("{name}.png")),
            Base64::decode_vec(data)?,
        )?)
    }

    /// The errors that the console shows since the last call: blocked by the content security
    /// policy, not found, thrown by a script.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let answer = self
            .command("se/log", &json!({ "type": "browser" }))
            .await?;
        let entries = answer.as_array().context("no list of messages")?.iter();
        let severe =
            entries.filter(|entry| entry.get("level").is_some_and(|level| level == "SEVERE"));
        Ok(severe
            .filter_map(|entry| Some(entry.get("message")?.to_string()))
            .collect())
    }

    /// Calls a method of the DevTools protocol, for what WebDriver cannot say.
    ///
    /// # Errors
    ///
    /// The browser refuses or is gone.
    pub(crate) async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        self.command(
            "goog/cdp/execute",
            &json!({ "cmd": method, "params": parameters }),
        )
        .await
    }

    async fn command(&self, path: &'static str, body: &Value) -> Result<Value> {
        let command = Extension {
            path,
            body: body.to_string(),
        };
        self.client
            .issue_cmd(command)
            .await
            .with_context(|| body.to_string())
    }

    /// Closes the window and its driver.
    ///
    /// # Errors
    ///
    /// They were gone already.
    pub async fn close(mut self) -> Result<()> {
        self.client.clone().close().await?;
        self.driver.kill().await?;
        Ok(())
    }
}

/// A command of ChromeDriver beyond the WebDriver standard.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: String,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(
        &self,
        base: &Url,
        session: Option<&str>,
    ) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.clone()))
    }
}

/// Starts a driver on a port of its own choice and reads which from what it says.
async fn driver() -> Result<(Child, u16)> {
    let program = env::var_os("CHROMEDRIVER_BIN").unwrap_or_else(|| "chromedriver".into());
    let mut child = Command::new(program)
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("starting chromedriver: run cargo xtask setup")?;
    let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
    while let Some(line) = lines.next_line().await? {
        let port = line.strip_prefix("ChromeDriver was started successfully on port ");
        if let Some(port) = port {
            return Ok((child, port.trim_end_matches('.').parse()?));
        }
    }
    bail!("chromedriver ended at once")
}

fn screenshots_folder() -> Result<PathBuf> {
    let folder = target_folder()?.join("screenshots");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The folder of everything built, where the programs that judge pages are, too.
///
/// # Errors
///
/// This program is not in it.
pub fn target_folder() -> Result<PathBuf> {
    let executable = env::current_exe()?;
    // target/debug/varco-screenshots, or target/debug/deps/it-0123456789abcdef
    let is_test = executable.parent().is_some_and(|it| it.ends_with("deps"));
    let levels = if is_test { 3 } else { 2 };
    let target = executable.ancestors().nth(levels);
    let target = target.context("no target folder")?;
    Ok(target.to_path_buf())
}
