//! Whether the process is up, and whether it can serve.

use std::sync::Arc;

use poem::web::{Data, Json};
use poem::{IntoResponse, Response, Route, handler};
use varco_storage_seaorm::Storage;

use crate::web::methods::shows;

/// `/salute/vivo` and `/salute/pronto`.
pub fn routes() -> Route {
    Route::new()
        .at("/vivo", shows(alive))
        .at("/pronto", shows(ready))
}

#[handler]
fn alive() -> Json<serde_json::Value> {
    Json(serde_json::json!({ "stato": "vivo" }))
}

#[handler]
async fn ready(Data(storage): Data<&Arc<Storage>>) -> Response {
    match storage.ping().await {
        Ok(()) => Json(serde_json::json!({ "stato": "pronto" })).into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            Json(serde_json::json!({ "stato": "non pronto" }))
                .with_status(http::StatusCode::SERVICE_UNAVAILABLE)
                .with_header(http::header::RETRY_AFTER, "5")
                .into_response()
        }
    }
}
