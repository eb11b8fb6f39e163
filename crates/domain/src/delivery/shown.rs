//! What a linked service shows about an utenza, and how it differs from what it should hold.

use jiff::{SignedDuration, Timestamp};

use super::progress::{Delivery, Orders};
use super::service::{Aspect, ServiceId};
use crate::contacts::EmailAddress;
use crate::utenza::Account;

/// How far the clocks of a service and ours may be apart.
const CLOCKS: SignedDuration = SignedDuration::from_mins(10);

/// What a linked service shows about one utenza; `None` where it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The name as the service writes it.
    pub login: Option<String>,
    /// Whether it opens anything.
    pub is_active: Option<bool>,
    /// The mailboxes.
    pub emails: Option<Vec<String>>,
    /// How many mailboxes there is room for, where that is not any number.
    pub emails_room: Option<usize>,
    /// The version of the last order that was carried out.
    pub version: Option<i64>,
    /// When the password was last set, by the clock of the service.
    pub password_set_at: Option<Timestamp>,
}

/// A difference between what a service holds and what it should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Drift {
    /// It had the password and has no such utenza.
    Missing,
    /// It writes the name otherwise.
    Login,
    /// It is closed here and opens there.
    Open,
    /// It opens here and is closed there.
    Closed,
    /// The mailboxes are others.
    Emails,
    /// It holds an older password than it said it had taken: it was restored from a backup.
    PasswordBehind,
    /// It holds a newer password than any from here: this database was restored from a backup, or
    /// somebody has set one there.
    PasswordAhead,
}

impl Drift {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Missing,
        Self::Login,
        Self::Open,
        Self::Closed,
        Self::Emails,
        Self::PasswordBehind,
        Self::PasswordAhead,
    ];

    /// Stable name, for reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Login => "login",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Emails => "emails",
            Self::PasswordBehind => "password_behind",
            Self::PasswordAhead => "password_ahead",
        }
    }

    /// The side whose order mends it; none where no order can. A password is mended by its holder
    /// alone: nobody else knows it.
    pub const fn mended_by(self) -> Option<Aspect> {
        match self {
            Self::Login => None,
            Self::Open | Self::Closed => Some(Aspect::State),
            Self::Emails => Some(Aspect::Contacts),
            Self::Missing | Self::PasswordBehind | Self::PasswordAhead => Some(Aspect::Password),
        }
    }
}

/// How the utenza of an account at a service compares with what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Something is on its way to it: what differs now may be the same in a moment.
    OnItsWay,
    /// The differences; none where it is as it should be.
    Compared(Vec<Drift>),
}

/// Compares what a service shows with what it was told. What it was never told is no difference: who
/// has not logged in since the service was linked may be there, or not, as they like.
pub fn compare(
    account: &Account,
    service: &ServiceId,
    orders: &Orders,
    shown: Option<&Shown>,
) -> Comparison {
    if orders.of(service).any(|order| order.delivery.is_open()) {
        return Comparison::OnItsWay;
    }
    let has_password = orders.has_password(service);
    let Some(shown) = shown else {
        let missing = has_password.then_some(Drift::Missing);
        return Comparison::Compared(missing.into_iter().collect());
    };
    let is_told = |aspect| orders.get(service, aspect).is_some();
    let login = shown.login.as_deref();
    let is_renamed = login.is_some_and(|login| login != account.username.as_str());
    let state = match (account.is_open(), shown.is_active) {
        (false, Some(true)) => Some(Drift::Open),
        (true, Some(false)) if has_password => Some(Drift::Closed),
        _ => None,
    };
    let told_of_emails = is_told(Aspect::Contacts) || is_told(Aspect::Password);
    let drifts = [
        is_renamed.then_some(Drift::Login),
        state,
        (told_of_emails && has_other_emails(account, shown)).then_some(Drift::Emails),
        password_drift(service, orders, shown),
    ];
    Comparison::Compared(drifts.into_iter().flatten().collect())
}

/// Services may change order and case.
fn has_other_emails(account: &Account, shown: &Shown) -> bool {
    let Some(there) = &shown.emails else {
        return false;
    };
    let sorted = |emails: &mut dyn Iterator<Item = &str>| {
        let mut all: Vec<_> = emails.map(str::to_lowercase).collect();
        all.sort();
        all
    };
    let room = shown.emails_room.unwrap_or(usize::MAX);
    let mut here = account.mailboxes.all().map(EmailAddress::as_str).take(room);
    sorted(&mut here) != sorted(&mut there.iter().map(String::as_str))
}

fn password_drift(service: &ServiceId, orders: &Orders, shown: &Shown) -> Option<Drift> {
    let password = orders.get(service, Aspect::Password)?;
    let Delivery::Delivered { at } = password.delivery else {
        return None;
    };
    let newest = orders.of(service).map(|it| it.version).max()?;
    let by_version = shown.version.and_then(|held| match held {
        held if held < password.version => Some(Drift::PasswordBehind),
        held if held > newest => Some(Drift::PasswordAhead),
        _ => None,
    });
    by_version.or_else(|| match shown.password_set_at? {
        set if set < password.since - CLOCKS => Some(Drift::PasswordBehind),
        set if set > at + CLOCKS => Some(Drift::PasswordAhead),
        _ => None,
    })
}
