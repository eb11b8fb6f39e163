//! Twelve modes of a SCIM service, with one that keeps versions and one that remembers events; where a
//! fault may strike the look or the change, it strikes each once.

use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use secrecy::SecretString;
use varco_sidi_scim::{ScimConfig, ScimSync};
use varco_test_simulation::{Fault, Side, Stage};
use varco_test_targets::certificates::{Authority, Certified};
use varco_test_targets::liar::{Act, Liar};
use varco_test_targets::scim::VERSION_ATTRIBUTE;
use varco_tls::TlsSettings;

use crate::scim_ledger::{Knows, ScimLedger};
use crate::{FIRST, SECOND, THIRD, delivered, postponed, with_target};

/// When a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    /// Whatever is asked.
    Look,
    /// Instead of the change.
    Change,
    /// The change is carried out, and the answer is this.
    Answer,
}

/// Every mode of SCIM in FI-3 that is an answer, and when it may strike.
fn answers() -> Vec<(Fault, Act, Vec<Moment>)> {
    use Moment::{Answer, Change, Look};
    let elsewhere = "Location: http://127.0.0.1:1/v2/Users";
    let wish = "Retry-After: 17";
    let garbage = Act::Say(b"\0\x01 altro che HTTP\r\n\r\n".to_vec());
    let huge = format!("\"{}\"", "x".repeat(10 * 1024 * 1024));
    vec![
        (Fault::Scim409, Act::reply(409, &[], ""), vec![Change]),
        (Fault::Scim412, Act::reply(412, &[], ""), vec![Change]),
        (
            Fault::Scim429RetryAfter,
            Act::reply(429, &[wish], ""),
            vec![Look, Change],
        ),
        (
            Fault::Scim500,
            Act::reply(500, &[], ""),
            vec![Look, Change, Answer],
        ),
        (Fault::Scim503, Act::reply(503, &[], ""), vec![Look, Change]),
        (Fault::ScimHangs, Act::Hang, vec![Look, Change, Answer]),
        (
            Fault::ScimRedirects,
            Act::reply(307, &[elsewhere], ""),
            vec![Look, Change],
        ),
        (Fault::ScimGarbage, garbage, vec![Look, Change, Answer]),
        (
            Fault::ScimTenMegabytes,
            Act::reply(200, &[], &huge),
            vec![Look, Change, Answer],
        ),
    ]
}

async fn server(tls: Option<Arc<ServerConfig>>, ledger: &ScimLedger) -> Liar {
    let ledger = ledger.clone();
    Liar::start(tls, move |heard| ledger.answer(heard))
        .await
        .unwrap()
}

fn sync(url: String, knows: Knows, tls: TlsSettings) -> ScimSync {
    let config = ScimConfig {
        base_url: url,
        token: Some(SecretString::from("gettone")),
        tls,
        may_create: true,
        version_attribute: (knows == Knows::Versions).then(|| VERSION_ATTRIBUTE.to_owned()),
        time_limit: Duration::from_millis(400),
    };
    ScimSync::new(&config).unwrap()
}

fn plain(server: &Liar, knows: Knows) -> ScimSync {
    let url = format!("http://{}/v2", server.address());
    sync(url, knows, TlsSettings::default())
}

