//! How the mailboxes of a person change, and who has to be told.
//!
//! ```text
//!             ask                      confirm, by the link mailed there
//!  confirmed ─────▶ one address waits ──────────────────────────────────▶ confirmed
//!      ▲                  │ cancel, reset, disavowal (R-54)                    │
//!      └──────────────────┴───────── undo, by the link mailed to the others ───┘
//! ```
//!
//! The administration assigns and withdraws the institutional mailbox; which address is then written
//! to follows from [`Mailboxes::reference`] alone.
//!
//! ```
//! use jiff::{SignedDuration, Timestamp};
//! use varco_domain::contacts::EmailAddress;
//! use varco_domain::utenza::{EmailNews, Mailboxes};
//!
//! let email = |text| EmailAddress::parse(text);
//! let (now, life) = (Timestamp::UNIX_EPOCH, SignedDuration::from_hours(24));
//! let mailboxes = Mailboxes::confirmed(email("vecchia@esempio.it")?);
//!
//! let asked = mailboxes.ask(email("nuova@esempio.it")?, life, now)?;
//! assert_eq!(asked.next.reference(), mailboxes.reference(), "nothing counts before it is confirmed");
//! assert_eq!(asked.tell[0].news, EmailNews::Confirm);
//!
//! let confirmed = asked.next.confirm(&email("nuova@esempio.it")?, now)?;
//! assert!(confirmed.next.all().eq([&email("nuova@esempio.it")?]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use super::mailboxes::{InstitutionalMailbox, MailboxKind, Mailboxes, PendingEmail};
use crate::contacts::EmailAddress;

/// The mailboxes after a change, and what has to be mailed because of it (R-53).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailStep {
    /// The mailboxes as they are now.
    pub next: Mailboxes,
    /// Whom to tell what; each address once.
    pub tell: Vec<EmailNotice>,
}

/// A mail about a change of address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailNotice {
    /// The recipient.
    pub to: EmailAddress,
    /// What it says.
    pub news: EmailNews,
}

/// What a mail about a change of address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EmailNews {
    /// "Conferma la nuova email": with the link that confirms.
    Confirm,
    /// "La tua email sta per cambiare": with the link of who did not ask for it.
    AboutToChange,
    /// An address is in use or no longer is.
    Changed {
        /// With the link that puts this back; none where there is nothing that the recipient may
        /// undo.
        undo: Option<FormerEmail>,
    },
}

/// What one mailbox was before the person changed it: what an undo puts back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormerEmail {
    /// The personal mailbox was this one; `None` where there was none.
    Personal(Option<EmailAddress>),
    /// There was no institutional mailbox.
    NoInstitutional {
        /// Which one the person has entered. What the administration has assigned since stays. `None` in
        /// links that an older program has mailed.
        entered: Option<EmailAddress>,
    },
}

/// Why the mailboxes stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EmailRefusal {
    /// The address is confirmed already.
    #[error("the address is the person's already")]
    AlreadyYours,
    /// There is an institutional mailbox, which the administration gives and takes; the person only
    /// enters one where there is none.
    #[error("the institutional mailbox is for the administration to change")]
    Institutional,
    /// No such address waits: it was cancelled, replaced, confirmed, or asked for too long ago.
    #[error("no such address waits for its confirmation")]
    NotPending,
}

impl Mailboxes {
    /// The person asks for another personal address, or for an institutional one where there is none. It counts once it is confirmed,
    /// within `life`; an address that waited before waits no more. Asking again for the one that
    /// waits mails another link.
    ///
    /// # Errors
    /// [`EmailRefusal::AlreadyYours`] and [`EmailRefusal::Institutional`].
    pub fn ask(
        &self,
        address: EmailAddress,
        life: SignedDuration,
        now: Timestamp,
    ) -> Result<EmailStep, EmailRefusal> {
        if self.all().any(|held| *held == address) {
            return Err(EmailRefusal::AlreadyYours);
        }
        let kind = MailboxKind::of(&address);
        if kind == MailboxKind::Institutional && self.get(kind).is_some() {
            return Err(EmailRefusal::Institutional);
        }
        let confirm = EmailNotice {
            to: address.clone(),
            news: EmailNews::Confirm,
        };
        let warn = self.all().map(|held| EmailNotice {
            to: held.clone(),
            news: EmailNews::AboutToChange,
        });
        let tell = [confirm].into_iter().chain(warn).collect();
        let pending = PendingEmail {
            address,
            asked_at: now,
            until: now + life,
        };
        let next = Self {
            pending: Some(pending),
            ..self.clone()
        };
        Ok(EmailStep { next, tell })
    }

