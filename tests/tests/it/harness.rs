//! What the other tests rely on in the real browser.

use anyhow::Result;
use fantoccini::Locator;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use varco_tests::browser::Browser;

/// A site of one page, which says in its body which cookies came and in its title whether scripts
/// run.
async fn site() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 8192];
            let length = stream.read(&mut request).await?;
            let text = String::from_utf8_lossy(&request[..length]).to_ascii_lowercase();
            let came = text.contains("cookie: __host-prova=1");
            let body = format!(
                "<!doctype html><title>off</title><p>{came}</p><script>document.title='on'</script>"
            );
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: {}\r\n\
                 Set-Cookie: __Host-prova=1; Path=/; Secure; HttpOnly; SameSite=Strict\r\n\r\n{body}",
                body.len()
            );
            stream.write_all(answer.as_bytes()).await?;
        }
        anyhow::Ok(())
    });
    Ok(origin)
}

#[tokio::test]
async fn the_browser_keeps_host_cookies_on_loopback_and_obeys_the_switch_of_javascript()
-> Result<()> {
    let origin = site().await?;
    for (has_javascript, title) in [(true, "on"), (false, "off")] {
        let browser = Browser::start(has_javascript).await?;
        browser.client.goto(&origin).await?;
        browser.client.refresh().await?;
        assert_eq!(browser.client.title().await?, title);
        assert_eq!(
            browser.client.find(Locator::Css("p")).await?.text().await?,
            "true"
        );
        browser.resize(390).await?;
        browser.close().await?;
    }
    Ok(())
}
