//! Messages to people.

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretBox, SecretString};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;
use varco_domain::contacts::EmailAddress;
use varco_domain::id::MessageId;

/// One message: to whom, and which text with which values. How it reads is the adapter's matter.
#[derive(Clone, Debug)]
pub struct Message {
    /// Identifier; the Message-ID header is derived from it and is the same on every attempt.
    pub id: MessageId,
    /// The only recipient.
    pub to: EmailAddress,
    /// What it says.
    pub template: Template,
}

/// The texts and their values. Links are made by the adapter from the public address of the service
/// and the token.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum Template {
    /// Mail 1: link and typed code. Holds nothing that a stranger typed.
    Activation {
        /// Token of the link.
        #[serde(with = "exposed")]
        token: SecretString,
        /// Code for typing.
        #[serde(with = "exposed")]
        code: SecretString,
        /// When both stop working.
        expires_at: Timestamp,
    },
    /// Mail 2: username and one-time password.
    OneTimePassword {
        /// Given name, for the greeting.
        given_name: String,
        /// The username.
        username: String,
        /// The one-time password.
        #[serde(with = "exposed")]
        password: SecretString,
        /// When it stops working.
        expires_at: Timestamp,
    },
    /// Mail 2 where the password was chosen at activation: the username alone.
    Welcome {
        /// Given name, for the greeting.
        given_name: String,
        /// The username.
        username: String,
    },
    /// Somebody tried to register a codice fiscale that has an utenza: to its holder.
    AlreadyRegistered {
        /// Given name, for the greeting.
        given_name: String,
        /// The username.
        username: String,
    },
    /// The password was changed.
    PasswordChanged {
        /// Given name, for the greeting.
        given_name: String,
        /// When.
        changed_at: Timestamp,
    },
}

impl Template {
    /// Stable name, for storage, log and metrics.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Activation { .. } => "activation",
            Self::OneTimePassword { .. } => "one_time_password",
            Self::Welcome { .. } => "welcome",
            Self::AlreadyRegistered { .. } => "already_registered",
            Self::PasswordChanged { .. } => "password_changed",
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Envelope {
    to: String,
    template: Template,
}

impl Message {
    /// The bytes that are sealed while the message waits.
    ///
    /// # Errors
    /// [`MailError::Refused`] if the message cannot be written down, which no message of ours does.
    pub fn encode(&self) -> Result<SecretBox<[u8]>, MailError> {
        let envelope = Envelope {
            to: self.to.as_str().to_owned(),
            template: self.template.clone(),
        };
        serde_json::to_vec(&envelope)
            .map(|bytes| SecretBox::new(bytes.into_boxed_slice()))
            .map_err(|error| MailError::Refused {
                reason: error.to_string(),
            })
    }

    /// The message that was written down.
    ///
    /// # Errors
    /// [`MailError::Refused`] if the bytes are no message.
    pub fn decode(id: MessageId, bytes: &SecretBox<[u8]>) -> Result<Self, MailError> {
        let refused = |reason: &str| MailError::Refused {
            reason: reason.to_owned(),
        };
        let envelope: Envelope = serde_json::from_slice(bytes.expose_secret())
            .map_err(|_| refused("the stored message cannot be read"))?;
        let to = EmailAddress::parse(&envelope.to)
            .map_err(|_| refused("the stored address cannot be read"))?;
        Ok(Self {
            id,
            to,
            template: envelope.template,
        })
    }
}

/// Why a message was not handed over. Carries what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MailError {
    /// Try again later: refused for now, unreachable, outcome unknown.
    #[error("the message was not accepted for now: {reason}")]
    Retry {
        /// What the server or the network said, without personal data.
        reason: String,
    },
    /// Trying again will not help.
    #[error("the message was refused: {reason}")]
    Refused {
        /// What the server said, without personal data.
        reason: String,
    },
}

/// Hands messages to the mail system.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait MailSender: Send + Sync + std::fmt::Debug {
    /// Hands one message over. `Ok` means that the mail system has taken responsibility; on
    /// [`MailError::Retry`] it may have, so a repetition MUST carry the same Message-ID.
    ///
    /// # Errors
    /// [`MailError`], which says whether to try again.
    async fn send(&self, message: &Message) -> Result<(), MailError>;
}

/// Secrets inside a message: written in clear, because the bytes are sealed as a whole.
mod exposed {
    use super::{Deserialize, Deserializer, ExposeSecret, SecretString, Serializer};

    pub(super) fn serialize<S: Serializer>(
        secret: &SecretString,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(secret.expose_secret())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<SecretString, D::Error> {
        String::deserialize(from).map(SecretString::from)
    }
}
