//! In the demo every mail can be read, also when a relay is configured: a copy goes to the mailbox.

use std::sync::Arc;

use async_trait::async_trait;
use varco_ports::{MailError, MailSender, Message};

/// Sends to the mailbox of the demo and to the relay.
#[derive(Debug)]
pub(crate) struct Copies {
    /// The mailbox of the demo.
    pub(crate) mailbox: Arc<dyn MailSender>,
    /// The relay; only its word counts.
    pub(crate) relay: Arc<dyn MailSender>,
}

#[async_trait]
impl MailSender for Copies {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        if let Err(error) = self.mailbox.send(message).await {
            tracing::warn!(mail.id = %message.id, %error, "the demo mailbox did not take its copy");
        }
        self.relay.send(message).await
    }
}
