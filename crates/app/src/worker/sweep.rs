//! Erasing what is over, in small batches, and then the keys that could still open copies of it;
//! reminding of what ends soon.

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
        let has_more = erase(&app).await;
        let has_reminded = remind(&app).await;
        if !has_more {
            destroy_keys(&app).await;
        }
        let pause = if has_more || has_reminded {
            BETWEEN_BATCHES
        } else {
            EVERY
        };
        tokio::select! {
            () = stopped(&mut stop) => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Erases one batch; whether there may be more.
async fn erase(app: &App) -> bool {
    match app.usecases.sweep().await {
        Ok(0) => false,
        Ok(rows) => {
            tracing::info!(rows, "erased what was over");
            true
        }
        Err(error) => {
            tracing::error!(%error, "what is over could not be erased");
            false
        }
    }
}

/// Mails one batch of reminders; whether there may be more.
async fn remind(app: &App) -> bool {
    match app.usecases.remind_endings().await {
        Ok(0) => false,
        Ok(people) => {
            tracing::info!(people, "reminded of passwords that end soon");
            true
        }
        Err(error) => {
            tracing::error!(%error, "who has a password that ends soon could not be reminded");
            false
        }
    }
}

/// The keys lie in files of this machine, so every process sees to them, also when the database is
/// away.
async fn destroy_keys(app: &Arc<App>) {
    let app = Arc::clone(app);
    let destroyed = tokio::task::spawn_blocking(move || app.usecases.destroy_old_keys()).await;
    if let Ok(Err(error)) = destroyed {
        tracing::error!(%error, "the keys of past days could not be destroyed");
    }
}
