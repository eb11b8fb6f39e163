//! The cookie mode: the session of a browser, for scripts of the own origin.

use http::{HeaderMap, Method, header};
use jiff::SignedDuration;
use poem::{Body, Request};
use serde_json::{Value, json};

use super::stage::{Answer, CODE, DOCUMENT, PASSWORD, Stage};

type Headers<'a> = &'a [(&'a str, &'a str)];

const SESSION: &str = "__Host-sessione";
const DEVICE: &str = "__Host-dispositivo";
const OWN: Headers<'static> = &[
    ("sec-fetch-site", "same-origin"),
    ("content-type", "application/json"),
];

/// A request with cookies, as a browser sends it.
async fn send(
    stage: &Stage,
    (method, path): (&Method, &str),
    cookies: &str,
    headers: Headers<'_>,
    body: Option<Value>,
) -> Answer {
    let mut request = Request::builder()
        .method(method.clone())
        .uri_str(format!("/api/v1{path}"))
        .header(header::COOKIE, cookies);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = body.map_or_else(Body::empty, |body| Body::from_json(body).unwrap());
    stage.raw(request.body(body)).await
}

/// The cookies that an answer sets, by name; an empty value removes one.
fn cookies(headers: &HeaderMap) -> Vec<(String, String)> {
    let set = headers.get_all(header::SET_COOKIE).iter();
    let mut set: Vec<_> = set
        .map(|cookie| {
            let text = cookie.to_str().unwrap();
            for attribute in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/"] {
                assert!(text.contains(attribute), "R-44: {text}");
            }
            let (name, rest) = text.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            (name.to_owned(), value.to_owned())
        })
        .collect();
    set.sort();
    set
}

/// The cookie of the session that an answer sets, as it is sent back.
fn session(answer: &Answer) -> String {
    let set = cookies(&answer.headers);
    let (name, value) = set.iter().find(|(name, _)| name == SESSION).unwrap();
    format!("{name}={value}")
}

fn credentials(identifier: &str, password: &str) -> Value {
    json!({ "identifier": identifier, "password": password, "session": "cookie" })
}

async fn log_in(stage: &Stage, cookies: &str, password: &str) -> Answer {
    let body = credentials(CODE, password);
    send(
        stage,
        (&Method::POST, "/sessions"),
        cookies,
        OWN,
        Some(body),
    )
    .await
}

async fn look(stage: &Stage, cookies: &str) -> Answer {
    send(stage, (&Method::GET, "/session"), cookies, OWN, None).await
}

#[tokio::test]
async fn r44_the_login_sets_the_cookies_of_the_pages_and_tells_no_token() {
    let stage = Stage::new();
    stage.entered().await;
    let opened = log_in(&stage, "", PASSWORD).await;
    let keys: Vec<_> = opened.body().as_object().unwrap().keys().cloned().collect();
    assert_eq!(
        (opened.status, keys),
        (201, vec!["expires_at".into(), "scope".into()])
    );
    let set = cookies(&opened.headers);
    let names: Vec<_> = set.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, [DEVICE, SESSION]);
    assert!(set.iter().all(|(_, value)| !opened.text.contains(value)));
    assert_eq!(look(&stage, &session(&opened)).await.text("scope"), "full");
}

#[tokio::test]
async fn r45_a_login_takes_the_place_of_the_session_before() {
    let stage = Stage::new();
    stage.entered().await;
    let first = session(&log_in(&stage, "", PASSWORD).await);
    let second = session(&log_in(&stage, &first, PASSWORD).await);
    look(&stage, &first)
        .await
        .problem(401, "authentication-required");
    assert_eq!(look(&stage, &second).await.status, 200);
}

