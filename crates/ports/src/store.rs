//! What is kept: read by find, written by one [`Commit`].
//!
//! A use case loads, decides and hands over one [`Changes`]; that is one transaction. Whatever has
//! to happen because of it (mails, audit) is part of it.

use async_trait::async_trait;
use jiff::Timestamp;
use thiserror::Error;
use varco_domain::audit::AuditEntry;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::delivery::ServiceId;
use varco_domain::grant::Grant;
use varco_domain::id::{AccountId, GrantId, MessageId, TicketId};
use varco_domain::registration::{Acceptance, Registration, Ticket};
use varco_domain::session::Session;
use varco_domain::token::TokenDigest;
use varco_domain::utenza::{Access, Account, CredentialVersion, Username, UtenzaKind};

use crate::grants::CancelledGrants;
use crate::lockouts::SettledProof;
use crate::outbox::OutboxItem;
use crate::throttle::{ThrottleKey, Toll};

/// Why something could not be read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Locked, full, stopped, out of reach: try again later. Nothing was written, unless a commit was
    /// under way and nobody can be asked how it has ended; so whatever is repeated returns the first
    /// outcome (T-32).
    #[error("the store cannot be reached: {0}")]
    Unavailable(String),
    /// A table or column is missing: not the schema of this version. Trying again does not help, but
    /// `varco migrate` may.
    #[error("the schema does not fit this version: {0}")]
    Unfit(String),
    /// A row cannot be understood.
    #[error("corrupt row in {table}, column {column}, row {row}")]
    Corrupt {
        /// Which table.
        table: &'static str,
        /// Which column.
        column: &'static str,
        /// Which row, by its key.
        row: String,
    },
}

/// A key that two rows may not share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UniqueKey {
    /// One utenza per codice fiscale.
    CodiceFiscale,
    /// One utenza per username, ever.
    Username,
    /// One ticket per typed code.
    TypedCode,
    /// One registration per browser or program.
    Flow,
}

/// Why a commit was not carried out. Nothing of it was written, as far as can be known: see
/// [`StoreError::Unavailable`].
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CommitError {
    /// Something has changed since it was read: load and decide again.
    #[error("somebody else was faster")]
    Conflict,
    /// A key is taken.
    #[error("the key {0:?} is taken")]
    Duplicate(UniqueKey),
    /// The charge is over its limit.
    #[error("the charge is over its limit")]
    OverLimit,
    /// See [`StoreError`].
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Counts the writes of one row; the first is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub i64);

/// A row as read, with the version to hand back when it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned<T> {
    /// What was read.
    pub value: T,
    /// Its version.
    pub version: Version,
}

/// A row to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write<T> {
    /// A row that is not there yet.
    Insert(T),
    /// A row that was read at this version; the commit is a [`CommitError::Conflict`] if it has
    /// changed since.
    Update(T, Version),
}

impl<T> Write<T> {
    /// What is written.
    pub const fn value(&self) -> &T {
        match self {
            Self::Insert(value) | Self::Update(value, _) => value,
        }
    }
}

