//! What somebody who is logged in does to the own account, one write after the other.

use varco_domain::utenza::Account;
use varco_ports::{Changes, CommitError, Versioned, Write};

use crate::{CurrentSession, Failure, ROUNDS, UseCases};

impl UseCases {
    /// Writes what `decide` makes of the account: again from the start where somebody else was faster,
    /// and nothing where there is nothing to do. Whether it was written.
    pub(crate) async fn write_account(
        &self,
        current: &CurrentSession,
        decide: impl Fn(&Account) -> Result<Option<(Account, Changes)>, Failure>,
    ) -> Result<bool, Failure> {
        let mut found = Versioned {
            value: current.account.clone(),
            version: current.version,
        };
        for _ in 0..ROUNDS {
            let Some((account, mut changes)) = decide(&found.value)? else {
                return Ok(false);
            };
            changes.account = Some(Write::Update(account, found.version));
            match self.ports.commit.commit(changes).await {
                Ok(()) => return Ok(true),
                Err(CommitError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
            // With another credential the session has ended, and its right with it.
            let version = current.session.credential_version;
            found = self
                .ports
                .accounts
                .find(current.account.id)
                .await?
                .filter(|found| found.value.credential_version == version)
                .ok_or(CommitError::Conflict)?;
        }
        Err(CommitError::Conflict.into())
    }
}
