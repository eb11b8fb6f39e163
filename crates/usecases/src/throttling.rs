//! Charging attempts.

use secrecy::SecretString;
use varco_domain::throttle::{Limit, Verdict};
use varco_domain::token::TokenPurpose;
use varco_ports::{Beyond, Charge, ThrottleKey};

use crate::{Failure, UseCases};

/// Where a request comes from, as far as limits care: the network prefix (/32 of IPv4, /64 of IPv6)
/// of the connection or of what a configured proxy says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// The prefix as text.
    pub network: String,
}

impl UseCases {
    pub(crate) async fn charge(
        &self,
        name: &'static str,
        what: &str,
        limit: &Limit,
    ) -> Result<Verdict, Failure> {
        let key = self.throttle_key(name, what);
        Ok(self.ports.throttle.charge(&key, limit, self.now()).await?)
    }

    /// A charge for a mail, which goes with its commit: parallel requests of which one wins are
    /// charged once, and the winner always has its mail.
    pub(crate) fn mail_charge(
        &self,
        name: &'static str,
        what: &str,
        limit: &Limit,
        beyond: Beyond,
    ) -> Charge {
        Charge {
            key: self.throttle_key(name, what),
            limit: *limit,
            at: self.now(),
            beyond,
        }
    }

    fn throttle_key(&self, name: &'static str, what: &str) -> ThrottleKey {
        let (digester, what) = (&self.ports.digester, SecretString::from(what));
        // A turn of the key gives nobody new tries.
        let digest = digester.lasting_digest(TokenPurpose::Throttle, &what);
        ThrottleKey { name, digest }
    }
}
