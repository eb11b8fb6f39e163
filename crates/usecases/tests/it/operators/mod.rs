//! What an operator does for a person.

mod acts;
mod every;
mod provision;

use secrecy::SecretString;
use varco_domain::audit::{Actor, AuditEvent};
use varco_ports::{AuditTrail, Message, Template};

use crate::world::World;

const WHY: &str = "richiesta dell'ufficio, protocollo 12";
const MAILBOX: &str = "mario.rossi@istruzione.it";

/// Recipient and one-time password of the mails that have one, the last one last.
fn one_time_passwords(mails: &[Message]) -> Vec<(String, SecretString)> {
    let password = |mail: &Message| match &mail.template {
        Template::AccountProvisioned { password, .. }
        | Template::PasswordReissued { password, .. } => {
            Some((mail.to.as_str().to_owned(), password.clone()))
        }
        _ => None,
    };
    mails.iter().filter_map(password).collect()
}

async fn last_entry(world: &World) -> (Actor, AuditEvent, Option<String>) {
    let id = world.account().await.id;
    let trail = world.store.list(id, None, 1).await.unwrap();
    let entry = trail.into_iter().next().unwrap().entry;
    (entry.actor, entry.event, entry.note)
}

fn by_operator(event: AuditEvent) -> (Actor, AuditEvent, Option<String>) {
    (Actor::Operator, event, Some(WHY.to_owned()))
}
