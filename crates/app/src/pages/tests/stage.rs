//! The ground of these tests: the pages and the world behind them.

use std::sync::Arc;

use jiff::Timestamp;
use poem::endpoint::BoxEndpoint;
use poem::{Endpoint, EndpointExt, Request, Response};
use secrecy::ExposeSecret;
use varco_domain::credential::PasswordPolicy;
use varco_domain::registration::RegistrationRules;
use varco_domain::session::SessionLimits;
use varco_ports::Template;
use varco_ports::testkit::{
    AcceptAllCaptcha, FixedClock, InMemoryStore, PlainDigester, PlainHasher, PlainVault,
    RecordingMailSender, SeededEntropy,
};
use varco_usecases::{InitialCredential, Limits, Ports, Settings, UseCases};

use super::browser::Browser;
use crate::legal::LegalTexts;
use crate::pages::{error_page, routes};
use crate::state::{App, Site};

pub(super) const CODE: &str = "RSSMRA85T10A562S";
pub(super) const EMAIL: &str = "mario.rossi@esempio.it";
pub(super) const PASSWORD: &str = "tramonto giallo sul molo";

/// The pages, without the edge that stands before them.
pub(super) struct Stage {
    pages: BoxEndpoint<'static, Response>,
    pub(super) app: Arc<App>,
    pub(super) clock: Arc<FixedClock>,
    mails: Arc<RecordingMailSender>,
}

impl Stage {
    pub(super) fn new() -> Self {
        Self::with(|_, _| {})
    }

    /// A stage with some of its world changed.
    pub(super) fn with(change: impl FnOnce(&mut Ports, &mut Settings)) -> Self {
        let store = Arc::new(InMemoryStore::new());
        let noon: Timestamp = "2026-11-21T11:00:00Z".parse().unwrap();
        let clock = Arc::new(FixedClock::at(noon));
        let mails = Arc::new(RecordingMailSender::default());
        let mut ports = Ports {
            accounts: store.clone(),
            captcha: Arc::new(AcceptAllCaptcha),
            clock: clock.clone(),
            commit: store.clone(),
            desk: store.clone(),
            digester: Arc::new(PlainDigester),
            entropy: Arc::new(SeededEntropy::new(1)),
            hasher: Arc::new(PlainHasher),
            housekeeping: store.clone(),
            mail: mails.clone(),
            outbox: store.clone(),
            registrations: store.clone(),
            sessions: store.clone(),
            throttle: store,
            vault: Arc::new(PlainVault),
        };
        let mut settings = settings();
        change(&mut ports, &mut settings);
        let usecases = UseCases::new(ports, settings);
        let app = Arc::new(App {
            usecases,
            proxies: crate::web::client::TrustedProxies::default(),
            site: site(),
        });
        let pages = routes().data(Arc::clone(&app)).map_to_response().boxed();
        Self {
            pages,
            app,
            clock,
            mails,
        }
    }

    pub(super) fn browser(&self) -> Browser<'_> {
        Browser::new(self)
    }

    /// One request; what no handler answers becomes a page, as the edge does it.
    pub(super) async fn answer(&self, request: Request) -> Response {
        match self.pages.call(request).await {
            Ok(response) => response,
            Err(error) if error.is_from_response() => error.into_response(),
            Err(error) => error_page(&self.app, error.status()),
        }
    }

    /// The mails sent so far.
    pub(super) async fn letters(&self) -> Vec<Template> {
        for mail in self.app.usecases.claim_mails(100).await.unwrap() {
            self.app.usecases.deliver_mail(&mail).await.unwrap();
        }
        self.mails
            .sent()
            .into_iter()
            .map(|message| message.template)
            .collect()
    }

    /// Token and code of the last activation mail.
    pub(super) async fn ticket(&self) -> (String, String) {
        let found = self
            .letters()
            .await
            .into_iter()
            .rev()
            .find_map(|letter| match letter {
                Template::Activation { token, code, .. } => Some((token, code)),
                _ => None,
            });
        let (token, code) = found.expect("an activation mail");
        (
            token.expose_secret().to_owned(),
            code.expose_secret().to_owned(),
        )
    }

    /// Username and one-time password of the last second mail.
    pub(super) async fn credential(&self) -> (String, String) {
        let found = self
            .letters()
            .await
            .into_iter()
            .rev()
            .find_map(|letter| match letter {
                Template::OneTimePassword {
                    username, password, ..
                } => Some((username, password)),
                _ => None,
            });
        let (username, password) = found.expect("a second mail");
        (username, password.expose_secret().to_owned())
    }
}

fn settings() -> Settings {
    Settings {
        rules: RegistrationRules::default(),
        documents: LegalTexts::default().documents(),
        initial_credential: InitialCredential::default(),
        issue: varco_domain::utenza::IssuePolicy::default_for(
            varco_domain::utenza::UtenzaKind::External,
        ),
        external_policy: PasswordPolicy::MODERN,
        mi_policy: PasswordPolicy::MINISTERO,
        repeat_password: true,
        service_words: vec!["Istanze OnLine".to_owned()],
        sessions: SessionLimits::default(),
        zone: jiff::tz::get!("Europe/Rome"),
        limits: Limits::default(),
        retention: varco_usecases::Retention::default(),
    }
}

fn site() -> Site {
    Site {
        service_name: "Istanze OnLine".to_owned(),
        organisation: "Ministero di prova".to_owned(),
        public_url: "http://127.0.0.1:8080".to_owned(),
        assistance: "aiuto@example.it".to_owned(),
        mail_from: "noreply@example.it".to_owned(),
        legal: LegalTexts::default(),
        is_demo: false,
    }
}
