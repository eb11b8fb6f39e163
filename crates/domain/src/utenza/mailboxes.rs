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
const INSTITUTIONAL: [&str; 2] = ["istruzione.it", "posta.istruzione.it"];

/// Whether an address is of an institutional mailbox.
pub fn is_institutional(address: &EmailAddress) -> bool {
    INSTITUTIONAL.contains(&address.domain())
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

/// The confirmed mailboxes of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailboxes {
    personal: Option<EmailAddress>,
    institutional: InstitutionalMailbox,
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
    /// The last confirmed personal address, and the institutional mailbox.
    pub const fn new(personal: Option<EmailAddress>, institutional: InstitutionalMailbox) -> Self {
        Self {
            personal,
            institutional,
        }
    }

    /// The last confirmed personal address.
    pub const fn personal(&self) -> Option<&EmailAddress> {
        self.personal.as_ref()
    }

    /// The institutional mailbox.
    pub const fn institutional(&self) -> &InstitutionalMailbox {
        &self.institutional
    }

    /// The person has confirmed an address; it counts for the mailbox that it is of.
    #[must_use]
    pub fn with_confirmed(self, address: EmailAddress) -> Self {
        if is_institutional(&address) {
            self.with_assigned(address)
        } else {
            Self {
                personal: Some(address),
                ..self
            }
        }
    }

    /// The administration has assigned an institutional mailbox.
    #[must_use]
    pub fn with_assigned(self, address: EmailAddress) -> Self {
        Self {
            institutional: InstitutionalMailbox::Held(address),
            ..self
        }
    }

    /// The administration has withdrawn the institutional mailbox. Without one nothing changes.
    #[must_use]
    pub fn with_withdrawal(self, at: Timestamp) -> Self {
        match self.institutional {
            InstitutionalMailbox::Held(_) => Self {
                institutional: InstitutionalMailbox::Withdrawn { at },
                ..self
            },
            _ => self,
        }
    }

    /// The address that is written to, and why; `None` where nothing was ever confirmed.
    pub fn reference(&self) -> Option<(&EmailAddress, ReferenceReason)> {
        match &self.institutional {
            InstitutionalMailbox::Held(address) => Some((address, ReferenceReason::Institutional)),
            InstitutionalMailbox::None => Some((self.personal()?, ReferenceReason::Personal)),
            InstitutionalMailbox::Withdrawn { at } => {
                let reason = ReferenceReason::PersonalSinceWithdrawal { at: *at };
                Some((self.personal()?, reason))
            }
        }
    }

    /// Every confirmed address, the reference address first: where a reset link goes.
    pub fn all(&self) -> impl Iterator<Item = &EmailAddress> {
        let institutional = match &self.institutional {
            InstitutionalMailbox::Held(address) => Some(address),
            _ => None,
        };
        institutional.into_iter().chain(self.personal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn email(text: &str) -> EmailAddress {
        EmailAddress::parse(text).unwrap()
    }

    fn seen(mailboxes: &Mailboxes) -> Option<(&str, ReferenceReason)> {
        let (address, reason) = mailboxes.reference()?;
        Some((address.as_str(), reason))
    }

    #[test]
    fn the_institutional_mailbox_takes_over_and_gives_way_by_itself() {
        let at = Timestamp::UNIX_EPOCH;
        let personal = Mailboxes::default().with_confirmed(email("mario@esempio.it"));
        assert_eq!(
            seen(&personal),
            Some(("mario@esempio.it", ReferenceReason::Personal))
        );

        let assigned = personal.with_assigned(email("mario.rossi@istruzione.it"));
        let expected = ("mario.rossi@istruzione.it", ReferenceReason::Institutional);
        assert_eq!(seen(&assigned), Some(expected));

        let changed = assigned.with_confirmed(email("nuovo@esempio.it"));
        assert_eq!(seen(&changed), Some(expected));

        let withdrawn = changed.with_withdrawal(at);
        let reason = ReferenceReason::PersonalSinceWithdrawal { at };
        assert_eq!(seen(&withdrawn), Some(("nuovo@esempio.it", reason)));
    }

    #[test]
    fn a_confirmed_institutional_address_counts_as_if_it_had_been_assigned() {
        let address = email("m.rossi@posta.istruzione.it");
        let mailboxes = Mailboxes::default().with_confirmed(address.clone());
        assert_eq!(mailboxes, Mailboxes::default().with_assigned(address));
        assert_eq!(mailboxes.personal(), None);
    }

    #[test]
    fn without_a_confirmed_address_there_is_none_to_write_to() {
        assert_eq!(Mailboxes::default().reference(), None);
        let held = Mailboxes::default().with_assigned(email("a@istruzione.it"));
        let withdrawn = held.with_withdrawal(Timestamp::UNIX_EPOCH);
        assert_eq!(withdrawn.reference(), None);
        assert_eq!(withdrawn.all().count(), 0);
    }

    #[test]
    fn withdrawing_what_was_never_there_changes_nothing() {
        let mailboxes = Mailboxes::default().with_confirmed(email("mario@esempio.it"));
        let after = mailboxes.clone().with_withdrawal(Timestamp::UNIX_EPOCH);
        assert_eq!(after, mailboxes);
    }

    #[test]
    fn a_reset_link_goes_to_every_confirmed_address() {
        let mailboxes = Mailboxes::default()
            .with_confirmed(email("mario@esempio.it"))
            .with_assigned(email("mario.rossi@istruzione.it"));
        let all: Vec<_> = mailboxes.all().map(EmailAddress::as_str).collect();
        assert_eq!(all, ["mario.rossi@istruzione.it", "mario@esempio.it"]);
    }

    #[test]
    fn only_the_two_domains_are_institutional() {
        for (text, expected) in [
            ("a@istruzione.it", true),
            ("a@Posta.Istruzione.it", true),
            ("a@scuola.istruzione.it", false),
            ("a@istruzione.it.esempio.it", false),
            ("a@esempio.it", false),
        ] {
            assert_eq!(is_institutional(&email(text)), expected, "{text}");
        }
    }
}
