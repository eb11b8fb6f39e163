//! The API.

use std::sync::Arc;

use crate::state::App;

/// The API, to be nested at `/api`.
pub fn routes(_app: &Arc<App>) -> poem::Route {
    poem::Route::new()
}
