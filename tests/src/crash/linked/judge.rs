//! What the services hold in the end, and what they have gone through.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use serde_json::Value;
use uuid::Uuid;
use varco_test_targets::scim::VERSION_ATTRIBUTE;

use super::Linked;
use crate::crash::point::{Moment, Visit};
use crate::crash::script::Story;
use crate::invariants::Look;

/// What a service that keeps versions held after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Effect {
    password: String,
    is_active: bool,
    version: i64,
}

/// Everything that does not hold.
///
/// # Errors
///
/// A service or the database cannot be asked.
pub(in crate::crash) async fn judge(
    linked: &Linked,
    look: &Look,
    visits: &[Visit],
) -> Result<Vec<String>> {
    let (login, services) = (linked.login()?, &linked.services);
    let passwords: Vec<String> = (0..=linked.changes()).map(|n| linked.password(n)).collect();
    let mut found = Vec::new();
    for (number, password) in passwords.iter().enumerate() {
        let is_newest = number == linked.changes();
        if services.posta.opens(&login, password)? != is_newest {
            found.push(format!("R-65: the directory and password {number}"));
        }
    }
    let newest = passwords.last().context("no password")?;
    for (name, users) in [
        ("sidi", services.sidi.users().await?),
        ("pago", services.pago.users().await?),
    ] {
        let text = |user: &Value| user.get("password").cloned().unwrap_or_default();
        let held: Vec<Value> = users.iter().map(text).collect();
        if held != [newest.as_str()] {
            found.push(format!("R-65: {name} holds {held:?}"));
        }
    }
    let history = services.sidi.history().await?;
    let effects: Vec<Effect> = history.iter().filter_map(effect).collect();
    if effects.len() != history.len() {
        found.push(format!("R-67: {history:?}"));
    }
    let is_revoked = linked.story == Story::Compromised;
    found.extend(effects_are_wrong(&effects, &passwords, is_revoked));
    found.extend(order_is_wrong(&orders(look).await?, visits));
    for (rule, sql) in RULES {
        let count = look.count(sql).await?;
        if count != 3 {
            found.push(format!("{rule}: {count} of 3"));
        }
    }
    Ok(found)
}

/// What holds once for each service.
const RULES: &[(&str, &str)] = &[(
    "R-65: the newest order about the password is carried out",
    "SELECT COUNT(*) FROM outbox AS it WHERE target LIKE '%/password'
         AND settled_at IS NOT NULL AND NOT is_buried AND NOT is_superseded AND NOT is_refused
         AND version = (SELECT MAX(version) FROM outbox WHERE target = it.target)",
)];

fn effect(user: &Value) -> Option<Effect> {
    let (schema, attribute) = VERSION_ATTRIBUTE.rsplit_once(':')?;
    Some(Effect {
        password: user.get("password")?.as_str()?.to_owned(),
        is_active: user.get("active")?.as_bool()?,
        version: user.get(schema)?.get(attribute)?.as_i64()?,
    })
}

/// Each version has come once, the older before the newer; nobody had a password that was never
/// chosen; and whoever was to be shut out was shut out before the password changed.
fn effects_are_wrong(effects: &[Effect], passwords: &[String], is_revoked: bool) -> Vec<String> {
    let mut found = Vec::new();
    let place = |effect: &Effect| passwords.iter().position(|it| *it == effect.password);
    for pair in effects.windows(2) {
        let [before, after] = pair else { continue };
        if before.version >= after.version {
            found.push(format!("R-66, R-67: {before:?} before {after:?}"));
        }
        if place(before) > place(after) {
            found.push(format!("R-67: an older password after a newer: {pair:?}"));
        }
        if is_revoked && before.is_active && before.password != after.password {
            found.push(format!("R-70: not closed before {after:?}"));
        }
    }
    if effects.iter().any(|effect| place(effect).is_none()) {
        found.push(format!(
            "R-20: a password that nobody has chosen: {effects:?}"
        ));
    }
    let last = effects.last();
    if !last.is_some_and(|last| last.is_active && passwords.last() == Some(&last.password)) {
        found.push(format!("R-65: the end is {last:?}"));
    }
    found
}

