//! The outbox is emptied, one mail at a time; the loop stands outside.

use jiff::{SignedDuration, Timestamp};
use varco_ports::{ClaimedItem, MAIL, MailError, Message};

use crate::mailing::context;
use crate::{Failure, UseCases};

/// How long a claimed mail belongs to one worker unless it says that it is still at it: the mail of a
/// worker that was killed is free again after that.
const LEASE: SignedDuration = SignedDuration::from_secs(6);
/// First pause after a failed attempt; it doubles with each further one.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(2);
/// Longest pause between two attempts.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(15);
/// A mail that nobody accepted for this long is given up; what it carries has expired by then.
const GIVE_UP_AFTER: SignedDuration = SignedDuration::from_hours(72);

/// What came of one mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The mail system has it.
    Sent,
    /// It will be tried again at this instant.
    Postponed(Timestamp),
    /// It will never be sent.
    Buried,
    /// Somebody else has it: the lease had run out.
    Lost,
}

impl UseCases {
    /// Claims up to `limit` mails that are due.
    ///
    /// # Errors
    /// [`Failure`] when the outbox cannot be reached.
    pub async fn claim_mails(&self, limit: u32) -> Result<Vec<ClaimedItem>, Failure> {
        let now = self.now();
        Ok(self
            .ports
            .outbox
            .claim(MAIL, limit, now, now + LEASE)
            .await?)
    }

    /// How often [`UseCases::keep_mail`] is due while a mail is being delivered.
    pub const KEEP_MAIL_EVERY: SignedDuration = SignedDuration::from_secs(2);

    /// Says that the delivery of a claimed mail is still going on; whether it still belongs to us.
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
    /// [`Failure`] when the outcome cannot be noted: the lease runs out and the mail is sent again,
    /// under the same Message-ID.
    pub async fn deliver_mail(&self, mail: &ClaimedItem) -> Result<Delivery, Failure> {
        let outcome = match self.unseal(mail) {
            Ok(message) => self.ports.mail.send(&message).await,
            Err(error) => Err(error),
        };
        if let Err(error) = &outcome {
            tracing::warn!(mail.id = %mail.lease.id, mail.template, attempts = mail.attempts + 1, %error, "a mail was not handed over");
        }
        let now = self.now();
        let outbox = &self.ports.outbox;
        let (held, delivery) = match outcome {
            Ok(()) => (outbox.complete(&mail.lease, now).await?, Delivery::Sent),
            Err(MailError::Retry { reason })
                if now.duration_since(mail.created_at) < GIVE_UP_AFTER =>
            {
                let due_at = now + pause(mail, self.jitter());
                (
                    outbox.retry(&mail.lease, due_at, &reason).await?,
                    Delivery::Postponed(due_at),
                )
            }
            Err(MailError::Retry { reason } | MailError::Refused { reason }) => (
                outbox.bury(&mail.lease, now, &reason).await?,
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

    fn unseal(&self, mail: &ClaimedItem) -> Result<Message, MailError> {
        let bytes = self
            .ports
            .vault
            .open(
                &mail.envelope,
                &context(mail.lease.id, &mail.stream, mail.version),
            )
            .map_err(|error| MailError::Refused {
                reason: error.to_string(),
            })?;
        Message::decode(mail.lease.id, &bytes)
    }

    /// A random share of a pause, in 256ths, so that many mails do not come back at once.
    fn jitter(&self) -> i32 {
        let [byte] = self.ports.entropy.bytes();
        i32::from(byte)
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
