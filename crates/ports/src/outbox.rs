//! What has been committed and waits to be delivered: mails, and orders to linked services.
//!
//! ```text
//!             claim                    complete
//!  waiting ─────────▶ leased ────────────────────────▶ sent
//!     ▲  ◀──────────    │ │                             
//!     │   retry, or     │ └──────────▶ buried ──┐ replay of a mail: waits again
//!     │   end of lease  │    bury        ▲      │
//!     └─────────────────│────────────────│──────┘
//!                       ▼                │ too old (sweep)
//!  any but sent ──▶ superseded      waiting, leased
//!       by a newer item of its stream
//!
//!  leased ──▶ refused, by whom it was for; superseded, by something newer elsewhere
//! ```

use async_trait::async_trait;
use jiff::Timestamp;
use uuid::Uuid;
use varco_domain::id::{AccountId, MessageId};

use crate::crypto::Sealed;
use crate::store::StoreError;

/// Name of the target of mails.
pub const MAIL: &str = "mail";

/// What replaces one another: of two items of one stream only the newer matters (R-67).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stream {
    /// Whom or what it is about. An item that nothing ever replaces has its own identifier here, which
    /// no other item may name.
    pub subject: Uuid,
    /// Where it goes.
    pub target: String,
}

impl Stream {
    /// Whether the newest item of the stream is kept for good, since it says what somebody else holds:
    /// that of a linked service, not that of mails. In such a stream an item that is older than the
    /// newest is a [`CommitError::Conflict`](crate::CommitError::Conflict): nothing may be lost to a
    /// clock that is behind.
    pub fn keeps_last(&self) -> bool {
        self.target != MAIL
    }

    /// Whose utenza it is about, where it goes to a linked service.
    pub fn about(&self) -> Option<AccountId> {
        self.keeps_last()
            .then(|| AccountId::from_uuid(self.subject))
    }
}

/// Something to put into the outbox, together with the change that causes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxItem {
    /// Identifier.
    pub id: MessageId,
    /// What it belongs to.
    pub stream: Stream,
    /// Rises within the stream. A number that the stream has had is a
    /// [`CommitError::Conflict`](crate::CommitError::Conflict).
    pub version: i64,
    /// Stable name of its template.
    pub template: &'static str,
    /// The sealed message; none where there is nothing to keep secret and all that is to be said is
    /// known elsewhere. Such an item is never too old.
    pub envelope: Option<Sealed>,
    /// When it was committed.
    pub created_at: Timestamp,
}

/// The right to work on one item until a deadline. The fence rises with every claim, so that
/// somebody whose lease has run out cannot write any more once another has claimed the item. Writing
/// gives the right up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Which item.
    pub id: MessageId,
    /// Which claim of it.
    pub fence: i64,
}

/// A claimed item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedItem {
    /// The right to work on it.
    pub lease: Lease,
    /// What it belongs to.
    pub stream: Stream,
    /// Its place in the stream.
    pub version: i64,
    /// Stable name of its template.
    pub template: String,
    /// The sealed message, where it has one.
    pub envelope: Option<Sealed>,
    /// Attempts before this one.
    pub attempts: u32,
    /// When it was committed.
    pub created_at: Timestamp,
}

