//! The sender against the sink: what arrives, and what each kind of trouble means.

use std::sync::Arc;
use std::time::Duration;

use crate::support::{SOON, message, sender, sink};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio::time::Instant;
use varco_mail_smtp::{FaultMode, SmtpMailSender, SmtpSink};
use varco_ports::{MailError, MailSender};

fn sender_to(sink: &SmtpSink) -> SmtpMailSender {
    sender(&format!("smtp://{}", sink.address()), None, SOON)
}

fn retry(reason: &str) -> Result<(), MailError> {
    Err(MailError::Retry {
        reason: reason.to_owned(),
    })
}

fn is_retry(outcome: &Result<(), MailError>) -> bool {
    matches!(outcome, Err(MailError::Retry { .. }))
}

#[tokio::test]
async fn a_mail_arrives_as_composed() {
    let sink = sink().await;
    sender_to(&sink).send(&message(1)).await.unwrap();
    let mails = sink.messages();
    let mail = mails.first().unwrap();
    assert_eq!(mail.envelope_from, "non-rispondere@varco.example");
    assert_eq!(mail.envelope_to, ["mario@esempio.it"]);
    assert_eq!(mail.subject(), "Istanze OnLine – Il tuo username");
    assert_eq!(
        mail.message_id(),
        format!("{}@varco.example", message(1).id)
    );
    assert!(mail.text().contains("\n\nmario.rossi\n\n"));
}

#[tokio::test]
async fn many_mails_are_under_way_at_once() {
    let sink = sink().await;
    let sender = Arc::new(sender_to(&sink));
    let mut sends = JoinSet::new();
    for number in 0..50 {
        let sender = Arc::clone(&sender);
        sends.spawn(async move { sender.send(&message(number)).await });
    }
    assert!(sends.join_all().await.iter().all(Result::is_ok));
    assert_eq!(sink.messages().len(), 50);
}

#[tokio::test]
async fn only_what_the_server_will_never_take_is_refused() {
    let sink = sink().await;
    let sender = sender_to(&sink);
    sink.fault(FaultMode::TemporaryFailure);
    assert_eq!(
        sender.send(&message(1)).await,
        retry("the mail server answered 451")
    );
    sink.fault(FaultMode::PermanentFailure);
    let reason = "the mail server answered 550".to_owned();
    assert_eq!(
        sender.send(&message(1)).await,
        Err(MailError::Refused { reason })
    );
    sink.fault(FaultMode::RefuseConnections);
    assert!(is_retry(&sender.send(&message(1)).await));
    sink.fault(FaultMode::None);
    sender.send(&message(1)).await.unwrap();
    assert_eq!(sink.messages().len(), 1);
}

#[tokio::test]
async fn a_server_that_is_gone_and_comes_back_is_only_a_delay() {
    let before = sink().await;
    let address = before.address();
    let sender = sender_to(&before);
    sender.send(&message(1)).await.unwrap();
    before.stop().await;
    assert!(is_retry(&sender.send(&message(2)).await));
    let after = SmtpSink::start(address, None).await.unwrap();
    sender.send(&message(2)).await.unwrap();
    assert_eq!(after.messages().len(), 1);
}

#[tokio::test]
async fn r66_a_lost_confirmation_is_repeated_under_the_same_message_id() {
    let sink = sink().await;
    let sender = sender_to(&sink);
    sink.fault(FaultMode::DropAfterData);
    assert!(is_retry(&sender.send(&message(1)).await));
    sink.fault(FaultMode::None);
    sender.send(&message(1)).await.unwrap();
    let mails = sink.messages();
    let [first, second] = mails.as_slice() else {
        panic!("{mails:?}")
    };
    assert_eq!(first, second);
}

#[tokio::test(start_paused = true)]
async fn a_silent_server_costs_no_more_than_the_time_limit() {
    let sink = sink().await;
    let limit = Duration::from_secs(30);
    let sender = sender(&format!("smtp://{}", sink.address()), None, limit);
    let start = Instant::now();
    sink.fault(FaultMode::SilentAfterConnect);
    let too_long = retry("the mail server took more than 30s");
    assert_eq!(sender.send(&message(1)).await, too_long);
    // Silent in the middle of things: the connection kept from the last mail must not be used again.
    sink.fault(FaultMode::None);
    sender.send(&message(2)).await.unwrap();
    sink.fault(FaultMode::SilentAfterConnect);
    assert_eq!(sender.send(&message(3)).await, too_long);
    sink.fault(FaultMode::None);
    sender.send(&message(3)).await.unwrap();
    assert_eq!(sink.messages().len(), 2);
    assert_eq!(start.elapsed().as_secs(), 60);
}

/// A server that answers each line with the next of these, then hangs up.
async fn scripted(answers: &'static [&'static str]) -> SmtpMailSender {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://u:p@{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        for answer in answers {
            stream
                .write_all(format!("{answer}\r\n").as_bytes())
                .await
                .unwrap();
            let _ = stream.read(&mut [0; 4096]).await;
        }
    });
    sender(&url, None, SOON)
}

#[tokio::test]
async fn a_refusal_of_us_is_no_refusal_of_the_mail() {
    const EHLO: &str = "250-x\r\n250 AUTH PLAIN";
    for (answers, reason) in [
        (&["554 go away"][..], "the mail server answered 554"),
        (&["220 x", "502 what"], "the mail server answered 502"),
        (
            &["220 x", EHLO, "535 wrong"],
            "the mail server answered 535",
        ),
        (
            &["220 x", EHLO, "235 ok", "550 no <mario@esempio.it>"],
            "the mail server answered 550",
        ),
        (
            &["220 x", "nonsense"],
            "the mail server's answer was cut short or made no sense",
        ),
    ] {
        let outcome = scripted(answers).await.send(&message(1)).await;
        assert_eq!(outcome, retry(reason), "{answers:?}");
    }
    let late = &[
        "220 x", EHLO, "235 ok", "250 ok", "250 ok", "354 go", "554 no",
    ];
    let outcome = scripted(late).await.send(&message(1)).await;
    assert!(
        matches!(outcome, Err(MailError::Refused { .. })),
        "{outcome:?}"
    );
}
