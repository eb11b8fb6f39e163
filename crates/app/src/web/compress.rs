//! Pages and scripts leave compressed (the framework's own layer compresses for who refuses it, too).
//!
//! A page that holds a secret beside what a stranger can make it repeat would give the secret away by
//! its length (BREACH). Ours hold no secret: sessions and links live in cookies that no other site can
//! make a browser send, and passwords are never shown again. Answers of the API may hold tokens, and
//! stay as they are.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderValue, VARY};
use poem::{Body, Response};

use super::encoding::{Encoding, accepted};

/// Fewer bytes than this fit into one packet anyway.
const WORTH_IT: usize = 1_024;
/// Nearly as small as the best, in a third of the time.
const LEVEL: u32 = 5;

/// Compresses what is worth it for a client that can read it.
pub(super) async fn compress(headers: &HeaderMap, mut response: Response) -> Response {
    if !is_text(&response) || response.headers().contains_key(CONTENT_ENCODING) {
        return response;
    }
    response
        .headers_mut()
        .insert(VARY, HeaderValue::from_static("accept-encoding"));
    if !accepted(headers).any(|encoding| encoding == Encoding::Gzip) {
        return response;
    }
    // A body of ours is in memory, so that reading it never fails.
    let bytes = response.take_body().into_bytes().await.unwrap_or_default();
    match squeezed(&bytes) {
        Some(small) => {
            let gzip = HeaderValue::from_static(Encoding::Gzip.name());
            response.headers_mut().insert(CONTENT_ENCODING, gzip);
            response.set_body(small);
        }
        None => response.set_body(Body::from_bytes(bytes)),
    }
    response
}

fn is_text(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE);
    kind.and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| {
            ["text/html", "text/css", "text/javascript"]
                .iter()
                .any(|text| kind.starts_with(text))
        })
}

fn squeezed(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.len() < WORTH_IT {
        return None;
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(LEVEL));
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::GzDecoder;
    use http::header::ACCEPT_ENCODING;

    use super::*;

    async fn sent(kind: &str, text: &str, offer: &str) -> (Option<String>, Vec<u8>) {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, offer.parse().unwrap());
        let response = Response::builder().content_type(kind).body(text.to_owned());
        let response = compress(&headers, response).await;
        let encoding = response.headers().get(CONTENT_ENCODING);
        let encoding = encoding.map(|value| value.to_str().unwrap().to_owned());
        (encoding, response.into_body().into_vec().await.unwrap())
    }

    #[tokio::test]
    async fn a_page_is_compressed_for_who_can_read_it() {
        let page = "<p>Ciao</p>".repeat(200);
        let (encoding, bytes) = sent("text/html; charset=utf-8", &page, "br, gzip").await;
        assert_eq!(encoding.as_deref(), Some("gzip"));
        assert!(bytes.len() < 200);
        let mut read = String::new();
        GzDecoder::new(&bytes[..])
            .read_to_string(&mut read)
            .unwrap();
        assert_eq!(read, page);
        for (kind, text, offer) in [
            ("text/html", page.as_str(), "gzip;q=0"),
            ("application/json", page.as_str(), "gzip"),
            ("text/html", "<p>Ciao</p>", "gzip"),
        ] {
            let plain = (None, text.as_bytes().to_vec());
            assert_eq!(sent(kind, text, offer).await, plain, "{kind} {offer}");
        }
    }
}
