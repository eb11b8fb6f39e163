//! Failed proofs.

use jiff::Timestamp;
use sea_orm::DbErr;
use varco_domain::credential::Lockout;
use varco_ports::LockoutKey;

use super::{bytes, micros};
use crate::entity::lockout::Model;

/// The failures of a row. It has no name to report but the digest of a secret.
pub(crate) fn lockout(row: &Model) -> Result<Lockout, DbErr> {
    let instant = |micros: Option<i64>| {
        let instant = micros.map(Timestamp::from_microsecond).transpose();
        instant.map_err(|_| DbErr::Type("lockout".to_owned()))
    };
    Ok(Lockout {
        failures: u32::try_from(row.failures).unwrap_or(u32::MAX),
        failed_at: instant(row.failed_at)?,
        in_work: u32::try_from(row.in_work).unwrap_or(u32::MAX),
        charged_at: instant(row.charged_at)?,
    })
}

pub(crate) fn lockout_row(key: &LockoutKey, lockout: &Lockout, now: Timestamp) -> Model {
    Model {
        digest: bytes(&key.digest),
        account: key.account.map(|account| account.as_uuid()),
        failures: lockout.failures.into(),
        failed_at: lockout.failed_at.map(micros),
        in_work: lockout.in_work.into(),
        charged_at: lockout.charged_at.map(micros),
        forget_at: key.forget_at(now).map(micros),
    }
}
