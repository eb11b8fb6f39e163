//! Headers of every answer.

use http::Uri;
use http::header::{self, HeaderName, HeaderValue};
use poem::Response;
use varco_domain::language::Language;

/// Nothing from elsewhere, nothing inline, no framing.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                   font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
                   object-src 'none'; frame-ancestors 'none'";
/// Two years, subdomains included.
const HSTS: &str = "max-age=63072000; includeSubDomains";

/// Adds the headers; only assets may be kept by caches, and an address with a token in it tells no
/// other page. Elsewhere our own pages may know where a form comes from: without that, old
/// browsers send no origin that could be checked.
pub(super) fn add(response: &mut Response, address: &Uri, is_https: bool) {
    let headers = response.headers_mut();
    let has_query = address.query().is_some();
    let referrer = if has_query {
        "no-referrer"
    } else {
        "same-origin"
    };
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static(referrer));
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=()",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_https {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static(HSTS),
        );
    }
    if !address.path().starts_with("/assets/") {
        let value = HeaderValue::from_static(cache_control(address.path()));
        headers.insert(header::CACHE_CONTROL, value);
    }
    headers.remove(header::SERVER);
}

/// What people read says in which language it is, and by what that was chosen.
pub(super) fn name_language(response: &mut Response, language: Language) {
    let headers = response.headers_mut();
    let kind = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    let chosen_by = match kind {
        Some(kind) if kind.starts_with(b"text/html") => "cookie",
        Some(b"application/problem+json") => "accept-language",
        _ => return,
    };
    let tag = HeaderValue::from_static(language.tag());
    headers.insert(header::CONTENT_LANGUAGE, tag);
    headers.append(header::VARY, HeaderValue::from_static(chosen_by));
}

/// Nothing is stored, but for the steps of a registration in the browser of whoever takes them:
/// otherwise "back" to a page with faults asks to send the form again. The draft is on the server
/// under that browser's cookie anyway.
fn cache_control(path: &str) -> &'static str {
    if path.starts_with("/registrazione") {
        "private, no-cache"
    } else {
        "no-store"
    }
}