    /// The address that waits has been proved. Addresses of before may undo it.
    ///
    /// # Errors
    /// [`EmailRefusal::NotPending`] unless this very address waits (R-54).
    pub fn confirm(
        &self,
        address: &EmailAddress,
        now: Timestamp,
    ) -> Result<EmailStep, EmailRefusal> {
        self.awaited(now)
            .filter(|pending| pending.address == *address)
            .ok_or(EmailRefusal::NotPending)?;
        let mailbox = MailboxKind::of(address);
        let undo = match mailbox {
            MailboxKind::Personal => FormerEmail::Personal(self.personal.clone()),
            MailboxKind::Institutional => FormerEmail::NoInstitutional {
                entered: Some(address.clone()),
            },
        };
        let mut next = self.without_pending();
        next.set(mailbox, Some(address.clone()));
        Ok(self.changed_to(next, Some(&undo)))
    }

    /// The address that can still be confirmed.
    pub fn awaited(&self, now: Timestamp) -> Option<&PendingEmail> {
        self.pending.as_ref().filter(|pending| now < pending.until)
    }

    /// Nothing waits any more: the person thought better of it, or a reset or a disavowal says that
    /// somebody else asked (R-54).
    #[must_use]
    pub fn without_pending(&self) -> Self {
        Self {
            pending: None,
            ..self.clone()
        }
    }

    /// Somebody who had confirmed an address before says that the change was not theirs: the mailbox
    /// is what it was, and nothing waits. What the administration has assigned or withdrawn since
    /// stays as it is.
    #[must_use]
    pub fn undo(&self, former: &FormerEmail) -> EmailStep {
        let mut next = self.without_pending();
        match (former, &self.institutional) {
            (FormerEmail::Personal(address), _) => next.personal.clone_from(address),
            (FormerEmail::NoInstitutional { entered }, InstitutionalMailbox::Held(held))
                if entered.as_ref().is_none_or(|entered| entered == held) =>
            {
                next.institutional = InstitutionalMailbox::None;
            }
            (FormerEmail::NoInstitutional { .. }, _) => {}
        }
        self.changed_to(next, None)
    }

    /// The administration has assigned an institutional mailbox.
    #[must_use]
    pub fn assign(&self, address: EmailAddress) -> EmailStep {
        let mut next = self.clone();
        let is_personal =
            |pending: &PendingEmail| MailboxKind::of(&pending.address) == MailboxKind::Personal;
        next.pending = next.pending.filter(is_personal);
        next.institutional = InstitutionalMailbox::Held(address);
        self.changed_to(next, None)
    }

    /// The administration has withdrawn the institutional mailbox. Without one nothing changes.
    #[must_use]
    pub fn withdraw(&self, at: Timestamp) -> EmailStep {
        let mut next = self.clone();
        if matches!(self.institutional, InstitutionalMailbox::Held(_)) {
            next.institutional = InstitutionalMailbox::Withdrawn { at };
        }
        self.changed_to(next, None)
    }

    /// Everybody who is or was written to is told; only addresses of before may undo.
    fn changed_to(&self, next: Self, undo: Option<&FormerEmail>) -> EmailStep {
        let notice = |to: &EmailAddress, undo: Option<&FormerEmail>| EmailNotice {
            to: to.clone(),
            news: EmailNews::Changed {
                undo: undo.cloned(),
            },
        };
        let is_same = self.all().eq(next.all());
        let added = next.all().filter(|to| self.all().all(|old| old != *to));
        let tell = self
            .all()
            .map(|to| notice(to, undo))
            .chain(added.map(|to| notice(to, None)))
            .filter(|_| !is_same)
            .collect();
        EmailStep { next, tell }
    }
}
