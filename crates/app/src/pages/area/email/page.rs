//! The page *Email* and its form.

use askama::Template;
use jiff::Timestamp;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use varco_domain::utenza::{Account, MailboxKind, PendingEmail};
use varco_usecases::CurrentSession;
use varco_words::dates;

use crate::pages::address::{AddressDoubt, meant};
use crate::pages::area::kept::Keepable;
use crate::pages::faults::Faults;
use crate::pages::visit::{Shell, Visit};
use crate::pages::words::{self, Section};

/// The form as typed.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct EmailForm {
    pub(super) email: String,
    pub(super) email_ripetuta: String,
    #[serde(skip_serializing)]
    pub(super) password_attuale: SecretString,
    pub(super) conferma_email: String,
}

impl Keepable for EmailForm {
    const SECTION: Section = Section::Email;
}

impl EmailForm {
    pub(super) fn confirms_email(&self) -> bool {
        self.conferma_email == "si"
    }

    /// "Sì, correggi": the address as it was probably meant.
    pub(super) fn mended(mut self) -> Self {
        if self.conferma_email == "correggi"
            && let Some(suggestion) = meant(&self.email)
        {
            self.email.clone_from(&suggestion);
            self.email_ripetuta = suggestion;
        }
        self
    }
}

/// The address that waits.
pub(super) struct Waiting {
    address: String,
    deadline: String,
}

impl Waiting {
    pub(super) fn of(visit: &Visit<'_>, pending: &PendingEmail) -> Self {
        let usecases = visit.usecases();
        Self {
            address: pending.address.to_string(),
            deadline: dates::deadline(
                visit.words(),
                pending.until,
                usecases.now(),
                &usecases.settings().zone,
            ),
        }
    }
}

#[derive(Template)]
#[template(path = "area/email.html")]
pub(super) struct EmailPage<'a> {
    shell: Shell<'a>,
    here: Section,
    pub(super) faults: Faults,
    pub(super) doubt: AddressDoubt,
    reference: Option<(String, String)>,
    institutional: Option<String>,
    personal: Option<String>,
    waiting: Option<Waiting>,
    typed: EmailForm,
    repeat_email: bool,
}

#[derive(Template)]
#[template(path = "area/email_sent.html")]
pub(super) struct SentPage<'a> {
    pub(super) shell: Shell<'a>,
    pub(super) here: Section,
    pub(super) waiting: Waiting,
}

impl<'a> EmailPage<'a> {
    pub(super) fn new(
        visit: &Visit<'a>,
        shell: Shell<'a>,
        session: &CurrentSession,
        typed: EmailForm,
    ) -> Self {
        let (usecases, account) = (visit.usecases(), &session.account);
        let settings = usecases.settings();
        let reference = account.reference().map(|(address, reason)| {
            let why = words::reference_reason(visit.words(), reason, &settings.zone);
            (address.to_string(), why)
        });
        let held = |kind| account.mailboxes.get(kind).map(ToString::to_string);
        Self {
            shell,
            here: Section::Email,
            faults: Faults::default(),
            doubt: AddressDoubt::default(),
            reference,
            institutional: held(MailboxKind::Institutional),
            personal: held(MailboxKind::Personal),
            waiting: awaited(visit, account, usecases.now()),
            typed,
            repeat_email: settings.rules.repeat_email,
        }
    }
}

fn awaited(visit: &Visit<'_>, account: &Account, now: Timestamp) -> Option<Waiting> {
    let pending = account.mailboxes.awaited(now)?;
    Some(Waiting::of(visit, pending))
}
