//! Whether a connection keeps its session.
//!
//! A pooler in transaction mode gives every transaction to whatever session of the server is free.
//! Prepared statements then meet those of others under the same name, and may run them; time-outs
//! that were set are somebody else's; nothing is ever heard. It shows in that the session changes.

use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection};
use sea_orm::sqlx::{self, ConnectOptions as _, Connection as _, Executor as _, Row as _};

/// Looks at the session after it could have changed. A pooler gives out either the session that was
/// given back last or the one that has rested longest; either way it is another one soon.
const LOOKS: u32 = 8;

pub(super) async fn keeps_session(options: &PgConnectOptions) -> Result<bool, sqlx::Error> {
    let mut one = options.connect().await?;
    let mut other = options.connect().await?;
    // Two transactions at once are in two sessions; then both are free for everybody.
    one.execute("BEGIN").await?;
    other.execute("BEGIN; SELECT 1").await?;
    let first = session(&mut one).await?;
    one.execute("COMMIT").await?;
    other.execute("COMMIT").await?;
    let mut is_kept = true;
    for _ in 0..LOOKS {
        is_kept &= session(&mut one).await? == first;
    }
    one.close().await?;
    other.close().await?;
    Ok(is_kept)
}

/// The server's process. Asked without preparing a statement, which is not safe yet.
async fn session(connection: &mut PgConnection) -> Result<i32, sqlx::Error> {
    let row = connection.fetch_one("SELECT pg_backend_pid()").await?;
    let pid: String = row.try_get_unchecked(0)?;
    pid.parse().map_err(|_| sqlx::Error::RowNotFound)
}
