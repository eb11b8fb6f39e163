//! Style sheet, scripts, fonts and icons, under addresses that change with their contents and so may be
//! kept for ever.
//!
//! Where the design kit was built (`cargo xtask assets`), its files are part of the program, and each is
//! there compressed, too. Without it a small style sheet of our own stands in: the same class names, no
//! fonts, no icons.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use http::StatusCode;
use http::header::{self, HeaderValue};
use poem::web::{Data, Path};
use poem::{Request, Response, handler};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::state::{App, Site};
use crate::web::encoding::{Encoding, accepted};

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// What `cargo xtask assets` has built, with the hash in each name.
#[derive(RustEmbed)]
#[folder = "kit/dist"]
#[allow_missing = true]
struct Kit;

const PLAIN_STYLE: &str = concat!(
    include_str!("../../assets/plain.css"),
    include_str!("../../assets/own.css")
);
const SCRIPT: &str = include_str!("../../assets/varco.js");
const CAPTCHA: &str = include_str!("../../assets/umano.js");
const ICON: &str = include_str!("../../assets/varco.svg");

/// Addresses of the assets, for the templates.
#[derive(Debug)]
pub(crate) struct Assets {
    /// Style sheet.
    pub(crate) style: String,
    /// Script of every page; every page works without it.
    pub(crate) script: String,
    /// Script of the pages with "Non sono un robot".
    pub(crate) captcha: String,
    /// Mark of the service.
    pub(crate) icon: String,
    /// The icons of the kit, where there is one.
    pub(crate) sprite: Option<String>,
}

/// One file, in every encoding that there is of it.
#[derive(Clone, Debug)]
pub(super) struct Asset {
    etag: HeaderValue,
    kind: HeaderValue,
    bytes: Cow<'static, [u8]>,
    compressed: BTreeMap<Encoding, Cow<'static, [u8]>>,
}

/// Everything, by its name with hash.
static ALL: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    let built = Kit::iter().filter(|name| Encoding::of_file(name).is_none());
    let built = built.filter_map(|name| Some((name.to_string(), Asset::built(&name)?)));
    let own = [
        ("varco", "css", PLAIN_STYLE),
        ("varco", "js", SCRIPT),
        ("umano", "js", CAPTCHA),
        ("varco", "svg", ICON),
    ];
    let own = own
        .map(|(name, extension, text)| Asset::own(name, extension, Cow::Borrowed(text.as_bytes())));
    built.chain(own).collect()
});

/// The addresses.
pub(crate) static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let find = |name: &str, extension: &str| {
        let is_it = |file: &&String| {
            file.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with('-'))
                && file
                    .rsplit_once('.')
                    .is_some_and(|(_, end)| end == extension)
        };
        ALL.keys().find(is_it).map(|file| format!("/assets/{file}"))
    };
    let own = |extension| find("varco", extension).unwrap_or_default();
    Assets {
        style: find("kit", "css").unwrap_or_else(|| own("css")),
        script: own("js"),
        captcha: find("umano", "js").unwrap_or_default(),
        icon: own("svg"),
        sprite: find("icone", "svg"),
    }
});

impl Asset {
    /// A file under a name that says what is in it.
    pub(super) fn own(name: &str, extension: &str, bytes: Cow<'static, [u8]>) -> (String, Self) {
        let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(&bytes));
        let hash = format!("{:08x}", u32::from_be_bytes([a, b, c, d]));
        let file = format!("{name}-{hash}.{extension}");
        let asset = Self::new(&file, bytes);
        (file, asset)
    }

    fn built(file: &str) -> Option<Self> {
        let mut asset = Self::new(file, Kit::get(file)?.data);
        for encoding in Encoding::ALL {
            let compressed = Kit::get(&format!("{file}{}", encoding.suffix()));
            let compressed = compressed.map(|found| (encoding, found.data));
            asset.compressed.extend(compressed);
        }
        Some(asset)
    }

    /// The name has the hash in it, so it is as good as a digest.
    fn new(file: &str, bytes: Cow<'static, [u8]>) -> Self {
        let kind = match file.rsplit_once('.') {
            Some((_, "css")) => "text/css; charset=utf-8",
            Some((_, "js")) => "text/javascript; charset=utf-8",
            Some((_, "svg")) => "image/svg+xml",
            Some((_, "png")) => "image/png",
            Some((_, "woff2")) => "font/woff2",
            _ => "application/octet-stream",
        };
        let etag = HeaderValue::try_from(format!("\"{file}\""));
        Self {
            etag: etag.unwrap_or(HeaderValue::from_static("\"\"")),
            kind: HeaderValue::from_static(kind),
            bytes,
            compressed: BTreeMap::new(),
        }
    }

    pub(super) fn response(&self, request: &Request) -> Response {
        let known = request.headers().get(header::IF_NONE_MATCH);
        let mut response = Response::builder()
            .header(header::CONTENT_TYPE, &self.kind)
            .header(header::ETAG, &self.etag)
            .header(header::VARY, "accept-encoding")
            .header(header::CACHE_CONTROL, FOR_EVER);
        if known.is_some_and(|etag| *etag == self.etag) {
            return response.status(StatusCode::NOT_MODIFIED).finish();
        }
        let mut preferred = accepted(request.headers());
        let compressed =
            preferred.find_map(|encoding| Some((encoding, self.compressed.get(&encoding)?)));
        let bytes = match compressed {
            Some((encoding, bytes)) => {
                response = response.header(header::CONTENT_ENCODING, encoding.name());
                bytes
            }
            None => &self.bytes,
        };
        response.body(bytes.to_vec())
    }
}

/// One file of the program or of the body that runs it, by its name with hash.
pub(super) fn find<'a>(site: &'a Site, file: &str) -> Option<&'a Asset> {
    ALL.get(file).or_else(|| site.branding.file(file))
}

#[handler]
pub(super) fn show(
    Data(app): Data<&Arc<App>>,
    Path(file): Path<String>,
    request: &Request,
) -> poem::Result<Response> {
    let asset =
        find(&app.site, &file).ok_or_else(|| poem::Error::from_status(StatusCode::NOT_FOUND))?;
    Ok(asset.response(request))
}
