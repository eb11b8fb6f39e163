//! Everything that only the server can compute.

use std::sync::Arc;

use secrecy::SecretString;
use varco_domain::token::{TokenDigest, TokenPurpose};
use varco_ports::TokenDigester;

/// What a digest is for. The label is digested too and no label begins another, so that one use never
/// stands in for another.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Use {
    /// Making the secret that signs proofs of work.
    ProofSecret,
    /// Signing a ticket.
    Ticket,
    /// Hiding the answer to a question inside its ticket.
    Answer,
    /// Naming a challenge in the ledger.
    Challenge,
}

impl Use {
    const fn label(self) -> &'static str {
        match self {
            Self::ProofSecret => "proof-secret:",
            Self::Ticket => "ticket:",
            Self::Answer => "answer:",
            Self::Challenge => "challenge:",
        }
    }

    fn token(self, text: &str) -> SecretString {
        SecretString::from([self.label(), text].concat())
    }
}

/// The digester of tokens, for the uses of the captcha.
#[derive(Clone, Debug)]
pub(crate) struct Keyed(pub(crate) Arc<dyn TokenDigester>);

impl Keyed {
    /// Under the key in use.
    pub(crate) fn digest(&self, of: Use, text: &str) -> TokenDigest {
        self.0.digest(TokenPurpose::Captcha, &of.token(text))
    }

    /// Under every key that is accepted, so that a challenge outlives a turn of the key.
    pub(crate) fn digests(&self, of: Use, text: &str) -> Vec<TokenDigest> {
        self.0.digests(TokenPurpose::Captcha, &of.token(text))
    }

    /// Under the oldest of them, the same before and after a turn.
    pub(crate) fn lasting_digest(&self, of: Use, text: &str) -> TokenDigest {
        let token = of.token(text);
        self.0.lasting_digest(TokenPurpose::Captcha, &token)
    }
}
