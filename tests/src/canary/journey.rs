//! Everything that a password goes through, each time another one.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use fastrand::Rng;
use reqwest::{Client, Method, Url};
use serde_json::json;
use tokio::process::Command;
use tokio::time::{Instant, sleep};
use varco_test_postgres::Cluster;
use varco_test_targets::liar::Liar;
use varco_test_targets::line::Loss;

use super::echo::echo;
use super::search::Trial;
use crate::account::{self, CREDENTIALS};
use crate::api::Api;
use crate::invariants::Look;
use crate::person::Person;
use crate::process::{Database, Site};
use crate::services::{Services, Wire};
use crate::stage::{Stage, post_office};

/// Subjects of mails.
const REISSUED: &str = "Istanze OnLine – La tua password è stata reimpostata";
const RESET: &str = "Istanze OnLine – Nuova password";
/// Longest wait until services hold a password.
const PATIENCE: Duration = Duration::from_mins(1);
/// What is under way to services that take it.
const UNDER_WAY: &str =
    "SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL AND target NOT LIKE 'eco/%'";
/// PostgreSQL says everything that it is told, values included.
const TALKATIVE: &str =
    "-c log_statement=all -c log_min_duration_statement=0 -c log_parameter_max_length=-1";

/// A person whose passwords can be recognised, at a service that tells all it knows.
#[derive(Debug)]
pub struct Journey {
    pub(super) stage: Stage,
    services: Services,
    /// Talks about what it is told.
    echo: Liar,
    pub(super) cluster: Option<Cluster>,
    person: Person,
    login: String,
    /// By what it is for.
    pub(super) secrets: BTreeMap<String, String>,
    /// Whatever was answered.
    pub(super) answers: Vec<u8>,
    rng: Rng,
}

impl Journey {
    /// Goes all the way, and looks.
    ///
    /// # Errors
    ///
    /// The person does not get there.
    pub async fn run(database: Database, seed: u64) -> Result<Trial> {
        let mut journey = Self::begin(database, seed).await?;
        let outcome = journey.go().await;
        journey.stage.explain(outcome)?;
        journey.search().await
    }

    async fn begin(database: Database, seed: u64) -> Result<Self> {
        static NEXT: AtomicU16 = AtomicU16::new(15_000);
        let mut rng = Rng::with_seed(seed);
        let services = Services::start(Wire::Clear).await?;
        let mut person = Person::number(NEXT.fetch_add(1, Ordering::Relaxed))?;
        person.password = canary(&mut rng, "first");
        let login = format!("{}.{}", person.nome, person.cognome).to_lowercase();
        services.posta.admit(&login, "come capita")?;
        let echo = echo(login.clone()).await?;
        let sink = post_office().await?;
        let smtp = format!("smtp://{}", sink.address());
        let settings = [
            &[
                ("VARCO_SMTP_URL", smtp.as_str()),
                ("VARCO_CAPTCHA__COST", "10"),
                ("VARCO_LOG__FILTER", "trace"),
            ],
            &services.settings()[..],
        ]
        .concat();
        let cluster = match database {
            Database::Sqlite => None,
            Database::Postgres => Some(Cluster::start(TALKATIVE)?),
        };
        let site = match &cluster {
            None => Site::new(database, &settings).await?,
            Some(cluster) => Site::on(cluster.new_database()?, &settings)?,
        };
        let format = if cluster.is_some() { "json" } else { "text" };
        let varco = site
            .serve(&["--migrate"], &[("VARCO_LOG__FORMAT", format)])
            .await?;
        let secrets = [("first".to_owned(), person.password.clone())];
        Ok(Self {
            stage: Stage::of(varco, sink),
            services,
            echo,
            cluster,
            person,
            login,
            secrets: secrets.into(),
            answers: Vec::new(),
            rng,
        })
    }

