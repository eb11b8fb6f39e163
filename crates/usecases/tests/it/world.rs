//! A world in memory: the use cases, and hands on everything they touch.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use secrecy::{ExposeSecret, SecretString};
use varco_domain::audit::AuditEvent;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::credential::PasswordPolicy;
use varco_domain::delivery::LinkedServices;
use varco_domain::grant::GrantLives;
use varco_domain::registration::{
    DeclarationForm, DocumentRef, LegalDocuments, Registration, RegistrationRules,
};
use varco_domain::session::SessionLimits;
use varco_domain::utenza::{AccessOrigin, Account};
use varco_ports::testkit::{
    AcceptAllCaptcha, FixedClock, InMemoryStore, PlainDigester, PlainHasher, PlainVault,
    RecordingMailSender, SeededEntropy,
};
use varco_ports::{
    AccountStore, AuditTrail, CaptchaAnswer, CaptchaVerifier, Commit, Deliveries, GrantStore,
    KeptForms, Lockouts, MailSender, Message, Outbox, PasswordHasher, RegistrationStore,
    SessionStore, Template, Throttle, Vault,
};
use varco_usecases::{
    ActivateError, ActivateInput, ActivateOutcome, ChangePasswordError, ChangePasswordInput,
    Client, CurrentSession, InitialCredential, Limits, Line, LogInError, LogInInput, OpenedSession,
    Ports, PresentedTicket, Retention, Settings, StartError, StartInput, Targets, UseCases,
};

use crate::faults::{Faulty, Plan};

pub(crate) const CODE: &str = "RSSMRA85T10A562S";
pub(crate) const EMAIL: &str = "mario.rossi@esempio.it";
pub(crate) const CHOSEN: &str = "tre trote nel torrente";

pub(crate) struct World {
    pub(crate) usecases: UseCases,
    pub(crate) ports: Ports,
    pub(crate) store: Arc<InMemoryStore>,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) sender: Arc<RecordingMailSender>,
    pub(crate) plan: Arc<Plan>,
    pub(crate) client: Client,
}

pub(crate) fn settings() -> Settings {
    let document = |byte| DocumentRef {
        version: "1".into(),
        digest: [byte; 32],
    };
    Settings {
        rules: RegistrationRules::default(),
        documents: LegalDocuments {
            terms: document(1),
            privacy: document(2),
        },
        initial_credential: InitialCredential::Mailed,
        issue: varco_domain::utenza::IssuePolicy::default_for(
            varco_domain::utenza::UtenzaKind::External,
        ),
        services: LinkedServices::default(),
        external_policy: PasswordPolicy::MODERN,
        mi_policy: PasswordPolicy::MINISTERO,
        repeat_password: true,
        service_words: vec!["Istanze OnLine".into()],
        sessions: SessionLimits::default(),
        grants: GrantLives::default(),
        zone: TimeZone::UTC,
        limits: Limits::default(),
        retention: Retention::default(),
    }
}

impl World {
    pub(crate) fn new() -> Self {
        Self::with(settings())
    }

