//! The addresses of the pages, in a list that can be asked for: whatever looks at every page can tell
//! that it has forgotten none.

use poem::{IntoEndpoint, Route};

/// Routes under construction, with their addresses.
pub(super) struct Plan {
    /// What answers.
    pub(super) routes: Route,
    /// Where.
    pub(super) paths: Vec<&'static str>,
}

impl Plan {
    /// No page yet.
    pub(super) fn new() -> Self {
        Self {
            routes: Route::new(),
            paths: Vec::new(),
        }
    }

    /// Adds a page, as [`Route::at`] does.
    pub(super) fn at(
        mut self,
        path: &'static str,
        page: impl IntoEndpoint<Endpoint: 'static>,
    ) -> Self {
        self.paths.push(path);
        Self {
            routes: self.routes.at(path, page),
            ..self
        }
    }
}
