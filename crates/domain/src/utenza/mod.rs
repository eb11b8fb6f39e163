//! The utenza: who holds credentials, under which name, by which rules.
//!
//! ```
//! use varco_domain::person::PersonName;
//! use varco_domain::utenza::{Username, UtenzaKind};
//!
//! let (name, surname) = (PersonName::parse("Jürgen")?, PersonName::parse("Müller")?);
//! let third = Username::assign(&name, &surname, 3);
//! assert_eq!(third.as_str(), "juergen.mueller3");
//!
//! assert!(Username::looks_like_mi("MI12345"));
//! assert!(!UtenzaKind::Mi.may_reset_online());
//! # Ok::<(), varco_domain::person::NameFault>(())
//! ```

mod access;
pub mod account;
mod email_change;
mod issue;
pub mod kind;
mod mailboxes;
mod operation;
mod recapiti;
mod recovery;
pub mod username;

pub use access::{Access, AccessOrigin, Accesses};
pub use account::{
    Account, AccountStatus, AdmissionRefusal, Credential, CredentialVersion, PasswordHash,
};
pub use email_change::{EmailNews, EmailNotice, EmailRefusal, EmailStep, FormerEmail};
pub use issue::{Beneficiary, IssuePeriod, IssuePolicy, IssuePolicyFault};
pub use kind::{KindRules, Origin, PasswordReach, ResetChannel, UtenzaKind};
pub use mailboxes::{
    INSTITUTIONAL_DOMAINS, InstitutionalMailbox, MailboxKind, Mailboxes, PendingEmail,
    ReferenceReason,
};
pub use operation::{Operation, may};
pub use recapiti::{
    Recapiti, RecapitiFault, RecapitiField, RecapitiFieldFault, RecapitiForm, RecapitiLine,
};
pub use recovery::{RecoveryMail, RecoveryPage};
pub use username::Username;
