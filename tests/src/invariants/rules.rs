//! The rules, as queries that count what breaks them.

use anyhow::Result;

use super::look::Look;

/// Counts what has not come to rest: mails that wait or are being sent.
pub const REST: &str = "SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL";

/// What each rule says when it is broken, and the query that counts how often it is.
const RULES: &[(&str, &str)] = &[
    (
        "I1: codici fiscali with more than one account",
        "SELECT COUNT(*) FROM (SELECT codice_fiscale FROM account
         GROUP BY codice_fiscale HAVING COUNT(*) > 1) AS twice",
    ),
    (
        "I1: accounts whose username was not taken",
        "SELECT COUNT(*) FROM account WHERE username NOT IN (SELECT name FROM username)",
    ),
    (
        "I1: usernames taken by nobody",
        "SELECT COUNT(*) FROM username WHERE name NOT IN (SELECT username FROM account)",
    ),
    (
        "I2: accounts that come from no registration, or from several",
        "SELECT COUNT(*) FROM account WHERE 1 <>
         (SELECT COUNT(*) FROM registration WHERE registration.account = account.id)",
    ),
    (
        "I2: activated registrations without an account",
        "SELECT COUNT(*) FROM registration WHERE state = 'activated'
         AND (account IS NULL OR account NOT IN (SELECT id FROM account))",
    ),
    ("I2: mails that still wait", REST),
    (
        "I2: leases that nobody ends",
        "SELECT COUNT(*) FROM outbox WHERE is_leased",
    ),
    (
        "R-69: sent and superseded mails with an envelope",
        "SELECT COUNT(*) FROM outbox
         WHERE settled_at IS NOT NULL AND NOT is_buried AND envelope IS NOT NULL",
    ),
    (
        "I2: confirmed registrations that wait without a ticket",
        "SELECT COUNT(*) FROM registration WHERE state = 'awaiting' AND mailing_kind = 'activation'
         AND mailing_ticket NOT IN (SELECT id FROM ticket)",
    ),
    (
        "I3: tickets used without an activation",
        "SELECT COUNT(*) FROM ticket WHERE used_at IS NOT NULL AND registration NOT IN
         (SELECT id FROM registration WHERE state = 'activated')",
    ),
    (
        "I3: activated registrations without exactly one used ticket",
        "SELECT COUNT(*) FROM registration WHERE state = 'activated' AND 1 <>
         (SELECT COUNT(*) FROM ticket
          WHERE ticket.registration = registration.id AND used_at IS NOT NULL)",
    ),
    (
        "I4: mails superseded by nothing newer",
        "SELECT COUNT(*) FROM outbox AS old WHERE is_superseded AND NOT EXISTS
         (SELECT 1 FROM outbox AS new WHERE new.subject = old.subject
          AND new.target = old.target AND new.version > old.version)",
    ),
    (
        "I4: mails acknowledged after a newer one of their stream was",
        "SELECT COUNT(*) FROM outbox AS old JOIN outbox AS new
         ON new.subject = old.subject AND new.target = old.target AND new.version > old.version
         WHERE old.settled_at > new.settled_at
         AND NOT (old.is_buried OR old.is_superseded OR new.is_buried OR new.is_superseded)",
    ),
    (
        "I5: sessions of another credential than the account's",
        "SELECT COUNT(*) FROM session JOIN account ON account.id = session.account
         WHERE session.credential_version <> account.credential_version",
    ),
    (
        "I5: sessions of nobody",
        "SELECT COUNT(*) FROM session WHERE account NOT IN (SELECT id FROM account)",
    ),
    (
        "I7: accounts not opened exactly once in the audit trail",
        "SELECT COUNT(*) FROM account WHERE 1 <> (SELECT COUNT(*) FROM audit
         WHERE audit.subject = account.id AND event = 'account.opened')",
    ),
    (
        "I7: accounts whose password changes are not in the audit trail",
        "SELECT COUNT(*) FROM account WHERE credential_version <> 1 + (SELECT COUNT(*) FROM audit
         WHERE audit.subject = account.id AND event
         IN ('account.password_changed', 'account.one_time_password_reissued',
         'account.password_reset_by_operator'))",
    ),
    (
        "I7: registrations not confirmed exactly once in the audit trail",
        "SELECT COUNT(*) FROM registration WHERE state IN ('awaiting', 'activated') AND 1 <>
         (SELECT COUNT(*) FROM audit
          WHERE audit.subject = registration.id AND event = 'registration.confirmed')",
    ),
    (
        "I9: sessions with more rights than a one-time password gives, or fewer than a chosen one",
        "SELECT COUNT(*) FROM session JOIN account ON account.id = session.account
         WHERE (account.credential = 'one_time') <> (session.scope = 'change_password')",
    ),
];

/// Every rule that is broken, with how often; also what the database itself finds damaged.
///
/// # Errors
///
/// A question cannot be answered.
pub async fn violations(look: &Look) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (rule, sql) in RULES {
        let count = look.count(sql).await?;
        if count != 0 {
            found.push(format!("{rule}: {count}"));
        }
    }
    found.extend(
        look.damage()
            .await?
            .map(|damage| format!("damaged: {damage}")),
    );
    Ok(found)
}
