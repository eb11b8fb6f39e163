//! As much of SCIM 2.0 (RFC 7644) as Varco speaks: look for a user, make one, change one.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use http::header::AUTHORIZATION;
use poem::web::{Data, Path, Query};
use poem::{Body, FromRequest, IntoResponse, Request, RequestBody, Response, Result, Route};
use poem::{get, handler, patch};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};
use varco_domain::credential::Password;
use varco_usecases::Ports;

use super::room::{Change, Room, Rooms, User};

/// How long a change takes, so that one sees it on its way.
const PONDERING: Duration = Duration::from_secs(2);
/// Most bytes of a change.
const BODY_MAX: usize = 32 * 1_024;

pub(super) fn routes() -> Route {
    Route::new()
        .at("/:service/Users", get(find).post(create))
        .at("/:service/Users/:username", patch(replace))
}

/// A request with the right token to a service that answers.
struct Call {
    service: String,
    rooms: Arc<Rooms>,
    ports: Ports,
}

impl<'a> FromRequest<'a> for Call {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> Result<Self> {
        let Data(rooms) = Data::<&Arc<Rooms>>::from_request(request, body).await?;
        let Data(ports) = Data::<&Ports>::from_request(request, body).await?;
        let given = request.header(AUTHORIZATION);
        if given.and_then(|given| given.strip_prefix("Bearer ")) != Some(&rooms.token) {
            return Err(StatusCode::UNAUTHORIZED.into());
        }
        let service = request.raw_path_param("service").unwrap_or_default();
        match rooms.with(service, |room| room.answers(ports.clock.now())) {
            None => Err(StatusCode::NOT_FOUND.into()),
            Some(false) => Err(StatusCode::SERVICE_UNAVAILABLE.into()),
            Some(true) => Ok(Self {
                service: service.to_owned(),
                rooms: Arc::clone(rooms),
                ports: ports.clone(),
            }),
        }
    }
}

impl Call {
    /// Carries out what these attributes say.
    async fn carry_out(&self, username: &str, wanted: &Value) -> Result<Response> {
        let change = self.read(wanted).await?;
        tokio::time::sleep(PONDERING).await;
        tracing::info!(
            service = self.service,
            username,
            "a service of the demo has received a change"
        );
        let now = self.ports.clock.now();
        let carry_out = |room: &mut Room| room.change(username, change, now);
        let user = self.rooms.keep(&self.service, carry_out);
        let user = user.ok_or(StatusCode::NOT_FOUND)?;
        Ok(shown(username, &user).to_string().into_response())
    }

    async fn read(&self, wanted: &Value) -> Result<Change> {
        let hash = match wanted.get("password").and_then(Value::as_str) {
            Some(password) => {
                let password = Password::from_typed(&SecretString::from(password));
                let hash = self.ports.hasher.hash(&password).await;
                Some(hash.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?)
            }
            None => None,
        };
        let emails = wanted.get("emails").and_then(Value::as_array);
        let address = |email: &Value| Some(email.get("value")?.as_str()?.to_owned());
        Ok(Change {
            hash,
            is_active: wanted.get("active").and_then(Value::as_bool),
            emails: emails.map(|emails| emails.iter().filter_map(address).collect()),
        })
    }
}

#[derive(Deserialize)]
struct Search {
    filter: String,
}

#[handler]
fn find(Call { service, rooms, .. }: Call, Query(search): Query<Search>) -> Result<String> {
    let name = search.filter.strip_prefix("userName eq ");
    let name: Option<String> = name.and_then(|name| serde_json::from_str(name).ok());
    let name = name.ok_or(StatusCode::BAD_REQUEST)?.to_lowercase();
    let user = |room: &mut Room| room.users.get(&name).map(|user| shown(&name, user));
    let found = rooms.with(&service, user).flatten();
    Ok(json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        "totalResults": usize::from(found.is_some()),
        "Resources": found.into_iter().collect::<Vec<_>>(),
    })
    .to_string())
}

#[handler]
async fn create(call: Call, body: Body) -> Result<Response> {
    let user = json_of(body).await?;
    let name = user.get("userName").and_then(Value::as_str);
    let name = name.ok_or(StatusCode::BAD_REQUEST)?.to_lowercase();
    call.carry_out(&name, &user).await
}

/// Varco replaces whole attributes.
#[handler]
async fn replace(
    call: Call,
    Path((_, username)): Path<(String, String)>,
    body: Body,
) -> Result<Response> {
    let body = json_of(body).await?;
    let operations = body.get("Operations").and_then(Value::as_array);
    let replaced = |operation: &Value| {
        let path = operation.get("path")?.as_str()?;
        Some((path.to_owned(), operation.get("value")?.clone()))
    };
    let wanted = operations.into_iter().flatten().filter_map(replaced);
    call.carry_out(&username, &wanted.collect()).await
}

async fn json_of(body: Body) -> Result<Value> {
    let bytes = body.into_bytes_limit(BODY_MAX).await;
    let bytes = bytes.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    Ok(serde_json::from_slice(&bytes).map_err(|_| StatusCode::BAD_REQUEST)?)
}

/// A user is called by its name here, so this is its identifier too.
fn shown(username: &str, user: &User) -> Value {
    let email = |value: &String| json!({ "value": value });
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "id": username,
        "userName": username,
        "active": user.is_active,
        "emails": user.emails.iter().map(email).collect::<Vec<_>>(),
    })
}
