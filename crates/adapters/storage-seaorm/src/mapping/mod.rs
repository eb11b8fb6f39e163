//! Rows into values of the domain and back. What cannot be understood names its table, column and
//! row, never its content.

mod accesses;
mod account;
mod audit;
mod declaration;
mod lockout;
mod mailboxes;
mod mailed_link;
mod outbox;
mod recapiti;
mod registration;
mod session;
mod ticket;

use jiff::Timestamp;
use uuid::Uuid;
use varco_domain::token::TokenDigest;
use varco_ports::StoreError;

pub(crate) use account::{CHOSEN, ONE_TIME, SUSPENDED, account, account_row, username_row};
pub(crate) use audit::{ACCOUNT, audit_record, audit_row};
pub(crate) use declaration::{former_acceptance, former_acceptance_row};
pub(crate) use lockout::{lockout, lockout_row};
pub(crate) use mailed_link::{ending_columns, mailed_link, mailed_link_row, purpose_name};
pub(crate) use outbox::{claimed_item, outbox_record, outbox_row};
pub(crate) use registration::{AWAITING, DRAFTS, registration, registration_row, voided_columns};
pub(crate) use session::{session, session_row};
pub(crate) use ticket::{ticket, ticket_row};

/// A row that is being read.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    table: &'static str,
    key: Uuid,
}

impl Row {
    const fn new(table: &'static str, key: Uuid) -> Self {
        Self { table, key }
    }

    /// The value of a column, unless it is missing or makes no sense.
    fn take<T>(self, column: &'static str, value: impl Readable<T>) -> Result<T, StoreError> {
        value.readable().ok_or_else(|| StoreError::Corrupt {
            table: self.table,
            column,
            row: self.key.to_string(),
        })
    }

    fn instant(self, column: &'static str, micros: i64) -> Result<Timestamp, StoreError> {
        self.take(column, Timestamp::from_microsecond(micros))
    }

    fn maybe_instant(
        self,
        column: &'static str,
        micros: Option<i64>,
    ) -> Result<Option<Timestamp>, StoreError> {
        micros
            .map(|micros| self.instant(column, micros))
            .transpose()
    }

    fn digest(self, column: &'static str, bytes: &[u8]) -> Result<[u8; 32], StoreError> {
        self.take(column, bytes.try_into())
    }

    fn count(self, column: &'static str, number: i64) -> Result<u32, StoreError> {
        self.take(column, u32::try_from(number))
    }
}

/// Something that may turn out to make no sense.
pub(crate) trait Readable<T> {
    fn readable(self) -> Option<T>;
}

impl<T> Readable<T> for Option<T> {
    fn readable(self) -> Option<T> {
        self
    }
}

impl<T, E> Readable<T> for Result<T, E> {
    fn readable(self) -> Option<T> {
        self.ok()
    }
}

/// An instant as it is stored.
pub(crate) fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// A digest as it is stored.
pub(crate) fn bytes(digest: &TokenDigest) -> Vec<u8> {
    digest.as_bytes().to_vec()
}
