//! What is searched for: a secret as it is, and as programs write it down.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use aho_corasick::AhoCorasick;
use anyhow::Result;
use base64ct::{Base64Unpadded, Base64UrlUnpadded, Encoding as _};

/// Every encoding of some secrets.
#[derive(Debug)]
pub struct Needles {
    search: AhoCorasick,
    /// Whose needle it is, and in which encoding.
    names: Vec<(String, &'static str)>,
}

impl Needles {
    /// Of these secrets, by what they are for.
    ///
    /// # Errors
    ///
    /// None in practice.
    pub fn of(secrets: &BTreeMap<String, String>) -> Result<Self> {
        let (mut names, mut patterns) = (Vec::new(), Vec::new());
        for (name, secret) in secrets {
            for (encoding, bytes) in encodings(secret) {
                names.push((name.clone(), encoding));
                patterns.push(bytes);
            }
        }
        let mut builder = AhoCorasick::builder();
        // Hexadecimal in either case, and whatever somebody has put into lower case.
        let search = builder.ascii_case_insensitive(true).build(patterns)?;
        Ok(Self { search, names })
    }

    /// Which secrets stand there, and how.
    pub fn found_in(&self, bytes: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        for hit in self.search.find_overlapping_iter(bytes) {
            if let Some((name, encoding)) = self.names.get(hit.pattern().as_usize()) {
                let told = format!("{name}, {encoding}");
                if !found.contains(&told) {
                    found.push(told);
                }
            }
        }
        found
    }
}

/// A secret as programs write it down.
pub fn encodings(secret: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf8 = secret.as_bytes();
    let little: Vec<u8> = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = secret.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let json = serde_json::Value::from(secret).to_string();
    let mut all = vec![
        ("UTF-8", utf8.to_vec()),
        ("UTF-16LE", little.clone()),
        ("UTF-16BE", big),
        ("hexadecimal", hexadecimal(utf8)),
        ("UTF-16LE in hexadecimal", hexadecimal(&little)),
        ("numbers", numbers(utf8)),
        ("percent", percent(utf8, "%20")),
        ("form", percent(utf8, "+")),
        ("JSON", json.trim_matches('"').into()),
        ("JSON in ASCII", ascii_json(&json).trim_matches('"').into()),
        ("Rust", format!("{secret:?}").trim_matches('"').into()),
        (
            "HTML",
            html(secret, ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"]),
        ),
        (
            "HTML by numbers",
            html(secret, ["&#38;", "&#60;", "&#62;", "&#34;", "&#39;"]),
        ),
    ];
    for offset in 0..3 {
        for (name, bytes) in [("base64", utf8), ("UTF-16LE in base64", &little)] {
            let before = vec![0; offset];
            let whole = [&before[..], bytes].concat();
            for text in [
                Base64Unpadded::encode_string(&whole),
                Base64UrlUnpadded::encode_string(&whole),
            ] {
                // What comes before and after decides about the signs at the edges.
                let (start, end) = ((offset * 8).div_ceil(6), whole.len() * 8 / 6);
                all.push((name, text.get(start..end).unwrap_or_default().into()));
            }
        }
    }
    all
}

fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    bytes
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
        .into_bytes()
}

/// As a list of bytes is written for people.
fn numbers(bytes: &[u8]) -> Vec<u8> {
    let text = format!("{bytes:?}");
    text.trim_matches(['[', ']']).into()
}

fn percent(bytes: &[u8], space: &str) -> Vec<u8> {
    let mut text = String::new();
    for byte in bytes {
        let _ = match byte {
            b' ' => write!(text, "{space}"),
            byte if byte.is_ascii_alphanumeric() => write!(text, "{}", char::from(*byte)),
            byte => write!(text, "%{byte:02X}"),
        };
    }
    text.into_bytes()
}

fn ascii_json(json: &str) -> String {
    json.chars().fold(String::new(), |mut text, sign| {
        let _ = match sign {
            sign if sign.is_ascii() => write!(text, "{sign}"),
            sign => write!(text, "\\u{:04x}", u32::from(sign)),
        };
        text
    })
}

fn html(secret: &str, [and, less, greater, double, single]: [&str; 5]) -> Vec<u8> {
    let text = secret
        .replace('&', and)
        .replace('<', less)
        .replace('>', greater);
    text.replace('"', double).replace('\'', single).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = r#"Pòrta <"casa"> & l'orto"#;

    #[test]
    fn a_secret_is_found_in_every_encoding_wherever_it_begins() -> Result<()> {
        let needles = Needles::of(&[("it".to_owned(), SECRET.to_owned())].into())?;
        for (encoding, bytes) in encodings(SECRET) {
            let around = [b"\0\xffabc", &bytes[..], b"xyz\0"].concat();
            let found = needles.found_in(&around);
            assert!(
                found.contains(&format!("it, {encoding}")),
                "{encoding}: {found:?}"
            );
        }
        assert_eq!(
            needles.found_in(b"Porta <casa> e l'orto"),
            Vec::<String>::new()
        );
        Ok(())
    }

    /// What other programs make of it, not this one.
    #[test]
    fn the_encodings_are_those_of_other_programs() -> Result<()> {
        let needles = Needles::of(&[("it".to_owned(), SECRET.to_owned())].into())?;
        for (written, encoding) in [
            ("UMOycnRhIDwiY2FzYSI+ICYgbCdvcnRv", "base64"),
            ("YVDDsnJ0YSA8ImNhc2EiPiAmIGwnb3J0bw==", "base64"),
            ("YWFQw7JydGEgPCJjYXNhIj4gJiBsJ29ydG8=", "base64"),
            ("YWFQw7JydGEgPCJjYXNhIj4gJiBsJ29ydG9i", "base64"),
            ("50C3B27274613C", ""),
            (
                "50C3B2727461203C2263617361223E2026206C276F72746F",
                "hexadecimal",
            ),
            ("P%C3%B2rta%20%3C%22casa%22%3E%20%26%20l%27orto", "percent"),
            ("P%C3%B2rta+%3C%22casa%22%3E+%26+l%27orto", "form"),
            (r#"P\u00f2rta <\"casa\"> & l'orto"#, "JSON in ASCII"),
            ("Pòrta &lt;&quot;casa&quot;&gt; &amp; l&#39;orto", "HTML"),
        ] {
            let found = needles.found_in(written.as_bytes()).join("; ");
            let told = if encoding.is_empty() {
                String::new()
            } else {
                format!("it, {encoding}")
            };
            assert_eq!(found, told, "{written}");
        }
        Ok(())
    }
}
