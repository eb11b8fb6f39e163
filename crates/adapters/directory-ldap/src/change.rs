//! An order as the operations of a directory.

use varco_domain::contacts::EmailAddress;
use varco_domain::credential::Password;
use varco_ports::{SyncError, Wanted};

use crate::config::{Closing, Dialect};
use crate::conversation::Mods;
use crate::entry::Entry;

/// Active Directory's attribute of passwords: written, never read.
const UNICODE_PASSWORD: &str = "unicodePwd";
/// Active Directory's attribute of states.
pub(crate) const USER_ACCOUNT_CONTROL: &str = "userAccountControl";
/// Its bit for a closed account (`ADS_UF_ACCOUNTDISABLE`).
pub(crate) const DISABLED: u32 = 2;

/// One operation.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Attributes, all or none of them.
    Write(Mods),
    /// The password, by an operation of its own.
    SetPassword(Password),
}

/// What a directory can be told.
#[derive(Clone, Debug)]
pub(crate) struct Grammar {
    pub(crate) dialect: Dialect,
    pub(crate) email_attribute: Option<String>,
}

impl Grammar {
    /// Whether the order asks for nothing that this directory cannot do.
    pub(crate) fn accept(&self, wanted: &Wanted) -> Result<(), SyncError> {
        let cannot_close = self.dialect == Dialect::PasswordModify { closing: None };
        if wanted.is_active.is_some() && cannot_close {
            return Err(SyncError::refused("this directory closes no utenze"));
        }
        if wanted.emails.is_some() && self.email_attribute.is_none() {
            return Err(SyncError::refused("this directory holds no mailboxes"));
        }
        Ok(())
    }

    /// The mailboxes that there is room for.
    pub(crate) fn mailboxes<'a>(&self, emails: &'a [EmailAddress]) -> &'a [EmailAddress] {
        match self.dialect {
            Dialect::ActiveDirectory => emails.get(..1).unwrap_or_default(),
            Dialect::PasswordModify { .. } => emails,
        }
    }

    /// The operations, in their order: closing first, opening last.
    pub(crate) fn steps(&self, wanted: &Wanted, entry: &Entry) -> Result<Vec<Step>, SyncError> {
        let mut attributes: Mods = Vec::new();
        if let (Some(attribute), Some(emails)) = (&self.email_attribute, &wanted.emails) {
            let emails = self.mailboxes(emails).iter();
            let values = emails.map(|email| email.as_str().as_bytes().to_vec());
            attributes.push((attribute.clone(), values.collect()));
        }
        let password = wanted.password.as_ref();
        match &self.dialect {
            Dialect::ActiveDirectory => {
                if let Some(is_active) = wanted.is_active {
                    let control = entry.control();
                    let control =
                        control.ok_or_else(|| SyncError::refused("no userAccountControl"))?;
                    let bits = if is_active {
                        control & !DISABLED
                    } else {
                        control | DISABLED
                    };
                    let value = bits.to_string().into_bytes();
                    attributes.push((USER_ACCOUNT_CONTROL.to_owned(), vec![value]));
                }
                if let Some(password) = password {
                    attributes.push((UNICODE_PASSWORD.to_owned(), vec![quoted(password)]));
                }
                Ok(write(attributes).into_iter().collect())
            }
            Dialect::PasswordModify { closing } => {
                if let (Some(closing), Some(is_active)) = (closing, wanted.is_active) {
                    attributes.push(state(closing, is_active));
                }
                let set = password.map(|password| Step::SetPassword(password.clone()));
                let attributes = write(attributes);
                let (before, after) = match wanted.is_active {
                    Some(false) => (attributes, None),
                    Some(true) | None => (None, attributes),
                };
                let closed = closing
                    .as_ref()
                    .filter(|_| set.is_some() && self.stays_closed(wanted, entry));
                let again = closed.map(|closing| Step::Write(vec![state(closing, false)]));
                Ok([before, set, again, after].into_iter().flatten().collect())
            }
        }
    }

    /// Whether the utenza is to be closed when the order has been carried out. A directory may open it
    /// by itself when the password is set (OpenLDAP's policy overlay does), so it is closed again then.
    fn stays_closed(&self, wanted: &Wanted, entry: &Entry) -> bool {
        let is_closed = entry.is_closed(&self.dialect) == Some(true);
        wanted.is_active.map_or(is_closed, |is_active| !is_active)
    }
}

fn write(attributes: Mods) -> Option<Step> {
    (!attributes.is_empty()).then_some(Step::Write(attributes))
}

fn state(closing: &Closing, is_active: bool) -> (String, Vec<Vec<u8>>) {
    let closed = || closing.closed.clone().into_bytes();
    let values = (!is_active).then(closed).into_iter().collect();
    (closing.attribute.clone(), values)
}

/// In quotation marks and UTF-16, as [MS-ADTS] §3.1.1.3.1.5 has it.
fn quoted(password: &Password) -> Vec<u8> {
    let text = format!("\"{}\"", password.expose());
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests;
