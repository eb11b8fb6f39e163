//! "Non sono un robot", for programs.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi, Union};
use serde::Deserialize;
use varco_ports::{CaptchaAction, CaptchaAnswer};
use varco_words::Words;

use super::Tag;
use super::answer::{BODY, Created, Refusals, Refused};
use super::body::Body;
use super::code::Code;
use super::flow::flow_token;
use super::text::{Instant, Secret, Token};
use crate::state::App;

/// What the challenge is for.
#[derive(Clone, Copy, Enum, Deserialize)]
#[oai(rename = "CaptchaAction", rename_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
enum Action {
    /// Step 1 of a registration.
    Register,
    /// Asking for an activation mail.
    RecoverActivation,
    /// Asking for a link that resets the password.
    RecoverPassword,
    /// Asking for the username.
    RecoverUsername,
}

/// Asks for a challenge.
#[derive(Object, Deserialize)]
#[oai(
    rename = "CaptchaChallengeRequest",
    deny_unknown_fields,
    skip_serializing_if_is_none,
    example
)]
#[serde(deny_unknown_fields)]
struct ChallengeRequest {
    /// An answer given for one action is worth nothing for another.
    action: Action,
    /// The flow token of an earlier challenge, to go on with the same flow.
    #[oai(nullable)]
    flow_token: Option<Secret>,
}

/// A challenge.
#[derive(Object)]
#[oai(rename = "CaptchaChallenge", skip_serializing_if_is_none, example)]
struct Challenge {
    /// Binds this challenge, and the registration that may follow, to whoever holds the token.
    flow_token: Token,
    /// JSON for the program that answers: an ALTCHA v2 challenge, or the site key of a provider.
    proof: String,
    /// A question for people, where the provider has one.
    question: Option<Question>,
    /// From this instant on no answer is accepted.
    expires_at: Instant,
}

/// A question that a person answers.
#[derive(Object)]
#[oai(rename = "CaptchaQuestion")]
struct Question {
    /// The question, in the language that `Accept-Language` asks for.
    text: String,
    /// Comes back with the answer.
    ticket: String,
}

/// The answer to a challenge: the solution of `proof`, or the answer to `question`.
#[derive(Union, Deserialize)]
#[oai(one_of, rename = "CaptchaAnswer")]
#[serde(untagged)]
pub(super) enum Answer {
    Proof(Proof),
    Typed(Typed),
}

/// The solution of `proof`.
#[derive(Object, Deserialize)]
#[oai(rename = "CaptchaProof", deny_unknown_fields)]
#[serde(deny_unknown_fields)]
pub(super) struct Proof {
    /// What the program computed (for ALTCHA its payload in base64), or the token of a provider.
    proof: Secret,
}

/// The answer to `question`.
#[derive(Object, Deserialize)]
#[oai(rename = "CaptchaTypedAnswer", deny_unknown_fields)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    /// The ticket of the question.
    ticket: String,
    /// What the person typed.
    answer: String,
}

impl From<Answer> for CaptchaAnswer {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Proof(Proof { proof }) => Self::Proof(proof.0),
            Answer::Typed(Typed { ticket, answer }) => Self::Typed { ticket, answer },
        }
    }
}

impl From<Action> for CaptchaAction {
    fn from(action: Action) -> Self {
        match action {
            Action::Register => Self::Register,
            Action::RecoverActivation => Self::RecoverActivation,
            Action::RecoverPassword => Self::RecoverPassword,
            Action::RecoverUsername => Self::RecoverUsername,
        }
    }
}

impl Answer {
    pub(super) fn example() -> Self {
        Self::Proof(Proof {
            proof: Secret::default(),
        })
    }
}

impl Example for ChallengeRequest {
    fn example() -> Self {
        Self {
            action: Action::Register,
            flow_token: None,
        }
    }
}

impl Example for Challenge {
    fn example() -> Self {
        Self {
            flow_token: Token("pVw0mZ3b8Qm1o5c2d4e6f7g8h9i0jKlMnOpQrStUvWx".into()),
            proof: "{\"parameters\":{\"algorithm\":\"PBKDF2/SHA-256\"},\"signature\":\"…\"}"
                .to_owned(),
            question: Some(Question {
                text: "Quanto fa tre più quattro? Scrivi il numero in cifre.".to_owned(),
                ticket: "…".to_owned(),
            }),
            expires_at: Instant::example(0),
        }
    }
}

struct IssueChallenge;

impl Refusals for IssueChallenge {
    const CODES: &'static [&'static [Code]] = &[BODY, &[Code::InvalidFields]];
}

pub(super) struct Captcha;

#[OpenApi(tag = "Tag::Captcha")]
impl Captcha {
    /// Ask for a challenge
    ///
    /// A first call without `flow_token` opens a flow. Nothing is stored until step 1 is passed.
    #[oai(
        path = "/captcha-challenges",
        method = "post",
        operation_id = "issueCaptchaChallenge"
    )]
    async fn issue(
        &self,
        Data(app): Data<&Arc<App>>,
        Data(words): Data<&Words>,
        Body(input): Body<ChallengeRequest>,
    ) -> Result<Created<Challenge>, Refused<IssueChallenge>> {
        let flow = match input.flow_token {
            Some(token) => flow_token(token)?,
            None => app.usecases.open_flow(),
        };
        let challenge = app
            .usecases
            .issue_captcha(&flow, input.action.into(), words.language())
            .await?;
        Ok(Created::Created(Json(Challenge {
            flow_token: Token(flow),
            proof: challenge.proof,
            question: challenge.question.map(|question| Question {
                text: question.text,
                ticket: question.ticket,
            }),
            expires_at: Instant(challenge.expires_at),
        })))
    }
}
