//! Mail over SMTP: the sender behind the port `MailSender`, the texts of the mails, and a small
//! SMTP server for the demo mailbox and for tests.

pub mod received;
pub mod sink;

pub use received::ReceivedMail;
pub use sink::{FaultMode, SinkTimeout, SmtpSink};
