//! Whether everything that was acknowledged is there, once.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};

use super::crowd::Registered;
use crate::crash::Scene;
use crate::invariants::{Look, Mails, violations};
use crate::person::Person;

/// Most faults that are told.
const TOLD: usize = 20;

/// Compares; returns how many mails came more often than once.
///
/// # Errors
///
/// Something does not hold.
pub(super) async fn judge(scene: &Scene, registered: &Registered) -> Result<usize> {
    let look = Look::at(scene.site.database_url()).await?;
    let mails = Mails::at(&scene.sinks)?;
    let mut found = violations(&look).await?;
    found.extend(mails.violations(&look).await?);
    found.extend(acknowledged(&look, &mails, registered).await?);
    look.close().await?;
    found.truncate(TOLD);
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(mails.doubled().len())
}

/// Every acknowledged registration exists exactly once and nothing else does, in the state to which
/// its person has brought it, and its mails have arrived.
async fn acknowledged(look: &Look, mails: &Mails, registered: &Registered) -> Result<Vec<String>> {
    let sql = "SELECT codice_fiscale, state FROM registration
               WHERE state NOT IN ('identified', 'declared')";
    let mut states: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in look.rows(sql).await? {
        let state = row.try_get("", "state")?;
        states
            .entry(row.try_get("", "codice_fiscale")?)
            .or_default()
            .push(state);
    }
    let mut found = Vec::new();
    for (number, arrived) in registered {
        let person = Person::number(*number)?;
        let state = if *arrived { "activated" } else { "awaiting" };
        let states = states.remove(&person.codice_fiscale).unwrap_or_default();
        if states != [state] {
            found.push(format!(
                "R-65: person {number} is {states:?} instead of {state}"
            ));
        }
        // Activation; then the credential and the notice of the change.
        let expected = if *arrived { 3 } else { 1 };
        let came = mails.to(&person.email);
        if came != expected {
            found.push(format!(
                "R-65: person {number} has {came} mails instead of {expected}"
            ));
        }
    }
    found.extend(
        states
            .keys()
            .map(|code| format!("I2: nobody was told of {code}")),
    );
    Ok(found)
}