/// One fault while a person changes the password, and then none: the service holds the newest, and
/// everything was set once.
async fn survives(knows: Knows, fault: Fault, act: &Act, moment: Moment) {
    let name = format!("{fault:?} {moment:?} {knows:?}");
    let (stage, ledger) = (Stage::default(), ScimLedger::default());
    let good = server(None, &ledger).await;
    let healthy = with_target(&stage, plain(&good, knows));
    stage.open(&healthy).await.unwrap();
    stage.choose(&healthy, FIRST).await.unwrap();
    delivered(&stage, &healthy, &name).await;

    let (act, behind) = (act.clone(), ledger.clone());
    let bad = Liar::start(None, move |heard| match moment {
        Moment::Look => act.clone(),
        _ if heard.line.starts_with("GET ") => behind.answer(heard),
        Moment::Change => act.clone(),
        Moment::Answer => {
            behind.answer(heard);
            act.clone()
        }
    })
    .await
    .unwrap();
    let failing = with_target(&stage, plain(&bad, knows));
    stage.choose(&failing, SECOND).await.unwrap();
    if moment == Moment::Answer && knows == Knows::Versions {
        // The look after it shows that it was carried out.
        delivered(&stage, &failing, &name).await;
    } else {
        postponed(&stage, &failing, 3, &name).await;
        delivered(&stage, &healthy, &name).await;
    }
    assert_eq!(ledger.password().as_deref(), Some(SECOND), "{name}");
    assert_eq!(
        [FIRST, SECOND].map(|it| ledger.effects(it)),
        [1, 1],
        "{name}"
    );
}

#[tokio::test]
async fn r66_nine_ways_to_answer_wrongly_leave_every_password_set_once() {
    for knows in [Knows::Versions, Knows::Events] {
        for (fault, act, moments) in answers() {
            for moment in moments {
                survives(knows, fault, &act, moment).await;
            }
        }
    }
}

#[tokio::test]
async fn r71_three_ways_to_be_somebody_else_hear_nothing_and_lose_nothing() {
    let (authority, stranger) = (Authority::new().unwrap(), Authority::new().unwrap());
    let trusting = || TlsSettings {
        ca_file: Some(authority.ca_file()),
        identity: None,
    };
    let url = |server: &Liar| format!("https://localhost:{}/v2", server.address().port());
    for (fault, by, certified) in [
        (
            Fault::ScimCertificateExpired,
            &authority,
            Certified::Expired,
        ),
        (Fault::ScimAnotherName, &authority, Certified::AnotherName),
        (Fault::ScimUnknownAuthority, &stranger, Certified::Localhost),
    ] {
        let name = format!("{fault:?}");
        let (stage, ledger) = (Stage::default(), ScimLedger::default());
        let tls = by.server(certified, false).unwrap();
        let bad = server(Some(tls), &ledger).await;
        let failing = with_target(&stage, sync(url(&bad), Knows::Versions, trusting()));
        stage.open(&failing).await.unwrap();
        stage.choose(&failing, FIRST).await.unwrap();
        postponed(&stage, &failing, 3, &name).await;
        assert_eq!(bad.heard().len(), 0, "{name}");
        let tls = authority.server(Certified::Localhost, false).unwrap();
        let good = server(Some(tls), &ledger).await;
        let healthy = with_target(&stage, sync(url(&good), Knows::Versions, trusting()));
        delivered(&stage, &healthy, &name).await;
        assert_eq!(ledger.effects(FIRST), 1, "{name}");
    }
}

#[tokio::test]
async fn r67_of_two_passwords_that_wait_only_the_newer_is_sent() {
    let (stage, ledger) = (Stage::default(), ScimLedger::default());
    let good = server(None, &ledger).await;
    let healthy = with_target(&stage, plain(&good, Knows::Versions));
    stage.open(&healthy).await.unwrap();
    let away = sync(
        "http://127.0.0.1:1/v2".to_owned(),
        Knows::Versions,
        TlsSettings::default(),
    );
    let away = with_target(&stage, away);
    for password in [FIRST, SECOND, THIRD] {
        stage.choose(&away, password).await.unwrap();
        postponed(&stage, &away, 1, password).await;
    }
    delivered(&stage, &healthy, "down").await;
    assert_eq!(
        [FIRST, SECOND, THIRD].map(|it| ledger.effects(it)),
        [0, 0, 1]
    );
}

#[test]
fn no_mode_of_scim_is_left_out() {
    let answered = answers().len();
    let of_tls = 3;
    let all = Fault::FI_3
        .iter()
        .filter(|it| it.side() == Some(Side::Scim));
    assert_eq!(answered + of_tls, all.count());
}
