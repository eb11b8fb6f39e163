//! A SCIM service of one user that writes down every change that was carried out.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};
use varco_test_simulation::Stage;
use varco_test_targets::liar::{Act, Heard};
use varco_test_targets::scim::VERSION_ATTRIBUTE;

/// What the service knows besides users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Knows {
    /// The version of the last order, in an attribute.
    Versions,
    /// Events, by their `Idempotency-Key`.
    Events,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct ScimLedger(Arc<Mutex<Inside>>);

#[derive(Debug, Default)]
struct Inside {
    user: Option<Value>,
    keys: Vec<String>,
    effects: Vec<String>,
}

impl ScimLedger {
    /// How often this password was set.
    pub(crate) fn effects(&self, password: &str) -> usize {
        let inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inside.effects.iter().filter(|it| *it == password).count()
    }

    /// The password that is held.
    pub(crate) fn password(&self) -> Option<String> {
        let inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let user = inside.user.as_ref()?;
        Some(user["password"].as_str()?.to_owned())
    }

    /// What an honest service does about a request.
    pub(crate) fn answer(&self, heard: &Heard) -> Act {
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if heard.line.starts_with("GET ") {
            let schema = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
            let users: Vec<_> = inside.user.iter().collect();
            let list =
                json!({ "schemas": [schema], "totalResults": users.len(), "Resources": users });
            return Act::reply(200, &[], &list.to_string());
        }
        let key = heard
            .header("idempotency-key")
            .unwrap_or_default()
            .to_owned();
        let body: Value = serde_json::from_str(&heard.body).unwrap();
        if inside.keys.contains(&key) {
            return shown(inside.user.as_ref());
        }
        inside.keys.push(key);
        if heard.line.starts_with("POST ") {
            inside.create(body);
        } else {
            inside.change(&body);
        }
        shown(inside.user.as_ref())
    }
}

impl Inside {
    fn create(&mut self, mut user: Value) {
        user["id"] = json!("1");
        assert_eq!(user["userName"], Stage::LOGIN);
        self.note(&user["password"]);
        self.user = Some(user);
    }

    fn change(&mut self, body: &Value) {
        let mut user = self.user.take().unwrap();
        for operation in body["Operations"].as_array().unwrap() {
            let (path, value) = (operation["path"].as_str().unwrap(), &operation["value"]);
            if path == VERSION_ATTRIBUTE {
                let (schema, name) = path.rsplit_once(':').unwrap();
                user[schema] = json!({ name: value });
            } else {
                user[path] = value.clone();
            }
            if path == "password" {
                self.note(value);
            }
        }
        self.user = Some(user);
    }

    fn note(&mut self, password: &Value) {
        self.effects.push(password.as_str().unwrap().to_owned());
    }
}

/// Passwords are shown to nobody.
fn shown(user: Option<&Value>) -> Act {
    let mut user = user.cloned().unwrap_or_default();
    user["password"] = Value::Null;
    Act::reply(200, &[], &user.to_string())
}