/// One transaction: everything in it is written, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The browser or program that a registration is bound to, where it is inserted.
    pub flow: Option<TokenDigest>,
    /// A registration.
    pub registration: Option<Write<Registration>>,
    /// A ticket to remember.
    pub ticket: Option<Ticket>,
    /// A ticket to use up, now: a [`CommitError::Conflict`] unless it is unused and has not expired
    ///
    pub consumed_ticket: Option<(TicketId, Timestamp)>,
    /// An account. Inserting one takes its username for ever; updating one changes neither that nor
    /// its accesses, which come by `login` and `proof`.
    pub account: Option<Write<Account>>,
    /// An acceptance of legal documents that the one on this account replaces, for its history.
    pub replaced_acceptance: Option<(AccountId, Acceptance)>,
    /// A login of an account: a [`CommitError::Conflict`] unless its credential is still the one that
    /// was proved. The last access is the latest, in whatever order logins come in.
    pub login: Option<Login>,
    /// How an attempt at a credential ended that was charged before.
    pub proof: Option<SettledProof>,
    /// All failures of this account are forgotten, those of known devices too.
    pub unlocked: Option<AccountId>,
    /// Links to remember. Of a purpose of which only the newest counts, the older ones of the account
    /// that have not ended are superseded.
    pub grants: Vec<Grant>,
    /// A link to use up, now: a [`CommitError::Conflict`] unless it has not ended nor expired. Links
    /// are used and cancelled before others are issued.
    pub consumed_grant: Option<(GrantId, Timestamp)>,
    /// Links that something else makes void.
    pub cancelled_grants: Vec<CancelledGrants>,
    /// Every other registration that waits for the activation of this codice fiscale is voided and
    /// its data erased, at this instant.
    pub void_rivals: Option<(CodiceFiscale, Timestamp)>,
    /// The session by whose right this is done, which ends with it: a [`CommitError::Conflict`] unless
    /// it is still open.
    pub used_session: Option<TokenDigest>,
    /// Sessions of this account to close: all of them but the one spared.
    pub closed_sessions_of: Option<AccountId>,
    /// The session that is not closed with the others.
    pub spared_session: Option<TokenDigest>,
    /// One session to close.
    pub closed_session: Option<TokenDigest>,
    /// A session to open, after closing.
    pub opened_session: Option<Session>,
    /// What is to be delivered. Every older item of the same stream that has not been delivered is
    /// superseded: its envelope is erased, its lease ended; what was buried and could be delivered after
    /// all is superseded too. If somebody was working on one, the new
    /// item is due only when that lease would have ended, so that two of one stream never run at the
    /// same time. An item that is older than the newest of its stream is written as superseded, unless
    /// [the stream keeps its last](crate::Stream::keeps_last).
    pub outbox: Vec<OutboxItem>,
    /// An item of the outbox to deliver from this instant on, as if nobody had tried: a
    /// [`CommitError::Conflict`] unless it waits for another attempt, or is buried and its envelope
    /// still there. One that nobody has tried yet may be waiting for the end of a lease. A buried one of
    /// a stream that [keeps its last](crate::Stream::keeps_last) is a conflict, too: under its number it
    /// would come after what has gone there meanwhile, so it is given again as another.
    pub replay: Option<(MessageId, Timestamp)>,
    /// Counters to forget, before anything is charged: of mails that have turned out to be wanted.
    pub forgotten: Vec<ThrottleKey>,
    /// An item of the outbox that an operator gives up, at this instant: a [`CommitError::Conflict`]
    /// unless it is buried, or waits and not for the end of a lease, which would be forgotten with it.
    /// Its envelope is erased, and what waits is buried.
    pub skip: Option<(MessageId, Timestamp)>,
    /// A linked service to which nothing is delivered from this instant on, or everything again.
    pub paused: Option<(ServiceId, Option<Timestamp>)>,
    /// A charge for what is mailed. Nobody pays for a commit that is not carried out.
    pub charge: Option<Charge>,
    /// What to write down.
    pub audit: Vec<AuditEntry>,
}

/// A charge that is part of a commit, so that it falls on the one who is first, and on nobody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Which counters: all of them, or none where one refuses.
    pub tolls: Vec<Toll>,
    /// When.
    pub at: Timestamp,
    /// What becomes of the commit where the limit does not allow it.
    pub beyond: Beyond,
}

/// What becomes of a commit whose charge is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// It is a [`CommitError::OverLimit`].
    Refuse,
    /// It is carried out without what it would deliver, in the same time.
    Silence,
}

/// A login of an account. Noting it is no new version of the account: two at once both count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// Whose.
    pub account: AccountId,
    /// The credential that was proved.
    pub credential_version: CredentialVersion,
    /// What is noted, where the login is complete.
    pub access: Option<Access>,
}

/// The one way to write.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait Commit: Send + Sync + std::fmt::Debug {
    /// Writes all changes in one transaction. MUST be durable when it returns, and MUST write
    /// nothing when it fails; only when the store goes away in that very moment may it be otherwise.
    ///
    /// # Errors
    /// [`CommitError::Conflict`] when a version or a ticket no longer holds;
    /// [`CommitError::Duplicate`] when a key is taken; [`CommitError::OverLimit`] when the charge is
    /// refused; [`CommitError::Store`] otherwise.
    async fn commit(&self, changes: Changes) -> Result<(), CommitError>;
}

