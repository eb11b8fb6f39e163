//! Passwords of utenze MI: `[password.mi]`.

use jiff::SignedDuration;
use serde::Deserialize;
use varco_domain::credential::PasswordPolicy;

use super::ConfigError;

/// What of the profile `ministero` may be set. Whatever `modern` does not ask for is told at the start.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MiPasswordSection {
    /// Fewest code points.
    pub min_length: usize,
    /// Former passwords that may not come back.
    pub history: u8,
    /// Days after which a change is asked for; 0 for never.
    pub max_age_days: u16,
}

impl Default for MiPasswordSection {
    fn default() -> Self {
        Self {
            min_length: PasswordPolicy::MINISTERO.min_length,
            history: PasswordPolicy::MINISTERO.history,
            max_age_days: 0,
        }
    }
}

impl MiPasswordSection {
    pub(crate) fn policy(&self) -> PasswordPolicy {
        let age = SignedDuration::from_hours(24 * i64::from(self.max_age_days));
        PasswordPolicy {
            min_length: self.min_length,
            history: self.history,
            max_age: (self.max_age_days > 0).then_some(age),
            ..PasswordPolicy::MINISTERO
        }
    }

    /// Each remembered password costs a slow hash at every change; the first reminder comes 14 days
    /// before the end.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let invalid = |key, reason| Err(ConfigError::invalid(key, reason));
        if !(8..=64).contains(&self.min_length) {
            return invalid("password.mi.min_length", "must be between 8 and 64");
        }
        if self.history > 10 {
            return invalid("password.mi.history", "must be between 0 and 10");
        }
        if !matches!(self.max_age_days, 0 | 30..=730) {
            return invalid(
                "password.mi.max_age_days",
                "must be 0 or between 30 and 730",
            );
        }
        Ok(())
    }
}
