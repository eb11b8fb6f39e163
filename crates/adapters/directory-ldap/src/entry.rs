//! What a directory shows about an utenza, and the order in its terms.

use ldap3::SearchEntry;
use varco_domain::contacts::EmailAddress;
use varco_ports::Held;

use crate::change::{DISABLED, USER_ACCOUNT_CONTROL};
use crate::config::Dialect;

/// An entry.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) dn: String,
    attributes: Vec<(String, Vec<String>)>,
}

impl From<SearchEntry> for Entry {
    fn from(entry: SearchEntry) -> Self {
        Self {
            dn: entry.dn,
            attributes: entry.attrs.into_iter().collect(),
        }
    }
}

impl Entry {
    /// The values of an attribute, whose name is written in any case.
    pub(crate) fn values(&self, name: &str) -> &[String] {
        let is_it = |(other, _): &&(String, Vec<String>)| other.eq_ignore_ascii_case(name);
        let found = self.attributes.iter().find(is_it);
        found.map_or(&[], |(_, values)| values)
    }

    /// The bits of Active Directory's account control.
    pub(crate) fn control(&self) -> Option<u32> {
        self.values(USER_ACCOUNT_CONTROL).first()?.parse().ok()
    }

    /// Whether the utenza is closed, if the directory says so.
    pub(crate) fn is_closed(&self, dialect: &Dialect) -> Option<bool> {
        match dialect {
            Dialect::ActiveDirectory => Some(self.control()? & DISABLED != 0),
            Dialect::PasswordModify { closing } => {
                let closing = closing.as_ref()?;
                let values = self.values(&closing.attribute);
                Some(
                    values
                        .iter()
                        .any(|value| value.eq_ignore_ascii_case(&closing.closed)),
                )
            }
        }
    }

    /// Whether it has these mailboxes and no others.
    pub(crate) fn has(&self, attribute: &str, emails: &[EmailAddress]) -> Held {
        let sorted = |all: &mut dyn Iterator<Item = &str>| {
            let mut all: Vec<_> = all.map(str::to_lowercase).collect();
            all.sort();
            all
        };
        let found = sorted(&mut self.values(attribute).iter().map(String::as_str));
        let wanted = sorted(&mut emails.iter().map(EmailAddress::as_str));
        Held::from(found == wanted)
    }
}
