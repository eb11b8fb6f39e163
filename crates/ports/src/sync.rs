//! Linked services: other systems that hold the same password, mailboxes and state of an utenza.

use async_trait::async_trait;
use jiff::SignedDuration;
use thiserror::Error;
use varco_domain::contacts::EmailAddress;
use varco_domain::credential::Password;
use varco_domain::delivery::Shown;
use varco_domain::id::{AccountId, MessageId};
use varco_domain::person::PersonName;

/// Most code points of a service's own words.
const SAID_MAX: usize = 200;
/// Letters and digits in a row that tell something of a password.
const TELLING_PART: usize = 5;

/// What one linked service is to hold about one utenza from now on.
#[derive(Clone, Debug)]
pub struct SyncOrder {
    /// The event that caused it, the same on every attempt: a service that remembers events takes
    /// each once (R-66).
    pub event: MessageId,
    /// Rises with every order for the same utenza and service (R-67).
    pub version: i64,
    /// Whose utenza.
    pub holder: SyncHolder,
    /// What is to change.
    pub wanted: Wanted,
}

/// The holder of an utenza, as far as a linked service has to know. Names are sent only where the
/// service does not know the utenza yet.
#[derive(Clone, Debug)]
pub struct SyncHolder {
    /// The utenza here; a service that makes its own of it keeps this as a reference.
    pub account: AccountId,
    /// The name by which the service knows it. Any text: adapters escape it (R-72).
    pub login: String,
    /// Given name.
    pub given_name: PersonName,
    /// Family name.
    pub family_name: PersonName,
}

/// The parts of an utenza that are to change; `None` leaves a part as it is.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The password.
    pub password: Option<Password>,
    /// Whether the utenza opens anything. Closing comes before everything else in an order, opening
    /// after everything else (R-70).
    pub is_active: Option<bool>,
    /// Every mailbox, the first one before the others.
    pub emails: Option<Vec<EmailAddress>>,
}

/// What a look at a service has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It holds what the order wants.
    Yes,
    /// It does not.
    No,
    /// It does not let anybody see. Applying the order again is right: the effect is the same.
    Unsure,
}

impl Held {
    /// Of two parts of an order.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Unsure, _) | (_, Self::Unsure) => Self::Unsure,
            (Self::Yes, Self::Yes) => Self::Yes,
        }
    }
}

impl From<bool> for Held {
    fn from(is_held: bool) -> Self {
        if is_held { Self::Yes } else { Self::No }
    }
}

/// Why an order was not carried out, or may not have been. Carries what to do next. Reasons are for
/// operators and hold no personal data and no secret.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SyncError {
    /// Nothing was changed. Try again later.
    #[error("the service takes no orders for now: {reason}")]
    Retry {
        /// Not before this, if the service has said so.
        after: Option<SignedDuration>,
        /// What happened.
        reason: String,
    },
    /// The order, or a part of it, may have been carried out. Look first ([`CredentialSync::verify`]),
    /// then try again.
    #[error("nobody knows whether the order was carried out: {reason}")]
    Unknown {
        /// What happened.
        reason: String,
    },
    /// The service does not accept this password by rules of its own: the holder has to choose another
    /// (T-30).
    #[error("the service refuses the password")]
    PasswordRefused {
        /// The service's own words, for the holder: one line that does not hold the password.
        said: Option<String>,
    },
    /// Trying again will not help: an operator has to look.
    #[error("the order was refused: {reason}")]
    Refused {
        /// What happened.
        reason: String,
    },
    /// The service has no such utenza, and the order is none to make it by.
    #[error("the service has no such utenza")]
    Gone,
    /// The service holds a newer version than this order's: it is not overwritten (R-67).
    #[error("the service holds version {held} already")]
    Overtaken {
        /// The version that it holds.
        held: i64,
    },
}

impl SyncError {
    /// A [`SyncError::Retry`] at any time.
    pub fn retry(reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self::Retry {
            after: None,
            reason,
        }
    }

    /// A [`SyncError::Unknown`].
    pub fn unknown(reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self::Unknown { reason }
    }

    /// A [`SyncError::PasswordRefused`] with the service's own words cut to one line, and left out if
    /// they hold the password or a part of it.
    pub fn password_refused(words: &str, password: &Password) -> Self {
        let is_told = tells(words, password.expose());
        let words: Vec<_> = words.split_whitespace().collect();
        let line = words.join(" ");
        let line: String = line
            .chars()
            .filter(|c| !c.is_control())
            .take(SAID_MAX)
            .collect();
        Self::PasswordRefused {
            said: (!line.is_empty() && !is_told).then_some(line),
        }
    }

    /// A [`SyncError::Refused`].
    pub fn refused(reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self::Refused { reason }
    }
}

