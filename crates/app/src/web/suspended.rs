//! Every address while the service is suspended, without a database or anything else behind it.

use http::StatusCode;
use http::header::{self, HeaderValue};
use jiff::Timestamp;
use poem::web::Json;
use poem::{Endpoint, IntoResponse, Request, Response, Result};
use varco_words::{Words, dates};

use super::compress::compress;
use super::{headers, language};
use crate::pages::{asset, chosen, maintenance_page};
use crate::state::Site;
use crate::wiring::ROME;

/// Tells when the service is back; it needs the manager of cookies around it.
pub(crate) struct Suspended {
    /// The service as people see it.
    pub(crate) site: Site,
    /// When it is back.
    pub(crate) until: Timestamp,
    /// What time it is.
    pub(crate) now: fn() -> Timestamp,
}

impl Endpoint for Suspended {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let words = language::words(&request, &self.site);
        let mut response = compress(request.headers(), self.answer(&request, words)).await;
        headers::name_language(&mut response, words.language());
        let is_https = self.site.public_url.starts_with("https:");
        headers::add(&mut response, request.uri(), is_https);
        Ok(response)
    }
}

impl Suspended {
    fn answer(&self, request: &Request, words: Words) -> Response {
        let path = request.uri().path();
        if path == "/salute/vivo" {
            return Json(serde_json::json!({ "stato": "vivo" })).into_response();
        }
        if let Some(asset) = asset(&self.site, request) {
            return asset;
        }
        if let Some(elsewhere) = chosen(&self.site, request) {
            return elsewhere;
        }
        let now = (self.now)();
        let mut response = if path.starts_with("/api") || path.starts_with("/salute") {
            problem()
        } else {
            let deadline = dates::deadline(words, self.until, now, &ROME);
            maintenance_page(&self.site, words, path, deadline)
        };
        let seconds = self.until.duration_since(now).as_secs().max(1);
        let seconds = HeaderValue::from(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
        response
    }
}

/// RFC 9457, with the title that the status has.
fn problem() -> Response {
    let status = StatusCode::SERVICE_UNAVAILABLE;
    let problem = serde_json::json!({
        "type": "about:blank",
        "title": status.canonical_reason(),
        "status": status.as_u16(),
    });
    Json(problem)
        .with_content_type("application/problem+json")
        .with_status(status)
        .into_response()
}

#[cfg(test)]
mod tests {
    use poem::EndpointExt as _;
    use poem::middleware::CookieJarManager;

    use super::*;
    use crate::testkit;

    fn suspended() -> Suspended {
        let settings = testkit::settings();
        let app = testkit::app(testkit::World::at("2026-11-21T11:00:00Z").ports, settings);
        Suspended {
            site: app.site.clone(),
            until: "2026-11-22T19:00:00Z".parse().unwrap(),
            now: || "2026-11-22T18:00:00Z".parse().unwrap(),
        }
    }

    async fn asked(path: &str, cookie: &str) -> Response {
        let uri = path.parse().unwrap();
        let request = Request::builder().uri(uri).header("cookie", cookie);
        let endpoint = suspended().with(CookieJarManager::new());
        endpoint.call(request.finish()).await.unwrap()
    }

    #[tokio::test]
    async fn every_page_says_until_when_the_service_is_suspended_in_the_language_chosen() {
        for (cookie, heading) in [
            ("", "Il servizio è sospeso fino alle 20:00 di oggi"),
            ("__Host-lingua=en", "The service is suspended until"),
        ] {
            for path in ["/", "/accedi", "/registrazione/dati", "/area?x=1"] {
                let response = asked(path, cookie).await;
                assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
                assert_eq!(response.headers()[header::RETRY_AFTER], "3600");
                assert!(
                    response
                        .headers()
                        .contains_key(header::CONTENT_SECURITY_POLICY)
                );
                let page = response.into_body().into_string().await.unwrap();
                assert!(page.contains(heading), "{page}");
            }
        }
    }

    #[tokio::test]
    async fn a_language_can_be_chosen_and_leads_back() {
        let chosen = asked("/lingua/de?poi=/area/recapiti", "").await;
        assert_eq!(chosen.status(), StatusCode::SEE_OTHER);
        assert_eq!(chosen.headers()[header::LOCATION], "/area/recapiti");
        let cookie = chosen.headers()[header::SET_COOKIE].to_str().unwrap();
        assert!(cookie.starts_with("__Host-lingua=de"), "{cookie}");
        let page = asked("/area/recapiti", "__Host-lingua=de").await;
        let page = page.into_body().into_string().await.unwrap();
        assert!(page.contains("/lingua/en?poi=/area/recapiti"), "{page}");
        assert!(page.contains("<html lang=\"de\">"), "{page}");
        let unknown = asked("/lingua/fr", "").await;
        assert_eq!(unknown.status(), StatusCode::SERVICE_UNAVAILABLE);
    }

    #[tokio::test]
    async fn programs_are_told_too_and_the_page_has_its_style() {
        let problem = asked("/api/v1/sessions", "").await;
        assert_eq!(problem.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(problem.content_type(), Some("application/problem+json"));
        assert_eq!(
            asked("/salute/pronto", "").await.status(),
            StatusCode::SERVICE_UNAVAILABLE
        );
        assert_eq!(asked("/salute/vivo", "").await.status(), StatusCode::OK);
        let page = asked("/", "")
            .await
            .into_body()
            .into_string()
            .await
            .unwrap();
        let style = page.split("rel=\"stylesheet\" href=\"").nth(1).unwrap();
        let style = asked(style.split('"').next().unwrap(), "").await;
        assert_eq!(style.status(), StatusCode::OK);
    }
}
