//! The adapter.

use async_trait::async_trait;
use http::{HeaderValue, Method, StatusCode};
use secrecy::ExposeSecret;
use varco_domain::delivery::Shown;
use varco_ports::{CredentialSync, Held, SyncError, SyncOrder};

use crate::base::Base;
use crate::channel::{Answer, Channel, Question};
use crate::config::{ConfigError, ScimConfig};
use crate::user::{self, User, VersionAttribute};
use crate::verdict::Kind;

/// How often an order is begun anew because somebody else has changed the user meanwhile.
const ROUNDS: usize = 3;
/// A name that nobody has, to ask for when nothing is wanted.
const NOBODY: &str = "varco.prova.di.collegamento";

/// A linked service that speaks SCIM 2.0.
pub struct ScimSync {
    channel: Channel,
    may_create: bool,
    version: Option<VersionAttribute>,
}

impl std::fmt::Debug for ScimSync {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ScimSync")
            .field("base", &self.channel.base)
            .finish_non_exhaustive()
    }
}

/// How one round ended.
enum Round {
    Done,
    /// Somebody else was faster.
    Again,
}

impl ScimSync {
    /// Reads the certificates; connects to nobody yet.
    ///
    /// # Errors
    /// [`ConfigError`], which says what to mend.
    pub fn new(config: &ScimConfig) -> Result<Self, ConfigError> {
        let base = Base::parse(&config.base_url)?;
        let authorization = config.token.as_ref().map(|token| {
            let value = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret()));
            value.map(|mut value| {
                value.set_sensitive(true);
                value
            })
        });
        let authorization = authorization.transpose().map_err(|_| ConfigError::Token)?;
        if authorization.is_none() && (config.tls.identity.is_none() || !base.is_tls) {
            return Err(ConfigError::NoCredentials);
        }
        let version = config
            .version_attribute
            .as_deref()
            .map(|text| VersionAttribute::parse(text).ok_or(ConfigError::VersionAttribute));
        let tls = base
            .is_tls
            .then(|| config.tls.client_config())
            .transpose()?;
        Ok(Self {
            version: version.transpose()?,
            may_create: config.may_create,
            channel: Channel {
                base,
                authorization,
                tls,
                time_limit: config.time_limit,
            },
        })
    }

    /// The one user of this name. A service that knows nothing of filters shows others: nothing is
    /// changed there.
    async fn find(&self, login: &str) -> Result<Option<User>, SyncError> {
        let attributes = user::attributes(self.version.as_ref());
        let question = Question {
            method: Method::GET,
            target: self.channel.base.users_named(login, &attributes),
            body: Vec::new(),
            if_match: None,
            idempotency_key: None,
        };
        let answer = self.channel.ask(question).await;
        let answer = answer.map_err(|fault| Kind::Look.fault(fault))?;
        if answer.status != StatusCode::OK {
            return Err(Kind::Look.verdict(&answer, None));
        }
        let users = User::read_list(&answer.body, self.version.as_ref());
        let mut users = users.ok_or_else(|| SyncError::retry("the answer is no list of users"))?;
        if users.iter().any(|user| !user.is_named(login)) {
            return Err(SyncError::refused(
                "the service does not filter by userName",
            ));
        }
        match (users.pop(), users.len()) {
            (user, 0) => Ok(user),
            _ => Err(SyncError::refused("several users have this userName")),
        }
    }

    async fn round(&self, order: &SyncOrder) -> Result<Round, SyncError> {
        match self.find(&order.holder.login).await? {
            None if self.may_create && order.wanted.password.is_some() => self.create(order).await,
            None => Err(SyncError::Gone),
            Some(user) => match self.compare(&user, order)? {
                Held::Yes => Ok(Round::Done),
                Held::No | Held::Unsure => self.change(&user, order).await,
            },
        }
    }

    /// What the version shows, where it is kept.
    fn compare(&self, user: &User, order: &SyncOrder) -> Result<Held, SyncError> {
        match user.version {
            _ if self.version.is_none() => Ok(Held::Unsure),
            Some(held) if held > order.version => Err(SyncError::Overtaken { held }),
            held => Ok(Held::from(held == Some(order.version))),
        }
    }

    async fn create(&self, order: &SyncOrder) -> Result<Round, SyncError> {
        let question = Question {
            method: Method::POST,
            target: self.channel.base.users(),
            body: user::creation(order, self.version.as_ref()),
            if_match: None,
            // Not the key of the change, which may have to follow.
            idempotency_key: key(order, "/create"),
        };
        let answer = self.write(question).await?;
        match answer.status {
            StatusCode::CREATED | StatusCode::OK => self.settle(&answer, order),
            StatusCode::CONFLICT => Ok(Round::Again),
            _ => Err(Kind::Change.verdict(&answer, order.wanted.password.as_ref())),
        }
    }

    async fn change(&self, user: &User, order: &SyncOrder) -> Result<Round, SyncError> {
        let target = self.channel.base.user(&user.id);
        let target = target.ok_or_else(|| SyncError::refused("the user has no usable id"))?;
        let question = Question {
            method: Method::PATCH,
            target,
            body: user::change(order, self.version.as_ref()),
            if_match: user.tag.clone(),
            idempotency_key: key(order, ""),
        };
        let answer = self.write(question).await?;
        match answer.status {
            StatusCode::NO_CONTENT => Ok(Round::Done),
            StatusCode::OK => self.settle(&answer, order),
            StatusCode::NOT_FOUND | StatusCode::PRECONDITION_FAILED => Ok(Round::Again),
            _ => Err(Kind::Change.verdict(&answer, order.wanted.password.as_ref())),
        }
    }

    async fn write(&self, question: Question) -> Result<Answer, SyncError> {
        let answer = self.channel.ask(question).await;
        answer.map_err(|fault| Kind::Change.fault(fault))
    }

    /// A success has to show the user, and the user what was wanted.
    fn settle(&self, answer: &Answer, order: &SyncOrder) -> Result<Round, SyncError> {
        let user = serde_json::from_slice(&answer.body).ok();
        let user = user.and_then(|user| User::read(&user, self.version.as_ref()));
        match user {
            Some(user) if !user.is_named(&order.holder.login) => {
                Err(SyncError::unknown("the answer shows another user"))
            }
            Some(user) if user.shows(&order.wanted) == Held::No => Err(SyncError::unknown(
                "the answer does not show what was wanted",
            )),
            Some(_) => Ok(Round::Done),
            None => Err(SyncError::unknown("the answer shows no user")),
        }
    }
}

