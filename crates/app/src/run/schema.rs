//! Nothing works on a schema that is not the one of this version (ADR 0010).

use std::io::Write;

use varco_storage_seaorm::{SchemaState, Storage};

use super::{RunError, open};
use crate::wiring::WireError;

const EMPTY: &str = "the database is empty: if it is the right one, run `varco migrate`, or `varco serve --migrate`, to make its tables";
const OLDER: &str =
    "the database has an older schema: run `varco migrate`, or `varco serve --migrate`";
const NEWER: &str =
    "the database has a newer schema than this version knows: install the newer version";

/// Goes on only with the schema of this version.
pub(super) async fn demand(storage: &Storage) -> Result<(), RunError> {
    match storage.schema_state().await.map_err(WireError::from)? {
        SchemaState::Current => Ok(()),
        SchemaState::Empty => Err(RunError::Schema(EMPTY)),
        SchemaState::Older => Err(RunError::Schema(OLDER)),
        SchemaState::Newer => Err(RunError::Schema(NEWER)),
    }
}

/// Makes the tables, or takes the steps that are missing.
pub(super) async fn bring_up_to_date(storage: &Storage) -> Result<(), RunError> {
    match storage.schema_state().await.map_err(WireError::from)? {
        SchemaState::Newer => Err(RunError::Schema(NEWER)),
        _ => Ok(storage.migrate().await.map_err(WireError::from)?),
    }
}

/// `varco migrate`.
pub(super) async fn migrate() -> Result<(), RunError> {
    let (_, storage) = open().await?;
    bring_up_to_date(&storage).await?;
    Ok(writeln!(
        std::io::stdout(),
        "The schema of the database is up to date."
    )?)
}