/// Whether words tell a secret. Services repeat what they were told as JSON, HTML or a quotation, each of
/// which writes signs in its own way; letters and digits stay as they are.
fn tells(words: &str, secret: &str) -> bool {
    let only = |text: &str, keep: fn(char) -> bool| {
        let kept = text.chars().filter(|c| keep(*c));
        kept.flat_map(char::to_lowercase).collect::<String>()
    };
    let holds = |keep| {
        let secret = only(secret, keep);
        !secret.is_empty() && only(words, keep).contains(&secret)
    };
    let mut parts = secret.split(|c: char| !c.is_ascii_alphanumeric());
    let words_as_they_are = words.to_ascii_lowercase();
    holds(|c| !c.is_whitespace())
        || holds(char::is_alphanumeric)
        || parts.any(|part| {
            let part = part.to_ascii_lowercase();
            part.len() >= TELLING_PART && words_as_they_are.contains(&part)
        })
}

/// One linked service. Whoever calls keeps orders of one utenza apart in time: the newer after the
/// older.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait CredentialSync: Send + Sync + std::fmt::Debug {
    /// Carries an order out, and makes the utenza where the service allows that and the order brings a
    /// password. An order that was carried out before MUST end well again and leave everything as it
    /// is (R-66). MUST answer within a time of its own, whatever the service does (R-73), and MUST NOT
    /// touch any other utenza.
    ///
    /// # Errors
    /// [`SyncError`], which says what to do next. [`SyncError::Retry`] MUST mean that nothing was
    /// changed.
    async fn apply(&self, order: &SyncOrder) -> Result<(), SyncError>;

    /// Looks whether the service holds what the order wants, and changes nothing.
    ///
    /// # Errors
    /// [`SyncError::Retry`] when one cannot look now; [`SyncError::Gone`] when there is no such utenza;
    /// [`SyncError::Overtaken`] and [`SyncError::Refused`] as [`CredentialSync::apply`].
    async fn verify(&self, order: &SyncOrder) -> Result<Held, SyncError>;

    /// Reads what the service shows about the utenza of this name, and changes nothing; `None` where
    /// there is none. A service that shows nothing need not be asked.
    ///
    /// # Errors
    /// [`SyncError::Retry`] when one cannot look now; [`SyncError::Refused`] when the service cannot
    /// be read, or shows something else than one utenza.
    async fn read(&self, login: &str) -> Result<Option<Shown>, SyncError> {
        let _ = login;
        Err(SyncError::refused("this service cannot be read"))
    }

    /// Reaches the service with the credentials that orders are carried out with, and changes nothing.
    ///
    /// # Errors
    /// [`SyncError::Retry`] with the reason why orders would not be carried out.
    async fn probe(&self) -> Result<(), SyncError>;
}

#[cfg(test)]
mod tests {
    use super::Held::{self, No, Unsure, Yes};
    use super::{Password, SAID_MAX, SyncError};
    use secrecy::SecretString;

    #[test]
    fn an_order_is_held_when_every_part_is() {
        for (one, other, both) in [
            (Yes, Yes, Yes),
            (Yes, Unsure, Unsure),
            (Unsure, No, No),
            (No, Yes, No),
        ] {
            assert_eq!(one.and(other), both);
            assert_eq!(other.and(one), both);
        }
        assert_eq!(Held::from(true), Yes);
        assert_eq!(Held::from(false), No);
    }

    #[test]
    fn r32_words_for_the_holder_are_one_line_without_the_password() {
        let password = Password::from_typed(&SecretString::from("Due  spazi-7"));
        for (words, expected) in [
            ("Too\r\n  short\u{7}.", Some("Too short.")),
            ("", None),
            (" \n ", None),
            ("'Due  spazi-7' is weak", None),
            ("'due spazi-7' is weak", None),
            ("'DUE\nSPAZI-7'", None),
        ] {
            let said = expected.map(str::to_owned);
            let error = SyncError::password_refused(words, &password);
            assert_eq!(error, SyncError::PasswordRefused { said }, "{words:?}");
        }
        // As JSON, HTML, an address and a quotation write it, and a piece that was cut off.
        let password = Password::from_typed(&SecretString::from(r#"Perché "no" & l'uovo42"#));
        for words in [
            r#"no: {"value":"Perch\u00e9 \"no\" & l'uovo42"}"#,
            "no: Perché &quot;no&quot; &amp; l&#39;uovo42",
            "no: Perch%C3%A9%20%22no%22%20%26%20l%27uovo42",
            r#"no: {\"value\":\"Perch\\u00e9 \\\"no\\\" & l'uovo42\"}"#,
            "no: [Perché \"no…]",
        ] {
            let error = SyncError::password_refused(words, &password);
            assert_eq!(
                error,
                SyncError::PasswordRefused { said: None },
                "{words:?}"
            );
        }
        let password = Password::from_typed(&SecretString::from("Due  spazi-7"));
        let error = SyncError::password_refused(&"è".repeat(1_000), &password);
        let said = Some("è".repeat(SAID_MAX));
        assert_eq!(error, SyncError::PasswordRefused { said });
    }
}
