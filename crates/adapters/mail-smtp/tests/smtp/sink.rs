//! The sink, spoken to over a socket.

use std::sync::Arc;

use crate::support::{ANY_PORT, SOON, sink};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use varco_mail_smtp::{FaultMode, SmtpSink};

const MAIL: &str = "EHLO x\r\nMAIL FROM:<a@b.it>\r\nRCPT TO:<c@d.it>\r\nDATA\r\n";

/// Says everything at once and returns the codes of all answers.
async fn codes(sink: &SmtpSink, said: &str) -> Vec<String> {
    let mut stream = TcpStream::connect(sink.address()).await.unwrap();
    // The sink may close before it has read everything.
    let _ = stream.write_all(said.as_bytes()).await;
    let mut answers = String::new();
    let _ = stream.read_to_string(&mut answers).await;
    let last_lines = answers.lines().filter(|line| line.as_bytes()[3] == b' ');
    last_lines.map(|line| line[..3].to_owned()).collect()
}

#[tokio::test]
async fn a_pipelined_conversation_delivers_mails_with_their_dots() {
    let sink = sink().await;
    let said = format!(
        "{MAIL}Subject: uno\r\n\r\n..punto\r\n...\r\n.\r\n\
         MAIL FROM:<>\r\nRCPT TO:<e@f.it>\r\nRCPT TO:<g@h.it>\r\nDATA\r\n.\r\nNOOP\r\nquit\r\n"
    );
    let expected = "220 250 250 250 354 250 250 250 250 354 250 250 221";
    assert_eq!(codes(&sink, &said).await.join(" "), expected);
    let mails = sink.wait_for(2, SOON).await.unwrap();
    assert_eq!(mails[0].raw, b"Subject: uno\r\n\r\n.punto\r\n..\r\n");
    assert_eq!(mails[0].envelope_from, "a@b.it");
    assert_eq!(mails[0].envelope_to, ["c@d.it"]);
    assert_eq!(mails[1].envelope_from, "");
    assert_eq!(mails[1].envelope_to, ["e@f.it", "g@h.it"]);
    assert_eq!(
        sink.find(SOON, |mail| mail.subject() == "uno")
            .await
            .unwrap(),
        mails[0]
    );
}

#[tokio::test]
async fn what_breaks_the_protocol_ends_the_conversation() {
    let sink = sink().await;
    for said in [
        format!("NOOP {}\r\n", "x".repeat(3000)),
        "NOOP\n".to_owned(),
        format!("{MAIL}{}\r\n.\r\n", "x".repeat(999)),
        format!("{MAIL}smuggled\n.\nMAIL FROM:<z@z.it>\r\n"),
    ] {
        assert_eq!(codes(&sink, &said).await.last().unwrap(), "500");
    }
    assert!(sink.messages().is_empty());
}

#[tokio::test]
async fn a_mail_that_is_too_big_is_refused_whole() {
    let sink = sink().await;
    let line = format!("{}\r\n", "x".repeat(998));
    let said = format!("{MAIL}{}.\r\nQUIT\r\n", line.repeat(1049));
    assert_eq!(codes(&sink, &said).await[4..], ["354", "552", "221"]);
    let said = format!("{MAIL}{}.\r\nQUIT\r\n", line.repeat(1048));
    assert_eq!(codes(&sink, &said).await[4..], ["354", "250", "221"]);
    assert_eq!(sink.messages().len(), 1);
}

#[tokio::test]
async fn faults_are_what_they_say() {
    let sink = sink().await;
    let said = format!("{MAIL}x\r\n.\r\nQUIT\r\n");
    for (fault, expected) in [
        (FaultMode::RefuseConnections, ""),
        (
            FaultMode::TemporaryFailure,
            "220 250 250 451 503 500 500 221",
        ),
        (
            FaultMode::PermanentFailure,
            "220 250 250 550 503 500 500 221",
        ),
        (FaultMode::DropAfterData, "220 250 250 250 354"),
        (FaultMode::None, "220 250 250 250 354 250 221"),
    ] {
        sink.fault(fault);
        assert_eq!(codes(&sink, &said).await.join(" "), expected, "{fault:?}");
    }
    assert_eq!(sink.messages().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn silence_is_silence_and_idle_clients_are_sent_away() {
    let sink = sink().await;
    assert_eq!(codes(&sink, "EHLO x\r\n").await, ["220", "250", "421"]);
    sink.fault(FaultMode::SilentAfterConnect);
    let silent = tokio::time::timeout(SOON, codes(&sink, "EHLO x\r\n")).await;
    assert!(silent.is_err());
}

#[tokio::test(start_paused = true)]
async fn waiting_in_vain_says_what_came() {
    let sink = sink().await;
    codes(&sink, &format!("{MAIL}Subject: uno\r\n\r\n.\r\nQUIT\r\n")).await;
    let error = sink.wait_for(2, SOON).await.unwrap_err();
    assert_eq!(error.subjects, ["uno"]);
    assert!(
        sink.find(SOON, |mail| mail.subject() == "due")
            .await
            .is_err()
    );
}

#[tokio::test]
async fn a_stopped_sink_frees_its_address_and_its_folder_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = Some(folder.path().to_owned());
    let sink = SmtpSink::start(ANY_PORT, path.clone()).await.unwrap();
    codes(&sink, &format!("{MAIL}Subject: uno\r\n\r\n.\r\nQUIT\r\n")).await;
    let address = sink.address();
    sink.stop().await;
    let again = SmtpSink::start(address, path).await.unwrap();
    assert_eq!(again.messages()[0].subject(), "uno");
    drop(again);
}

#[tokio::test]
async fn many_clients_are_served_at_once() {
    let sink = sink().await;
    // The first says nothing and must not be in the way.
    let _idle = TcpStream::connect(sink.address()).await.unwrap();
    let sink = Arc::new(sink);
    let mut clients = JoinSet::new();
    for _ in 0..20 {
        let sink = Arc::clone(&sink);
        clients.spawn(async move { codes(&sink, &format!("{MAIL}x\r\n.\r\nQUIT\r\n")).await });
    }
    for answers in clients.join_all().await {
        assert_eq!(answers.last().unwrap(), "221");
    }
    assert_eq!(sink.wait_for(20, SOON).await.unwrap().len(), 20);
}
