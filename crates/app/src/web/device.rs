//! With what a request comes, in words that its sender recognises: "Chrome su Windows".
//!
//! A short table of our own: the libraries that read this header carry thousands of patterns, for
//! bots, models and versions that nobody is shown here. What it says is the client's own claim and
//! decides nothing.

use http::header::USER_AGENT;
use poem::Request;
use varco_domain::utenza::AccessOrigin;

use super::client::client;

/// Most characters of the name of a program.
const NAME_MAX: usize = 20;

/// Browsers by the mark that each leaves, whoever pretends to be another one first.
const BROWSERS: [(&str, &str); 11] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Systems likewise.
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
];

/// Where a request comes from, as the owner of the account is shown it.
pub(crate) fn origin(request: &Request) -> AccessOrigin {
    let header = request.headers().get(USER_AGENT);
    let agent = header.and_then(|value| value.to_str().ok());
    AccessOrigin::new(&client(request).network, &device(agent.unwrap_or_default()))
}

/// The browser and the system; the name of a program that is no browser; empty where nothing is said.
fn device(agent: &str) -> String {
    let find = |table: &[(&str, &'static str)]| {
        let marked = |(mark, _): &&(&str, &str)| agent.contains(mark);
        table.iter().find(marked).map(|(_, name)| *name)
    };
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} su {system}"),
        (Some(browser), None) => browser.to_owned(),
        (None, Some(system)) if agent.starts_with("Mozilla/") => format!("Browser su {system}"),
        _ => program(agent),
    }
}

/// `curl` of `curl/8.5.0`.
fn program(agent: &str) -> String {
    let is_of_name = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    agent
        .chars()
        .take_while(is_of_name)
        .take(NAME_MAX)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r40_a_device_is_told_as_its_owner_would_call_it() {
        for (agent, expected) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
                "Chrome su Windows",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                "Edge su Windows",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
                "Firefox su Linux",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
                "Safari su macOS",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.7444.77 Mobile/15E148 Safari/604.1",
                "Chrome su iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
                "Samsung Internet su Android",
            ),
            (
                "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko",
                "Browser su Windows",
            ),
            ("curl/8.5.0", "curl"),
            ("python-requests/2.32", "python-requests"),
            ("<script>", ""),
            ("", ""),
        ] {
            assert_eq!(device(agent), expected, "{agent}");
        }
    }
}
