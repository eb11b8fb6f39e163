//! A client that tries again what failed, as the problem documents tell it to.

use std::collections::BTreeSet;
use std::error::Error;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::api::{Answer, Api};
use crate::captcha;
use crate::person::Person;

/// Pause before the next try.
const PAUSE: Duration = Duration::from_millis(10);
/// Longest time for one step, restarts included.
const PATIENCE: Duration = Duration::from_secs(30);

/// With which token something is asked.
#[derive(Clone, Copy, Debug)]
enum As {
    Anybody,
    Registering,
    LoggedIn,
}

/// A person at a program that does not give up.
#[derive(Clone, Debug)]
pub(crate) struct Patient {
    /// The nodes of the service; the first is asked until it fails.
    nodes: Vec<Api>,
    flow_token: String,
    session_token: String,
    /// Whether an answer to the last question was lost on the way to the one that came.
    has_lost: bool,
    /// Every secret that this person was ever told, or made up.
    pub(crate) secrets: BTreeSet<String>,
    /// Who registers.
    pub(crate) person: Person,
}

impl Patient {
    /// At the nodes of a service.
    pub(crate) fn new(nodes: &[Api], person: Person) -> Self {
        Self {
            nodes: nodes.to_vec(),
            flow_token: String::new(),
            session_token: String::new(),
            has_lost: false,
            secrets: [person.password.clone()].into(),
            person,
        }
    }

    /// Asks until there is an answer that is worth something, node after node.
    async fn ask(
        &mut self,
        method: Method,
        path: &str,
        as_whom: As,
        body: Option<Value>,
    ) -> Result<Answer> {
        let start = Instant::now();
        self.has_lost = false;
        loop {
            let bearer = match as_whom {
                As::Anybody => "",
                As::Registering => &self.flow_token,
                As::LoggedIn => &self.session_token,
            };
            let node = self.nodes.first().context("a service without nodes")?;
            let answer = node.call(method.clone(), path, bearer, body.clone()).await;
            let reason = match answer {
                Ok(answer) if answer.status == StatusCode::SERVICE_UNAVAILABLE => {
                    answer.body.to_string()
                }
                Ok(answer) => {
                    let is_broken = answer.status.is_server_error();
                    ensure!(!is_broken, "{path}: {} {}", answer.status, answer.body);
                    return Ok(answer);
                }
                Err(error) if is_broken_off(&error) => format!("{error:#}"),
                Err(error) => return Err(error),
            };
            ensure!(
                start.elapsed() < PATIENCE,
                "{path}, for {PATIENCE:?}: {reason}"
            );
            self.has_lost = true;
            self.nodes.rotate_left(1);
            sleep(PAUSE).await;
        }
    }

    /// Step 1. A challenge whose answer was lost may be used up; then another is asked for.
    ///
    /// # Errors
    ///
    /// An answer that no lost connection explains, as for all steps.
    pub(crate) async fn identify(&mut self) -> Result<()> {
        for _ in 0..4 {
            let action = json!({ "action": "register" });
            let challenge = self
                .ask(
                    Method::POST,
                    "/captcha-challenges",
                    As::Anybody,
                    Some(action),
                )
                .await?;
            expect(&challenge, StatusCode::CREATED)?;
            self.flow_token = challenge.text("flow_token")?;
            self.secrets.insert(self.flow_token.clone());
            let body = json!({
                "flow_token": self.flow_token,
                "codice_fiscale": self.person.codice_fiscale,
                "captcha": { "proof": captcha::solve(&challenge.text("proof")?)? },
            });
            let answer = self
                .ask(Method::POST, "/registrations", As::Anybody, Some(body))
                .await?;
            if answer.status == StatusCode::CREATED || self.is_identified(&answer).await? {
                return Ok(());
            }
        }
        bail!("four challenges are used up and nothing is registered")
    }

    /// Whether a first try whose answer was lost has passed step 1.
    async fn is_identified(&mut self, refusal: &Answer) -> Result<bool> {
        let is_used_up = self.has_lost && refusal.text("code")? == "captcha-rejected";
        ensure!(is_used_up, "step 1: {}", refusal.body);
        let found = self
            .ask(Method::GET, "/registration", As::Registering, None)
            .await?;
        Ok(found.status == StatusCode::OK)
    }

    /// Step 2.
    ///
    /// # Errors
    ///
    /// As [`Patient::identify`].
    pub(crate) async fn declare(&mut self) -> Result<()> {
        let body = json!({
            "given_name": self.person.nome,
            "family_name": self.person.cognome,
            "email": self.person.email,
            "email_repeat": self.person.email,
            "terms_accepted": true,
            "privacy_read": true,
        });
        let answer = self
            .ask(
                Method::PUT,
                "/registration/declaration",
                As::Registering,
                Some(body),
            )
            .await?;
        expect(&answer, StatusCode::OK)
    }

