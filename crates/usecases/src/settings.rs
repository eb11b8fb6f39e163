//! What the configuration decides for the use cases.

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use varco_domain::credential::{LockoutRules, PasswordPolicy};
use varco_domain::delivery::LinkedServices;
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
    /// The services that hold the same password.
    pub services: LinkedServices,
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

/// Limits on attempts, and on mails that somebody asks for who has not logged in.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Failed logins in a row, and failed proofs of who is logged in.
    pub login: LockoutRules,
    /// Logins per network prefix.
    pub login_network: Limit,
    /// Different usernames and codici fiscali tried from one network prefix.
    pub login_identifiers: Limit,
    /// Logins from everywhere.
    pub login_total: Limit,
    /// Registrations begun per network prefix.
    pub start_network: Limit,
    /// Activation codes and links tried per network prefix.
    pub ticket_network: Limit,
    /// Mails to one mailbox.
    pub mailbox: Limit,
    /// Mails of one kind to one mailbox, asked for by naming its owner, in a short time.
    pub mailbox_pause: Limit,
    /// Mails to the holder of one codice fiscale, to whichever mailbox.
    pub holder: Limit,
    /// Notices to the holder of a codice fiscale that somebody tries to register.
    pub holder_notice: Limit,
    /// Changes of the e-mail address that the holder of an utenza asks for.
    pub email_changes: Limit,
    /// Mails asked for from one network prefix.
    pub mail_network: Limit,
    /// Mails asked for from everywhere.
    pub mail_total: Limit,
}

impl Default for Limits {
    /// Wide enough for some hundred people behind one address, and for the evening of a deadline.
    fn default() -> Self {
        Self {
            login: LockoutRules::default(),
            login_network: Limit::per_hour(10_000),
            login_identifiers: Limit::per_hour(1_000),
            login_total: Limit::per_minute(20_000),
            start_network: Limit::per_hour(5_000),
            ticket_network: Limit::per_hour(1_000),
            mailbox: Limit::per_day(3),
            mailbox_pause: Limit {
                max: 1,
                span: SignedDuration::from_mins(5),
            },
            holder: Limit::per_day(3),
            holder_notice: Limit::per_day(1),
            email_changes: Limit::per_day(6),
            mail_network: Limit::per_hour(5_000),
            mail_total: Limit::per_hour(100_000),
        }
    }
}

impl Settings {
    /// The password policy of a kind of utenza, with what its linked services ask for (T-30).
    pub fn policy(&self, kind: UtenzaKind) -> PasswordPolicy {
        self.services.effective(self.own_policy(kind), kind)
    }

    /// The password policy of a kind of utenza without its linked services.
    pub const fn own_policy(&self, kind: UtenzaKind) -> &PasswordPolicy {
        match kind {
            UtenzaKind::Mi => &self.mi_policy,
            UtenzaKind::External => &self.external_policy,
        }
    }
}