    pub(crate) fn with(settings: Settings) -> Self {
        let store = Arc::new(InMemoryStore::new());
        let clock = Arc::new(FixedClock::at(
            "2026-11-21T09:00:00Z".parse::<Timestamp>().unwrap(),
        ));
        let (sender, plan) = (
            Arc::new(RecordingMailSender::default()),
            Arc::new(Plan::default()),
        );
        let ports = Ports {
            accounts: Arc::new(Faulty {
                plan: plan.clone(),
                inner: store.clone() as Arc<dyn AccountStore>,
            }),
            captcha: Arc::new(Faulty {
                plan: plan.clone(),
                inner: Arc::new(AcceptAllCaptcha) as Arc<dyn CaptchaVerifier>,
            }),
            clock: clock.clone(),
            commit: Arc::new(Faulty {
                plan: plan.clone(),
                inner: store.clone() as Arc<dyn Commit>,
            }),
            deliveries: Arc::new(Faulty {
                plan: plan.clone(),
                inner: store.clone() as Arc<dyn Deliveries>,
            }),
            desk: store.clone(),
            targets: Targets::new(),
            digester: Arc::new(PlainDigester),
            entropy: Arc::new(SeededEntropy::new(7)),
            hasher: Arc::new(Faulty {
                plan: plan.clone(),
                inner: Arc::new(PlainHasher) as Arc<dyn PasswordHasher>,
            }),
            housekeeping: store.clone(),
            trail: Arc::new(Faulty {
                plan: plan.clone(),
                inner: store.clone() as Arc<dyn AuditTrail>,
            }),
            lockouts: Arc::new(Faulty {
                plan: plan.clone(),
                inner: store.clone() as Arc<dyn Lockouts>,
            }),
            grants: Arc::new(Faulty {
                plan: plan.clone(),
                inner: store.clone() as Arc<dyn GrantStore>,
            }),
            forms: Arc::new(Faulty {
                plan: plan.clone(),
                inner: store.clone() as Arc<dyn KeptForms>,
            }),
            mail: Arc::new(Faulty {
                plan: plan.clone(),
                inner: sender.clone() as Arc<dyn MailSender>,
            }),
            outbox: Arc::new(Faulty {
                plan: plan.clone(),
                inner: store.clone() as Arc<dyn Outbox>,
            }),
            registrations: Arc::new(Faulty {
                plan: plan.clone(),
                inner: store.clone() as Arc<dyn RegistrationStore>,
            }),
            sessions: Arc::new(Faulty {
                plan: plan.clone(),
                inner: store.clone() as Arc<dyn SessionStore>,
            }),
            throttle: Arc::new(Faulty {
                plan: plan.clone(),
                inner: store.clone() as Arc<dyn Throttle>,
            }),
            vault: Arc::new(Faulty {
                plan: plan.clone(),
                inner: Arc::new(PlainVault) as Arc<dyn Vault>,
            }),
        };
        let usecases = UseCases::new(ports.clone(), settings);
        let client = Client {
            network: "192.0.2.7".into(),
        };
        Self {
            usecases,
            ports,
            store,
            clock,
            sender,
            plan,
            client,
        }
    }

    /// The same world with other ports in part, such as mocks.
    pub(crate) fn replacing(mut self, replace: impl FnOnce(&mut Ports)) -> Self {
        replace(&mut self.ports);
        self.usecases = UseCases::new(self.ports.clone(), self.usecases.settings().clone());
        self
    }

    pub(crate) fn pass(&self, span: SignedDuration) {
        self.clock.advance(span);
    }

    pub(crate) async fn start(
        &self,
        flow: &SecretString,
        code: &str,
    ) -> Result<Registration, StartError> {
        let human = Some(CaptchaAnswer::Proof(SecretString::from("proof")));
        let input = StartInput {
            flow,
            codice_fiscale: code,
            human,
            client: &self.client,
        };
        self.usecases.start_registration(input).await
    }

    /// A registration of Mario Rossi that waits for its activation.
    pub(crate) async fn confirmed(&self, email: &str) -> SecretString {
        let flow = self.usecases.open_flow();
        self.start(&flow, CODE).await.unwrap();
        self.usecases
            .declare_person(&flow, &form(email))
            .await
            .unwrap();
        self.usecases
            .confirm_registration(&flow, &self.client)
            .await
            .unwrap();
        flow
    }

    /// Everything due is answered and sent, unless a port fails; the messages sent so far.
    pub(crate) async fn mails(&self) -> Vec<Message> {
        loop {
            let claimed = self.usecases.claim(&Line::Mails, 100).await;
            let claimed = claimed.unwrap_or_default();
            if claimed.is_empty() {
                return self.sender.sent();
            }
            for mail in claimed {
                let _ = self.usecases.deliver(&mail).await;
            }
        }
    }

