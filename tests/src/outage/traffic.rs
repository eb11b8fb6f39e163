//! Programs and people who go on asking.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use super::medium::Medium;
use crate::api::Api;
use crate::captcha;
use crate::person::Person;
use crate::web::{Form, Page, Visitor};

/// Pause of each between two questions.
const PAUSE: Duration = Duration::from_millis(50);
/// What the page says when the database is away.
const SUSPENDED: &str = "Il servizio non è disponibile in questo momento";

/// What came back.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answers {
    /// Answers as on any other day.
    pub succeeded: usize,
    /// Answers that say when to come back.
    pub unavailable: usize,
    /// The longest that anybody waited.
    pub longest: Duration,
}

/// A program and a person, each in the middle of a registration, each reading and writing.
#[derive(Debug)]
pub(super) struct Traffic {
    api: Api,
    declaration: Value,
    visitor: Visitor,
    step_2: Form,
}

impl Traffic {
    /// Both pass step 1.
    pub(super) async fn begin(medium: &Medium, person: Person) -> Result<Self> {
        let mut api = medium.api()?;
        let proof = api.prove().await?;
        api.identify(&person, &proof).await?;
        let declaration = json!({
            "given_name": person.nome,
            "family_name": person.cognome,
            "email": person.email,
            "email_repeat": person.email,
            "terms_accepted": true,
            "privacy_read": true,
        });
        let mut visitor = Visitor::new(&medium.origin())?;
        let step_1 = visitor.open("/registrazione").await?;
        let question = step_1.texts("[data-umano-domanda]")?.concat();
        let form = step_1
            .form("codice_fiscale")?
            .fill("codice_fiscale", &person.codice_fiscale)?
            .tick("umano")?
            .fill("risposta", &captcha::answer(&question)?)?;
        let step_2 = visitor.send(form).await?;
        let step_2 = step_2
            .form("nome")?
            .fill("nome", &person.nome)?
            .fill("cognome", &person.cognome)?
            .fill("email", &person.email)?
            .fill("email_ripetuta", &person.email)?
            .tick("condizioni")?
            .tick("privacy")?;
        Ok(Self {
            api,
            declaration,
            visitor,
            step_2,
        })
    }

    /// Goes on for so long, all at the same time.
    ///
    /// # Errors
    ///
    /// An answer that is neither a success nor a proper 503, or none.
    pub(super) async fn watch(&self, lasting: Duration) -> Result<Answers> {
        let start = Instant::now();
        let again = async |who: Who| {
            let mut answers = Answers::default();
            while start.elapsed() < lasting {
                answers.add(self.ask(who).await?);
                sleep(PAUSE).await;
            }
            anyhow::Ok(answers)
        };
        let [a, b, c, d] = Who::ALL;
        let (a, b, c, d) = tokio::try_join!(again(a), again(b), again(c), again(d))?;
        Ok([a, b, c, d]
            .into_iter()
            .fold(Answers::default(), Answers::with))
    }

    /// Each asks once.
    ///
    /// # Errors
    ///
    /// As [`Traffic::watch`].
    pub(super) async fn once(&self) -> Result<Answers> {
        let mut answers = Answers::default();
        for who in Who::ALL {
            answers.add(self.ask(who).await?);
        }
        Ok(answers)
    }

    async fn ask(&self, who: Who) -> Result<Answers> {
        let start = Instant::now();
        let is_available = match who {
            Who::ProgramReads => self.program(Method::GET, "/registration", None).await,
            Who::ProgramWrites => {
                let body = Some(self.declaration.clone());
                self.program(Method::PUT, "/registration/declaration", body)
                    .await
            }
            Who::PersonReads => judge(&self.visitor.clone().open("/registrazione/dati").await?),
            Who::PersonWrites => judge(&self.visitor.clone().send(self.step_2.clone()).await?),
        };
        let is_available = is_available.with_context(|| format!("{who:?}"))?;
        Ok(Answers {
            succeeded: usize::from(is_available),
            unavailable: usize::from(!is_available),
            longest: start.elapsed(),
        })
    }

    /// Whether the API does it; a problem document is demanded by its client.
    async fn program(&self, method: Method, path: &str, body: Option<Value>) -> Result<bool> {
        let answer = self
            .api
            .call(method, path, &self.api.flow_token, body)
            .await?;
        if answer.status == StatusCode::SERVICE_UNAVAILABLE {
            ensure!(answer.text("code")? == "unavailable", "{}", answer.body);
            return Ok(false);
        }
        ensure!(
            answer.status == StatusCode::OK,
            "{} {}",
            answer.status,
            answer.body
        );
        Ok(true)
    }
}

/// Whether it is the page of any other day.
fn judge(page: &Page) -> Result<bool> {
    if page.status == StatusCode::SERVICE_UNAVAILABLE {
        ensure!(page.heading()? == SUSPENDED, "{}", page.text()?);
        ensure!(
            page.headers.contains_key(header::RETRY_AFTER),
            "when to come back?"
        );
        return Ok(false);
    }
    ensure!(
        page.status == StatusCode::OK,
        "{} {}",
        page.status,
        page.text()?
    );
    Ok(true)
}

#[derive(Clone, Copy, Debug)]
enum Who {
    ProgramReads,
    ProgramWrites,
    PersonReads,
    PersonWrites,
}

impl Who {
    const ALL: [Self; 4] = [
        Self::ProgramReads,
        Self::ProgramWrites,
        Self::PersonReads,
        Self::PersonWrites,
    ];
}

impl Answers {
    fn add(&mut self, other: Self) {
        *self = self.with(other);
    }

    fn with(self, other: Self) -> Self {
        Self {
            succeeded: self.succeeded + other.succeeded,
            unavailable: self.unavailable + other.unavailable,
            longest: self.longest.max(other.longest),
        }
    }
}