    async fn go(&mut self) -> Result<()> {
        let (mut api, _) = account::active(&self.stage, &self.person).await?;
        let one_time = self.stage.letter(&self.person.email, CREDENTIALS).await?;
        self.keep("one-time password", one_time.password()?);
        self.rest().await?;
        self.slips(&api).await?;

        self.services.lose_all(Some(Loss::Request));
        let dead = self
            .change(&mut api, "changed while services are dead")
            .await?;
        self.back_up("backup-1").await?;
        self.change(&mut api, "changed again").await?;
        self.stage.varco.crash().await?;
        self.services.lose_all(None);
        self.rest().await?;
        ensure!(
            api.log_in(&self.login, &dead).await.is_err(),
            "an old password opens"
        );

        let current = self.person.password.clone();
        self.link_echo().await?;
        api.log_in(&self.login, &current)
            .await
            .context("re-capture")?;
        self.rest().await?;
        let lost = self.new_secret("changed, replies lost");
        self.services.lose_reply(&lost);
        self.set(&mut api, lost).await?;
        self.rest().await?;

        self.reset_by_operator(&mut api).await?;
        self.reset_by_link(&mut api).await?;
        self.rest().await?;
        self.back_up("backup-2").await?;
        self.look_around(&api).await
    }

    /// What people and programs get wrong.
    async fn slips(&mut self, api: &Api) -> Result<()> {
        let slip = self.new_secret("mistyped");
        let session = api.session_token.clone();
        for (method, path, body) in [
            (
                Method::POST,
                "/sessions",
                json!({ "identifier": slip, "password": slip }),
            ),
            (
                Method::POST,
                "/sessions",
                json!({ "identifier": self.login, "password": slip }),
            ),
            (
                Method::POST,
                "/sessions",
                json!({ "identifier": "a", "password": { "a": slip } }),
            ),
            (
                Method::POST,
                "/sessions",
                json!({ "identifier": "a", "password": [slip] }),
            ),
            (Method::POST, "/sessions", json!(slip)),
            (
                Method::PUT,
                "/account/password",
                json!({ "current_password": slip, "new_password": slip, "new_password_repeat": [slip] }),
            ),
            (
                Method::PUT,
                "/account/password",
                json!({ "current_password": self.person.password, "new_password": "corta", "new_password_repeat": slip }),
            ),
        ] {
            let answer = api.call(method, path, &session, Some(body)).await?;
            ensure!(answer.status.is_client_error(), "{path}: {}", answer.status);
            self.answers.extend(answer.body.to_string().into_bytes());
        }
        // Somebody's program has put it where everybody looks.
        let client = Client::builder().no_proxy().build()?;
        let page = format!("{}/accedi", self.stage.varco.origin());
        let query = [("password", slip.as_str())];
        for request in [
            client.get(Url::parse_with_params(&page, &query)?),
            client.post(&page).form(&query),
        ] {
            let answer = request.send().await?;
            self.answers.extend(answer.bytes().await?);
        }
        Ok(())
    }

    async fn reset_by_operator(&mut self, api: &mut Api) -> Result<()> {
        self.services.lose_all(Some(Loss::Request));
        self.operate(&[
            "utenza",
            "reset-password",
            &self.login.clone(),
            "--why",
            "canarino",
        ])
        .await?;
        let letter = self.stage.letter(&self.person.email, REISSUED).await?;
        let one_time = letter.password()?;
        self.keep("one-time password of the operator", one_time.clone());
        api.log_in(&self.login, &one_time).await?;
        self.person.password = one_time;
        self.change(api, "after the operator").await?;
        self.services.lose_all(None);
        self.rest().await
    }

    async fn reset_by_link(&mut self, api: &mut Api) -> Result<()> {
        let proof = api.prove_for("recover-password").await?;
        let body = json!({
            "flow_token": api.flow_token,
            "identifier": self.login,
            "captcha": { "proof": proof },
        });
        let asked = api
            .call(Method::POST, "/password-resets", "", Some(body))
            .await?;
        ensure!(asked.status.is_success(), "{}", asked.body);
        let link = self.stage.letter(&self.person.email, RESET).await?.link()?;
        let token = link.query_pairs().find(|(name, _)| name == "t");
        let token = token.context("no token")?.1.into_owned();
        let new = self.new_secret("by the mailed link");
        let body = json!({ "token": token, "new_password": new, "new_password_repeat": new });
        let done = api
            .call(Method::PUT, "/password-resets/current", "", Some(body))
            .await?;
        ensure!(done.status.is_success(), "{}", done.body);
        api.log_in(&self.login, &new).await?;
        self.person.password = new;
        Ok(())
    }

