//! Six modes of a mail server.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use secrecy::SecretString;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use varco_mail_smtp::{FaultMode, Letterhead, SmtpConfig, SmtpMailSender, SmtpSink};
use varco_test_simulation::{Fault, Stage};
use varco_usecases::{Delivery, Line};

use crate::with_mail;

const ANY_PORT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

fn sender(url: &str) -> SmtpMailSender {
    let letterhead = Letterhead::new("Istanze OnLine", "https://varco.example", "a@b.it");
    SmtpMailSender::new(SmtpConfig {
        url: SecretString::from(url),
        from: "Istanze OnLine <non-rispondere@varco.example>".to_owned(),
        ca_file: None,
        time_limit: Duration::from_millis(500),
        letterhead: letterhead.unwrap(),
    })
    .unwrap()
}

/// A server that answers the lines of every conversation with these, and then says nothing more.
async fn scripted(answers: &'static [&'static str]) -> (JoinSet<()>, String) {
    let listener = TcpListener::bind(ANY_PORT).await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let mut serving = JoinSet::new();
    serving.spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            for answer in answers {
                let line = format!("{answer}\r\n");
                if client.write_all(line.as_bytes()).await.is_err() {
                    break;
                }
                let _ = client.read(&mut [0; 16_384]).await;
            }
            // Until whoever waits has had enough.
            let _ = client.read(&mut [0; 16_384]).await;
        }
    });
    (serving, url)
}

const EHLO: &str = "250 x";

/// A mail that meets a fault a few times is tried again, or given up if that is what was said; once the
/// fault is over it comes once.
async fn survives(fault: Fault, url: &str, gives_up: bool) {
    let sink = SmtpSink::start(ANY_PORT, None).await.unwrap();
    let stage = Stage::default();
    let failing = with_mail(&stage, sender(url));
    stage.open(&failing).await.unwrap();
    let deliveries = stage.deliver(&failing, &Line::Mails, 3).await.unwrap();
    if gives_up {
        assert_eq!(deliveries, [Delivery::Buried], "{fault:?}");
        assert_eq!(failing.retry_buried(&[], "prova").await.unwrap(), 1);
    } else {
        let is_late = |it: &Delivery| matches!(it, Delivery::Postponed(_));
        assert!(
            deliveries.len() == 3 && deliveries.iter().all(is_late),
            "{fault:?}: {deliveries:?}"
        );
    }
    let healthy = with_mail(&stage, sender(&format!("smtp://{}", sink.address())));
    let deliveries = stage.deliver(&healthy, &Line::Mails, 9).await.unwrap();
    assert_eq!(deliveries, [Delivery::Sent], "{fault:?}");
    assert_eq!(sink.messages().len(), 1, "{fault:?}");
}

#[tokio::test]
async fn what_a_mail_server_refuses_for_now_comes_later_and_once() {
    let (_first, closing) = scripted(&["421 troppi"]).await;
    survives(Fault::Smtp421, &closing, false).await;
    let (_second, grey) = scripted(&["220 x", EHLO, "250 ok", "450 greylisted"]).await;
    survives(Fault::Smtp450Greylists, &grey, false).await;
    let sink = SmtpSink::start(ANY_PORT, None).await.unwrap();
    sink.fault(FaultMode::RefuseConnections);
    let url = format!("smtp://{}", sink.address());
    survives(Fault::SmtpRefusesConnections, &url, false).await;
}

#[tokio::test]
async fn what_a_mail_server_refuses_for_good_waits_for_an_operator() {
    let sink = SmtpSink::start(ANY_PORT, None).await.unwrap();
    sink.fault(FaultMode::PermanentFailure);
    survives(Fault::Smtp550, &format!("smtp://{}", sink.address()), true).await;
}

#[tokio::test]
async fn a_mail_server_that_hangs_after_the_data_gets_the_mail_again() {
    let (_serving, url) = scripted(&["220 x", EHLO, "250 ok", "250 ok", "354 go"]).await;
    survives(Fault::SmtpHangsAfterData, &url, false).await;
}

#[tokio::test]
async fn r71_a_mail_server_without_tls_where_it_is_due_gets_nothing() {
    let sink = SmtpSink::start(ANY_PORT, None).await.unwrap();
    let url = format!("smtp://localhost:{}?tls=required", sink.address().port());
    survives(Fault::SmtpWithoutTls, &url, false).await;
    assert_eq!(sink.messages().len(), 0);
}
