//! Machines that are broken on purpose: each has to be found out.

/// What is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// An item is noted as delivered before anything is sent.
    AcknowledgesFirst,
    /// A lease ends as soon as it begins.
    LeasesLastNoTime,
    /// Nobody keeps a lease up, and who has lost it goes on.
    GoesOnWithoutLease,
    /// Orders go whatever waits before them.
    KnowsNoOrder,
    /// A refused password is tried again and again.
    RetriesForEver,
    /// What was superseded is delivered all the same, whatever credential is in force.
    SendsSuperseded,
    /// A service carries out what is older than what it holds.
    HeedsNoVersions,
    /// Whatever nobody knows counts as carried out.
    TrustsTheUnknown,
    /// Envelopes are never shredded.
    KeepsEnvelopes,
    /// Now and then a password gets lost on the way into the outbox.
    LosesOrders,
    /// Services hear nothing of a revocation.
    RevokesNothing,
}

impl Flaw {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::AcknowledgesFirst,
        Self::LeasesLastNoTime,
        Self::GoesOnWithoutLease,
        Self::KnowsNoOrder,
        Self::RetriesForEver,
        Self::SendsSuperseded,
        Self::HeedsNoVersions,
        Self::TrustsTheUnknown,
        Self::KeepsEnvelopes,
        Self::LosesOrders,
        Self::RevokesNothing,
    ];
}
