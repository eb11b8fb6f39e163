//! Mails, one at a time.

use secrecy::SecretBox;
use varco_domain::delivery::{Next, pause};
use varco_ports::{ClaimedItem, MailError, Message, VaultError};

use crate::UseCases;
use crate::deliver::{Attempt, Contact};
use crate::mailing::context;
use crate::recovery::Asked;

impl UseCases {
    /// Sends one claimed mail, or answers one claimed request.
    pub(crate) async fn send_mail(&self, mail: &ClaimedItem) -> Attempt {
        let sent = match self.unseal(mail) {
            Ok(bytes) => self.hand_over(mail, &bytes).await,
            Err(error) => Err(error),
        };
        if let Err(error) = &sent {
            tracing::warn!(mail.id = %mail.lease.id, mail.template, attempts = mail.attempts + 1, %error, "a mail was not handed over");
        }
        let next = match sent {
            Ok(()) => Next::Complete,
            Err(MailError::Retry { reason }) if !self.is_too_old(mail) => {
                // So that many mails do not come back at once.
                let [jitter] = self.ports.entropy.bytes();
                let at = self.now() + pause(mail.attempts, jitter);
                Next::Retry { at, reason }
            }
            Err(MailError::Retry { reason } | MailError::Refused { reason }) => {
                Next::Bury { reason }
            }
        };
        let contact = Contact::None;
        Attempt { next, contact }
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
        let refused = |reason: &str| MailError::Refused {
            reason: reason.to_owned(),
        };
        if self.is_too_old(mail) {
            return Err(refused("not delivered in time"));
        }
        let context = context(mail.lease.id, &mail.stream, mail.version);
        let envelope = mail.envelope.as_ref();
        let envelope = envelope.ok_or_else(|| refused("there is nothing to send"))?;
        let opened = self.ports.vault.open(envelope, &context);
        opened.map_err(|error| {
            tracing::error!(mail.id = %mail.lease.id, mail.template, %error, "a sealed mail does not open");
            unopened(&error)
        })
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
