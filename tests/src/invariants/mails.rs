//! What the outbox says, against what the mailboxes hold.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use uuid::Uuid;
use varco_mail_smtp::SmtpSink;

use super::look::Look;

/// Most activation mails to one mailbox in a day, the default of the configuration.
const BUDGET: usize = 6;

/// Every mail that arrived, by its identifier: to whom, and how often.
#[derive(Clone, Debug, Default)]
pub struct Mails {
    arrived: BTreeMap<Uuid, (String, usize)>,
}

impl Mails {
    /// What has arrived at these mail servers.
    ///
    /// # Errors
    ///
    /// A mail without an identifier of ours.
    pub fn at(sinks: &[SmtpSink]) -> Result<Self> {
        let mut arrived: BTreeMap<Uuid, (String, usize)> = BTreeMap::new();
        for mail in sinks.iter().flat_map(SmtpSink::messages) {
            let id = mail.message_id();
            let id = id.split('@').next().and_then(|id| Uuid::parse_str(id).ok());
            let id = id.with_context(|| format!("whose is {:?}?", mail.message_id()))?;
            let (_, times) = arrived
                .entry(id)
                .or_insert_with(|| (mail.envelope_to.join(","), 0));
            *times += 1;
        }
        Ok(Self { arrived })
    }

    /// How many different mails have arrived for this address.
    pub fn to(&self, address: &str) -> usize {
        let all = self.arrived.values();
        all.filter(|(to, _)| to == address).count()
    }

    /// Those that arrived more often than once, and how often.
    pub fn doubled(&self) -> Vec<(Uuid, usize)> {
        let all = self.arrived.iter().map(|(id, (_, times))| (*id, *times));
        all.filter(|(_, times)| *times > 1).collect()
    }

    /// Where outbox and mailboxes disagree: a mail that counts as sent and has not arrived (lost), one
    /// that arrived and that nobody has committed (phantom); and mailboxes beyond their budget (I10).
    ///
    /// # Errors
    ///
    /// The outbox cannot be read.
    pub async fn violations(&self, look: &Look) -> Result<Vec<String>> {
        let sql =
            "SELECT id, template, settled_at IS NOT NULL AND NOT is_buried AND NOT is_superseded
                   AS is_sent FROM outbox WHERE target = 'mail'";
        let mut found = Vec::new();
        let mut committed = BTreeMap::new();
        for row in look.rows(sql).await? {
            let (id, template): (Uuid, String) =
                (row.try_get("", "id")?, row.try_get("", "template")?);
            if row.try_get("", "is_sent")? && !self.arrived.contains_key(&id) {
                found.push(format!("I2: the mail {id} ({template}) is lost"));
            }
            committed.insert(id, template);
        }
        let mut activations: BTreeMap<&str, usize> = BTreeMap::new();
        for (id, (to, _)) in &self.arrived {
            match committed.get(id) {
                None => found.push(format!("I2: nobody has committed the mail {id}")),
                Some(template) if template == "activation" => {
                    *activations.entry(to.as_str()).or_default() += 1;
                }
                Some(_) => {}
            }
        }
        activations.retain(|_, count| *count > BUDGET);
        found.extend(
            activations
                .iter()
                .map(|(to, count)| format!("I10: {count} mails to {to}")),
        );
        Ok(found)
    }
}
