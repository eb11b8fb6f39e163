//! The figures of a registration, each a configuration key with this default.

use jiff::SignedDuration;

/// How long things live and how often they may be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegistrationRules {
    /// Life of a draft that has not been confirmed.
    pub draft_life: SignedDuration,
    /// Life of a confirmed registration that waits for its activation.
    pub pending_life: SignedDuration,
    /// Life of an activation link.
    pub link_life: SignedDuration,
    /// Life of a one-time password.
    pub one_time_life: SignedDuration,
    /// Pause between two activation mails.
    pub resend_wait: SignedDuration,
    /// Most activation mails of one registration.
    pub max_mailings: u32,
    /// Whether the e-mail address is typed twice.
    pub repeat_email: bool,
    /// Age below which the person is asked to check, in years.
    pub min_age: i16,
}

impl Default for RegistrationRules {
    fn default() -> Self {
        Self {
            draft_life: SignedDuration::from_hours(24),
            pending_life: SignedDuration::from_hours(72),
            link_life: SignedDuration::from_hours(24),
            one_time_life: SignedDuration::from_hours(72),
            resend_wait: SignedDuration::from_mins(1),
            max_mailings: 3,
            repeat_email: true,
            min_age: 14,
        }
    }
}
