//! The last logins of an account.

use varco_domain::utenza::{Access, AccessOrigin, Accesses};
use varco_ports::StoreError;

use super::{Row, micros};
use crate::entity::account::Model;

pub(super) fn read(at: Row, row: &Model) -> Result<Accesses, StoreError> {
    let last = at.maybe_instant("last_access", row.last_access)?;
    let previous = at.maybe_instant("previous_access", row.previous_access)?;
    Ok(Accesses {
        last: last.map(|at| Access {
            at,
            origin: origin(
                row.last_access_network.as_deref(),
                row.last_access_device.as_deref(),
            ),
        }),
        previous: previous.map(|at| Access {
            at,
            origin: origin(
                row.previous_access_network.as_deref(),
                row.previous_access_device.as_deref(),
            ),
        }),
        failures_before: at.count("failures_before", row.failures_before)?,
        failures_since: at.count("failures_since", row.failures_since)?,
    })
}

/// An origin of two columns, which programs of schema 2 leave empty.
pub(super) fn origin(network: Option<&str>, device: Option<&str>) -> AccessOrigin {
    AccessOrigin::new(network.unwrap_or_default(), device.unwrap_or_default())
}

pub(super) fn write(row: &mut Model, accesses: &Accesses) {
    if let Some(last) = &accesses.last {
        row.last_access = Some(micros(last.at));
        row.last_access_network = Some(last.origin.network().to_owned());
        row.last_access_device = Some(last.origin.device().to_owned());
    }
    if let Some(previous) = &accesses.previous {
        row.previous_access = Some(micros(previous.at));
        row.previous_access_network = Some(previous.origin.network().to_owned());
        row.previous_access_device = Some(previous.origin.device().to_owned());
    }
    row.failures_before = accesses.failures_before.into();
    row.failures_since = accesses.failures_since.into();
}
