//! `varco utenza deletions`: who waits for the erasure of the own data.

use serde_json::{Value, json};
use varco_domain::utenza::Account;
use varco_usecases::UseCases;

use super::{RunError, brief, instant};

pub(super) async fn list(usecases: &UseCases, as_json: bool) -> Result<String, RunError> {
    let waiting = usecases.list_deletions().await?;
    if waiting.is_empty() && !as_json {
        return Ok("nobody waits for a deletion".to_owned());
    }
    let line = |account: &Account| {
        let asked_at = account.deletion_asked_at?;
        let days = usecases.now().duration_since(asked_at).as_hours() / 24;
        let asked_at = instant(asked_at);
        let username = account.username.as_str();
        Some(if as_json {
            let mut object = brief(account);
            if let Value::Object(fields) = &mut object {
                fields.insert("deletion_asked_at".to_owned(), json!(asked_at));
                fields.insert("days".to_owned(), json!(days));
            }
            object.to_string()
        } else {
            format!("{asked_at}  {days:4} days  {username}")
        })
    };
    Ok(waiting
        .iter()
        .filter_map(line)
        .collect::<Vec<_>>()
        .join("\n"))
}
