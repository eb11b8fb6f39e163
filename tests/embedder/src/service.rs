//! The use cases over the ports: the one place where this program chooses what it is made of.

use std::sync::Arc;

use jiff::{Timestamp, tz::TimeZone};
use varco_domain::credential::PasswordPolicy;
use varco_domain::delivery::LinkedServices;
use varco_domain::grant::GrantLives;
use varco_domain::registration::{DocumentRef, LegalDocuments, RegistrationRules};
use varco_domain::session::SessionLimits;
use varco_ports::testkit::{
    AcceptAllCaptcha, FixedClock, PlainDigester, PlainHasher, PlainVault, RecordingMailSender,
    SeededEntropy,
};
use varco_usecases::{InitialCredential, Limits, Ports, Retention, Settings, Targets, UseCases};

use crate::storage::Storage;

/// The service, and the hands that move its clock and read its mail.
pub(crate) struct Service {
    pub(crate) usecases: UseCases,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) mail: Arc<RecordingMailSender>,
}

impl Service {
    /// A service whose clock shows `now` and which knows nobody yet.
    pub(crate) fn new(now: Timestamp) -> Self {
        let storage = Arc::new(Storage::default());
        let clock = Arc::new(FixedClock::at(now));
        let mail = Arc::new(RecordingMailSender::default());
        let ports = Ports {
            accounts: storage.clone(),
            commit: storage.clone(),
            deliveries: storage.clone(),
            desk: storage.clone(),
            forms: storage.clone(),
            grants: storage.clone(),
            housekeeping: storage.clone(),
            lockouts: storage.clone(),
            outbox: storage.clone(),
            registrations: storage.clone(),
            sessions: storage.clone(),
            throttle: storage.clone(),
            trail: storage,
            // Stand-ins: a real program tells the time, asks people whether they are robots, sends
            // mail, hashes with argon2id, seals with a key and takes its randomness from the system.
            captcha: Arc::new(AcceptAllCaptcha),
            clock: clock.clone(),
            digester: Arc::new(PlainDigester),
            entropy: Arc::new(SeededEntropy::new(1861)),
            hasher: Arc::new(PlainHasher),
            mail: mail.clone(),
            targets: Targets::new(),
            vault: Arc::new(PlainVault),
        };
        Self {
            usecases: UseCases::new(ports, settings()),
            clock,
            mail,
        }
    }
}

fn settings() -> Settings {
    let document = || DocumentRef {
        version: "2026-11-01".to_owned(),
        digest: [0; 32],
    };
    Settings {
        rules: RegistrationRules::default(),
        documents: LegalDocuments {
            terms: document(),
            privacy: document(),
        },
        initial_credential: InitialCredential::Mailed,
        issue: varco_domain::utenza::IssuePolicy::default_for(
            varco_domain::utenza::UtenzaKind::External,
        ),
        services: LinkedServices::default(),
        external_policy: PasswordPolicy::MODERN,
        mi_policy: PasswordPolicy::MINISTERO,
        repeat_password: true,
        service_words: vec!["Sportello".to_owned()],
        sessions: SessionLimits::default(),
        grants: GrantLives::default(),
        zone: TimeZone::UTC,
        limits: Limits::default(),
        retention: Retention::default(),
    }
}
