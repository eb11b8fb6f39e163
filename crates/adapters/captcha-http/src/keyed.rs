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
}

/// The digester of tokens, for the uses of the captcha.
#[derive(Clone, Debug)]
pub(crate) struct Keyed(pub(crate) Arc<dyn TokenDigester>);

impl Keyed {
    pub(crate) fn digest(&self, of: Use, text: &str) -> TokenDigest {
        let token = SecretString::from([of.label(), text].concat());
        self.0.digest(TokenPurpose::Captcha, &token)
    }
}
