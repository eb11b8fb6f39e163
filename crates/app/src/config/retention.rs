//! How long everything is kept that is not an account: `[retention]`.
//!
//! What has a life of its own is not here, because it goes when that ends: sessions (`[session]`),
//! answered captchas and counters. `docs/data-retention.md` has them all.

use jiff::SignedDuration;
use serde::Deserialize;
use varco_domain::registration::RegistrationRules;
use varco_usecases::Retention;

use super::ConfigError;

/// From its beginning to its erasure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RetentionSection {
    /// A registration that is not confirmed.
    pub drafts: SignedDuration,
    /// A confirmed registration that is not activated, from its confirmation.
    pub registrations: SignedDuration,
    /// The sealed text of a mail that does not get delivered.
    pub secrets: SignedDuration,
    /// The record that a mail was sent, given up or replaced, from then.
    pub mail_records: SignedDuration,
}

impl Default for RetentionSection {
    fn default() -> Self {
        let (rules, retention) = (RegistrationRules::default(), Retention::default());
        Self {
            drafts: rules.draft_life,
            registrations: rules.pending_life,
            secrets: retention.secrets,
            mail_records: retention.records,
        }
    }
}

impl RetentionSection {
    /// What the outbox keeps, and how long.
    pub(crate) const fn outbox(&self) -> Retention {
        Retention {
            secrets: self.secrets,
            records: self.mail_records,
        }
    }

    /// Longer is not more service but more risk, so each has a longest time too.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let hours = SignedDuration::from_hours;
        let shortest = SignedDuration::from_mins(1);
        between("retention.drafts", self.drafts, shortest, hours(24 * 30))?;
        between(
            "retention.registrations",
            self.registrations,
            shortest,
            hours(24 * 30),
        )?;
        between(
            "retention.secrets",
            self.secrets,
            Retention::SHORTEST_SECRETS,
            Retention::LONGEST_SECRETS,
        )?;
        // As long as a mail can be replayed, there must be a record of it.
        between(
            "retention.mail_records",
            self.mail_records,
            Retention::LONGEST_SECRETS,
            hours(24 * 365),
        )
    }
}

fn between(
    key: &'static str,
    life: SignedDuration,
    shortest: SignedDuration,
    longest: SignedDuration,
) -> Result<(), ConfigError> {
    if (shortest..=longest).contains(&life) {
        return Ok(());
    }
    let reason = format!("must be between {shortest:#} and {longest:#}, such as \"24h\"");
    Err(ConfigError::invalid(key, reason))
}
