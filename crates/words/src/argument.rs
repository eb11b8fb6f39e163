//! What can be filled into a message.

use std::borrow::Cow;

use fluent_bundle::FluentValue;
use varco_domain::contacts::EmailAddress;
use varco_domain::person::PersonName;

use crate::message::{Html, Text};

/// A value for a message: a number, which plurals may depend on, or a text.
pub trait Argument {
    /// For plain text.
    fn plain(&self) -> FluentValue<'static>;

    /// For a page: nothing in it is markup, unless it is [`Html`].
    fn escaped(&self) -> FluentValue<'static> {
        match self.plain() {
            FluentValue::String(text) => FluentValue::from(escape(&text)),
            other => other,
        }
    }
}

/// A text that a page shows in bold.
#[derive(Clone, Copy, Debug)]
pub struct Strong<'a>(pub &'a str);

impl Argument for Strong<'_> {
    fn plain(&self) -> FluentValue<'static> {
        self.0.plain()
    }

    fn escaped(&self) -> FluentValue<'static> {
        FluentValue::from(format!("<strong>{}</strong>", escape(self.0)))
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
    fn plain(&self) -> FluentValue<'static> {
        (**self).plain()
    }

    fn escaped(&self) -> FluentValue<'static> {
        (**self).escaped()
    }
}

impl Argument for str {
    fn plain(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_owned())
    }
}

impl Argument for String {
    fn plain(&self) -> FluentValue<'static> {
        self.as_str().plain()
    }
}

impl Argument for Cow<'_, str> {
    fn plain(&self) -> FluentValue<'static> {
        self.as_ref().plain()
    }
}

macro_rules! texts {
    ($($text:ty)*) => { $(
        impl Argument for $text {
            fn plain(&self) -> FluentValue<'static> {
                FluentValue::from(self.to_string())
            }
        }
    )* };
}

texts!(char Text EmailAddress PersonName);

impl Argument for Html {
    fn plain(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_string())
    }

    fn escaped(&self) -> FluentValue<'static> {
        self.plain()
    }
}

macro_rules! numbers {
    ($($number:ty)*) => { $(
        impl Argument for $number {
            fn plain(&self) -> FluentValue<'static> {
                FluentValue::from(*self)
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
        let FluentValue::String(text) = "<b a=\"1\">&'".escaped() else {
            panic!("no text");
        };
        assert_eq!(text, "&#60;b a=&#34;1&#34;&#62;&#38;&#39;");
        let FluentValue::String(text) = Strong("a<b").escaped() else {
            panic!("no text");
        };
        assert_eq!(text, "<strong>a&#60;b</strong>");
    }
}
