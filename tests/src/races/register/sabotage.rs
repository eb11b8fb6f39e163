//! Stores that are broken on purpose, so that the search shows that it finds what it is for.

use std::sync::Arc;

use async_trait::async_trait;
use varco_domain::id::AccountId;
use varco_domain::session::SessionScope;
use varco_domain::utenza::Account;
use varco_ports::{AccountStore, Changes, Commit, CommitError, Versioned, Write};
use varco_usecases::Ports;

/// What a store does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sabotage {
    /// A login is noted whatever the credential is by now.
    UncheckedLogin,
    /// Of two changes the later one is written over the earlier one.
    LastWriterWins,
    /// A login with the one-time password leaves the session before it open.
    RestrictedStay,
}

impl Sabotage {
    /// All of them.
    pub const ALL: [Self; 3] = [
        Self::UncheckedLogin,
        Self::LastWriterWins,
        Self::RestrictedStay,
    ];

    /// The ports, over a store that does this wrong.
    pub(super) fn lay_around(self, ports: Ports) -> Ports {
        Ports {
            commit: Arc::new(Broken {
                sabotage: self,
                accounts: ports.accounts.clone(),
                inner: ports.commit.clone(),
            }),
            ..ports
        }
    }
}

#[derive(Debug)]
struct Broken {
    sabotage: Sabotage,
    accounts: Arc<dyn AccountStore>,
    inner: Arc<dyn Commit>,
}

impl Broken {
    async fn current(&self, id: AccountId) -> Result<Versioned<Account>, CommitError> {
        self.accounts.find(id).await?.ok_or(CommitError::Conflict)
    }
}

#[async_trait]
impl Commit for Broken {
    async fn commit(&self, mut changes: Changes) -> Result<(), CommitError> {
        let restricted = changes
            .opened_session
            .as_ref()
            .is_some_and(|session| session.scope == SessionScope::ChangePassword);
        match self.sabotage {
            Sabotage::UncheckedLogin => {
                if let (Some(login), Some(session)) =
                    (&mut changes.login, &mut changes.opened_session)
                {
                    let current = self.current(login.account).await?.value;
                    login.credential_version = current.credential_version;
                    session.credential_version = current.credential_version;
                }
            }
            Sabotage::LastWriterWins => {
                if let Some(Write::Update(account, version)) = &mut changes.account {
                    *version = self.current(account.id).await?.version;
                    changes.used_session = None;
                }
            }
            Sabotage::RestrictedStay if restricted => changes.closed_sessions_of = None,
            Sabotage::RestrictedStay => {}
        }
        self.inner.commit(changes).await
    }
}
