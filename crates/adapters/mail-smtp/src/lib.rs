//! Mail over SMTP: the sender behind the port `MailSender`, the texts of the mails, and a small
//! SMTP server for the demo mailbox and for tests.

mod compose;
mod config;
mod connections;
mod letterhead;
mod line_by_line;
mod received;
mod relay;
mod sender;
pub mod sink;
mod texts;

pub use config::{ConfigError, SmtpConfig};
pub use letterhead::Letterhead;
pub use received::ReceivedMail;
pub use sender::SmtpMailSender;
pub use sink::{FaultMode, SinkTimeout, SmtpSink};
