//! The states of a registration and what each of them holds.

use jiff::Timestamp;

use super::{Declaration, RegistrationRules};
use crate::codice_fiscale::CodiceFiscale;
use crate::id::{AccountId, RegistrationId, TicketId};

/// One registration, bound to the browser or program that opened it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Identifier.
    pub id: RegistrationId,
    /// The codice fiscale of step 1; fixed once confirmed.
    pub codice_fiscale: CodiceFiscale,
    /// When step 1 was passed.
    pub opened_at: Timestamp,
    /// From this instant on the registration is over and may be erased.
    pub expires_at: Timestamp,
    /// Where it stands.
    pub state: RegistrationState,
}

/// Where a registration stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegistrationState {
    /// Step 1 passed. Holds the data of step 2 if they were given before the code was corrected.
    Identified {
        /// Data to show again in step 2.
        kept: Option<Declaration>,
    },
    /// Step 2 passed.
    Declared {
        /// The data.
        declaration: Declaration,
    },
    /// Step 3 confirmed, a mail asked for.
    AwaitingActivation {
        /// The data.
        declaration: Declaration,
        /// When it was confirmed.
        confirmed_at: Timestamp,
        /// The last mail.
        mailing: Mailing,
    },
    /// An utenza came out of it.
    Activated {
        /// The utenza.
        account: AccountId,
        /// When.
        at: Timestamp,
    },
    /// Somebody else with the same codice fiscale was activated first.
    Voided {
        /// When.
        at: Timestamp,
    },
}

/// The last mail of a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mailing {
    /// Which ticket counts; every other one is superseded.
    pub ticket: TicketId,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When the link stops working.
    pub link_expires_at: Timestamp,
    /// How many mails there have been, this one included.
    pub count: u32,
    /// Which mail it is; the pages show no difference.
    pub kind: MailingKind,
}

/// Which mail a confirmed registration leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailingKind {
    /// The activation mail, to the declared address.
    Activation,
    /// "Hai già un'utenza", to the address of the utenza that exists.
    AlreadyRegistered,
}

impl Registration {
    /// A registration that has just passed step 1.
    pub fn open(
        id: RegistrationId,
        codice_fiscale: CodiceFiscale,
        rules: &RegistrationRules,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            codice_fiscale,
            opened_at: now,
            expires_at: now + rules.draft_life,
            state: RegistrationState::Identified { kept: None },
        }
    }

    /// Whether the registration is over: nothing but erasing it is left to do.
    pub fn is_over(&self, now: Timestamp) -> bool {
        now >= self.expires_at
    }

    /// The data of step 2, where they have been given.
    pub const fn declaration(&self) -> Option<&Declaration> {
        match &self.state {
            RegistrationState::Identified { kept } => kept.as_ref(),
            RegistrationState::Declared { declaration }
            | RegistrationState::AwaitingActivation { declaration, .. } => Some(declaration),
            RegistrationState::Activated { .. } | RegistrationState::Voided { .. } => None,
        }
    }

    /// The last mail, where the registration has been confirmed.
    pub const fn mailing(&self) -> Option<&Mailing> {
        match &self.state {
            RegistrationState::AwaitingActivation { mailing, .. } => Some(mailing),
            _ => None,
        }
    }
}

impl Mailing {
    /// When the next mail may be asked for; `None` when there have been enough.
    pub fn next_at(&self, rules: &RegistrationRules) -> Option<Timestamp> {
        (self.count < rules.max_mailings).then(|| self.asked_at + rules.resend_wait)
    }
}
