//! Style sheet, scripts and icon.

use http::{StatusCode, header};
use poem::Request;

use super::stage::Stage;
use crate::pages::assets::ASSETS;

#[tokio::test]
async fn assets_may_be_kept_for_ever_under_an_address_that_changes_with_them() {
    let stage = Stage::new();
    for (address, kind) in [
        (&ASSETS.style, "text/css; charset=utf-8"),
        (&ASSETS.script, "text/javascript; charset=utf-8"),
        (&ASSETS.captcha, "text/javascript; charset=utf-8"),
        (&ASSETS.icon, "image/svg+xml"),
    ] {
        let browser = stage.browser();
        let asset = browser.get(address).await;
        assert_eq!(
            (asset.status, asset.header(header::CONTENT_TYPE)),
            (StatusCode::OK, kind)
        );
        assert_eq!(
            asset.header(header::CACHE_CONTROL),
            "public, max-age=31536000, immutable"
        );
        assert!(!asset.html.is_empty());
        assert_eq!(
            (
                browser.head(address).await.html.as_str(),
                browser.head(address).await.status
            ),
            ("", StatusCode::OK)
        );
        let etag = asset.header(header::ETAG).to_owned();
        let again = Request::builder()
            .uri_str(address)
            .header(header::IF_NONE_MATCH, etag)
            .finish();
        assert_eq!(stage.answer(again).await.status(), StatusCode::NOT_MODIFIED);
    }
    assert_eq!(
        stage.browser().get("/assets/varco-0.css").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn the_script_of_the_captcha_comes_only_where_it_is_asked_for() {
    let stage = Stage::new();
    let browser = stage.browser();
    for (path, expected) in [
        ("/", false),
        ("/accedi", false),
        ("/registrazione", true),
        ("/recupera", false),
        ("/recupera/attivazione", true),
        ("/recupera/password", true),
        ("/recupera/username", true),
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.html.contains(&ASSETS.captcha), expected, "{path}");
    }
}