#[tokio::test]
async fn r45_a_change_of_the_password_brings_another_cookie() {
    let stage = Stage::new();
    let (username, one_time) = stage.activated().await;
    let body = credentials(&username, &one_time);
    let login = (&Method::POST, "/sessions");
    let opened = send(&stage, login, "", OWN, Some(body)).await;
    assert_eq!(opened.text("scope"), "change_password");
    let restricted = session(&opened);
    let account = (&Method::GET, "/account");
    let refused = send(&stage, account, &restricted, OWN, None).await;
    refused.problem(403, "password-change-required");
    let body = json!({
        "current_password": one_time, "new_password": PASSWORD, "new_password_repeat": PASSWORD,
    });
    let change = (&Method::PUT, "/account/password");
    let changed = send(&stage, change, &restricted, OWN, Some(body)).await;
    assert_eq!(
        (changed.status, changed.text("scope").as_str()),
        (200, "full")
    );
    let set = cookies(&changed.headers);
    let names: Vec<_> = set.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, [DEVICE, SESSION]);
    look(&stage, &restricted)
        .await
        .problem(401, "authentication-required");
    assert_eq!(look(&stage, &session(&changed)).await.status, 200);
}

#[tokio::test]
async fn r47_the_logout_removes_the_cookie_and_leaves_that_of_the_device() {
    let stage = Stage::new();
    stage.entered().await;
    let cookie = session(&log_in(&stage, "", PASSWORD).await);
    let logout = (&Method::DELETE, "/session");
    let left = send(&stage, logout, &cookie, OWN, None).await;
    assert_eq!(left.status, 204);
    assert_eq!(left.headers["clear-site-data"], "\"storage\"");
    let gone = |name: &str| (name.to_owned(), String::new());
    assert_eq!(
        cookies(&left.headers),
        [gone("__Host-modulo"), gone(SESSION)]
    );
    let again = send(&stage, logout, &cookie, OWN, None).await;
    again.problem(401, "authentication-required");
}

#[tokio::test]
async fn r46_a_session_in_a_cookie_ends_without_use() {
    let stage = Stage::new();
    stage.entered().await;
    let cookie = session(&log_in(&stage, "", PASSWORD).await);
    for _ in 0..3 {
        stage.clock.advance(SignedDuration::from_mins(14));
        assert_eq!(look(&stage, &cookie).await.status, 200);
    }
    stage.clock.advance(SignedDuration::from_mins(15));
    look(&stage, &cookie)
        .await
        .problem(401, "authentication-required");
}

#[tokio::test]
async fn r37_the_cookie_of_the_device_counts_with_a_login_by_cookie() {
    let stage = Stage::new();
    stage.entered().await;
    let opened = log_in(&stage, "", PASSWORD).await;
    let set = cookies(&opened.headers);
    let device = set.iter().find(|(name, _)| name == DEVICE).unwrap();
    let device = format!("{}={}", device.0, device.1);
    for _ in 0..6 {
        log_in(&stage, "", "indovino").await;
    }
    log_in(&stage, "", PASSWORD).await.problem(429, "locked");
    // Whoever asks for a token has no cookies.
    let body = json!({ "identifier": CODE, "password": PASSWORD });
    let login = (&Method::POST, "/sessions");
    let refused = send(&stage, login, &device, OWN, Some(body)).await;
    refused.problem(429, "locked");
    let known = log_in(&stage, &device, PASSWORD).await;
    let names: Vec<_> = cookies(&known.headers)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!((known.status, names), (201, vec![SESSION.to_owned()]));
}

#[tokio::test]
async fn the_header_counts_before_the_cookie_whatever_it_holds() {
    let stage = Stage::new();
    let bearer = stage.entered().await;
    let cookie = session(&log_in(&stage, "", PASSWORD).await);
    let with = |authorization: String, site: &'static str| {
        let (stage, cookie) = (&stage, &cookie);
        async move {
            let headers = [
                ("authorization", authorization.as_str()),
                ("sec-fetch-site", site),
            ];
            send(stage, (&Method::GET, "/sessions"), cookie, &headers, None).await
        }
    };
    let list = with(format!("Bearer {bearer}"), "cross-site").await.body();
    let current: Vec<_> = list["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|session| session["is_current"].as_bool().unwrap())
        .collect();
    assert_eq!(
        current,
        [false, true],
        "the session of the header is the older one"
    );
    for dead in ["Bearer x", "Bearer", "Basic bWFyaW86cm9zc2k=", ""] {
        let answer = with(dead.to_owned(), "same-origin").await;
        answer.problem(401, "authentication-required");
    }
}

