//! A mail system that keeps everything.

use std::sync::Mutex;

use async_trait::async_trait;

use crate::mail::{MailError, MailSender, Message};
use crate::testkit::lock;

/// Records what is sent, and refuses everything while it is told to.
#[derive(Debug, Default)]
pub struct RecordingMailSender(Mutex<Record>);

#[derive(Debug, Default)]
struct Record {
    sent: Vec<Message>,
    failure: Option<MailError>,
}

impl RecordingMailSender {
    /// From now on every message fails like this, or is taken again with `None`.
    pub fn fail_with(&self, failure: impl Into<Option<MailError>>) {
        lock(&self.0).failure = failure.into();
    }

    /// The messages taken so far, oldest first.
    pub fn sent(&self) -> Vec<Message> {
        lock(&self.0).sent.clone()
    }
}

#[async_trait]
impl MailSender for RecordingMailSender {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        let mut record = lock(&self.0);
        if let Some(failure) = &record.failure {
            return Err(failure.clone());
        }
        record.sent.push(message.clone());
        Ok(())
    }
}
