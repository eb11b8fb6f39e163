//! Under which names the service is reached, and what the others change: nothing.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use varco_tests::account::ACTIVATION;
use varco_tests::api::Api;
use varco_tests::person::Person;
use varco_tests::stage::{EASY_CAPTCHA, Stage};

const PUBLIC: &str = "https://istanze.esempio.it";

/// What a proxy, or somebody who plays one, may say about where a request went.
const CLAIMS: [(&str, &str); 7] = [
    ("x-forwarded-host", "evil.example"),
    ("forwarded", "host=evil.example;proto=https"),
    ("x-forwarded-proto", "http"),
    ("x-forwarded-port", "8443"),
    ("x-forwarded-server", "evil.example"),
    ("x-host", "evil.example"),
    ("x-original-url", "https://evil.example/"),
];

async fn stage() -> Result<Stage> {
    let [captcha] = EASY_CAPTCHA;
    Stage::start_with(&[captcha, ("VARCO_PUBLIC_URL", PUBLIC)]).await
}

/// The answer to a request as it stands, with its headers.
pub(crate) async fn answer(address: SocketAddr, target: &str, headers: &[&str]) -> Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let headers = [headers, &["Connection: close"]].concat().join("\r\n");
    let request = format!("GET {target} HTTP/1.1\r\n{headers}\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

fn status(answer: &str) -> Result<u16> {
    let status = answer.split(' ').nth(1).context("no status")?;
    Ok(status.parse()?)
}

#[tokio::test]
async fn r17_only_the_names_of_the_service_are_answered_however_they_come() -> Result<()> {
    let stage = stage().await?;
    let address = stage.varco.address();
    let port = address.port();
    let local = format!("Host: localhost:{port}");
    let ours = "Host: istanze.esempio.it";
    let evil = "Host: evil.example";
    for (target, headers, expected) in [
        ("/", &[ours][..], 200),
        ("/", &["hOST:  ISTANZE.esempio.IT  "], 200),
        ("/", &["Host: istanze.esempio.it:443"], 200),
        ("/", &[local.as_str()], 200),
        ("https://istanze.esempio.it/", &[ours], 200),
        ("/salute/vivo", &["Host: 10.0.0.7:8080"], 200),
        ("/", &[], 400),
        ("/", &[ours, ours], 400),
        ("/", &[ours, evil], 400),
        ("/", &[evil, ours], 400),
        ("/", &["Host: "], 400),
        ("/", &["Host: istanze.esempio.it, evil.example"], 400),
        ("/", &["Host: istanze.esempio.it/evil"], 400),
        ("/", &[evil], 421),
        ("/", &["Host: istanze.esempio.it:80"], 421),
        ("/", &["Host: istanze.esempio.it:8443"], 421),
        ("/", &["Host: istanze.esempio.it."], 421),
        ("/", &["Host: istanze.esempio.it.evil.example"], 421),
        ("/", &["Host: evil-istanze.esempio.it"], 421),
        ("/", &["Host: www.istanze.esempio.it"], 421),
        ("/", &["Host: istanze.esempio.it@evil.example"], 421),
        ("/", &["Host: localhost"], 421),
        ("/", &["Host: 127.0.0.1"], 421),
        ("/", &["Host: 192.0.2.1"], 421),
        ("/accedi", &[evil], 421),
        ("/api/v1/account", &[evil], 421),
        ("/attiva?t=abc", &[evil], 421),
        ("https://evil.example/", &[ours], 421),
        ("http://istanze.esempio.it/", &[evil], 421),
        ("//evil.example/", &[ours], 404),
    ] {
        let found = answer(address, target, headers).await?;
        ensure!(status(&found)? == expected, "{target} {headers:?}: {found}");
        for (name, value) in CLAIMS {
            let claim = format!("{name}: {value}");
            let found = answer(address, target, &[headers, &[&claim]].concat()).await?;
            ensure!(
                status(&found)? == expected,
                "{target} {headers:?} {claim}: {found}"
            );
            ensure!(
                !found.contains("evil.example"),
                "{target} {headers:?} {claim}: {found}"
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn r17_the_link_in_a_mail_leads_to_the_configured_address() -> Result<()> {
    let stage = stage().await?;
    let person = Person::number(70)?;
    let mut api = Api::with_headers(&stage.varco.origin(), &CLAIMS)?;
    let proof = api.prove().await?;
    api.identify(&person, &proof).await?;
    api.declare(&person).await?;
    api.confirm().await?;
    let letter = stage.letter(&person.email, ACTIVATION).await?;
    let link = letter.link()?;
    ensure!(link.as_str().starts_with(PUBLIC), "{link}");
    ensure!(
        !format!("{letter:?}").contains("evil.example"),
        "{letter:?}"
    );
    Ok(())
}

#[tokio::test]
async fn a_405_names_the_methods_that_there_are() -> Result<()> {
    let stage = Stage::start().await?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    for (path, methods) in [
        ("/", "GET, HEAD"),
        ("/accedi", "GET, HEAD, POST"),
        ("/esci", "POST"),
        ("/registrazione", "GET, HEAD, POST"),
        ("/registrazione/ricomincia", "POST"),
        ("/salute/vivo", "GET, HEAD"),
        ("/api/v1/captcha-challenges", "POST"),
    ] {
        let address = format!("{}{path}", stage.varco.origin());
        let answer = client.delete(&address).send().await?;
        let allow = answer
            .headers()
            .get("allow")
            .map(|value| value.to_str())
            .transpose()?;
        ensure!(answer.status() == 405, "{path}: {}", answer.status());
        ensure!(allow == Some(methods), "{path}: {allow:?}");
    }
    Ok(())
}
