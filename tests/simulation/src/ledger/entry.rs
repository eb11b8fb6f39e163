//! One user of a service, and what an order changes of it.

use varco_domain::contacts::EmailAddress;
use varco_ports::{Held, SyncOrder};

use super::Keeps;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) password: String,
    pub(super) is_active: bool,
    pub(super) emails: Vec<String>,
    /// Of the last order carried out as a whole.
    pub(super) version: i64,
}

/// A part of an order, with what it sets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Active(bool),
    Password(String),
    Emails(Vec<String>),
}

/// What an order would change, closing first, opening last; none where there is nobody, and the
/// order is none to make somebody by, or the service makes nobody.
pub(super) fn parts(order: &SyncOrder, entry: Option<&Entry>, keeps: Keeps) -> Option<Vec<Part>> {
    let wanted = &order.wanted;
    let nobody = Entry::default();
    let entry = match entry {
        Some(entry) => entry,
        None if wanted.password.is_some() && keeps != Keeps::Nothing => &nobody,
        None => return None,
    };
    let close = wanted.is_active.filter(|is| !is);
    let open = wanted.is_active.filter(|is| *is);
    let password = wanted.password.as_ref().map(|it| it.expose().to_owned());
    let parts = [
        close.map(Part::Active),
        password.map(Part::Password),
        wanted.emails.as_ref().map(|all| Part::Emails(texts(all))),
        open.map(Part::Active),
    ];
    let changes = |part: &Part| match part {
        Part::Active(is) => *is != entry.is_active,
        Part::Password(password) => *password != entry.password,
        Part::Emails(emails) => *emails != entry.emails,
    };
    Some(parts.into_iter().flatten().filter(changes).collect())
}

fn texts(emails: &[EmailAddress]) -> Vec<String> {
    emails.iter().map(|it| it.as_str().to_owned()).collect()
}

impl Entry {
    pub(super) fn take(&mut self, part: &Part) {
        match part {
            Part::Active(is) => self.is_active = *is,
            Part::Password(password) => self.password.clone_from(password),
            Part::Emails(emails) => self.emails.clone_from(emails),
        }
    }

    /// What a look shows.
    pub(super) fn shows(&self, order: &SyncOrder, keeps: Keeps) -> Held {
        let wanted = &order.wanted;
        let password = wanted.password.as_ref();
        let is_password = password.is_none_or(|it| it.expose() == self.password);
        let password = match keeps {
            Keeps::Versions => Held::from(is_password && self.version == order.version),
            Keeps::Events if password.is_some() => Held::Unsure,
            Keeps::Nothing if password.is_some() && !self.is_active => Held::Unsure,
            Keeps::Events | Keeps::Nothing => Held::from(is_password),
        };
        let is_state = wanted.is_active.is_none_or(|is| is == self.is_active);
        let emails = wanted.emails.as_ref();
        let is_emails = emails.is_none_or(|all| texts(all) == self.emails);
        password.and(Held::from(is_state && is_emails))
    }
}

/// An order in a trace.
pub(super) fn describe(order: &SyncOrder) -> String {
    let wanted = &order.wanted;
    format!(
        "version {} for {}: password {:?}, active {:?}, emails {}",
        order.version,
        order.holder.login,
        wanted.password.as_ref().map(|it| it.expose().to_owned()),
        wanted.is_active,
        wanted.emails.as_ref().map_or(0, Vec::len),
    )
}
