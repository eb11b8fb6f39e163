//! The utenza: who holds credentials, under which name, by which rules.

pub mod account;
mod issue;
pub mod kind;
mod mailboxes;
mod recovery;
pub mod username;

pub use account::{
    Account, AccountStatus, AdmissionRefusal, Credential, CredentialVersion, PasswordHash,
};
pub use issue::{Beneficiary, IssuePeriod, IssuePolicy, IssuePolicyFault};
pub use kind::{KindRules, Origin, PasswordReach, ResetChannel, UtenzaKind};
pub use mailboxes::{InstitutionalMailbox, Mailboxes, ReferenceReason, is_institutional};
pub use recovery::{RecoveryMail, RecoveryPage};
pub use username::Username;
