//! What holds after the restore.

use anyhow::{Result, ensure};
use reqwest::Method;
use serde_json::json;

use super::before::{Before, presented};
use crate::account::{self, ACTIVATION, CREDENTIALS};
use crate::api::Api;
use crate::person::Person;
use crate::stage::Stage;

/// The service after the restore, and people who still have what they had.
pub(super) struct After<'a> {
    stage: &'a Stage,
    before: &'a Before,
}

impl<'a> After<'a> {
    pub(super) const fn of(stage: &'a Stage, before: &'a Before) -> Self {
        Self { stage, before }
    }

    pub(super) async fn check(&self) -> Result<()> {
        self.no_mail_waits().await?;
        self.nothing_issued_is_alive().await?;
        self.a_chosen_password_is_that_of_the_backup().await?;
        self.whoever_waited_goes_on().await?;
        // A new link, three one-time passwords, three notes of a new password.
        let sent = self.stage.deliveries(7).await?;
        ensure!(sent.len() == 7, "{} mails", sent.len());
        Ok(())
    }

    async fn no_mail_waits(&self) -> Result<()> {
        for state in ["waiting", "leased"] {
            let list = ["outbox", "list", "--json", "--state", state];
            let output = self.stage.varco.site().run(&list).await?;
            ensure!(
                output.status.success() && output.stdout.is_empty(),
                "{output:?}"
            );
        }
        Ok(())
    }

    fn api(&self) -> Result<Api> {
        Api::new(&self.stage.varco.origin())
    }

    async fn nothing_issued_is_alive(&self) -> Result<()> {
        let api = self.api()?;
        for ticket in presented(&self.before.waiting.2)? {
            let answer = api
                .call(Method::POST, "/activations", "", Some(ticket))
                .await?;
            ensure!(answer.status == 410, "{} {}", answer.status, answer.body);
        }
        for flow in [&self.before.waiting.1, &self.before.draft] {
            let answer = api
                .call(Method::GET, "/registration", &flow.flow_token, None)
                .await?;
            ensure!(answer.status.is_client_error(), "{}", answer.body);
        }
        let sessions = [&self.before.active.1, &self.before.half.1].map(|api| &api.session_token);
        for session in sessions.into_iter().chain(&self.before.later) {
            let answer = api.account(session).await?;
            ensure!(answer.status == 401, "{} {}", answer.status, answer.body);
        }
        let letters = [
            &self.before.mailed.1,
            &self.before.half.2,
            &self.before.unmailed.1,
        ];
        for letter in letters {
            let answer = self.tried(&letter.username()?, &letter.password()?).await?;
            ensure!(answer.is_client_error(), "a one-time password: {answer}");
        }
        Ok(())
    }

    async fn a_chosen_password_is_that_of_the_backup(&self) -> Result<()> {
        let (person, _, username) = &self.before.active;
        ensure!(self.tried(username, &person.password).await? == 201);
        ensure!(self.tried(username, &self.before.changed).await? == 401);
        // This one had none yet when the backup was made.
        let (person, letter) = &self.before.mailed;
        ensure!(self.tried(&letter.username()?, &person.password).await? == 401);
        Ok(())
    }

    async fn tried(&self, username: &str, password: &str) -> Result<reqwest::StatusCode> {
        let body = json!({ "identifier": username, "password": password });
        let answer = self
            .api()?
            .call(Method::POST, "/sessions", "", Some(body))
            .await?;
        Ok(answer.status)
    }

    async fn whoever_waited_goes_on(&self) -> Result<()> {
        let (person, ..) = &self.before.waiting;
        self.api()?.recover_activation(person).await?;
        let letter = self.stage.letter(&person.email, ACTIVATION).await?;
        account::activate(self.stage, &letter).await?;
        self.chooses_a_password(person).await?;
        for (person, _) in [&self.before.mailed, &self.before.unmailed] {
            self.api()?.recover_activation(person).await?;
            self.chooses_a_password(person).await?;
        }
        Ok(())
    }

    async fn chooses_a_password(&self, person: &Person) -> Result<()> {
        let letter = self.stage.letter(&person.email, CREDENTIALS).await?;
        let mut api = self.api()?;
        api.log_in(&letter.username()?, &letter.password()?).await?;
        api.change_password(&letter.password()?, &person.password)
            .await?;
        Ok(())
    }
}
