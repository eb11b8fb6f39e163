//! The outbox is emptied, one mail at a time; the loop stands outside.

use jiff::{SignedDuration, Timestamp};
use secrecy::SecretBox;
use varco_ports::{ClaimedItem, MAIL, MailError, Message, VaultError};

use crate::mailing::context;
use crate::recovery::Asked;
use crate::{Failure, UseCases};

/// How long a claimed mail belongs to one worker unless it says that it is still at it: the mail of a
/// worker that was killed is free again after that.
const LEASE: SignedDuration = SignedDuration::from_secs(6);
/// First pause after a failed attempt; it doubles with each further one.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(2);
/// Longest pause between two attempts.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(15);

/// What came of one mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The mail system has it.
    Sent,
    /// It will be tried again at this instant.
    Postponed(Timestamp),
    /// It was given up.
    Buried,
    /// Somebody else has it, or a newer one has replaced it.
    Lost,
}

/// What the mail system made of a mail; not noted yet.
#[derive(Clone, Debug)]
pub struct Attempt(Result<(), MailError>);

impl UseCases {
    /// How often [`UseCases::keep_mail`] is due while a mail is being sent.
    pub const KEEP_MAIL_EVERY: SignedDuration = SignedDuration::from_secs(2);
    /// How long after that the mail is still ours without it.
    pub const KEEP_MAIL_WITHIN: SignedDuration = SignedDuration::from_secs(4);

    /// Claims up to `limit` mails that are due.
    ///
    /// # Errors
    /// [`Failure`] when the outbox cannot be reached.
    pub async fn claim_mails(&self, limit: u32) -> Result<Vec<ClaimedItem>, Failure> {
        let now = self.now();
        let outbox = &self.ports.outbox;
        Ok(outbox.claim(MAIL, limit, now, now + LEASE).await?)
    }

    /// Says that a claimed mail is still being sent; whether it still belongs to us. If not, sending
    /// it must stop.
    ///
    /// # Errors
    /// [`Failure`] when the outbox cannot be reached.
    pub async fn keep_mail(&self, mail: &ClaimedItem) -> Result<bool, Failure> {
        let lease_until = self.now() + LEASE;
        Ok(self.ports.outbox.renew(&mail.lease, lease_until).await?)
    }

    /// Sends one claimed mail and notes the outcome.
    ///
    /// # Errors
    /// As [`UseCases::note_mail`].
    pub async fn deliver_mail(&self, mail: &ClaimedItem) -> Result<Delivery, Failure> {
        let attempt = self.send_mail(mail).await;
        self.note_mail(mail, &attempt).await
    }

    /// Sends one claimed mail, or answers one claimed request.
    pub async fn send_mail(&self, mail: &ClaimedItem) -> Attempt {
        let outcome = match self.unseal(mail) {
            Ok(bytes) => self.hand_over(mail, &bytes).await,
            Err(error) => Err(error),
        };
        if let Err(error) = &outcome {
            tracing::warn!(mail.id = %mail.lease.id, mail.template, attempts = mail.attempts + 1, %error, "a mail was not handed over");
        }
        Attempt(outcome)
    }

    /// Notes what came of sending a mail. May be repeated until it succeeds.
    ///
    /// # Errors
    /// [`Failure`] when the outbox cannot be reached: unless it is noted after all, the lease runs out
    /// and the mail is sent again, under the same Message-ID.
    pub async fn note_mail(
        &self,
        mail: &ClaimedItem,
        attempt: &Attempt,
    ) -> Result<Delivery, Failure> {
        let now = self.now();
        let outbox = &self.ports.outbox;
        let (held, delivery) = match &attempt.0 {
            Ok(()) => (outbox.complete(&mail.lease, now).await?, Delivery::Sent),
            Err(MailError::Retry { reason }) if !self.is_too_old(mail) => {
                let due_at = now + pause(mail, self.jitter());
                (
                    outbox.retry(&mail.lease, due_at, reason).await?,
                    Delivery::Postponed(due_at),
                )
            }
            Err(MailError::Retry { reason } | MailError::Refused { reason }) => (
                outbox.bury(&mail.lease, now, reason).await?,
                Delivery::Buried,
            ),
        };
        Ok(if held { delivery } else { Delivery::Lost })
    }

    /// When the next mail is due.
    ///
    /// # Errors
    /// [`Failure`] when the outbox cannot be reached.
    pub async fn next_mail_due(&self) -> Result<Option<Timestamp>, Failure> {
        Ok(self.ports.outbox.next_due(MAIL).await?)
    }

    /// Whether what the mail says may no longer be kept.
    fn is_too_old(&self, mail: &ClaimedItem) -> bool {
        self.now().duration_since(mail.created_at) >= self.settings.retention.secrets
    }

    async fn hand_over(
        &self,
        mail: &ClaimedItem,
        bytes: &SecretBox<[u8]>,
    ) -> Result<(), MailError> {
        if let Some(asked) = Asked::named(&mail.template) {
            let answered = self.answer(asked, bytes).await;
            // Whatever is missing or broken now may be mended before the request is too old.
            return answered.map_err(|failure| MailError::Retry {
                reason: failure.to_string(),
            });
        }
        let message = Message::decode(mail.lease.id, bytes)?;
        self.ports.mail.send(&message).await
    }

    fn unseal(&self, mail: &ClaimedItem) -> Result<SecretBox<[u8]>, MailError> {
        if self.is_too_old(mail) {
            return Err(MailError::Refused {
                reason: "not delivered in time".to_owned(),
            });
        }
        let context = context(mail.lease.id, &mail.stream, mail.version);
        let opened = self.ports.vault.open(&mail.envelope, &context);
        opened.map_err(|error| {
            tracing::error!(mail.id = %mail.lease.id, mail.template, %error, "a sealed mail does not open");
            unopened(&error)
        })
    }

    /// A random share of a pause, in 256ths, so that many mails do not come back at once.
    fn jitter(&self) -> i32 {
        let [byte] = self.ports.entropy.bytes();
        i32::from(byte)
    }
}

/// A key that is missing here may be there on another node, or tomorrow; what was changed is lost.
fn unopened(error: &VaultError) -> MailError {
    let reason = error.to_string();
    match error {
        VaultError::Tampered => MailError::Refused { reason },
        _ => MailError::Retry { reason },
    }
}

fn pause(mail: &ClaimedItem, jitter: i32) -> SignedDuration {
    let doublings = mail.attempts.min(16);
    let pause = FIRST_PAUSE
        .checked_mul(1 << doublings)
        .unwrap_or(LONGEST_PAUSE)
        .min(LONGEST_PAUSE);
    pause + pause * jitter / 1024
}
