//! What operators are shown, and when they are told.

use std::net::SocketAddr;

use jiff::SignedDuration;
use serde::Deserialize;

use super::ConfigError;

/// Metrics.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MetricsSection {
    /// Address at which `GET /metrics` is answered, for whoever can reach it; nowhere if absent.
    pub listen: Option<SocketAddr>,
}

/// When operators are told that something waits for too long.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AlertsSection {
    /// The oldest mail.
    pub mail_age: SignedDuration,
    /// The oldest order to a linked service.
    pub order_age: SignedDuration,
}

impl Default for AlertsSection {
    fn default() -> Self {
        Self {
            mail_age: SignedDuration::from_mins(15),
            order_age: SignedDuration::from_mins(15),
        }
    }
}

impl AlertsSection {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let ages = [
            ("alerts.mail_age", self.mail_age),
            ("alerts.order_age", self.order_age),
        ];
        let is_good = |age: SignedDuration| {
            (SignedDuration::from_mins(1)..=SignedDuration::from_hours(24)).contains(&age)
        };
        match ages.into_iter().find(|(_, age)| !is_good(*age)) {
            Some((key, _)) => {
                let reason = "must be between a minute and a day, such as \"15m\"";
                Err(ConfigError::invalid(key, reason))
            }
            None => Ok(()),
        }
    }
}
