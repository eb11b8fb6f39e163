//! New versions of the legal documents: accepted at the next login.

use thiserror::Error;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::registration::{DocumentRef, LegalDocuments};
use varco_domain::utenza::Account;
use varco_ports::Changes;

use crate::{CurrentSession, Failure, UseCases};

/// An acceptance as it came in.
#[derive(Clone, Copy, Debug)]
pub struct AcceptTermsInput<'a> {
    /// The version of the *condizioni generali* that was shown.
    pub terms_version: &'a str,
    /// The version of the *informativa privacy* that was shown.
    pub privacy_version: &'a str,
    /// Whether the terms are accepted.
    pub terms: bool,
    /// Whether the notice has been read.
    pub privacy: bool,
}

/// Why nothing is accepted.
#[derive(Debug, Error)]
pub enum AcceptTermsError {
    /// A box is not ticked.
    #[error("not everything is accepted")]
    NotAccepted {
        /// Whether the terms are accepted.
        terms: bool,
        /// Whether the notice has been read.
        privacy: bool,
    },
    /// What was shown is no longer in force.
    #[error("the documents have changed meanwhile")]
    Superseded,
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl UseCases {
    /// Whether the holder of an account has to be asked about the documents in force before anything
    /// else.
    pub fn has_terms_to_accept(&self, account: &Account) -> bool {
        let documents = &self.settings.documents;
        documents.to_accept(account.acceptance.as_ref()).any()
    }

    /// Keeps an acceptance of the documents in force; the one before goes into the history. Accepting
    /// again changes nothing.
    ///
    /// # Errors
    /// [`AcceptTermsError`].
    pub async fn accept_terms(
        &self,
        current: &CurrentSession,
        input: AcceptTermsInput<'_>,
    ) -> Result<(), AcceptTermsError> {
        let LegalDocuments { terms, privacy } = &self.settings.documents;
        let is_shown = |document: &DocumentRef, shown: &str| document.version == shown;
        if !is_shown(terms, input.terms_version) || !is_shown(privacy, input.privacy_version) {
            return Err(AcceptTermsError::Superseded);
        }
        let (terms, privacy) = (input.terms, input.privacy);
        if !terms || !privacy {
            return Err(AcceptTermsError::NotAccepted { terms, privacy });
        }
        let accepted = |account: &Account| {
            let is_open = self.has_terms_to_accept(account);
            Ok(is_open.then(|| self.accepted(account)))
        };
        self.write_account(current, accepted).await?;
        Ok(())
    }

    fn accepted(&self, account: &Account) -> (Account, Changes) {
        let (now, event) = (self.now(), AuditEvent::TermsAccepted);
        let former = account.acceptance.clone();
        let accepted = Account {
            acceptance: Some(self.settings.documents.accepted(now)),
            ..account.clone()
        };
        let changes = Changes {
            replaced_acceptance: former.map(|former| (account.id, former)),
            audit: vec![AuditEntry::new(now, Actor::Person, account.id, event)],
            ..Changes::default()
        };
        (accepted, changes)
    }
}
