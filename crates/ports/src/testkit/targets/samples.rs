//! Orders to try a service with.

use jiff::Timestamp;
use secrecy::SecretString;
use varco_domain::contacts::EmailAddress;
use varco_domain::credential::Password;
use varco_domain::id::{AccountId, MessageId};
use varco_domain::person::PersonName;

use crate::sync::{SyncHolder, SyncOrder, Wanted};

/// A password that no policy of a service under test refuses.
pub const GOOD: &str = "Kefwam-2739-tubzon";
/// Another.
pub const BETTER: &str = "Lampone-7x-girasole";

pub fn password(text: &str) -> Password {
    Password::from_typed(&SecretString::from(text))
}

pub fn emails(texts: &[&str]) -> Vec<EmailAddress> {
    let parse = |text: &&str| EmailAddress::parse(text).unwrap();
    texts.iter().map(parse).collect()
}

/// An order about Niccolò D'Angelo, who is known to the service by this login.
pub fn order(login: &str, version: i64, wanted: Wanted) -> SyncOrder {
    let start = Timestamp::from_second(1_800_000_000).unwrap();
    let bytes = |first: u8| {
        let mut bytes = [first; 10];
        bytes
            .iter_mut()
            .zip(login.bytes())
            .for_each(|(to, of)| *to ^= of);
        bytes
    };
    let number = u8::try_from(version % 251).unwrap();
    SyncOrder {
        event: MessageId::new(start, &bytes(number)),
        version,
        holder: SyncHolder {
            account: AccountId::new(start, &bytes(255)),
            login: login.to_owned(),
            given_name: PersonName::parse("Niccolò").unwrap(),
            family_name: PersonName::parse("D'Angelo").unwrap(),
        },
        wanted,
    }
}

/// An order to set this password.
pub fn set(login: &str, version: i64, text: &str) -> SyncOrder {
    let wanted = Wanted {
        password: Some(password(text)),
        ..Wanted::default()
    };
    order(login, version, wanted)
}
