//! Style sheet, scripts and icon, under addresses that change with their contents and so may be kept
//! for ever.

use std::sync::LazyLock;

use http::StatusCode;
use http::header::{self, HeaderValue};
use poem::web::Path;
use poem::{Request, Response, handler};
use sha2::{Digest, Sha256};

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Addresses of the assets, for the templates.
#[derive(Debug)]
pub(crate) struct Assets {
    /// Style sheet.
    pub(crate) style: String,
    /// Script of every page; every page works without it.
    pub(crate) script: String,
    /// Script of the pages with "Non sono un robot".
    pub(crate) captcha: String,
    /// Icon.
    pub(crate) icon: String,
}

/// One file.
struct Asset {
    file: String,
    etag: HeaderValue,
    kind: HeaderValue,
    bytes: &'static [u8],
}

const STYLE: &[u8] = include_bytes!("../../assets/varco.css");
const SCRIPT: &[u8] = include_bytes!("../../assets/varco.js");
const CAPTCHA: &[u8] = include_bytes!("../../assets/umano.js");
const ICON: &[u8] = include_bytes!("../../assets/varco.svg");

static ALL: LazyLock<[Asset; 4]> = LazyLock::new(|| {
    [
        Asset::new("varco", "css", "text/css; charset=utf-8", STYLE),
        Asset::new("varco", "js", "text/javascript; charset=utf-8", SCRIPT),
        Asset::new("umano", "js", "text/javascript; charset=utf-8", CAPTCHA),
        Asset::new("varco", "svg", "image/svg+xml", ICON),
    ]
});

/// The addresses.
pub(crate) static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let [style, script, captcha, icon] = ALL
        .each_ref()
        .map(|asset| format!("/assets/{}", asset.file));
    Assets {
        style,
        script,
        captcha,
        icon,
    }
});

impl Asset {
    fn new(name: &str, extension: &str, kind: &'static str, bytes: &'static [u8]) -> Self {
        let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(bytes));
        let hash = format!("{:08x}", u32::from_be_bytes([a, b, c, d]));
        // Hexadecimal digits and quotes are always a valid header.
        let etag = HeaderValue::try_from(format!("\"{hash}\""));
        Self {
            file: format!("{name}-{hash}.{extension}"),
            etag: etag.unwrap_or(HeaderValue::from_static("\"\"")),
            kind: HeaderValue::from_static(kind),
            bytes,
        }
    }

    fn response(&'static self, is_known: bool) -> Response {
        let (status, body) = if is_known {
            (StatusCode::NOT_MODIFIED, &[][..])
        } else {
            (StatusCode::OK, self.bytes)
        };
        Response::builder()
            .status(status)
            .header(header::CONTENT_TYPE, &self.kind)
            .header(header::ETAG, &self.etag)
            .header(header::CACHE_CONTROL, FOR_EVER)
            .body(body)
    }
}

/// One file, by its name with hash.
#[handler]
pub(super) fn show(Path(file): Path<String>, request: &Request) -> poem::Result<Response> {
    let found = ALL.iter().find(|asset| asset.file == file);
    let asset = found.ok_or_else(|| poem::Error::from_status(StatusCode::NOT_FOUND))?;
    let is_known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .is_some_and(|etag| *etag == asset.etag);
    Ok(asset.response(is_known))
}
