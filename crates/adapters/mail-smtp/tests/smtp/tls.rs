//! TLS with a server that is who it says, or nothing.

use crate::support::tap::Tap;
use crate::support::tls_front::{Opening, TlsFront};
use crate::support::{SOON, message, sender, sink};
use varco_mail_smtp::SmtpSink;
use varco_ports::{MailError, MailSender};

/// `\0mario\0p:/w` in base64, as AUTH PLAIN says it.
const CREDENTIALS: &str = "AG1hcmlvAHA6L3c=";

/// sender → tap → TLS → tap → sink
struct Line {
    sink: SmtpSink,
    inner: Tap,
    front: TlsFront,
    outer: Tap,
}

impl Line {
    async fn start(opening: Opening, certified_name: &str) -> Self {
        let sink = sink().await;
        let inner = Tap::start(sink.address()).await;
        let front = TlsFront::start(opening, certified_name, inner.address).await;
        let outer = Tap::start(front.address).await;
        Self {
            sink,
            inner,
            front,
            outer,
        }
    }

    fn url(&self, opening: Opening) -> String {
        let port = self.outer.address.port();
        match opening {
            Opening::Implicit => format!("smtps://mario:p%3A%2Fw@localhost:{port}"),
            _ => format!("smtp://mario:p%3A%2Fw@localhost:{port}?tls=required"),
        }
    }

    /// Neither side of TLS has heard credentials or mail.
    fn has_kept_silent(&self) -> bool {
        let heard = [self.outer.heard(), self.inner.heard()].concat();
        self.sink.messages().is_empty()
            && ["AUTH", CREDENTIALS, "p:/w", "MAIL"]
                .iter()
                .all(|secret| !heard.contains(secret))
    }
}

async fn send(line: &Line, opening: Opening, is_ca_known: bool) -> Result<(), MailError> {
    let ca_file = is_ca_known.then(|| line.front.ca_file());
    sender(&line.url(opening), ca_file, SOON)
        .send(&message(1))
        .await
}

#[tokio::test]
async fn mails_and_credentials_go_through_tls_only() {
    for opening in [Opening::Implicit, Opening::StartTls] {
        let line = Line::start(opening, "localhost").await;
        send(&line, opening, true).await.unwrap();
        assert_eq!(line.sink.messages().len(), 1);
        assert!(line.inner.heard().contains(CREDENTIALS));
        assert!(!line.outer.heard().contains(CREDENTIALS));
        assert!(!line.outer.heard().contains("mario@esempio.it"));
    }
}

#[tokio::test]
async fn a_server_that_cannot_prove_its_name_hears_nothing() {
    for opening in [Opening::Implicit, Opening::StartTls] {
        for (name, is_ca_known) in [("posta.esempio.it", true), ("localhost", false)] {
            let line = Line::start(opening, name).await;
            let outcome = send(&line, opening, is_ca_known).await;
            let Err(MailError::Retry { reason }) = outcome else {
                panic!("{opening:?} {name}: {outcome:?}")
            };
            assert!(reason.contains("certificate"), "{reason}");
            assert!(line.has_kept_silent(), "{opening:?} {name}");
        }
    }
}

#[tokio::test]
async fn without_starttls_nothing_is_said() {
    let line = Line::start(Opening::Stripped, "localhost").await;
    let outcome = send(&line, Opening::Stripped, true).await;
    assert!(
        matches!(outcome, Err(MailError::Retry { .. })),
        "{outcome:?}"
    );
    assert!(line.has_kept_silent());
}

#[tokio::test]
async fn answers_added_in_clear_are_not_taken_for_answers_in_tls() {
    let line = Line::start(Opening::Injected, "localhost").await;
    let outcome = send(&line, Opening::Injected, true).await;
    assert!(
        matches!(outcome, Err(MailError::Retry { .. })),
        "{outcome:?}"
    );
    assert!(line.has_kept_silent());
}

#[tokio::test]
async fn a_plain_server_where_tls_is_due_hears_nothing() {
    let sink = sink().await;
    let tap = Tap::start(sink.address()).await;
    let url = format!("smtps://mario:segreto@localhost:{}", tap.address.port());
    let outcome = sender(&url, None, SOON).send(&message(1)).await;
    assert!(
        matches!(outcome, Err(MailError::Retry { .. })),
        "{outcome:?}"
    );
    assert!(!tap.heard().contains("AUTH"));
}
