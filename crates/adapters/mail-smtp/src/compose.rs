//! From a message of the port to the mail that goes over the wire. The same message gives the same
//! bytes every time, so that a repetition is recognised as such.

use std::time::{Duration, SystemTime};

use lettre::Address;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, MultiPart, SinglePart};
use varco_domain::id::MessageId;
use varco_ports::{MailError, Message};

use crate::letterhead::Letterhead;
use crate::texts;

/// Writes a message as a mail from `from`. Its headers hold nothing that a person typed but the
/// recipient's address, which has no display name.
///
/// # Errors
/// [`MailError::Refused`] when the mail library does not know what to do with address or text.
pub(crate) fn compose(
    head: &Letterhead,
    from: &Mailbox,
    message: &Message,
) -> Result<lettre::Message, MailError> {
    let to: Address = message
        .to
        .as_str()
        .parse()
        .map_err(|_| refused("the recipient's address cannot be written"))?;
    let letter = texts::write(head, message.language, &message.template)
        .map_err(|_| refused("the text cannot be written"))?;
    let parts = MultiPart::alternative()
        .boundary(format!("varco-{}", message.id))
        .singlepart(part(ContentType::TEXT_PLAIN, letter.text)?)
        .singlepart(part(ContentType::TEXT_HTML, letter.html)?);
    lettre::Message::builder()
        .message_id(Some(format!("<{}@{}>", message.id, head.host())))
        .date(created_at(message.id))
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(letter.subject)
        .raw_header(header("Content-Language", message.language.tag()))
        // Tells answering machines to keep quiet (RFC 3834).
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .multipart(parts)
        .map_err(|_| refused("the mail cannot be put together"))
}

/// A part in quoted-printable: whatever the text holds, lines stay short and ASCII.
fn part(content_type: ContentType, text: String) -> Result<SinglePart, MailError> {
    let body = Body::new_with_encoding(text, ContentTransferEncoding::QuotedPrintable)
        .map_err(|_| refused("the text cannot be encoded"))?;
    Ok(SinglePart::builder().header(content_type).body(body))
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    let name = HeaderName::new_from_ascii_str(name);
    HeaderValue::new(name, value.to_owned())
}

/// When the message was created, which its identifier (UUID version 7) tells.
fn created_at(id: MessageId) -> SystemTime {
    let (seconds, nanoseconds) = id
        .as_uuid()
        .get_timestamp()
        .map(|timestamp| timestamp.to_unix())
        .unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds)
}

fn refused(reason: &str) -> MailError {
    MailError::Refused {
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests;
