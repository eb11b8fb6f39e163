//! What can be filled into a message.

use std::borrow::Cow;

use fluent_bundle::FluentValue;
use varco_domain::contacts::EmailAddress;
use varco_domain::person::PersonName;

use crate::message::{Html, Text};

/// A value, ready to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number, which plurals may depend on.
    Number(i64),
}

impl Value {
    pub(crate) fn to_fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => text.into(),
            Self::Number(number) => number.into(),
        }
    }
}

/// A value for a message: a number, which plurals may depend on, or a text.
pub trait Argument {
    /// For plain text.
    fn plain(&self) -> Value;

    /// For a page: nothing in it is markup, unless it is [`Html`].
    fn escaped(&self) -> Value {
        match self.plain() {
            Value::Text(text) => Value::Text(escape(&text)),
            Value::Number(number) => Value::Number(number),
        }
    }
}

/// A text that a page shows in bold.
#[derive(Clone, Copy, Debug)]
pub struct Strong<'a>(pub &'a str);

impl Argument for Strong<'_> {
    fn plain(&self) -> Value {
        self.0.plain()
    }

    fn escaped(&self) -> Value {
        Value::Text(format!("<strong>{}</strong>", escape(self.0)))
    }
}

/// The text with the five signs of HTML replaced.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&#38;"),
            '<' => escaped.push_str("&#60;"),
            '>' => escaped.push_str("&#62;"),
            '"' => escaped.push_str("&#34;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

impl<T: Argument + ?Sized> Argument for &T {
    fn plain(&self) -> Value {
        (**self).plain()
    }

    fn escaped(&self) -> Value {
        (**self).escaped()
    }
}

impl Argument for str {
    fn plain(&self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl Argument for String {
    fn plain(&self) -> Value {
        self.as_str().plain()
    }
}

impl Argument for Cow<'_, str> {
    fn plain(&self) -> Value {
        self.as_ref().plain()
    }
}

macro_rules! texts {
    ($($text:ty)*) => { $(
        impl Argument for $text {
            fn plain(&self) -> Value {
                Value::Text(self.to_string())
            }
        }
    )* };
}

texts!(char Text EmailAddress PersonName);

impl Argument for Html {
    fn plain(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn escaped(&self) -> Value {
        self.plain()
    }
}

macro_rules! numbers {
    ($($number:ty)*) => { $(
        impl Argument for $number {
            fn plain(&self) -> Value {
                Value::Number(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        }
    )* };
}

numbers!(i8 i16 i32 i64 u8 u16 u32 u64 usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_filled_in_is_markup() {
        let Value::Text(text) = "<b a=\"1\">&'".escaped() else {
            panic!("no text");
        };
        assert_eq!(text, "&#60;b a=&#34;1&#34;&#62;&#38;&#39;");
        let Value::Text(text) = Strong("a<b").escaped() else {
            panic!("no text");
        };
        assert_eq!(text, "<strong>a&#60;b</strong>");
    }
}