    /// Step 3.
    ///
    /// # Errors
    ///
    /// As [`Patient::identify`].
    pub(crate) async fn confirm(&mut self) -> Result<()> {
        let path = "/registration/confirmation";
        let answer = self.ask(Method::POST, path, As::Registering, None).await?;
        expect(&answer, StatusCode::ACCEPTED)
    }

    /// Asks for the activation mail again. If the answer to a first try was lost, the second is too
    /// soon: the mail is on its way.
    ///
    /// # Errors
    ///
    /// As [`Patient::identify`].
    pub(crate) async fn ask_again(&mut self) -> Result<()> {
        let path = "/registration/activation-mail";
        let answer = self.ask(Method::POST, path, As::Registering, None).await?;
        if self.has_lost && answer.status == StatusCode::TOO_MANY_REQUESTS {
            return Ok(());
        }
        expect(&answer, StatusCode::ACCEPTED)
    }

    /// Uses the code of a mail; false if a newer mail has made it worthless.
    ///
    /// # Errors
    ///
    /// As [`Patient::identify`].
    pub(crate) async fn activate(&mut self, code: &str) -> Result<bool> {
        let body = json!({ "code": code });
        let answer = self
            .ask(Method::POST, "/activations", As::Anybody, Some(body))
            .await?;
        if answer.status == StatusCode::GONE && answer.text("code")? == "ticket-superseded" {
            return Ok(false);
        }
        expect(&answer, StatusCode::OK).map(|()| true)
    }

    /// Logs in; false if the password is not the one in force.
    ///
    /// # Errors
    ///
    /// As [`Patient::identify`].
    pub(crate) async fn log_in(&mut self, identifier: &str, password: &str) -> Result<bool> {
        let body = json!({ "identifier": identifier, "password": password });
        let answer = self
            .ask(Method::POST, "/sessions", As::Anybody, Some(body))
            .await?;
        if answer.status == StatusCode::UNAUTHORIZED {
            return Ok(false);
        }
        expect(&answer, StatusCode::CREATED)?;
        self.open_session(&answer)?;
        Ok(true)
    }

    fn open_session(&mut self, answer: &Answer) -> Result<()> {
        self.session_token = answer.text("session_token")?;
        self.secrets.insert(self.session_token.clone());
        Ok(())
    }

    /// Replaces the password. If the answer to a first try was lost, the session is over and the new
    /// password tells whether it has been replaced.
    ///
    /// # Errors
    ///
    /// As [`Patient::identify`].
    pub(crate) async fn change_password(
        &mut self,
        identifier: &str,
        current: &str,
        new: &str,
    ) -> Result<()> {
        let body =
            json!({ "current_password": current, "new_password": new, "new_password_repeat": new });
        let path = "/account/password";
        let answer = self
            .ask(Method::PUT, path, As::LoggedIn, Some(body))
            .await?;
        if self.has_lost && answer.status == StatusCode::UNAUTHORIZED {
            ensure!(
                self.log_in(identifier, new).await?,
                "neither changed nor unchanged"
            );
            return Ok(());
        }
        expect(&answer, StatusCode::OK)?;
        self.open_session(&answer)?;
        Ok(())
    }

    /// What the account says to the session.
    ///
    /// # Errors
    ///
    /// As [`Patient::identify`].
    pub(crate) async fn account(&mut self) -> Result<StatusCode> {
        let answer = self
            .ask(Method::GET, "/account", As::LoggedIn, None)
            .await?;
        Ok(answer.status)
    }

    /// Ends the session; that it is over already is as good.
    ///
    /// # Errors
    ///
    /// As [`Patient::identify`].
    pub(crate) async fn log_out(&mut self) -> Result<()> {
        let answer = self
            .ask(Method::DELETE, "/session", As::LoggedIn, None)
            .await?;
        if self.has_lost && answer.status == StatusCode::UNAUTHORIZED {
            return Ok(());
        }
        expect(&answer, StatusCode::NO_CONTENT)
    }
}

fn expect(answer: &Answer, status: StatusCode) -> Result<()> {
    ensure!(
        answer.status == status,
        "{} instead of {status}: {}",
        answer.status,
        answer.body
    );
    Ok(())
}

/// Whether the connection failed, and not what came over it.
fn is_broken_off(error: &anyhow::Error) -> bool {
    error.chain().any(<dyn Error>::is::<reqwest::Error>)
}
