//! Where the mails of an arena arrive.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use varco_ports::{MailError, MailSender, Message};

/// Takes every message, until somebody empties it.
#[derive(Debug, Default)]
pub(super) struct Postbox(Mutex<Vec<Message>>);

impl Postbox {
    /// What has arrived since the last time.
    pub(super) fn empty(&self) -> Vec<Message> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl MailSender for Postbox {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        let mut arrived = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        arrived.push(message.clone());
        Ok(())
    }
}
