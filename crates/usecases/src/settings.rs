//! What the configuration decides for the use cases.

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use varco_domain::credential::{LockoutRules, PasswordPolicy};
use varco_domain::grant::GrantLives;
use varco_domain::registration::{LegalDocuments, RegistrationRules};
use varco_domain::session::SessionLimits;
use varco_domain::throttle::Limit;
use varco_domain::utenza::{IssuePolicy, UtenzaKind};

/// How a new utenza gets its first credential.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InitialCredential {
    /// A one-time password is mailed after activation; the first login asks for a password.
    #[default]
    Mailed,
    /// The person chooses the password on the activation page; only the username is mailed.
    ChosenAtActivation,
}

/// Settings of the use cases.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Life and limits of a registration.
    pub rules: RegistrationRules,
    /// Legal documents in force.
    pub documents: LegalDocuments,
    /// Who may register, and until when.
    pub issue: IssuePolicy,
    /// How the first credential comes about.
    pub initial_credential: InitialCredential,
    /// Password policy of external utenze.
    pub external_policy: PasswordPolicy,
    /// Password policy of MI utenze.
    pub mi_policy: PasswordPolicy,
    /// Whether a new password is typed twice.
    pub repeat_password: bool,
    /// Names of the service, which must not make up a password.
    pub service_words: Vec<String>,
    /// Life of sessions.
    pub sessions: SessionLimits,
    /// Life of mailed links.
    pub grants: GrantLives,
    /// Time zone in which days begin.
    pub zone: TimeZone,
    /// Limits on attempts.
    pub limits: Limits,
    /// What the outbox keeps, and how long.
    pub retention: Retention,
}

/// What the outbox keeps, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Sealed messages, from their commit: then they are given up and erased, delivered or not.
    pub secrets: SignedDuration,
    /// The record that something was sent, given up or superseded, from then.
    pub records: SignedDuration,
}

impl Retention {
    /// Shortest life of a sealed message.
    pub const SHORTEST_SECRETS: SignedDuration = SignedDuration::from_hours(1);
    /// Longest life of a sealed message.
    pub const LONGEST_SECRETS: SignedDuration = SignedDuration::from_hours(72);
}

impl Default for Retention {
    /// A day and thirty.
    fn default() -> Self {
        Self {
            secrets: SignedDuration::from_hours(24),
            records: SignedDuration::from_hours(24 * 30),
        }
    }
}

/// Limits on attempts.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Failed logins in a row, and failed proofs of who is logged in.
    pub login: LockoutRules,
    /// Failed logins per network prefix.
    pub login_network: Limit,
    /// Registrations begun per network prefix.
    pub start_network: Limit,
    /// Activation codes and links tried per network prefix.
    pub ticket_network: Limit,
    /// Mails to one mailbox asked for by somebody who has not logged in.
    pub mailbox: Limit,
    /// Notices to the holder of a codice fiscale that somebody tries to register.
    pub holder_notice: Limit,
}

impl Default for Limits {
    fn default() -> Self {
        let per = |max, span| Limit::Window { max, span };
        let (hour, day) = (
            SignedDuration::from_hours(1),
            SignedDuration::from_hours(24),
        );
        Self {
            login: LockoutRules::default(),
            login_network: per(10_000, hour),
            start_network: per(5_000, hour),
            ticket_network: per(1_000, hour),
            mailbox: per(6, day),
            holder_notice: per(1, day),
        }
    }
}

impl Settings {
    /// The password policy of a kind of utenza.
    pub const fn policy(&self, kind: UtenzaKind) -> &PasswordPolicy {
        match kind {
            UtenzaKind::Mi => &self.mi_policy,
            UtenzaKind::External => &self.external_policy,
        }
    }
}
