//! Limits on attempts, and on mails that somebody asks for who has not logged in.

use jiff::SignedDuration;
use serde::Deserialize;
use varco_domain::throttle::Limit;
use varco_usecases::Limits;

use super::ConfigError;

/// How many in an hour, or in the time that the name says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitsSection {
    /// Registrations begun from one network prefix.
    pub start_network: u32,
    /// Logins from one network prefix.
    pub login_network: u32,
    /// Different usernames and codici fiscali tried from one network prefix.
    pub login_identifiers: u32,
    /// Logins from everywhere in a minute.
    pub login_minute: u32,
    /// Activation codes tried from one network prefix.
    pub ticket_network: u32,
    /// Mails to one mailbox in a day.
    pub mailbox_day: u32,
    /// Pause between two mails to one mailbox that are asked for by naming its owner.
    pub mailbox_pause: SignedDuration,
    /// Mails to the holder of one codice fiscale in a day.
    pub holder_day: u32,
    /// Mails asked for from one network prefix.
    pub mail_network: u32,
    /// Mails asked for from everywhere.
    pub mail_total: u32,
}

impl Default for LimitsSection {
    fn default() -> Self {
        let limits = Limits::default();
        Self {
            start_network: limits.start_network.max,
            login_network: limits.login_network.max,
            login_identifiers: limits.login_identifiers.max,
            login_minute: limits.login_total.max,
            ticket_network: limits.ticket_network.max,
            mailbox_day: limits.mailbox.max,
            mailbox_pause: limits.mailbox_pause.span,
            holder_day: limits.holder.max,
            mail_network: limits.mail_network.max,
            mail_total: limits.mail_total.max,
        }
    }
}

impl LimitsSection {
    /// With none of anything nobody could do anything.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let figures = [
            ("limits.start_network", self.start_network),
            ("limits.login_network", self.login_network),
            ("limits.login_identifiers", self.login_identifiers),
            ("limits.login_minute", self.login_minute),
            ("limits.ticket_network", self.ticket_network),
            ("limits.mailbox_day", self.mailbox_day),
            ("limits.holder_day", self.holder_day),
            ("limits.mail_network", self.mail_network),
            ("limits.mail_total", self.mail_total),
        ];
        if let Some((key, _)) = figures.iter().find(|(_, figure)| *figure == 0) {
            return Err(ConfigError::invalid(key, "must be at least 1"));
        }
        let pause = self.mailbox_pause;
        if pause.is_negative() || pause > SignedDuration::from_hours(24) {
            let reason = "must be at most a day, such as \"5m\"";
            return Err(ConfigError::invalid("limits.mailbox_pause", reason));
        }
        Ok(())
    }

    pub(crate) fn limits(&self) -> Limits {
        Limits {
            start_network: Limit::per_hour(self.start_network),
            login_network: Limit::per_hour(self.login_network),
            login_identifiers: Limit::per_hour(self.login_identifiers),
            login_total: Limit::per_minute(self.login_minute),
            ticket_network: Limit::per_hour(self.ticket_network),
            mailbox: Limit::per_day(self.mailbox_day),
            mailbox_pause: Limit {
                max: 1,
                span: self.mailbox_pause,
            },
            holder: Limit::per_day(self.holder_day),
            mail_network: Limit::per_hour(self.mail_network),
            mail_total: Limit::per_hour(self.mail_total),
            ..Limits::default()
        }
    }
}
