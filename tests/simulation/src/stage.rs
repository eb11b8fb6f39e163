//! One person on the store in memory, for trials with real adapters over the wire: what the machine
//! makes of a fault, attempt by attempt, on a clock that only the trial moves.

use std::sync::Arc;

use jiff::SignedDuration;
use secrecy::SecretString;
use varco_domain::delivery::{Reach, ServiceId};
use varco_domain::language::Language;
use varco_domain::utenza::{AccessOrigin, Account, UtenzaKind};
use varco_ports::testkit::{
    AcceptAllCaptcha, FixedClock, InMemoryStore, PlainDigester, PlainHasher, PlainVault,
    SeededEntropy,
};
use varco_ports::{AccountStore as _, CredentialSync, MailSender};
use varco_usecases::{
    ChangePasswordInput, Client, Delivery, Failure, Line, LogInInput, Ports, ProvisionInput,
    Targets, UseCases,
};

use crate::SERVICES;
use crate::people::{PEOPLE, Person, password_of};
use crate::time::BEGIN;
use crate::world::settings;

/// The one whose password it is.
const WHO: &Person = &PEOPLE[0];

/// What lasts while adapters come and go.
#[derive(Debug)]
pub struct Stage {
    store: Arc<InMemoryStore>,
    clock: Arc<FixedClock>,
}

impl Default for Stage {
    fn default() -> Self {
        Self {
            store: Arc::new(InMemoryStore::new()),
            clock: Arc::new(FixedClock::at(BEGIN)),
        }
    }
}

impl Stage {
    /// The name by which services know the person.
    pub const LOGIN: &'static str = "mario.rossi";

    /// The use cases with one linked service and a mail server.
    pub fn with(&self, target: Arc<dyn CredentialSync>, mail: Arc<dyn MailSender>) -> UseCases {
        let store = &self.store;
        let [name, _] = SERVICES;
        let targets: Targets = ServiceId::parse(name)
            .map(|id| (id, target))
            .into_iter()
            .collect();
        let ports = Ports {
            accounts: store.clone(),
            captcha: Arc::new(AcceptAllCaptcha),
            clock: self.clock.clone(),
            commit: store.clone(),
            deliveries: store.clone(),
            desk: store.clone(),
            digester: Arc::new(PlainDigester),
            entropy: Arc::new(SeededEntropy::new(store.audit().len() as u64)),
            forms: store.clone(),
            grants: store.clone(),
            hasher: Arc::new(PlainHasher),
            housekeeping: store.clone(),
            lockouts: store.clone(),
            mail,
            outbox: store.clone(),
            registrations: store.clone(),
            sessions: store.clone(),
            targets,
            throttle: store.clone(),
            trail: store.clone(),
            vault: Arc::new(PlainVault),
        };
        UseCases::new(ports, settings(&[name]))
    }

    /// The person gets an utenza.
    ///
    /// # Errors
    ///
    /// It cannot be opened.
    pub async fn open(&self, usecases: &UseCases) -> Result<(), Failure> {
        let input = ProvisionInput {
            kind: UtenzaKind::External,
            username: None,
            codice_fiscale: WHO.code,
            given_name: WHO.given_name,
            family_name: WHO.family_name,
            birth_date: None,
            birth_place: "",
            email: WHO.email,
            confirms: true,
            language: Language::default(),
            why: "prova",
        };
        let opened = usecases.provision_utenza(input).await;
        opened.map(drop).map_err(broken)
    }

    /// The person chooses a password, with whichever is in force.
    ///
    /// # Errors
    ///
    /// The request fails.
    pub async fn choose(&self, usecases: &UseCases, new: &str) -> Result<(), Failure> {
        let account = self.account().await?;
        let (current, new) = (password_of(&account), SecretString::from(new));
        let current = SecretString::from(current);
        let input = LogInInput {
            identifier: account.username.as_str(),
            password: &current,
            client: &Client {
                network: "192.0.2.7".to_owned(),
            },
            origin: &AccessOrigin::new("192.0.2.0/24", "Chrome su Windows"),
            device: None,
        };
        let session = usecases.log_in(input).await.map_err(broken)?;
        let input = ChangePasswordInput {
            token: &session.token,
            current: &current,
            new: &new,
            repeat: &new,
            device: None,
        };
        usecases
            .change_password(input)
            .await
            .map(drop)
            .map_err(broken)
    }

    /// What the person is shown about the service.
    ///
    /// # Errors
    ///
    /// There is no person yet.
    pub async fn reach(&self, usecases: &UseCases) -> Result<Option<Reach>, Failure> {
        let all = usecases.services_of(&self.account().await?).await?;
        Ok(all.into_iter().next().map(|status| status.reach))
    }

    /// Delivers so many times whatever is due next, when it is due; what came of each.
    ///
    /// # Errors
    ///
    /// Never: the store is in memory.
    pub async fn deliver(
        &self,
        usecases: &UseCases,
        line: &Line,
        attempts: usize,
    ) -> Result<Vec<Delivery>, Failure> {
        let mut deliveries = Vec::new();
        while deliveries.len() < attempts {
            let Some(due) = usecases.next_due(line).await? else {
                break;
            };
            let wait = due.duration_since(usecases.now());
            self.clock.advance(wait.max(SignedDuration::ZERO));
            for item in usecases.claim(line, 1).await? {
                deliveries.push(usecases.deliver(&item).await?);
            }
        }
        Ok(deliveries)
    }

    /// The line of orders to the service.
    pub fn line() -> Line {
        let [name, _] = SERVICES;
        ServiceId::parse(name).map_or(Line::Mails, Line::Orders)
    }

    async fn account(&self) -> Result<Account, Failure> {
        let code = varco_domain::codice_fiscale::CodiceFiscale::parse(WHO.code).map_err(broken)?;
        let found = self.store.find_by_codice_fiscale(&code).await?;
        found
            .map(|found| found.value)
            .ok_or_else(|| broken("no utenza"))
    }
}

fn broken(error: impl Into<Box<dyn std::error::Error>>) -> Failure {
    Failure::Broken(error.into().to_string())
}