/// The queue, as workers see it. Items come in by [`Commit`](crate::Commit).
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait Outbox: Send + Sync + std::fmt::Debug {
    /// Claims up to `limit` items of a target that are due, the longest due first, until
    /// `lease_until`. An item MUST NOT be claimed by two at a time; one whose lease has run out is due
    /// again. Two items of one stream MUST NOT be under a lease at a time. An item that cannot be read
    /// holds up no other: it is passed over.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be reached.
    async fn claim(
        &self,
        target: &str,
        limit: u32,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Vec<ClaimedItem>, StoreError>;

    /// Work on the item goes on: the lease holds until `lease_until`. Returns whether it still held;
    /// then nobody else MUST get the item before that instant.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be reached.
    async fn renew(&self, lease: &Lease, lease_until: Timestamp) -> Result<bool, StoreError>;

    /// The item was delivered: its envelope is erased in the same write. Returns whether the lease
    /// still held; if not, nothing was written.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be reached.
    async fn complete(&self, lease: &Lease, now: Timestamp) -> Result<bool, StoreError>;

    /// The item was not delivered and is due again at `due_at`. Returns whether the lease still held.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be reached.
    async fn retry(
        &self,
        lease: &Lease,
        due_at: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError>;

    /// The item was not tried and is due again at `due_at`: of its claims only the first counts as an
    /// attempt, so that what waits for others is put off no longer for it, and what nobody has claimed yet
    /// can still be told from it. Returns whether the lease still held.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be reached.
    async fn put_back(&self, lease: &Lease, due_at: Timestamp) -> Result<bool, StoreError>;

    /// The item is given up, unless an operator has it replayed: the reason is kept, and the envelope
    /// until it is too old. Returns whether the lease still held.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be reached.
    async fn bury(&self, lease: &Lease, now: Timestamp, reason: &str) -> Result<bool, StoreError>;

    /// The item is over for good without having been delivered: its envelope is erased in the same
    /// write. Returns whether the lease still held.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be reached.
    async fn dismiss(
        &self,
        lease: &Lease,
        now: Timestamp,
        dismissal: Dismissal,
    ) -> Result<bool, StoreError>;

    /// When the next item of a target is due, the end of a running lease included; `None` when nothing
    /// waits. For a worker that sleeps.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be reached.
    async fn next_due(&self, target: &str) -> Result<Option<Timestamp>, StoreError>;
}

/// Why an item is over that was not delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dismissal {
    /// Something newer counts, here or where it was for: [`OutboxState::Superseded`].
    Superseded,
    /// Whom it was for does not accept it, and says why: [`OutboxState::Refused`].
    Refused(Option<String>),
}

/// How far an item has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutboxState {
    /// It waits for its time.
    Waiting,
    /// Somebody works on it, or has died over it: then it is due when the lease ends.
    Leased,
    /// It was delivered.
    Sent,
    /// It was given up.
    Buried,
    /// A newer item of its stream has replaced it, or it no longer mattered.
    Superseded,
    /// Whom it was for does not accept it.
    Refused,
}

impl OutboxState {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Waiting,
        Self::Leased,
        Self::Sent,
        Self::Buried,
        Self::Superseded,
        Self::Refused,
    ];

    /// Stable name, for the command line and for metrics.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Leased => "leased",
            Self::Sent => "sent",
            Self::Buried => "buried",
            Self::Superseded => "superseded",
            Self::Refused => "refused",
        }
    }
}

/// What an operator sees of an item: not what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRecord {
    /// Identifier.
    pub id: MessageId,
    /// Stable name of its template.
    pub template: String,
    /// Where it goes.
    pub target: String,
    /// Whose utenza an order to a linked service is about; none of a mail.
    pub about: Option<AccountId>,
    /// Its place in its stream.
    pub version: i64,
    /// How far it has come.
    pub state: OutboxState,
    /// Whether the sealed message is still there.
    pub has_envelope: bool,
    /// Whether it ever had one.
    pub is_secret: bool,
    /// Attempts so far.
    pub attempts: u32,
    /// When it was committed.
    pub created_at: Timestamp,
    /// When it may be claimed; for a leased item the end of the lease; `None` once settled.
    pub due_at: Option<Timestamp>,
    /// When it was sent, buried or superseded.
    pub settled_at: Option<Timestamp>,
    /// Why the last attempt failed.
    pub reason: Option<String>,
}

impl OutboxRecord {
    /// Whether what it said has been erased: it cannot be delivered any more.
    pub const fn is_erased(&self) -> bool {
        self.is_secret && !self.has_envelope
    }
}

/// Which items an operator wants to see; all of them by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutboxFilter {
    /// Only those in this state.
    pub state: Option<OutboxState>,
    /// Only those of these targets, if there are any.
    pub targets: Vec<String>,
    /// Only those committed at or before this instant.
    pub until: Option<Timestamp>,
    /// Only those before this one in the list, to go on from its end.
    pub before: Option<MessageId>,
}

impl From<OutboxState> for OutboxFilter {
    fn from(state: OutboxState) -> Self {
        Self {
            state: Some(state),
            ..Self::default()
        }
    }
}

/// The queue, as operators see it. They write by [`Commit`](crate::Commit) too: see
/// [`Changes::replay`](crate::Changes).
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait OutboxDesk: Send + Sync + std::fmt::Debug {
    /// Up to `limit` items that the filter lets through, the newest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    async fn list(
        &self,
        filter: &OutboxFilter,
        limit: u32,
    ) -> Result<Vec<OutboxRecord>, StoreError>;

    /// The item with this identifier.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    async fn find(&self, id: MessageId) -> Result<Option<OutboxRecord>, StoreError>;
}
