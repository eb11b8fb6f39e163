//! The settings of every node: the defaults, with limits that one machine playing many people does
//! not reach.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use varco_domain::credential::{LockoutRules, PasswordPolicy};
use varco_domain::delivery::LinkedServices;
use varco_domain::grant::GrantLives;
use varco_domain::registration::{DocumentRef, LegalDocuments, RegistrationRules};
use varco_domain::session::SessionLimits;
use varco_domain::throttle::Limit;
use varco_domain::utenza::{IssuePolicy, UtenzaKind};
use varco_usecases::{InitialCredential, Limits, Retention, Settings};

/// The instant at which everything happens.
pub(super) const NOW: Timestamp = Timestamp::constant(1_795_000_000, 0);

pub(super) fn settings() -> Settings {
    let document = |byte| DocumentRef {
        version: "1".to_owned(),
        digest: [byte; 32],
    };
    let wide = Limit::per_hour(u32::MAX);
    Settings {
        rules: RegistrationRules::default(),
        documents: LegalDocuments {
            terms: document(1),
            privacy: document(2),
        },
        issue: IssuePolicy::default_for(UtenzaKind::External),
        initial_credential: InitialCredential::Mailed,
        services: LinkedServices::default(),
        external_policy: PasswordPolicy::MODERN,
        mi_policy: PasswordPolicy::MINISTERO,
        repeat_password: true,
        service_words: vec!["Istanze OnLine".to_owned()],
        sessions: SessionLimits::default(),
        grants: GrantLives::default(),
        zone: TimeZone::UTC,
        retention: Retention::default(),
        limits: Limits {
            login: LockoutRules {
                pause_after: u32::MAX,
                failures_max: u32::MAX,
                at_once: u32::MAX,
                ..LockoutRules::default()
            },
            login_network: wide,
            login_identifiers: wide,
            login_total: wide,
            start_network: wide,
            ticket_network: wide,
            mail_network: wide,
            mail_total: wide,
            ..Limits::default()
        },
    }
}
