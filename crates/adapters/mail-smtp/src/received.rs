//! A mail that arrived at the sink, and what a reader sees of it.

use jiff::Timestamp;
use mail_parser::{Address, Message, MessageParser, PartType};

/// A mail as it came over the wire. Texts are empty where the mail has none.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceivedMail {
    /// The sender of the envelope; empty for the null sender.
    pub envelope_from: String,
    /// The recipients of the envelope, in the order given.
    pub envelope_to: Vec<String>,
    /// Headers and body, with CR LF, dots unstuffed.
    pub raw: Vec<u8>,
}

impl ReceivedMail {
    /// The subject, decoded.
    pub fn subject(&self) -> String {
        self.read(|mail| mail.subject().map(str::to_owned))
    }

    /// The part `text/plain`, decoded, lines ended by LF.
    pub fn text(&self) -> String {
        self.read(|mail| {
            mail.parts.iter().find_map(|part| match &part.body {
                PartType::Text(text) => Some(text.replace("\r\n", "\n")),
                _ => None,
            })
        })
    }

    /// The part `text/html`, decoded, lines ended by LF.
    pub fn html(&self) -> String {
        self.read(|mail| {
            mail.parts.iter().find_map(|part| match &part.body {
                PartType::Html(html) => Some(html.replace("\r\n", "\n")),
                _ => None,
            })
        })
    }

    /// The Message-ID without angle brackets.
    pub fn message_id(&self) -> String {
        self.read(|mail| mail.message_id().map(str::to_owned))
    }

    /// The address of the header `From`, without display name.
    pub fn from(&self) -> String {
        self.read(|mail| mail.from().and_then(|from| addresses(from).pop()))
    }

    /// The addresses of the header `To`, without display names.
    pub fn to(&self) -> Vec<String> {
        self.read(|mail| mail.to().map(addresses))
    }

    /// The header `Date`; `None` when it is absent or no date.
    pub fn date(&self) -> Option<Timestamp> {
        self.read(|mail| {
            let date = mail.date()?;
            Some(Timestamp::from_second(date.to_timestamp()).ok())
        })
    }

    /// Names and values of all headers, in their order, unfolded but not decoded.
    pub fn headers(&self) -> Vec<(String, String)> {
        self.read(|mail| {
            let headers = mail.headers_raw().map(|(name, value)| {
                let value = value.replace("\r\n", "");
                (name.to_owned(), value.trim().to_owned())
            });
            Some(headers.collect())
        })
    }

    fn read<T: Default>(&self, read: impl FnOnce(&Message<'_>) -> Option<T>) -> T {
        MessageParser::default()
            .parse(&self.raw)
            .and_then(|mail| read(&mail))
            .unwrap_or_default()
    }
}

fn addresses(header: &Address<'_>) -> Vec<String> {
    let addresses = header.iter().filter_map(|address| address.address());
    addresses.map(str::to_owned).collect()
}

/// Without content: mails carry codes and passwords, and `Debug` reaches logs.
impl std::fmt::Debug for ReceivedMail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "ReceivedMail({:?}, {} bytes)",
            self.subject(),
            self.raw.len()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(raw: &str) -> ReceivedMail {
        ReceivedMail {
            envelope_from: "a@esempio.it".to_owned(),
            envelope_to: vec!["b@esempio.it".to_owned()],
            raw: raw.replace('\n', "\r\n").into_bytes(),
        }
    }

    #[test]
    fn both_parts_and_the_headers_are_decoded() {
        let mail = mail(
            "From: Uno <a@esempio.it>\nTo: b@esempio.it, c@esempio.it\n\
             Subject: =?utf-8?q?citt=C3=A0?=\nMessage-ID: <1@esempio.it>\n\
             Date: Fri, 12 Mar 2027 17:30:00 +0000\nMIME-Version: 1.0\n\
             Content-Type: multipart/alternative; boundary=x\n\n\
             --x\nContent-Type: text/plain; charset=utf-8\n\
             Content-Transfer-Encoding: quoted-printable\n\nperch=C3=A9 s=\n=C3=AC\nfine\n\
             --x\nContent-Type: text/html; charset=utf-8\n\n<p>ciao\n--x--\n",
        );
        assert_eq!(mail.subject(), "città");
        assert_eq!(mail.text().trim_end(), "perché sì\nfine");
        assert_eq!(mail.html().trim_end(), "<p>ciao");
        assert_eq!(mail.message_id(), "1@esempio.it");
        assert_eq!(mail.from(), "a@esempio.it");
        assert_eq!(mail.to(), ["b@esempio.it", "c@esempio.it"]);
        assert_eq!(mail.date(), "2027-03-12T17:30:00Z".parse().ok());
        let first = ("From".to_owned(), "Uno <a@esempio.it>".to_owned());
        assert_eq!(mail.headers().first(), Some(&first));
    }

    #[test]
    fn what_is_absent_is_empty() {
        let mail = mail("\nsolo testo\n");
        assert_eq!(mail.subject(), "");
        assert_eq!(mail.html(), "");
        assert_eq!(mail.date(), None);
        assert!(mail.to().is_empty());
    }

    #[test]
    fn debug_shows_no_content() {
        let mail = mail("Subject: Uno\n\nsegreto\n");
        assert_eq!(format!("{mail:?}"), "ReceivedMail(\"Uno\", 25 bytes)");
    }
}
