//! The world of the tests in process: a store that forgets, a clock that stands, a mail system that
//! keeps everything, and the settings of a configuration without keys.

use std::sync::Arc;

use varco_domain::credential::PasswordPolicy;
use varco_domain::delivery::{LinkedService, LinkedServices, ServiceId};
use varco_domain::grant::GrantLives;
use varco_domain::language::Language;
use varco_domain::registration::RegistrationRules;
use varco_domain::session::SessionLimits;
use varco_domain::utenza::{IssuePolicy, UtenzaKind};
use varco_ports::testkit::{
    AcceptAllCaptcha, FixedClock, InMemoryStore, InMemoryTarget, PlainDigester, PlainHasher,
    PlainVault, RecordingMailSender, SeededEntropy,
};
use varco_usecases::{
    InitialCredential, Limits, Line, Ports, Retention, Settings, Targets, UseCases,
};

use varco_words::Words;

use crate::legal::LegalTexts;
use crate::pages::Branding;
use crate::state::{App, Site};
use crate::web::client::TrustedProxies;

/// What stands behind the application.
pub(crate) struct World {
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) mails: Arc<RecordingMailSender>,
    pub(crate) ports: Ports,
}

impl World {
    /// A world where it is this instant.
    pub(crate) fn at(now: &str) -> Self {
        let store = Arc::new(InMemoryStore::new());
        let clock = Arc::new(FixedClock::at(now.parse().unwrap()));
        let mails = Arc::new(RecordingMailSender::default());
        let ports = Ports {
            accounts: store.clone(),
            captcha: Arc::new(AcceptAllCaptcha),
            clock: clock.clone(),
            commit: store.clone(),
            deliveries: store.clone(),
            desk: store.clone(),
            digester: Arc::new(PlainDigester),
            entropy: Arc::new(SeededEntropy::new(1)),
            forms: store.clone(),
            grants: store.clone(),
            hasher: Arc::new(PlainHasher),
            housekeeping: store.clone(),
            lockouts: store.clone(),
            mail: mails.clone(),
            outbox: store.clone(),
            registrations: store.clone(),
            sessions: store.clone(),
            targets: Targets::new(),
            throttle: store.clone(),
            trail: store,
            vault: Arc::new(PlainVault),
        };
        Self {
            clock,
            mails,
            ports,
        }
    }
}

/// The application over these ports.
pub(crate) fn app(ports: Ports, settings: Settings) -> Arc<App> {
    Arc::new(App {
        usecases: UseCases::new(ports, settings),
        proxies: TrustedProxies::default(),
        site: Site {
            service_name: "Istanze OnLine".to_owned(),
            organisation: "Ministero di prova".to_owned(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            assistance: "aiuto@example.it".to_owned(),
            mail_from: "noreply@example.it".to_owned(),
            languages: Language::ALL.to_vec(),
            branding: Branding::default(),
            legal: LegalTexts::default(),
            is_demo: false,
        },
    })
}

/// What nobody has configured.
pub(crate) fn settings() -> Settings {
    Settings {
        rules: RegistrationRules::default(),
        documents: LegalTexts::default().documents(),
        initial_credential: InitialCredential::default(),
        issue: IssuePolicy::default_for(UtenzaKind::External),
        services: LinkedServices::default(),
        external_policy: PasswordPolicy::MODERN,
        mi_policy: PasswordPolicy::MINISTERO,
        repeat_password: true,
        service_words: vec!["Istanze OnLine".to_owned()],
        sessions: SessionLimits::default(),
        grants: GrantLives::default(),
        zone: crate::wiring::ROME.clone(),
        limits: Limits::default(),
        retention: Retention::default(),
    }
}

/// Adds the linked service `sidi`, for everybody.
pub(crate) fn link(ports: &mut Ports, settings: &mut Settings) -> Arc<InMemoryTarget> {
    let id = ServiceId::parse("sidi").unwrap();
    let service = LinkedService {
        id: id.clone(),
        name: "Portale SIDI".to_owned(),
        description: "Le pratiche della scuola".to_owned(),
        kinds: vec![UtenzaKind::External, UtenzaKind::Mi],
        policy: PasswordPolicy::ANY,
    };
    settings.services = LinkedServices::new(vec![service]).unwrap();
    let target = Arc::new(InMemoryTarget::default());
    ports.targets.insert(id, target.clone());
    target
}

/// Carries orders to the service of [`link`], until none is due.
pub(crate) async fn carry(app: &App) {
    work(app, &Line::Orders(ServiceId::parse("sidi").unwrap())).await;
}

/// Does what the worker does until nothing is due: requests are answered, mails sent.
pub(crate) async fn deliver(app: &App) {
    work(app, &Line::Mails).await;
}

async fn work(app: &App, line: &Line) {
    loop {
        let claimed = app.usecases.claim(line, 100).await.unwrap();
        if claimed.is_empty() {
            return;
        }
        for item in claimed {
            app.usecases.deliver(&item).await.unwrap();
        }
    }
}

/// The words that most tests compare with.
pub(crate) fn italian() -> Words {
    Words::of(Language::It)
}
