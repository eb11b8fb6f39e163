//! The points at which people are when the backup is made, and how they go on.

use anyhow::{Context as _, Result, ensure};
use reqwest::Method;
use serde_json::json;
use varco_mail_smtp::FaultMode;

use crate::account::{self, CREDENTIALS};
use crate::api::Api;
use crate::letter::Letter;
use crate::person::Person;
use crate::stage::Stage;

/// One person at each point.
pub(super) struct Before {
    /// Has the first mail; uses it after the backup.
    pub(super) waiting: (Person, Api, Letter),
    /// Has the one-time password; uses it after the backup.
    pub(super) mailed: (Person, Letter),
    /// Has logged in with it and not yet chosen a password.
    pub(super) half: (Person, Api, Letter),
    /// Gets it only after the backup.
    pub(super) unmailed: (Person, Letter),
    /// Has an utenza in use; changes the password after the backup.
    pub(super) active: (Person, Api, String),
    /// Has passed step 1.
    pub(super) draft: Api,
    /// What was issued after the backup: sessions.
    pub(super) later: Vec<String>,
    /// Who has the password of after the backup.
    pub(super) changed: String,
}

impl Before {
    pub(super) async fn reach(stage: &Stage, first: u16) -> Result<Self> {
        let person = |number| Person::number(first + number);
        let waiting = waiting(stage, person(0)?).await?;
        let mailed = mailed(stage, person(1)?).await?;
        let (someone, letter) = self::mailed(stage, person(2)?).await?;
        let mut half = Api::new(&stage.varco.origin())?;
        half.log_in(&letter.username()?, &letter.password()?)
            .await?;
        let active = person(3)?;
        let (api, username) = account::active(stage, &active).await?;
        let mut draft = Api::new(&stage.varco.origin())?;
        let proof = draft.prove().await?;
        draft.identify(&person(4)?, &proof).await?;
        let flow = draft.call(Method::GET, "/registration", &draft.flow_token, None);
        ensure!(
            flow.await?.status == 200,
            "a flow leads to its registration"
        );
        let unmailed = person(5)?;
        let (_, link) = account::pending(stage, &unmailed).await?;
        stage.sink.fault(FaultMode::RefuseConnections);
        account::activate(stage, &link).await?;
        Ok(Self {
            waiting,
            mailed,
            half: (someone, half, letter),
            unmailed: (unmailed, link),
            changed: format!("{} e altro", active.password),
            active: (active, api, username),
            draft,
            later: Vec::new(),
        })
    }

    /// The backup has been made.
    pub(super) async fn go_on(&mut self, stage: &Stage) -> Result<()> {
        stage.sink.fault(FaultMode::None);
        self.unmailed.1 = stage.letter(&self.unmailed.0.email, CREDENTIALS).await?;
        let (person, _, letter) = &self.waiting;
        account::activate(stage, letter).await?;
        stage.letter(&person.email, CREDENTIALS).await?;
        let (person, letter) = &self.mailed;
        let mut api = Api::new(&stage.varco.origin())?;
        api.log_in(&letter.username()?, &letter.password()?).await?;
        api.change_password(&letter.password()?, &person.password)
            .await?;
        self.later.push(api.session_token);
        let (person, api, _) = &self.active;
        let mut api = api.clone();
        api.change_password(&person.password, &self.changed).await?;
        self.later.push(api.session_token);
        Ok(())
    }

    /// Everything that opens a door, by name, whenever it was issued.
    pub(super) fn secrets(&self) -> Result<Vec<(&'static str, String)>> {
        let (person, waiting, letter) = &self.waiting;
        let link = letter.link()?;
        let token = link
            .query_pairs()
            .next()
            .context("no token")?
            .1
            .into_owned();
        let mut secrets = vec![
            ("link", token),
            ("code", letter.code()?.replace(['-', ' '], "")),
            ("flow", waiting.flow_token.clone()),
            ("flow of a draft", self.draft.flow_token.clone()),
            ("one-time password", self.mailed.1.password()?),
            ("one-time password that was used", self.half.2.password()?),
            ("one-time password that waited", self.unmailed.1.password()?),
            ("restricted session", self.half.1.session_token.clone()),
            ("session", self.active.1.session_token.clone()),
            ("password", self.active.0.password.clone()),
            ("password of later", person.password.clone()),
        ];
        secrets.extend(
            self.later
                .iter()
                .map(|token| ("session of later", token.clone())),
        );
        Ok(secrets)
    }
}

async fn waiting(stage: &Stage, person: Person) -> Result<(Person, Api, Letter)> {
    let (api, letter) = account::pending(stage, &person).await?;
    Ok((person, api, letter))
}

async fn mailed(stage: &Stage, person: Person) -> Result<(Person, Letter)> {
    let (_, letter) = account::pending(stage, &person).await?;
    account::activate(stage, &letter).await?;
    let letter = stage.letter(&person.email, CREDENTIALS).await?;
    Ok((person, letter))
}

/// What a link or a code is sent as.
pub(super) fn presented(letter: &Letter) -> Result<[serde_json::Value; 2]> {
    let link = letter.link()?;
    let token = link
        .query_pairs()
        .next()
        .context("no token")?
        .1
        .into_owned();
    Ok([json!({ "token": token }), json!({ "code": letter.code()? })])
}
