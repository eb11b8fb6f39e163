//! What the use cases need from the world: traits, their errors, and the typed values that pass
//! through them.
//!
//! Every port is an object-safe trait behind an `Arc`. `find_` returns `None` when something is
//! absent. With the feature `testkit` each trait has a `mockall` mock (`MockX`), an in-memory fake
//! and a contract suite that every adapter passes.

#![deny(missing_docs)]

pub mod captcha;
pub mod clock;
pub mod crypto;
pub mod deliveries;
pub mod forms;
pub mod grants;
pub mod lockouts;
pub mod mail;
pub mod outbox;
pub mod store;
pub mod sync;
pub mod throttle;
pub mod trail;

#[cfg(feature = "testkit")]
pub mod testkit;

pub use captcha::{
    CaptchaAction, CaptchaAnswer, CaptchaBinding, CaptchaChallenge, CaptchaError, CaptchaLedger,
    CaptchaQuestion, CaptchaVerifier,
};
pub use clock::{Clock, Entropy};
pub use crypto::{
    HashError, PasswordHasher, SealContext, Sealed, TokenDigester, Vault, VaultError, Verification,
};
pub use deliveries::{Backlog, Deliveries};
pub use forms::{KeptForm, KeptForms};
pub use grants::{CancelledGrants, GrantStore};
pub use lockouts::{LockoutKey, Lockouts, ProofOutcome, SettledProof};
pub use mail::{MailError, MailSender, MailedLink, Message, Template};
pub use outbox::{
    ClaimedItem, Dismissal, Lease, MAIL, Outbox, OutboxDesk, OutboxFilter, OutboxItem,
    OutboxRecord, OutboxState, Stream,
};
pub use store::{
    AccountStore, Beyond, Changes, Charge, Commit, CommitError, Cutoffs, DueReminders,
    Housekeeping, Login, RegistrationStore, SessionStore, StoreError, UniqueKey, Version,
    Versioned, Write,
};
pub use sync::{CredentialSync, Held, SyncError, SyncHolder, SyncOrder, Wanted};
pub use throttle::{KeptCounter, Throttle, ThrottleKey, Toll, charge_all};
pub use trail::{AuditRecord, AuditTrail};

#[cfg(feature = "testkit")]
pub use {
    captcha::{MockCaptchaLedger, MockCaptchaVerifier},
    clock::{MockClock, MockEntropy},
    crypto::{MockPasswordHasher, MockTokenDigester, MockVault},
    deliveries::MockDeliveries,
    forms::MockKeptForms,
    grants::MockGrantStore,
    lockouts::MockLockouts,
    mail::MockMailSender,
    outbox::{MockOutbox, MockOutboxDesk},
    store::{
        MockAccountStore, MockCommit, MockHousekeeping, MockRegistrationStore, MockSessionStore,
    },
    sync::MockCredentialSync,
    throttle::MockThrottle,
    trail::MockAuditTrail,
};
