//! Whether an unsafe request comes from our own pages.

use http::header::{self, HeaderName};
use poem::Request;

/// What the browser says about where a request comes from.
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Whether the request comes from our own pages, as far as the browser says: `Sec-Fetch-Site` first,
/// `Origin` where a browser is too old for that. A program that sends neither has no cookies of
/// somebody else to abuse.
pub(crate) fn is_own(request: &Request, public_url: &str) -> bool {
    if let Some(site) = request.headers().get(SEC_FETCH_SITE) {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = request.headers().get(header::ORIGIN) else {
        return true;
    };
    let host = request.headers().get(header::HOST);
    let same_host = || {
        let (origin, host) = (origin.to_str().ok()?, host?.to_str().ok()?);
        Some(origin.split_once("://")?.1 == host)
    };
    origin == public_url || same_host().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(headers: &[(&str, &str)]) -> bool {
        let request = headers
            .iter()
            .fold(Request::builder(), |request, (name, value)| {
                request.header(*name, *value)
            })
            .finish();
        is_own(&request, "https://istanze.example.it")
    }

    #[test]
    fn r76_only_our_own_pages_may_send_forms() {
        for (headers, expected) in [
            (&[][..], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "none")], true),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("origin", "https://istanze.example.it")], true),
            (&[("origin", "https://evil.example")], false),
            (&[("origin", "null")], false),
            (
                &[
                    ("origin", "http://localhost:8080"),
                    ("host", "localhost:8080"),
                ],
                true,
            ),
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "https://istanze.example.it"),
                ],
                false,
            ),
        ] {
            assert_eq!(accepted(headers), expected, "{headers:?}");
        }
    }
}
