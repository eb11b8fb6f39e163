//! One order for one service, and how far it has come.

use jiff::Timestamp;

/// What an order is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeliveryKind {
    /// Closes the utenza at the service after a compromise. Brings no secret.
    Closing,
    /// Brings a password, and whatever else belongs to it.
    Password,
    /// Brings mailboxes or a state, and no password.
    Data,
}

impl DeliveryKind {
    /// Whether an older delivery of that kind is pointless once there is a newer one of this. A password
    /// does not make a closing pointless: sessions at the service outlive passwords. A closing
    /// makes a password pointless: the one chosen before the compromise was found out.
    pub const fn covers(self, older: Self) -> bool {
        matches!(
            (self, older),
            (Self::Closing, Self::Closing | Self::Password)
                | (Self::Password, Self::Password)
                | (Self::Data, Self::Data)
        )
    }
}

/// How far a delivery has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// Waits for somebody to begin.
    Queued,
    /// Somebody works on it.
    InFlight {
        /// Since when.
        since: Timestamp,
    },
    /// Has failed and is tried again.
    RetryAt {
        /// When.
        at: Timestamp,
        /// Why it failed, for operators.
        reason: String,
    },
    /// The password was kept as long as one may be; the next access brings it again.
    NeedsNewAccess {
        /// Since when.
        since: Timestamp,
    },
    /// The service does not accept this password: its holder chooses another (T-30).
    RefusedByTarget {
        /// The service's own words.
        said: Option<String>,
    },
    /// An operator has paused the service.
    Paused,
    /// The service has it.
    Delivered {
        /// Since when.
        at: Timestamp,
    },
    /// A newer one has taken its place, here or at the service.
    Superseded {
        /// Version of the newer one.
        by: i64,
    },
    /// Given up, until an operator looks at it.
    Buried {
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

impl DeliveryState {
    /// Stable name, for storage, metrics and the command line.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::InFlight { .. } => "in_flight",
            Self::RetryAt { .. } => "retry_at",
            Self::NeedsNewAccess { .. } => "needs_new_access",
            Self::RefusedByTarget { .. } => "refused_by_target",
            Self::Paused => "paused",
            Self::Delivered { .. } => "delivered",
            Self::Superseded { .. } => "superseded",
            Self::Buried { .. } => "buried",
        }
    }

    /// Whether it goes on by itself, or will once its service is no longer paused.
    pub const fn is_under_way(&self) -> bool {
        matches!(
            self,
            Self::Queued | Self::InFlight { .. } | Self::RetryAt { .. } | Self::Paused
        )
    }

    /// Whether nothing can happen to it any more.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Delivered { .. } | Self::Superseded { .. })
    }
}

/// One order for one utenza at one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Rises with every order for the same utenza and service.
    pub version: i64,
    /// What it is about.
    pub kind: DeliveryKind,
    /// How far it has come.
    pub state: DeliveryState,
    /// How often somebody has begun.
    pub attempts: u32,
    /// Whether an attempt may have been carried out without our hearing of it: whoever begins looks
    /// first.
    pub must_look: bool,
    /// Whether its password is still kept, sealed.
    pub has_secret: bool,
    /// When it was committed.
    pub created_at: Timestamp,
}

impl Delivery {
    /// A new one, which waits.
    pub const fn new(version: i64, kind: DeliveryKind, now: Timestamp) -> Self {
        Self {
            version,
            kind,
            state: DeliveryState::Queued,
            attempts: 0,
            must_look: false,
            has_secret: matches!(kind, DeliveryKind::Password),
            created_at: now,
        }
    }

    /// Whether everything that it is to bring is still there.
    pub const fn is_complete(&self) -> bool {
        self.has_secret || !matches!(self.kind, DeliveryKind::Password)
    }
}
