//! Messages to people.

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretBox, SecretString};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;
use varco_domain::contacts::EmailAddress;
use varco_domain::id::MessageId;
use varco_domain::language::Language;

/// One message: to whom, in which language, and which text with which values. How it reads is the adapter's matter.
#[derive(Clone, Debug)]
pub struct Message {
    /// Identifier; the Message-ID header is derived from it and is the same on every attempt.
    pub id: MessageId,
    /// The only recipient.
    pub to: EmailAddress,
    /// The language of whoever reads it, at the moment when there was something to say.
    pub language: Language,
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
    /// The password was changed: to every address.
    PasswordChanged {
        /// Given name, for the greeting.
        given_name: String,
        /// When.
        changed_at: Timestamp,
        /// For who did not change it. None in messages that were sealed before there were such links.
        #[serde(default)]
        disavowal: Option<MailedLink>,
    },
    /// "Password dimenticata?": the link that resets it.
    ResetPassword {
        /// Given name, for the greeting.
        given_name: String,
        /// The username.
        username: String,
        /// The link.
        link: MailedLink,
    },
    /// "Password dimenticata?" for an *utenza MI*: where it is reset.
    MiRecovery {
        /// Given name, for the greeting.
        given_name: String,
        /// The username.
        username: String,
    },
    /// "Password dimenticata?" for an utenza that is suspended: whom to ask.
    SuspendedRecovery {
        /// Given name, for the greeting.
        given_name: String,
    },
    /// "Username dimenticato?".
    UsernameReminder {
        /// Given name, for the greeting.
        given_name: String,
        /// The username.
        username: String,
    },
    /// To an address that waits for its confirmation. Without a name: whoever reads it may be a
    /// stranger.
    ConfirmEmail {
        /// The link.
        link: MailedLink,
    },
    /// Another address was asked for: to the addresses in force.
    EmailAboutToChange {
        /// Given name, for the greeting.
        given_name: String,
        /// The address that waits.
        address: String,
        /// For who did not ask for it.
        disavowal: MailedLink,
    },
    /// The addresses have changed: to those of before and those of now.
    EmailChanged {
        /// Given name, for the greeting.
        given_name: String,
        /// The address that is written to from now on; empty where there is none.
        reference: String,
        /// When.
        changed_at: Timestamp,
        /// What puts the address of before back, for who had confirmed it.
        undo: Option<MailedLink>,
    },
    /// The recapiti were changed: to every address.
    RecapitiChanged {
        /// Given name, for the greeting.
        given_name: String,
        /// When.
        changed_at: Timestamp,
        /// For who did not change them.
        disavowal: MailedLink,
    },
    /// The password ends soon.
    PasswordEnding {
        /// Given name, for the greeting.
        given_name: String,
        /// When it ends.
        ends_at: Timestamp,
    },
    /// An operator opened an utenza: username and one-time password.
    AccountProvisioned {
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
    /// A new one-time password in place of the password: by an operator, or because the one before
    /// had expired.
    PasswordReissued {
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
    /// The same, to the addresses that do not get the password.
    PasswordReissuedNotice {
        /// Given name, for the greeting.
        given_name: String,
        /// When.
        changed_at: Timestamp,
        /// For who did not ask for it.
        disavowal: MailedLink,
    },
    /// Somebody said "Non sono stato io": what has been done, and what is left to do.
    ChangeDisavowed {
        /// Given name, for the greeting.
        given_name: String,
    },
    /// The utenza was suspended.
    Suspended {
        /// Given name, for the greeting.
        given_name: String,
        /// When.
        changed_at: Timestamp,
    },
    /// A suspension was lifted.
    Reactivated {
        /// Given name, for the greeting.
        given_name: String,
        /// When.
        changed_at: Timestamp,
    },
    /// An operator has forgotten the failed logins.
    Unlocked {
        /// Given name, for the greeting.
        given_name: String,
        /// When.
        changed_at: Timestamp,
    },
    /// The utenza is of another kind.
    KindChanged {
        /// Given name, for the greeting.
        given_name: String,
        /// Whether it is an *utenza MI* now.
        is_mi: bool,
        /// When.
        changed_at: Timestamp,
    },
    /// The person asked that the utenza be deleted.
    DeletionAsked {
        /// Given name, for the greeting.
        given_name: String,
        /// When.
        asked_at: Timestamp,
        /// For who did not ask for it.
        disavowal: MailedLink,
    },
}

/// A link of a mail, before its address is made of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MailedLink {
    /// Its token.
    #[serde(with = "exposed")]
    pub token: SecretString,
    /// From this instant on it is refused.
    pub expires_at: Timestamp,
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
            Self::ResetPassword { .. } => "reset_password",
            Self::MiRecovery { .. } => "mi_recovery",
            Self::SuspendedRecovery { .. } => "suspended_recovery",
            Self::UsernameReminder { .. } => "username_reminder",
            Self::ConfirmEmail { .. } => "confirm_email",
            Self::EmailAboutToChange { .. } => "email_about_to_change",
            Self::EmailChanged { .. } => "email_changed",
            Self::RecapitiChanged { .. } => "recapiti_changed",
            Self::PasswordEnding { .. } => "password_ending",
            Self::AccountProvisioned { .. } => "account_provisioned",
            Self::PasswordReissued { .. } => "password_reissued",
            Self::PasswordReissuedNotice { .. } => "password_reissued_notice",
            Self::ChangeDisavowed { .. } => "change_disavowed",
            Self::Suspended { .. } => "suspended",
            Self::Reactivated { .. } => "reactivated",
            Self::Unlocked { .. } => "unlocked",
            Self::KindChanged { .. } => "kind_changed",
            Self::DeletionAsked { .. } => "deletion_asked",
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Envelope {
    to: String,
    /// Empty in messages that were sealed when there was only Italian.
    #[serde(default)]
    language: String,
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
            language: self.language.tag().to_owned(),
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
            language: Language::from_tag(&envelope.language).unwrap_or_default(),
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
