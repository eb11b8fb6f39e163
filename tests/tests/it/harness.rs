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
            let text = String::from_utf8_lossy(request.get(..length).unwrap_or_default());
            let text = text.to_ascii_lowercase();
            let came = text.contains("cookie: __host-prova=1");
            let body = format!(
                "<!doctype html><meta name=viewport content=width=device-width><title>off</title><p>{came}</p>\
                 <div style='width:500px'>wide</div><div style='margin-top:-20px'>over</div><script>document.title='on'; throw 'oh'</script>"
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
async fn the_browser_keeps_host_cookies_obeys_the_switch_of_javascript_and_tells_faults()
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
        for (width, overflow) in [(1280, 0.0), (390, 118.0), (600, 0.0)] {
            let found = browser.geometry(width, false).await?.overflow;
            assert!((found - overflow).abs() < 1.5, "{found} px at {width}");
        }
        let overlaps = browser.geometry(1280, true).await?.overlaps;
        assert_eq!(overlaps, ["«wide» and «over»"]);
        browser.load_judges().await?;
        if has_javascript {
            let violations = browser.axe().await?;
            let no_language = violations.iter().any(|rule| rule.contains("html-has-lang"));
            assert!(no_language, "{violations:?}");
        }
        let errors = browser.console_errors().await?;
        assert_eq!(
            errors.iter().any(|error| error.contains("Uncaught")),
            has_javascript,
            "{errors:?}"
        );
        assert_eq!(
            browser.console_errors().await?,
            Vec::<String>::new(),
            "each error is told once"
        );
        browser.close().await?;
    }
    Ok(())
}