/// To which service an order goes, and its number.
type Orders = BTreeMap<String, (String, i64)>;

async fn orders(look: &Look) -> Result<Orders> {
    let sql = "SELECT id, target, version FROM outbox WHERE target LIKE '%/%'";
    let mut orders = Orders::new();
    for row in look.rows(sql).await? {
        let (id, target): (Uuid, String) = (row.try_get("", "id")?, row.try_get("", "target")?);
        let service = target.split('/').next().unwrap_or_default().to_owned();
        orders.insert(id.to_string(), (service, row.try_get("", "version")?));
    }
    Ok(orders)
}

/// No service is ever asked for something older than what it was asked for before.
fn order_is_wrong(orders: &Orders, visits: &[Visit]) -> Vec<String> {
    let mut newest: BTreeMap<&str, i64> = BTreeMap::new();
    let mut found = Vec::new();
    let asked = visits
        .iter()
        .filter(|visit| visit.point.call == "apply" && visit.point.moment == Moment::Before);
    for visit in asked {
        let Some((service, version)) = orders.get(&visit.about) else {
            found.push(format!(
                "I2: nobody has committed the order {}",
                visit.about
            ));
            continue;
        };
        let before = newest.entry(service).or_insert(*version);
        if *before > *version {
            found.push(format!(
                "R-67: {service} was asked for {version} after {before}"
            ));
        }
        *before = (*before).max(*version);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effects(held: &[(usize, bool, i64)]) -> Vec<Effect> {
        let effect = |(password, is_active, version): &(usize, bool, i64)| Effect {
            password: password.to_string(),
            is_active: *is_active,
            version: *version,
        };
        held.iter().map(effect).collect()
    }

    #[test]
    fn what_a_service_has_gone_through_is_judged() {
        let told = |held: &[(usize, bool, i64)], is_revoked| {
            let chosen = ["0".to_owned(), "1".to_owned()];
            effects_are_wrong(&effects(held), &chosen, is_revoked)
        };
        let closed = &[(0, true, 1), (0, false, 2), (1, true, 3)];
        assert_eq!(told(closed, true), Vec::<String>::new());
        assert_eq!(
            told(&[(0, true, 1), (1, true, 3)], false),
            Vec::<String>::new()
        );
        for (held, is_revoked, rule) in [
            (&[(0, true, 1), (1, true, 3)][..], true, "R-70"),
            (&[(0, true, 1), (1, true, 3), (1, true, 3)], false, "R-66"),
            (&[(1, true, 1), (0, true, 3)], false, "R-67: an older"),
            (&[(0, true, 1), (2, true, 2), (1, true, 3)], false, "R-20"),
            (&[(0, true, 1)], false, "R-65"),
            (&[(0, true, 1), (1, false, 2)], false, "R-65"),
            (&[], false, "R-65"),
        ] {
            let found = told(held, is_revoked);
            assert!(
                found.iter().any(|it| it.starts_with(rule)),
                "{rule}: {found:?}"
            );
        }
    }

    #[test]
    fn an_older_order_after_a_newer_one_is_noticed() -> Result<()> {
        let order = |id: &str, version| (id.to_owned(), ("sidi".to_owned(), version));
        let orders = Orders::from([order("a", 1), order("b", 2)]);
        let visits = |ids: &[&str]| {
            let visit = |id| format!("apply:1:before {id}").parse();
            ids.iter().map(visit).collect::<Result<Vec<Visit>>>()
        };
        assert_eq!(
            order_is_wrong(&orders, &visits(&["a", "a", "b", "b"])?).len(),
            0
        );
        assert_eq!(order_is_wrong(&orders, &visits(&["a", "b", "a"])?).len(), 1);
        assert_eq!(order_is_wrong(&orders, &visits(&["c"])?).len(), 1);
        Ok(())
    }
}