/// Registrations and their tickets.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait RegistrationStore: Send + Sync + std::fmt::Debug {
    /// The registration bound to a browser or program.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    async fn find_by_flow(
        &self,
        flow: &TokenDigest,
    ) -> Result<Option<Versioned<Registration>>, StoreError>;

    /// The ticket with this digest of its link or of its code, and its registration.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    async fn find_by_ticket(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Ticket, Versioned<Registration>)>, StoreError>;

    /// The newest registration of a codice fiscale that waits for its activation and whose declared
    /// address, in canonical form, is this one.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    async fn find_awaiting(
        &self,
        codice_fiscale: &CodiceFiscale,
        email: &str,
    ) -> Result<Option<Versioned<Registration>>, StoreError>;
}

/// Utenze.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait AccountStore: Send + Sync + std::fmt::Debug {
    /// The account with this identifier.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    async fn find(&self, id: AccountId) -> Result<Option<Versioned<Account>>, StoreError>;

    /// The account of a codice fiscale.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    async fn find_by_codice_fiscale(
        &self,
        code: &CodiceFiscale,
    ) -> Result<Option<Versioned<Account>>, StoreError>;

    /// The account with a username.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    async fn find_by_username(
        &self,
        username: &Username,
    ) -> Result<Option<Versioned<Account>>, StoreError>;

    /// The highest number that a username with this base has ever had: 0 when the base is free, 1
    /// when it was taken without a number, 7 when `base7` was taken.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be counted.
    async fn highest_homonym(&self, base: &str) -> Result<u32, StoreError>;

    /// What an account had accepted before what it has accepted last, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    async fn former_acceptances(&self, id: AccountId) -> Result<Vec<Acceptance>, StoreError>;

    /// Accounts to remind of the end of their password, those first whose password is the oldest.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    async fn find_to_remind(
        &self,
        due: &DueReminders,
    ) -> Result<Vec<Versioned<Account>>, StoreError>;

    /// Accounts whose deletion was asked for, the oldest request first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    async fn find_deletions_asked(&self) -> Result<Vec<Account>, StoreError>;
}

/// Which accounts are reminded of the end of their password: not suspended, with a chosen password,
/// and not yet reminded so late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueReminders {
    /// Accounts of this kind.
    pub kind: UtenzaKind,
    /// Whose password was chosen after this instant,
    pub chosen_after: Timestamp,
    /// and at or before this one,
    pub chosen_until: Timestamp,
    /// and who have not been reminded so many days, or fewer, before its end.
    pub days: u8,
    /// At most so many.
    pub limit: u32,
}

/// Sessions.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait SessionStore: Send + Sync + std::fmt::Debug {
    /// The session with this digest, and its account.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    async fn find(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Session, Versioned<Account>)>, StoreError>;

    /// Notes that the session was used. MUST NOT bring back a session that has been closed.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    async fn touch(&self, digest: &TokenDigest, now: Timestamp) -> Result<(), StoreError>;

    /// The sessions of an account, live or not, the one used last first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    async fn list(&self, account: AccountId) -> Result<Vec<Session>, StoreError>;
}

/// From when on things are old enough to be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cutoffs {
    /// The instant of the sweep.
    pub now: Timestamp,
    /// Registrations over at or before this instant, with their tickets.
    pub registrations: Timestamp,
    /// Sessions last used at or before this instant.
    pub idle_sessions: Timestamp,
    /// Sessions opened at or before this instant.
    pub old_sessions: Timestamp,
    /// Sealed secrets committed at or before this instant: what nobody is just delivering is buried
    /// and its envelope erased, as is the envelope of what was buried before.
    pub secrets: Timestamp,
    /// Items of the outbox settled, and mailed links expired, at or before this instant.
    pub settled_items: Timestamp,
    /// Used captcha challenges, counters, failures of nobody's account and kept forms that may be
    /// forgotten since this instant.
    pub forgotten: Timestamp,
}

/// Erasing what is no longer needed.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait Housekeeping: Send + Sync + std::fmt::Debug {
    /// Erases up to `limit` rows and secrets of each kind and returns how many went, not counting the
    /// tickets that go with their registrations. MUST be harmless when several nodes do it at once.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be erased.
    async fn sweep(&self, cutoffs: &Cutoffs, limit: u32) -> Result<u64, StoreError>;
}
