//! Step 2: personal data, address, terms and privacy notice.

use secrecy::SecretString;
use thiserror::Error;
use varco_domain::registration::{
    Command, DeclarationForm, DeclarationOutcome, FieldFault, Refusal, Registration, SoftWarning,
};
use varco_ports::{Changes, CommitError, Write};

use crate::{Failure, ROUNDS, UseCases};

/// Why step 2 is not passed.
#[derive(Debug, Error)]
pub enum DeclareError {
    /// There is no registration, or it is over: begin at step 1.
    #[error("there is no registration in progress")]
    NotFound,
    /// The registration has been confirmed already.
    #[error("the registration has been confirmed")]
    Confirmed,
    /// Something must be mended.
    #[error("step 2 has faults")]
    Faults(Vec<FieldFault>),
    /// Something may be confirmed.
    #[error("step 2 needs to be confirmed")]
    Warnings(Vec<SoftWarning>),
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl UseCases {
    /// Passes step 2. Of two tabs the last write wins.
    ///
    /// # Errors
    /// [`DeclareError`].
    pub async fn declare_person(
        &self,
        flow: &SecretString,
        form: &DeclarationForm<'_>,
    ) -> Result<Registration, DeclareError> {
        for _ in 0..ROUNDS {
            let found = self.load_flow(flow).await?.ok_or(DeclareError::NotFound)?;
            let now = self.now();
            let rules = &self.settings.rules;
            let code = &found.value.codice_fiscale;
            let outcome = form.check(code, &self.settings.documents, rules, (now, self.today()));
            let declaration = match outcome {
                DeclarationOutcome::Accepted(declaration) => declaration,
                DeclarationOutcome::Faults(faults) => return Err(DeclareError::Faults(faults)),
                DeclarationOutcome::Warnings(warnings) => {
                    return Err(DeclareError::Warnings(warnings));
                }
            };
            let step = found
                .value
                .apply(Command::Declare(declaration), rules, now)
                .map_err(|refusal| match refusal {
                    Refusal::Expired => DeclareError::NotFound,
                    _ => DeclareError::Confirmed,
                })?;
            let write = Write::Update(step.next.clone(), found.version);
            let changes = Changes {
                registration: Some(write),
                ..Changes::default()
            };
            match self.ports.commit.commit(changes).await {
                Ok(()) => return Ok(step.next),
                Err(CommitError::Conflict) => {}
                Err(error) => return Err(Failure::from(error).into()),
            }
        }
        Err(Failure::from(CommitError::Conflict).into())
    }
}
