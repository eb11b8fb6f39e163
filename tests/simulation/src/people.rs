//! What people and operators do, each on some node.

use std::rc::Rc;

use secrecy::SecretString;
use varco_domain::language::Language;
use varco_domain::utenza::{AccessOrigin, Account, UtenzaKind};
use varco_usecases::{
    ChangePasswordError, ChangePasswordInput, Client, Failure, LinkError, LogInError, LogInInput,
    OpenedSession, OperatorError, ProvisionInput, TendOutboxError, TendServiceError,
};

use crate::SERVICES;
use crate::plan::Event;
use crate::world::World;

/// Somebody with an utenza.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) code: &'static str,
    pub(crate) given_name: &'static str,
    pub(crate) family_name: &'static str,
    pub(crate) email: &'static str,
}

/// Invented.
pub(crate) const PEOPLE: [Person; 3] = [
    Person {
        code: "RSSMRA85T10A562S",
        given_name: "Mario",
        family_name: "Rossi",
        email: "mario.rossi@esempio.it",
    },
    Person {
        code: "DNGNCL90B28F839Y",
        given_name: "Niccolò",
        family_name: "D'Angelo",
        email: "niccolo@esempio.it",
    },
    Person {
        code: "DLLGCR64M09L736Y",
        given_name: "Gian Carlo",
        family_name: "Dell'Anno",
        email: "gian.carlo@esempio.it",
    },
];

/// Why an operator does what they do.
const WHY: &str = "prova";

/// What opens an utenza, chosen or not; the stand-in of the hasher keeps it readable.
pub(crate) fn password_of(account: &Account) -> String {
    let phc = account.credential.hash().as_phc();
    phc.strip_prefix("$plain$").unwrap_or(phc).to_owned()
}

/// What came of it that is nobody's doing.
pub(crate) type Done = Result<(), Failure>;

/// One person or operator at one node.
pub(crate) struct Desk {
    pub(crate) world: Rc<World>,
    pub(crate) node: usize,
}

impl Desk {
    /// Does what the event says, if it is something that people do.
    pub(crate) async fn carry_out(&self, event: Event) -> Done {
        let usecases = self.world.usecases(self.node);
        let code = |who: usize| PEOPLE.get(who).map_or("", |person| person.code);
        let name = |service: usize| SERVICES.get(service).copied().unwrap_or_default();
        match event {
            Event::LogIn(who) => self.log_in(who).await.map(drop),
            Event::Change(who) => self.change(who).await,
            Event::Suspend(who) => acted(usecases.suspend_utenza(code(who), WHY).await),
            Event::Reactivate(who) => acted(usecases.reactivate_utenza(code(who), WHY).await),
            Event::Reset(who) => acted(usecases.reset_utenza_password(code(who), WHY).await),
            Event::Mailbox(who) => {
                let address = format!("n{}@istruzione.it", self.world.next_number());
                acted(usecases.assign_mailbox(code(who), &address, WHY).await)
            }
            Event::Disavow(who) => self.disavow(who).await,
            Event::Pause(service) => tended(usecases.pause_service(name(service), WHY).await),
            Event::Resume(service) => tended(usecases.resume_service(name(service), WHY).await),
            Event::Replay => match usecases.retry_buried(&[], WHY).await {
                Err(TendOutboxError::Failure(failure)) => Err(failure),
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Opens an utenza, whose password is chosen at the first login.
    pub(crate) async fn open(&self, who: usize) -> Done {
        let Some(person) = PEOPLE.get(who) else {
            return Ok(());
        };
        let input = ProvisionInput {
            kind: UtenzaKind::External,
            username: None,
            codice_fiscale: person.code,
            given_name: person.given_name,
            family_name: person.family_name,
            birth_date: None,
            birth_place: "",
            email: person.email,
            confirms: true,
            language: Language::default(),
            why: WHY,
        };
        let opened = self.world.usecases(self.node).provision_utenza(input).await;
        opened.map_err(|error| Failure::Broken(format!("{}: {error}", person.given_name)))?;
        self.change(who).await
    }

    /// Somebody who knows the password that is in force.
    async fn log_in(&self, who: usize) -> Result<Option<OpenedSession>, Failure> {
        let Some(account) = self.world.account(who) else {
            return Ok(None);
        };
        let password = SecretString::from(password_of(&account));
        let input = LogInInput {
            identifier: account.username.as_str(),
            password: &password,
            client: &Client {
                network: "192.0.2.7".to_owned(),
            },
            origin: &AccessOrigin::new("192.0.2.0/24", "Chrome su Windows"),
            device: None,
        };
        match self.world.usecases(self.node).log_in(input).await {
            Ok(opened) => Ok(Some(opened)),
            Err(LogInError::Failure(failure)) => Err(failure),
            Err(_) => Ok(None),
        }
    }

    async fn change(&self, who: usize) -> Done {
        let Some(account) = self.world.account(who) else {
            return Ok(());
        };
        let current = SecretString::from(password_of(&account));
        let Some(session) = self.log_in(who).await? else {
            return Ok(());
        };
        let new = format!("Tre trote nel torrente {}", self.world.next_number());
        let new = SecretString::from(new);
        let input = ChangePasswordInput {
            token: &session.token,
            current: &current,
            new: &new,
            repeat: &new,
            device: None,
        };
        match self.world.usecases(self.node).change_password(input).await {
            Err(ChangePasswordError::Failure(failure)) => Err(failure),
            Err(ChangePasswordError::Findings(findings)) => Err(Failure::Broken(format!(
                "a good password is not accepted: {findings:?}"
            ))),
            _ => Ok(()),
        }
    }

    /// "Non sei stato tu?", in whatever notice came last.
    async fn disavow(&self, who: usize) -> Done {
        let address = PEOPLE.get(who).map_or("", |person| person.email);
        let Some(token) = self.world.shared.postbox.disavowal(address) else {
            return Ok(());
        };
        match self.world.usecases(self.node).disavow(&token).await {
            Err(LinkError::Failure(failure)) => Err(failure),
            _ => Ok(()),
        }
    }
}

fn acted(done: Result<Account, OperatorError>) -> Done {
    match done {
        Err(OperatorError::Failure(failure)) => Err(failure),
        _ => Ok(()),
    }
}

fn tended(done: Result<(), TendServiceError>) -> Done {
    match done {
        Err(TendServiceError::Failure(failure)) => Err(failure),
        _ => Ok(()),
    }
}
