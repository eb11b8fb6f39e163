//! A sender and messages for the tests of this crate.

pub(crate) mod tap;
pub(crate) mod tls_front;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;
use varco_domain::contacts::EmailAddress;
use varco_domain::id::MessageId;
use varco_domain::language::Language;
use varco_mail_smtp::{Letterhead, SmtpConfig, SmtpMailSender, SmtpSink};
use varco_ports::{Message, Template};

/// Far longer than anything takes here.
pub(crate) const SOON: Duration = Duration::from_secs(10);

/// A free port of this machine.
pub(crate) const ANY_PORT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

pub(crate) async fn sink() -> SmtpSink {
    SmtpSink::start(ANY_PORT, None).await.unwrap()
}

pub(crate) fn sender(url: &str, ca_file: Option<PathBuf>, time_limit: Duration) -> SmtpMailSender {
    SmtpMailSender::new(SmtpConfig {
        url: SecretString::from(url),
        from: "Istanze OnLine <non-rispondere@varco.example>".to_owned(),
        ca_file,
        time_limit,
        letterhead: Letterhead::new("Istanze OnLine", "https://varco.example", "a@b.it").unwrap(),
    })
    .unwrap()
}

/// The message with this number.
pub(crate) fn message(number: u8) -> Message {
    let instant = Timestamp::from_second(1_800_000_000).unwrap();
    Message {
        language: Language::default(),
        id: MessageId::new(instant, &[number; 10]),
        to: EmailAddress::parse("mario@esempio.it").unwrap(),
        template: Template::Welcome {
            given_name: "Mario".to_owned(),
            username: "mario.rossi".to_owned(),
        },
    }
}