#[tokio::test]
async fn what_can_be_no_session_is_none() {
    let stage = Stage::new();
    let other = stage.entered().await;
    for cookie in [
        String::new(),
        format!("{SESSION}="),
        format!("{SESSION}=x"),
        format!("{SESSION}={}", "A".repeat(43)),
        format!("sessione={other}"),
    ] {
        look(&stage, &cookie)
            .await
            .problem(401, "authentication-required");
    }
}

#[tokio::test]
async fn r76_no_other_site_opens_a_session_in_a_browser() {
    let stage = Stage::new();
    stage.entered().await;
    for foreign in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let headers = [foreign, ("content-type", "application/json")];
        let body = Some(credentials(CODE, PASSWORD));
        let login = (&Method::POST, "/sessions");
        let answer = send(&stage, login, "", &headers, body).await;
        answer.problem(403, "foreign-origin");
        assert_eq!(cookies(&answer.headers), []);
    }
}

/// What another site can have a browser send along with its cookies; the last three are what a form
/// of a page of ours would send, if one could be planted there.
const FORGED: [(Headers<'static>, u16, &str); 8] = [
    (
        &[
            ("sec-fetch-site", "cross-site"),
            ("content-type", "application/json"),
        ],
        403,
        "foreign-origin",
    ),
    (
        &[
            ("sec-fetch-site", "same-site"),
            ("content-type", "application/json"),
        ],
        403,
        "foreign-origin",
    ),
    (
        &[
            ("origin", "https://evil.example"),
            ("content-type", "application/json"),
        ],
        403,
        "foreign-origin",
    ),
    (
        &[("origin", "null"), ("content-type", "text/plain")],
        403,
        "foreign-origin",
    ),
    (
        &[
            ("sec-fetch-site", "cross-site"),
            ("origin", "http://127.0.0.1:8080"),
        ],
        403,
        "foreign-origin",
    ),
    (
        &[
            ("sec-fetch-site", "same-origin"),
            ("content-type", "text/plain"),
        ],
        415,
        "unsupported-media-type",
    ),
    (
        &[
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
        ],
        415,
        "unsupported-media-type",
    ),
    (
        &[("sec-fetch-site", "same-origin")],
        415,
        "unsupported-media-type",
    ),
];

#[tokio::test]
async fn r76_no_forged_request_changes_anything_by_cookie() {
    let stage = Stage::new();
    stage.entered().await;
    let cookie = session(&log_in(&stage, "", PASSWORD).await);
    let everything = async || {
        let export = (&Method::GET, "/account/export");
        let mut data = send(&stage, export, &cookie, OWN, None).await.body();
        data["activity"].take();
        data["exported_at"].take();
        data
    };
    let before = everything().await;
    let mut tried = 0;
    for (path, methods) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let schemes = operation["security"].as_array();
            let takes_cookie = schemes
                .into_iter()
                .flatten()
                .any(|scheme| !scheme["SessionCookie"].is_null());
            if method == "get" || !takes_cookie {
                continue;
            }
            let method: Method = method.to_uppercase().parse().unwrap();
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
            let name = schema.as_str().map(|name| name.trim_start_matches('#'));
            let body = name.map(|name| DOCUMENT.pointer(name).unwrap()["example"].clone());
            let path = path.replace("{id}", "019aa6a1-9c00-7b3c-8d4e-5f60718293a4");
            for (headers, status, code) in FORGED {
                let request = (&method, path.as_str());
                let answer = send(&stage, request, &cookie, headers, body.clone()).await;
                answer.problem(status, code);
                assert_eq!(cookies(&answer.headers), []);
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 12 * FORGED.len());
    assert_eq!(everything().await, before);
}

#[tokio::test]
async fn r76_a_neighbouring_site_reads_nothing_by_cookie() {
    let stage = Stage::new();
    stage.entered().await;
    let cookie = session(&log_in(&stage, "", PASSWORD).await);
    for (site, expected) in [("none", 200), ("same-origin", 200), ("same-site", 403)] {
        let headers = [("sec-fetch-site", site)];
        let answer = send(&stage, (&Method::GET, "/account"), &cookie, &headers, None).await;
        assert_eq!(answer.status, expected, "{site}");
    }
}
