//! Request bodies: strict JSON.
//!
//! The framework's own `Json` takes numbers for strings, takes the last of two equal keys, ignores
//! the charset and quotes what was sent (P-10, P-11). Here serde reads straight into the type, and
//! only when that fails is the body compared with the document to tell what is wrong.

use poem::{Request, RequestBody};
use poem_openapi::impl_apirequest_for_payload;
use poem_openapi::payload::{ParsePayload, Payload};
use poem_openapi::registry::{MetaSchemaRef, Registry};
use poem_openapi::types::Type;
use serde::de::DeserializeOwned;
use serde_json::Value;
use varco_words::say;

use super::code::Code;
use super::problem::Problem;
use super::shape;

const JSON: &str = "application/json";

/// A JSON body.
pub(super) struct Body<T>(pub(super) T);

impl<T: Type> Payload for Body<T> {
    const CONTENT_TYPE: &'static str = JSON;

    fn check_content_type(content_type: &str) -> bool {
        is_json(content_type)
    }

    fn schema_ref() -> MetaSchemaRef {
        T::schema_ref()
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

impl<T: Type + DeserializeOwned> ParsePayload for Body<T> {
    const IS_REQUIRED: bool = true;

    async fn from_request(_: &Request, body: &mut RequestBody) -> poem::Result<Self> {
        let bytes = body.take()?.into_bytes().await?;
        Ok(Self(read(&bytes)?))
    }
}

/// Whether a content type is that of JSON in UTF-8.
pub(super) fn is_json(content_type: &str) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    let is_json = |essence: &str| essence.eq_ignore_ascii_case(JSON);
    let is_utf_8 = |parameter: &str| {
        parameter
            .replace('"', "")
            .eq_ignore_ascii_case("charset=utf-8")
    };
    parts.next().is_some_and(is_json) && parts.all(is_utf_8)
}

impl_apirequest_for_payload!(Body<T>, T: Type + DeserializeOwned);

fn read<T: Type + DeserializeOwned>(json: &[u8]) -> Result<T, Problem> {
    if has_forbidden_escape(json) {
        return Err(Problem::new(Code::InvalidText));
    }
    serde_json::from_slice(json).map_err(|_| match serde_json::from_slice::<Value>(json) {
        Ok(value) => Problem::new(Code::InvalidBody).errors(shape::compare::<T>(&value)),
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            Problem::new(Code::MalformedJson).detail(
                say("fault-json-place")
                    .with("line", line)
                    .with("column", column),
            )
        }
    })
}

/// Whether an escape stands for U+0000, which no text of ours may hold, or for half of a
/// surrogate pair, which is no character.
fn has_forbidden_escape(mut json: &[u8]) -> bool {
    loop {
        json = match json {
            [] => return false,
            [b'\\', b'u', escape @ ..] => match after_character(escape) {
                Some(rest) => rest,
                None => return true,
            },
            [b'\\', _, rest @ ..] | [_, rest @ ..] => rest,
        }
    }
}

/// What follows the escape of a character that text may hold; `None` for any other. Broken escapes
/// are left to the parser.
fn after_character(escape: &[u8]) -> Option<&[u8]> {
    let rest = escape.get(4..).unwrap_or_default();
    match (code_unit(escape), rest) {
        (Some(0xD800..=0xDBFF), [b'\\', b'u', low @ ..])
            if matches!(code_unit(low), Some(0xDC00..=0xDFFF)) =>
        {
            low.get(4..)
        }
        (Some(0 | 0xD800..=0xDFFF), _) => None,
        _ => Some(rest),
    }
}

fn code_unit(hex: &[u8]) -> Option<u16> {
    let digits = str::from_utf8(hex.get(..4)?).ok()?;
    u16::from_str_radix(digits, 16).ok()
}