    /// Link and code of the last activation mail.
    pub(crate) async fn ticket(&self) -> (PresentedTicket, PresentedTicket) {
        let mails = self.mails().await;
        let last = mails.iter().rev().find_map(|mail| match &mail.template {
            Template::Activation { token, code, .. } => Some((token.clone(), code.clone())),
            _ => None,
        });
        let (token, code) = last.expect("no activation mail");
        (PresentedTicket::Link(token), PresentedTicket::Code(code))
    }

    pub(crate) async fn activate(
        &self,
        ticket: &PresentedTicket,
    ) -> Result<ActivateOutcome, ActivateError> {
        self.usecases
            .activate(ActivateInput {
                ticket,
                chosen: None,
                client: &self.client,
            })
            .await
    }

    /// Username and one-time password of the last second mail.
    pub(crate) async fn credentials(&self) -> (String, SecretString) {
        let mails = self.mails().await;
        let last = mails.iter().rev().find_map(|mail| match &mail.template {
            Template::OneTimePassword {
                username, password, ..
            } => Some((username.clone(), password.clone())),
            _ => None,
        });
        last.expect("no second mail")
    }

    /// Mario Rossi's utenza, opened and not yet entered.
    pub(crate) async fn opened(&self) -> (String, SecretString) {
        self.confirmed(EMAIL).await;
        let (link, _) = self.ticket().await;
        assert_eq!(self.activate(&link).await.unwrap(), ActivateOutcome::Opened);
        self.credentials().await
    }

    /// Mario Rossi's utenza, active with the password [`CHOSEN`].
    pub(crate) async fn active(&self) -> (String, OpenedSession) {
        let (username, one_time) = self.opened().await;
        let restricted = self
            .log_in(&username, one_time.expose_secret())
            .await
            .unwrap();
        let session = self
            .change(&restricted.token, one_time.expose_secret(), CHOSEN)
            .await
            .unwrap();
        (username, session)
    }

    pub(crate) async fn log_in(
        &self,
        identifier: &str,
        password: &str,
    ) -> Result<OpenedSession, LogInError> {
        self.log_in_on(None, identifier, password).await
    }

    /// A login on a device that has this token.
    pub(crate) async fn log_in_on(
        &self,
        device: Option<&SecretString>,
        identifier: &str,
        password: &str,
    ) -> Result<OpenedSession, LogInError> {
        let password = SecretString::from(password);
        let input = LogInInput {
            identifier,
            password: &password,
            client: &self.client,
            origin: &origin(),
            device,
        };
        self.usecases.log_in(input).await
    }

    /// What the session of a token sees.
    pub(crate) async fn seen(&self, token: &SecretString) -> CurrentSession {
        let found = self.usecases.resolve_session(token).await;
        found.unwrap().expect("a live session")
    }

    /// How often something has been written down.
    pub(crate) fn noted(&self, event: AuditEvent) -> usize {
        let trail = self.store.audit();
        trail.iter().filter(|entry| entry.event == event).count()
    }

    /// Mario Rossi's utenza as it is kept.
    pub(crate) async fn account(&self) -> Account {
        let code = CodiceFiscale::parse(CODE).unwrap();
        let found = self.store.find_by_codice_fiscale(&code).await;
        found.unwrap().unwrap().value
    }

    pub(crate) async fn change(
        &self,
        token: &SecretString,
        current: &str,
        new: &str,
    ) -> Result<OpenedSession, ChangePasswordError> {
        let (current, new) = (SecretString::from(current), SecretString::from(new));
        let input = ChangePasswordInput {
            token,
            current: &current,
            new: &new,
            repeat: &new,
            device: None,
        };
        self.usecases.change_password(input).await
    }
}

/// Where everybody comes from here.
pub(crate) fn origin() -> AccessOrigin {
    AccessOrigin::new("192.0.2.0/24", "Chrome su Windows")
}

pub(crate) fn form(email: &str) -> DeclarationForm<'_> {
    DeclarationForm {
        given_name: "Mario",
        family_name: "Rossi",
        email,
        email_repeat: email,
        terms: true,
        privacy: true,
        ..DeclarationForm::default()
    }
}
