//! Users and changes of them, as SCIM writes them (RFC 7643 §4.1, RFC 7644 §3.5.2).

use http::HeaderValue;
use serde_json::{Map, Value, json};
use varco_domain::contacts::EmailAddress;
use varco_domain::delivery::Shown;
use varco_ports::{Held, SyncOrder, Wanted};

const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const LIST: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const PATCH: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/// The attribute of an extension that holds a version: the name of its schema and its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VersionAttribute {
    schema: String,
    name: String,
}

impl VersionAttribute {
    /// Reads `urn:…:User:passwordVersion`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (schema, name) = text.rsplit_once(':')?;
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        let is_urn = schema.starts_with("urn:") && schema.bytes().all(|b| b.is_ascii_graphic());
        (is_name && is_urn).then(|| Self {
            schema: schema.to_owned(),
            name: name.to_owned(),
        })
    }

    fn path(&self) -> String {
        format!("{}:{}", self.schema, self.name)
    }
}

/// What an answer says about a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) name: String,
    /// Entity tag, where the service gives one.
    pub(crate) tag: Option<HeaderValue>,
    /// Version of the last order, where the service keeps it.
    pub(crate) version: Option<i64>,
    is_active: Option<bool>,
    emails: Vec<String>,
}

/// The attributes that an answer has to show.
pub(crate) fn attributes(version: Option<&VersionAttribute>) -> String {
    let known = "id,userName,active,emails,meta";
    version.map_or_else(
        || known.to_owned(),
        |version| format!("{known},{}", version.path()),
    )
}

impl User {
    /// Reads the JSON of one user.
    pub(crate) fn read(user: &Value, version: Option<&VersionAttribute>) -> Option<Self> {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let emails = user.get("emails").and_then(Value::as_array);
        let tag = text(user.get("meta").and_then(|meta| meta.get("version")));
        let extension = version.and_then(|version| user.get(&version.schema)?.get(&version.name));
        Some(Self {
            id: text(user.get("id"))?,
            name: text(user.get("userName"))?,
            tag: tag.and_then(|tag| HeaderValue::from_str(&tag).ok()),
            version: extension.and_then(Value::as_i64),
            is_active: user.get("active").and_then(Value::as_bool),
            emails: emails
                .into_iter()
                .flatten()
                .filter_map(|email| text(email.get("value")))
                .collect(),
        })
    }

    /// Reads the JSON of a list; `None` if it is none.
    pub(crate) fn read_list(body: &[u8], version: Option<&VersionAttribute>) -> Option<Vec<Self>> {
        let list: Value = serde_json::from_slice(body).ok()?;
        let is_list = list
            .get("schemas")?
            .as_array()?
            .iter()
            .any(|schema| schema == LIST);
        let users = match list.get("Resources") {
            None => &[],
            Some(users) => users.as_array()?.as_slice(),
        };
        let users = users.iter().map(|user| Self::read(user, version));
        if is_list { users.collect() } else { None }
    }

    /// Names are compared as the attribute says: without regard to case (RFC 7643 §4.1.1).
    pub(crate) fn is_named(&self, login: &str) -> bool {
        self.name.to_lowercase() == login.to_lowercase()
    }

    /// What a service shows: a user without mailboxes has none.
    pub(crate) fn into_shown(self) -> Shown {
        Shown {
            login: Some(self.name),
            is_active: self.is_active,
            emails: Some(self.emails),
            version: self.version,
            ..Shown::default()
        }
    }

    /// Whether the parts that a service shows are as wanted; a password never is shown.
    pub(crate) fn shows(&self, wanted: &Wanted) -> Held {
        let state = match (wanted.is_active, self.is_active) {
            (None, _) => Held::Yes,
            (Some(_), None) => Held::Unsure,
            (Some(wanted), Some(found)) => Held::from(wanted == found),
        };
        let emails = wanted.emails.as_ref().map_or(Held::Yes, |wanted| {
            let wanted = wanted.iter().map(EmailAddress::as_str);
            let found = self.emails.iter().map(String::as_str);
            Held::from(sorted(wanted) == sorted(found))
        });
        state.and(emails)
    }
}

/// Services may change order and case.
fn sorted<'a>(emails: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut all: Vec<_> = emails.map(str::to_lowercase).collect();
    all.sort();
    all
}

/// A new user with everything that the order says.
pub(crate) fn creation(order: &SyncOrder, version: Option<&VersionAttribute>) -> Vec<u8> {
    let SyncOrder { holder, wanted, .. } = order;
    let mut user = Map::new();
    let mut put = |name: &str, value: Value| user.insert(name.to_owned(), value);
    let mut schemas = vec![USER];
    put("userName", json!(holder.login));
    put("externalId", json!(holder.account.to_string()));
    let (given, family) = (holder.given_name.as_str(), holder.family_name.as_str());
    put("name", json!({ "givenName": given, "familyName": family }));
    put("active", json!(wanted.is_active.unwrap_or(true)));
    if let Some(password) = &wanted.password {
        put("password", json!(password.expose()));
    }
    if let Some(emails) = &wanted.emails {
        put("emails", mailboxes(emails));
    }
    if let Some(version) = version {
        schemas.push(&version.schema);
        put(
            &version.schema,
            json!({ version.name.as_str(): order.version }),
        );
    }
    put("schemas", json!(schemas));
    Value::Object(user).to_string().into_bytes()
}

/// One change, which a service carries out as a whole or not at all (RFC 7644 §3.5.2).
pub(crate) fn change(order: &SyncOrder, version: Option<&VersionAttribute>) -> Vec<u8> {
    let wanted = &order.wanted;
    let replace =
        |path: &str, value: Value| json!({ "op": "replace", "path": path, "value": value });
    let state = wanted
        .is_active
        .map(|is_active| replace("active", json!(is_active)));
    let password = wanted.password.as_ref();
    let password = password.map(|password| replace("password", json!(password.expose())));
    let emails = wanted.emails.as_ref();
    let emails = emails.map(|emails| replace("emails", mailboxes(emails)));
    let version = version.map(|version| replace(&version.path(), json!(order.version)));
    let is_closing = wanted.is_active == Some(false);
    let (first, last) = if is_closing {
        (state, None)
    } else {
        (None, state)
    };
    let operations: Vec<Value> = [first, password, emails, last, version]
        .into_iter()
        .flatten()
        .collect();
    let body = json!({ "schemas": [PATCH], "Operations": operations });
    body.to_string().into_bytes()
}

fn mailboxes(emails: &[EmailAddress]) -> Value {
    let mailbox = |(place, email): (usize, &EmailAddress)| json!({ "value": email.as_str(), "type": "work", "primary": place == 0 });
    emails.iter().enumerate().map(mailbox).collect()
}

#[cfg(test)]
mod tests;
