//! An order as the operations of a directory.

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use varco_domain::contacts::EmailAddress;
use varco_domain::credential::Password;
use varco_domain::delivery::Shown;
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

/// Seconds from the beginning of 1601 to that of 1970.
const UNIX_EPOCH_IN_FILE_TIME: i64 = 11_644_473_600;

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
    /// Whether the order asks for nothing that this directory cannot do and has to: to shut somebody out.
    /// One that closes nobody has nothing to open, and mailboxes that it has no place for are none of its.
    pub(crate) fn accept(&self, wanted: &Wanted) -> Result<(), SyncError> {
        let cannot_close = self.dialect == Dialect::PasswordModify { closing: None };
        if wanted.is_active == Some(false) && cannot_close {
            return Err(SyncError::refused(
                "this directory closes no utenze: no closing_attribute is configured",
            ));
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

    /// The attribute that says when a password was set, and how to read it: that of the policy overlay
    /// (draft-behera-ldap-password-policy §5.3.2), or Active Directory's ([MS-ADA3] §2.176).
    pub(crate) fn password_set_at(&self) -> (&'static str, fn(&str) -> Option<Timestamp>) {
        match self.dialect {
            Dialect::PasswordModify { .. } => ("pwdChangedTime", generalized_time),
            Dialect::ActiveDirectory => ("pwdLastSet", file_time),
        }
    }

    /// What an entry shows of what a directory is told.
    pub(crate) fn shown(&self, entry: &Entry) -> Shown {
        let (attribute, read) = self.password_set_at();
        let set_at = entry.values(attribute).first();
        let emails = self.email_attribute.as_deref();
        let is_single = self.dialect == Dialect::ActiveDirectory;
        Shown {
            // Only the filter knows which attribute that would be.
            login: None,
            is_active: entry.is_closed(&self.dialect).map(|is_closed| !is_closed),
            emails: emails.map(|attribute| entry.values(attribute).to_vec()),
            emails_room: is_single.then_some(1),
            version: None,
            password_set_at: set_at.and_then(|set_at| read(set_at)),
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

/// `20261122063000Z`, perhaps with a fraction (RFC 4517 §3.3.13).
fn generalized_time(text: &str) -> Option<Timestamp> {
    let second = text.strip_suffix('Z')?.split(['.', ',']).next()?;
    let civil = civil::DateTime::strptime("%Y%m%d%H%M%S", second).ok()?;
    let zoned = civil.to_zoned(TimeZone::UTC).ok()?;
    Some(zoned.timestamp())
}

/// Tenths of microseconds since 1601; 0 where a password has to be changed.
fn file_time(text: &str) -> Option<Timestamp> {
    let tenths: i64 = text.parse().ok().filter(|tenths| *tenths > 0)?;
    Timestamp::from_second(tenths / 10_000_000 - UNIX_EPOCH_IN_FILE_TIME).ok()
}

/// In quotation marks and UTF-16, as [MS-ADTS] §3.1.1.3.1.5 has it.
fn quoted(password: &Password) -> Vec<u8> {
    let text = format!("\"{}\"", password.expose());
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests;
