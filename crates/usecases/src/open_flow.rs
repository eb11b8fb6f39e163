//! A browser or program comes for the first time.

use secrecy::SecretString;
use varco_domain::registration::Registration;
use varco_domain::token::{TokenDigest, TokenPurpose, opaque_token};
use varco_ports::Versioned;

use crate::{Failure, UseCases};

impl UseCases {
    /// A fresh token that binds a registration to one browser or program. Nothing is stored until
    /// step 1 is passed.
    pub fn open_flow(&self) -> SecretString {
        opaque_token(&self.ports.entropy.bytes())
    }

    /// The registration of a flow, unless it is over.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be read.
    pub async fn find_registration(
        &self,
        flow: &SecretString,
    ) -> Result<Option<Registration>, Failure> {
        Ok(self.load_flow(flow).await?.map(|found| found.value))
    }

    pub(crate) async fn load_flow(
        &self,
        flow: &SecretString,
    ) -> Result<Option<Versioned<Registration>>, Failure> {
        let found = self.find_flow(flow).await?;
        Ok(found.filter(|found| !found.value.is_over(self.now())))
    }

    /// The registration of a flow, over or not, under whichever key it was begun.
    pub(crate) async fn find_flow(
        &self,
        flow: &SecretString,
    ) -> Result<Option<Versioned<Registration>>, Failure> {
        let purpose = TokenPurpose::RegistrationFlow;
        for digest in self.ports.digester.digests(purpose, flow) {
            if let Some(found) = self.ports.registrations.find_by_flow(&digest).await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    pub(crate) fn flow_digest(&self, flow: &SecretString) -> TokenDigest {
        self.ports
            .digester
            .digest(TokenPurpose::RegistrationFlow, flow)
    }
}