/// The stable identifier of the event, as draft-ietf-httpapi-idempotency-key-header writes it.
fn key(order: &SyncOrder, suffix: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("\"{}{suffix}\"", order.event)).ok()
}

#[async_trait]
impl CredentialSync for ScimSync {
    async fn apply(&self, order: &SyncOrder) -> Result<(), SyncError> {
        let password = order.wanted.password.as_ref();
        if password.is_some_and(|password| password.expose().is_empty()) {
            return Err(SyncError::PasswordRefused { said: None });
        }
        for _ in 0..ROUNDS {
            if let Round::Done = self.round(order).await? {
                return Ok(());
            }
        }
        Err(SyncError::retry("the user changes all the time"))
    }

    async fn verify(&self, order: &SyncOrder) -> Result<Held, SyncError> {
        let user = self.find(&order.holder.login).await?;
        let user = user.ok_or(SyncError::Gone)?;
        let by_version = self.compare(&user, order)?;
        Ok(match by_version {
            Held::Unsure if order.wanted.password.is_some() => {
                user.shows(&order.wanted).and(Held::Unsure)
            }
            Held::Unsure => user.shows(&order.wanted),
            Held::Yes | Held::No => by_version,
        })
    }

    async fn read(&self, login: &str) -> Result<Option<Shown>, SyncError> {
        let user = self.find(login).await?;
        Ok(user.map(User::into_shown))
    }

    async fn probe(&self) -> Result<(), SyncError> {
        let outcome = self.find(NOBODY).await;
        outcome.map(|_| ()).map_err(|error| match error {
            SyncError::Retry { .. } => error,
            other => SyncError::retry(other.to_string()),
        })
    }
}
