//! How long the session still lives, for the dialog that asks whether somebody is still there.

use jiff::SignedDuration;
use poem::web::Json;
use poem::{IntoResponse, Response, handler};
use serde::Serialize;

use super::visit::Visit;
use crate::web::cookies::CookieName;

/// Whole seconds, rounded down; 0 where there is no session.
#[derive(Debug, Serialize)]
struct Left {
    restano: i64,
}

/// Asking is no use of the session: it does not live longer for that.
#[handler]
pub(super) async fn show(visit: Visit<'_>) -> poem::Result<Response> {
    let Some(token) = visit.token(CookieName::Session) else {
        return Ok(told(SignedDuration::ZERO));
    };
    let left = visit.usecases().session_left(&token).await;
    left.map(told).map_err(|failure| visit.failed(&failure))
}

/// A use of the session, and how long it lives from now.
#[handler]
pub(super) async fn prolong(visit: Visit<'_>) -> poem::Result<Response> {
    let Some(token) = visit.token(CookieName::Session) else {
        return Ok(told(SignedDuration::ZERO));
    };
    let left = visit.usecases().prolong_session(&token).await;
    left.map(told).map_err(|failure| visit.failed(&failure))
}

fn told(left: SignedDuration) -> Response {
    let restano = left.as_secs();
    Json(Left { restano }).into_response()
}
