//! The pages.

/// All pages.
pub fn routes() -> poem::Route {
    poem::Route::new()
}