    /// Everything that the person and the operator can have shown.
    async fn look_around(&mut self, api: &Api) -> Result<()> {
        let session = api.session_token.clone();
        for path in [
            "/account",
            "/account/activity",
            "/account/email",
            "/account/export",
            "/account/recapiti",
            "/account/services",
            "/session",
            "/sessions",
        ] {
            let answer = api.call(Method::GET, path, &session, None).await?;
            ensure!(answer.status.is_success(), "{path}: {}", answer.body);
            self.answers.extend(answer.body.to_string().into_bytes());
        }
        let login = self.login.clone();
        for words in [
            &["outbox", "list", "--limit", "100", "--json"][..],
            &["services", "list", "--json"],
            &[
                "utenza",
                "show",
                &login,
                "--full",
                "--why",
                "prova",
                "--entries",
                "100",
                "--json",
            ],
        ] {
            self.operate(words).await?;
        }
        let mails = self.stage.sink.messages();
        let texts = mails.iter().map(|mail| mail.text() + &mail.html());
        // A one-time password is in its mail and in no other place.
        let one_time = |name: &&String| name.starts_with("one-time");
        let mailed: Vec<String> = self.secrets.keys().filter(one_time).cloned().collect();
        let texts: String = texts.collect();
        let hidden = mailed.iter().filter_map(|name| self.secrets.get(name));
        let texts = hidden.fold(texts, |texts, secret| texts.replace(secret.as_str(), ""));
        self.answers.extend(texts.into_bytes());
        Ok(())
    }

    async fn operate(&mut self, words: &[&str]) -> Result<()> {
        let output = self.stage.varco.site().run(words).await?;
        ensure!(output.status.success(), "{words:?}: {output:?}");
        self.answers.extend(output.stdout);
        self.answers.extend(output.stderr);
        Ok(())
    }

    /// Makes a backup; the name of a file that can be searched, since that of PostgreSQL is compressed.
    pub(super) async fn back_up(&mut self, name: &str) -> Result<String> {
        self.operate(&["backup", name]).await?;
        if self.cluster.is_none() {
            return Ok(name.to_owned());
        }
        let text = format!("{name}.sql");
        let mut restore = Command::new("pg_restore");
        restore.args(["--file", &text, name]);
        let output = restore
            .current_dir(self.stage.varco.folder())
            .output()
            .await?;
        ensure!(output.status.success(), "{output:?}");
        Ok(text)
    }

    /// A service that came later, and waits for the password.
    async fn link_echo(&mut self) -> Result<()> {
        let address = self.echo.address();
        self.services.link(&format!(
            "\n[[services]]\nid = \"eco\"\nname = \"Eco\"\nkinds = [\"external\"]\nprotocol = \"scim\"\n\
             url = \"http://{address}\"\ncredential_env = \"SCIM_TOKEN\"\n"
        ))?;
        self.stage.varco.crash().await
    }

    fn keep(&mut self, name: &str, secret: String) {
        self.secrets.insert(name.to_owned(), secret);
    }

    fn new_secret(&mut self, name: &str) -> String {
        let secret = canary(&mut self.rng, name);
        self.keep(name, secret.clone());
        secret
    }

    async fn change(&mut self, api: &mut Api, name: &str) -> Result<String> {
        let new = self.new_secret(name);
        self.set(api, new.clone()).await?;
        Ok(new)
    }

    async fn set(&mut self, api: &mut Api, new: String) -> Result<()> {
        let answer = api.change_password(&self.person.password, &new).await?;
        self.answers.extend(answer.body.to_string().into_bytes());
        self.person.password = new;
        Ok(())
    }

    /// Until every service that takes passwords holds the newest.
    async fn rest(&self) -> Result<()> {
        let look = Look::at(self.stage.varco.site().database_url()).await?;
        let start = Instant::now();
        while look.count(UNDER_WAY).await? > 0 {
            ensure!(start.elapsed() < PATIENCE, "something does not arrive");
            sleep(Duration::from_millis(50)).await;
        }
        look.close().await?;
        let is_open = self
            .services
            .posta
            .opens(&self.login, &self.person.password)?;
        ensure!(is_open, "the directory has another password");
        Ok(())
    }
}

/// A password that says what it was for, with signs that every program writes in another way.
fn canary(rng: &mut Rng, name: &str) -> String {
    let noise: String = std::iter::repeat_with(|| rng.alphanumeric())
        .take(16)
        .collect();
    format!("Canarinò \"{name}\" <{noise}> & l'uovo %")
}
