//! The ticket that goes with a question and comes back with its answer.
//!
//! `base64url(JSON) "." base64url(MAC)`. The JSON holds the terms, the nonce of the challenge and the
//! keyed digest of the right answer, from which nobody without the key can try answers.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use crate::keyed::{Keyed, Use};
use crate::question;
use crate::terms::Terms;

/// A ticket of ours takes about 400 bytes.
const MAX_BYTES: usize = 2 * 1024;

/// What a ticket says.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Ticket {
    answer: String,
    pub(crate) nonce: String,
    pub(crate) terms: Terms,
}

impl Ticket {
    /// A ticket for whoever gives this answer, in normal form.
    pub(crate) fn new(keyed: &Keyed, terms: Terms, nonce: String, answer: &str) -> Self {
        Self {
            answer: answer_digest(keyed, &nonce, answer),
            nonce,
            terms,
        }
    }

    pub(crate) fn write(&self, keyed: &Keyed) -> serde_json::Result<String> {
        let body = Base64UrlUnpadded::encode_string(serde_json::to_string(self)?.as_bytes());
        let mac = Base64UrlUnpadded::encode_string(keyed.digest(Use::Ticket, &body).as_bytes());
        Ok([body, mac].join("."))
    }

    /// `None` unless the ticket is one of ours, unchanged.
    pub(crate) fn read(keyed: &Keyed, text: &str) -> Option<Self> {
        if text.len() > MAX_BYTES {
            return None;
        }
        let (body, mac) = text.split_once('.')?;
        let mac = Base64UrlUnpadded::decode_vec(mac).ok()?;
        let ours = keyed.digest(Use::Ticket, body);
        if !bool::from(ours.as_bytes().ct_eq(mac.as_slice())) {
            return None;
        }
        serde_json::from_slice(&Base64UrlUnpadded::decode_vec(body).ok()?).ok()
    }

    /// Whether what was typed is the answer.
    pub(crate) fn is_answered(&self, keyed: &Keyed, typed: &str) -> bool {
        let digest = answer_digest(keyed, &self.nonce, &question::normalised(typed));
        digest.as_bytes().ct_eq(self.answer.as_bytes()).into()
    }
}

fn answer_digest(keyed: &Keyed, nonce: &str, answer: &str) -> String {
    let digest = keyed.digest(Use::Answer, &[nonce, ":", answer].concat());
    Base64UrlUnpadded::encode_string(digest.as_bytes())
}
