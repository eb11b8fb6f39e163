//! The ticket that goes with a question and comes back with its answer.
//!
//! `base64url(JSON) "." base64url(MAC)`. The JSON holds the terms, the nonce of the challenge and the
//! keyed digest of the right answer, from which nobody without the key can try answers.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use varco_domain::token::TokenDigest;

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
            answer: encoded(&keyed.digest(Use::Answer, &hidden(&nonce, answer))),
            nonce,
            terms,
        }
    }

    pub(crate) fn write(&self, keyed: &Keyed) -> serde_json::Result<String> {
        let body = Base64UrlUnpadded::encode_string(serde_json::to_string(self)?.as_bytes());
        let mac = encoded(&keyed.digest(Use::Ticket, &body));
        Ok([body, mac].join("."))
    }

    /// `None` unless the ticket is one of ours, unchanged.
    pub(crate) fn read(keyed: &Keyed, text: &str) -> Option<Self> {
        if text.len() > MAX_BYTES {
            return None;
        }
        let (body, mac) = text.split_once('.')?;
        let mac = Base64UrlUnpadded::decode_vec(mac).ok()?;
        let ours = keyed.digests(Use::Ticket, body);
        let is_ours = |ours: &TokenDigest| bool::from(ours.as_bytes().ct_eq(mac.as_slice()));
        if !ours.iter().any(is_ours) {
            return None;
        }
        serde_json::from_slice(&Base64UrlUnpadded::decode_vec(body).ok()?).ok()
    }

    /// Whether what was typed is the answer.
    pub(crate) fn is_answered(&self, keyed: &Keyed, typed: &str) -> bool {
        let answer = hidden(&self.nonce, &question::normalised(typed));
        let is_it = |digest: &TokenDigest| encoded(digest).as_bytes().ct_eq(self.answer.as_bytes());
        let digests = keyed.digests(Use::Answer, &answer);
        digests.iter().any(|digest| is_it(digest).into())
    }
}

fn hidden(nonce: &str, answer: &str) -> String {
    [nonce, ":", answer].concat()
}

fn encoded(digest: &TokenDigest) -> String {
    Base64UrlUnpadded::encode_string(digest.as_bytes())
}
