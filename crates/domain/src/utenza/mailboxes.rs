//! The mailboxes of a person, and which of them is written to.
//!
//! ```text
//!  institutional mailbox held ──▶ reference address, whoever entered it and whenever
//!            │ withdrawn
//!            ▼
//!  last confirmed personal address ──▶ reference address
//! ```

use jiff::Timestamp;

use crate::contacts::EmailAddress;

/// Domains of institutional mailboxes.
pub const INSTITUTIONAL_DOMAINS: [&str; 2] = ["istruzione.it", "posta.istruzione.it"];

/// Which mailbox of a person an address is of; its domain tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MailboxKind {
    /// One that the person chose.
    Personal,
    /// One that the administration gives.
    Institutional,
}

impl MailboxKind {
    /// The kind of an address.
    pub fn of(address: &EmailAddress) -> Self {
        if INSTITUTIONAL_DOMAINS.contains(&address.domain()) {
            Self::Institutional
        } else {
            Self::Personal
        }
    }
}

/// An address that waits for its confirmation. The ones before stay in force until then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingEmail {
    /// The address.
    pub address: EmailAddress,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// From this instant on it can no longer be confirmed.
    pub until: Timestamp,
}

/// The institutional mailbox of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum InstitutionalMailbox {
    /// There never was one.
    #[default]
    None,
    /// There is one, from SIDI or entered by the person and confirmed.
    Held(EmailAddress),
    /// There was one.
    Withdrawn {
        /// Until when.
        at: Timestamp,
    },
}

/// The mailboxes of a person. How they change one after the other is told in
/// [`EmailStep`](super::EmailStep).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailboxes {
    /// The last confirmed personal address.
    pub personal: Option<EmailAddress>,
    /// The institutional mailbox.
    pub institutional: InstitutionalMailbox,
    /// What waits for its confirmation.
    pub pending: Option<PendingEmail>,
}

/// Why an address is the one that is written to; the page *Email* says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceReason {
    /// It is the institutional one.
    Institutional,
    /// It is the personal one, and there never was an institutional one.
    Personal,
    /// It is the personal one, because the institutional one was withdrawn at this instant.
    PersonalSinceWithdrawal {
        /// When.
        at: Timestamp,
    },
}

impl Mailboxes {
    /// The mailboxes of somebody who has confirmed one address, at registration.
    pub fn confirmed(address: EmailAddress) -> Self {
        let mut mailboxes = Self::default();
        mailboxes.set(MailboxKind::of(&address), Some(address));
        mailboxes
    }

    /// The address of one mailbox, where it is held.
    pub const fn get(&self, kind: MailboxKind) -> Option<&EmailAddress> {
        match (kind, &self.institutional) {
            (MailboxKind::Personal, _) => self.personal.as_ref(),
            (MailboxKind::Institutional, InstitutionalMailbox::Held(address)) => Some(address),
            (MailboxKind::Institutional, _) => None,
        }
    }

    pub(super) fn set(&mut self, kind: MailboxKind, address: Option<EmailAddress>) {
        match kind {
            MailboxKind::Personal => self.personal = address,
            MailboxKind::Institutional => {
                self.institutional =
                    address.map_or(InstitutionalMailbox::None, InstitutionalMailbox::Held);
            }
        }
    }

    /// The address that is written to, and why; `None` where nothing was ever confirmed.
    pub fn reference(&self) -> Option<(&EmailAddress, ReferenceReason)> {
        match &self.institutional {
            InstitutionalMailbox::Held(address) => Some((address, ReferenceReason::Institutional)),
            InstitutionalMailbox::None => {
                Some((self.personal.as_ref()?, ReferenceReason::Personal))
            }
            InstitutionalMailbox::Withdrawn { at } => {
                let reason = ReferenceReason::PersonalSinceWithdrawal { at: *at };
                Some((self.personal.as_ref()?, reason))
            }
        }
    }

    /// Every confirmed address, the reference address first: where a reset link goes.
    pub fn all(&self) -> impl Iterator<Item = &EmailAddress> {
        [MailboxKind::Institutional, MailboxKind::Personal]
            .into_iter()
            .filter_map(|kind| self.get(kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn email(text: &str) -> EmailAddress {
        EmailAddress::parse(text).unwrap()
    }

    #[test]
    fn the_institutional_mailbox_goes_before_the_personal_one_until_it_is_withdrawn() {
        let at = Timestamp::UNIX_EPOCH;
        let held = InstitutionalMailbox::Held(email("mario.rossi@istruzione.it"));
        let institutional = ("mario.rossi@istruzione.it", ReferenceReason::Institutional);
        let personal = |reason| Some(("mario@esempio.it", reason));
        let since = ReferenceReason::PersonalSinceWithdrawal { at };
        let gone = InstitutionalMailbox::Withdrawn { at };
        for (has_personal, mailbox, expected) in [
            (
                true,
                InstitutionalMailbox::None,
                personal(ReferenceReason::Personal),
            ),
            (true, held.clone(), Some(institutional)),
            (true, gone.clone(), personal(since)),
            (false, held, Some(institutional)),
            (false, InstitutionalMailbox::None, None),
            (false, gone, None),
        ] {
            let mailboxes = Mailboxes {
                personal: has_personal.then(|| email("mario@esempio.it")),
                institutional: mailbox,
                pending: None,
            };
            let seen = mailboxes
                .reference()
                .map(|(address, why)| (address.as_str(), why));
            assert_eq!(seen, expected);
            let first = mailboxes.all().next().map(EmailAddress::as_str);
            assert_eq!(first, expected.map(|(address, _)| address));
        }
    }

    #[test]
    fn a_reset_link_goes_to_every_confirmed_address_and_to_none_that_waits() {
        let mut mailboxes = Mailboxes::confirmed(email("mario@esempio.it"));
        mailboxes.institutional = InstitutionalMailbox::Held(email("m.rossi@istruzione.it"));
        mailboxes.pending = Some(PendingEmail {
            address: email("nuova@esempio.it"),
            asked_at: Timestamp::UNIX_EPOCH,
            until: Timestamp::MAX,
        });
        let all: Vec<_> = mailboxes.all().map(EmailAddress::as_str).collect();
        assert_eq!(all, ["m.rossi@istruzione.it", "mario@esempio.it"]);
    }

    #[test]
    fn only_the_two_domains_are_institutional() {
        for (text, expected) in [
            ("a@istruzione.it", MailboxKind::Institutional),
            ("a@Posta.Istruzione.it", MailboxKind::Institutional),
            ("a@scuola.istruzione.it", MailboxKind::Personal),
            ("a@istruzione.it.esempio.it", MailboxKind::Personal),
            ("a@esempio.it", MailboxKind::Personal),
        ] {
            assert_eq!(MailboxKind::of(&email(text)), expected, "{text}");
            assert_eq!(
                Mailboxes::confirmed(email(text)).get(expected),
                Some(&email(text))
            );
        }
    }
}
