//! The outbox is emptied line by line: one line for mails, one for each linked service, so that none
//! waits for another.

use jiff::{SignedDuration, Timestamp};
use varco_domain::delivery::{Aspect, Next, ServiceId, soon};
use varco_ports::{ClaimedItem, Dismissal, MAIL};

use crate::{Failure, UseCases};

/// How long a claimed item belongs to one worker unless it says that it is still at it: the item of a
/// worker that was killed is free again after that.
const LEASE: SignedDuration = SignedDuration::from_secs(6);

/// What is delivered apart from everything else.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// Mails.
    Mails,
    /// Orders to one linked service.
    Orders(ServiceId),
}

impl Line {
    /// The targets of its items; what goes first stands first.
    fn targets(&self) -> Vec<String> {
        match self {
            Self::Mails => vec![MAIL.to_owned()],
            Self::Orders(service) => Aspect::ALL.map(|aspect| aspect.target(service)).to_vec(),
        }
    }
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Mails => f.write_str(MAIL),
            Self::Orders(service) => service.fmt(f),
        }
    }
}

/// What came of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It was delivered.
    Sent,
    /// It will be tried again at this instant.
    Postponed(Timestamp),
    /// It was given up.
    Buried,
    /// Whom it was for does not accept it.
    Refused,
    /// Somebody else has it, or something newer has replaced it.
    Lost,
}

/// What was heard of whom an item is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contact {
    /// Nothing was tried.
    None,
    /// An answer.
    Answered,
    /// Nothing of use; it may have asked to be left alone for so long.
    Failed(Option<SignedDuration>),
}

/// How an attempt has ended; not noted yet.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub(crate) next: Next,
    pub(crate) contact: Contact,
}

impl Attempt {
    /// What was heard of whom the item is for.
    pub const fn contact(&self) -> Contact {
        self.contact
    }
}

impl UseCases {
    /// How often [`UseCases::keep`] is due while an item is being delivered.
    pub const KEEP_EVERY: SignedDuration = SignedDuration::from_secs(2);
    /// How long after that the item is still ours without it.
    pub const KEEP_WITHIN: SignedDuration = SignedDuration::from_secs(4);

    /// Claims up to `limit` items of a line that are due, of one utenza the order that goes first.
    ///
    /// # Errors
    /// [`Failure`] when the outbox cannot be reached.
    pub async fn claim(&self, line: &Line, limit: u32) -> Result<Vec<ClaimedItem>, Failure> {
        let (now, outbox) = (self.now(), &self.ports.outbox);
        let (mut claimed, mut room) = (Vec::new(), limit);
        for target in line.targets() {
            if room == 0 {
                break;
            }
            let items = outbox.claim(&target, room, now, now + LEASE).await?;
            room = room.saturating_sub(u32::try_from(items.len()).unwrap_or(u32::MAX));
            for item in items {
                if !self.gives_way(&item, &claimed, now).await {
                    claimed.push(item);
                }
            }
        }
        Ok(claimed)
    }

    /// Puts an order back that would only hinder another of its utenza, claimed with it, which goes first.
    async fn gives_way(&self, item: &ClaimedItem, claimed: &[ClaimedItem], now: Timestamp) -> bool {
        let is_of_one = |it: &ClaimedItem| it.stream.subject == item.stream.subject;
        if !item.stream.keeps_last() || !claimed.iter().any(is_of_one) {
            return false;
        }
        let [jitter] = self.ports.entropy.bytes();
        let at = soon(now, jitter);
        // Otherwise it finds out by itself.
        self.ports.outbox.put_back(&item.lease, at).await.is_ok()
    }

    /// When the next item of a line is due; none while deliveries to its service are stopped.
    ///
    /// # Errors
    /// [`Failure`] when the outbox cannot be reached.
    pub async fn next_due(&self, line: &Line) -> Result<Option<Timestamp>, Failure> {
        let mut first = None;
        for target in line.targets() {
            let due = self.ports.outbox.next_due(&target).await?;
            first = [first, due].into_iter().flatten().min();
        }
        match line {
            Line::Orders(service) if first.is_some() && self.is_paused(service).await? => Ok(None),
            _ => Ok(first),
        }
    }

    /// Says that a claimed item is still being delivered; whether it still belongs to us. If not,
    /// delivering it must stop.
    ///
    /// # Errors
    /// [`Failure`] when the outbox cannot be reached.
    pub async fn keep(&self, item: &ClaimedItem) -> Result<bool, Failure> {
        let lease_until = self.now() + LEASE;
        Ok(self.ports.outbox.renew(&item.lease, lease_until).await?)
    }

    /// Delivers one claimed item and notes the outcome.
    ///
    /// # Errors
    /// As [`UseCases::note`].
    pub async fn deliver(&self, item: &ClaimedItem) -> Result<Delivery, Failure> {
        let attempt = self.attempt(item).await;
        self.note(item, &attempt).await
    }

    /// Delivers one claimed item.
    pub async fn attempt(&self, item: &ClaimedItem) -> Attempt {
        if item.stream.target == MAIL {
            self.send_mail(item).await
        } else {
            self.carry_out(item).await
        }
    }

    /// Notes what came of an attempt. May be repeated until it succeeds.
    ///
    /// # Errors
    /// [`Failure`] when the outbox cannot be reached: unless it is noted after all, the lease runs out
    /// and the item is delivered again, as the same event.
    pub async fn note(&self, item: &ClaimedItem, attempt: &Attempt) -> Result<Delivery, Failure> {
        let (now, lease, outbox) = (self.now(), &item.lease, &self.ports.outbox);
        let (is_ours, delivery) = match &attempt.next {
            Next::Complete => (outbox.complete(lease, now).await?, Delivery::Sent),
            Next::Retry { at, reason } => {
                let is_ours = outbox.retry(lease, *at, reason).await?;
                (is_ours, Delivery::Postponed(*at))
            }
            Next::Wait { at } => (outbox.put_back(lease, *at).await?, Delivery::Postponed(*at)),
            Next::Bury { reason } => (outbox.bury(lease, now, reason).await?, Delivery::Buried),
            Next::Refuse { said } => {
                let dismissal = Dismissal::Refused(said.clone());
                let is_ours = outbox.dismiss(lease, now, dismissal).await?;
                (is_ours, Delivery::Refused)
            }
            Next::Supersede => {
                outbox.dismiss(lease, now, Dismissal::Superseded).await?;
                (false, Delivery::Lost)
            }
        };
        Ok(if is_ours { delivery } else { Delivery::Lost })
    }
}
