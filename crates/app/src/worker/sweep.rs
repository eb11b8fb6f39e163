//! Erasing what is over, in small batches.

use std::sync::Arc;
use std::time::Duration;

use super::{Stop, stopped};
use crate::state::App;

/// Time between two sweeps. Whatever outlives its time by that much has been out of use for as long:
/// every use compares with the clock.
const EVERY: Duration = Duration::from_mins(10);
/// Pause between two batches, so that whoever serves people comes first.
const BETWEEN_BATCHES: Duration = Duration::from_millis(200);

/// Sweeps at once and every ten minutes, until told to stop.
pub(super) async fn sweep(app: Arc<App>, mut stop: Stop) {
    loop {
        let pause = match app.usecases.sweep().await {
            Ok(0) => EVERY,
            Ok(rows) => {
                tracing::info!(rows, "erased what was over");
                BETWEEN_BATCHES
            }
            Err(error) => {
                tracing::warn!(%error, "what is over could not be erased");
                EVERY
            }
        };
        tokio::select! {
            () = stopped(&mut stop) => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}
