//! The utenza: who holds credentials, under which name, by which rules.

pub mod account;
pub mod kind;
pub mod username;

pub use account::{
    Account, AccountStatus, AdmissionRefusal, Credential, CredentialVersion, PasswordHash,
};
pub use kind::UtenzaKind;
pub use username::Username;
