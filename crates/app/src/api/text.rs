//! What travels as a JSON string: secrets, tokens, instants, days.

use std::borrow::Cow;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use poem_openapi::registry::{MetaSchema, MetaSchemaRef};
use poem_openapi::types::{ParseError, ParseFromJSON, ParseResult, ToJSON, Type};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;

/// A password or token that comes in. It has no `Debug`, and where it would be written it is a
/// placeholder: nothing can send it back.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Secret(pub(super) SecretString);

/// A token that goes out, once, to whoever it was made for.
pub(super) struct Token(pub(super) SecretString);

/// An instant in UTC.
pub(super) struct Instant(pub(super) Timestamp);

/// A day of the calendar.
pub(super) struct Day(pub(super) Date);

impl Instant {
    /// An instant for examples in the document, some hours from their beginning.
    pub(super) fn example(hours: i64) -> Self {
        Self(Timestamp::constant(1_795_262_400, 0) + SignedDuration::from_hours(hours))
    }
}

/// Makes a type a string of the document. Reading is left to serde, which is stricter (see
/// [`super::body`]); the framework's own way in is closed.
macro_rules! json_string {
    ($type:ident, $format:literal, $text:expr) => {
        impl Type for $type {
            const IS_REQUIRED: bool = true;
            type RawValueType = Self;
            type RawElementValueType = Self;

            fn name() -> Cow<'static, str> {
                concat!("string_", $format).into()
            }

            fn schema_ref() -> MetaSchemaRef {
                MetaSchemaRef::Inline(Box::new(MetaSchema::new_with_format("string", $format)))
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }

            fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
                Box::new(self.as_raw_value().into_iter())
            }
        }

        impl ParseFromJSON for $type {
            fn parse_from_json(_: Option<Value>) -> ParseResult<Self> {
                Err(ParseError::custom("is read by serde"))
            }
        }

        impl ToJSON for $type {
            fn to_json(&self) -> Option<Value> {
                let text: fn(&Self) -> String = $text;
                Some(Value::String(text(self)))
            }
        }
    };
}

json_string!(Secret, "password", |_| "********".to_owned());
json_string!(Token, "token", |token| token.0.expose_secret().to_owned());
json_string!(Instant, "date-time", |instant| format!("{:.3}", instant.0));
json_string!(Day, "date", |day| day.0.to_string());
