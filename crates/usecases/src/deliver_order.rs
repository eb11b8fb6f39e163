//! Orders are carried to linked services, one at a time; the loop stands outside.
//!
//! What an order says is read when it is carried: the mailboxes and the state of the account as they
//! are now. Only a password travels with it, sealed.

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretBox, SecretString};
use varco_domain::credential::Password;
use varco_domain::delivery::{Aspect, Orders, Outcome, Progress, ServiceId, Turn, next};
use varco_domain::id::AccountId;
use varco_domain::utenza::{Account, CredentialVersion};
use varco_ports::{
    ClaimedItem, CommitError, CredentialSync, Held, SyncError, SyncHolder, SyncOrder, VaultError,
    Versioned, Wanted,
};

use crate::deliver::{Attempt, Contact};
use crate::propagation::password_context;
use crate::{Failure, UseCases};

impl UseCases {
    /// Whether deliveries to a service go on.
    pub(crate) async fn is_paused(&self, service: &ServiceId) -> Result<bool, Failure> {
        let paused = self.ports.deliveries.paused().await?;
        Ok(paused.iter().any(|(id, _)| id == service))
    }

    /// Carries out one claimed order.
    pub(crate) async fn carry_out(&self, item: &ClaimedItem) -> Attempt {
        let Some((service, aspect)) = Aspect::of_target(&item.stream.target) else {
            let reason = "the target is no linked service".to_owned();
            return self.order_attempt(
                Aspect::State,
                item,
                Outcome::GivenUp { reason },
                Contact::None,
            );
        };
        let (outcome, contact) = match self.prepare(item, &service, aspect).await {
            Ok((target, order)) => send(target, &order).await,
            Err(outcome) => (outcome, Contact::None),
        };
        if let Outcome::NotNow { reason, .. } | Outcome::GivenUp { reason } = &outcome {
            tracing::warn!(order.id = %item.lease.id, order.target = item.stream.target, attempts = item.attempts + 1, reason, "an order was not carried out");
        }
        self.order_attempt(aspect, item, outcome, contact)
    }

    fn order_attempt(
        &self,
        aspect: Aspect,
        item: &ClaimedItem,
        outcome: Outcome,
        contact: Contact,
    ) -> Attempt {
        let [jitter] = self.ports.entropy.bytes();
        let next = next(aspect, outcome, item.attempts, jitter, self.now());
        Attempt { next, contact }
    }

    /// The order as the service gets it, unless it is not to be sent now, or at all.
    async fn prepare(
        &self,
        item: &ClaimedItem,
        service: &ServiceId,
        aspect: Aspect,
    ) -> Result<(&dyn CredentialSync, SyncOrder), Outcome> {
        let target = self.ports.targets.get(service);
        let target = target.ok_or_else(|| not_now(&"the service is not configured here"))?;
        let id = AccountId::from_uuid(item.stream.subject);
        let found = self.ports.accounts.find(id).await;
        let account = found.map_err(|error| not_now(&error))?;
        let account = account.ok_or(Outcome::Outdated)?;
        let orders = self.orders_of(id).await.map_err(|error| not_now(&error))?;
        match orders.turn(service, aspect, item.version, self.now()) {
            Turn::Go => {}
            Turn::Wait { until } => {
                let until = until.unwrap_or(Timestamp::MIN);
                return Err(Outcome::Behind { until });
            }
            Turn::Pass(others) => {
                let passed = self.pass(&account, &orders, &others).await;
                passed.map_err(|error| not_now(&error))?;
                let until = Timestamp::MIN;
                return Err(Outcome::Behind { until });
            }
        }
        let account = account.value;
        let wanted = match aspect {
            Aspect::Password => self.with_password(item, &account)?,
            Aspect::State => Wanted {
                is_active: Some(may_open(&account, &orders, service)),
                ..Wanted::default()
            },
            Aspect::Contacts => Wanted {
                emails: Some(account.mailboxes.all().cloned().collect()),
                ..Wanted::default()
            },
        };
        let order = SyncOrder {
            event: item.lease.id,
            version: item.version,
            holder: SyncHolder {
                account: id,
                login: account.username.to_string(),
                given_name: account.given_name,
                family_name: account.family_name,
            },
            wanted,
        };
        Ok((target.as_ref(), order))
    }

    /// Gives orders again that another is to pass. If something else was written meanwhile, whoever is
    /// to pass looks again.
    async fn pass(
        &self,
        account: &Versioned<Account>,
        orders: &Orders,
        others: &[&Progress],
    ) -> Result<(), Failure> {
        let changes = self.giving_again(account, orders, others).await?;
        match self.ports.commit.commit(changes).await {
            Ok(()) | Err(CommitError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Everything that a service has to know to open with this password, or to be closed with it.
    fn with_password(&self, item: &ClaimedItem, account: &Account) -> Result<Wanted, Outcome> {
        // What may no longer be kept is not delivered either.
        let age = self.now().duration_since(item.created_at);
        if age >= self.settings.retention.secrets {
            return Err(Outcome::Outdated);
        }
        let context = password_context(item.lease.id, &item.stream, item.version);
        let envelope = item.envelope.as_ref().ok_or(Outcome::Outdated)?;
        let opened = self.ports.vault.open(envelope, &context).map_err(|error| {
            tracing::error!(order.id = %item.lease.id, %error, "a sealed password does not open");
            unopened(&error)
        })?;
        let (of, password) = read_sealed(&opened).ok_or_else(|| Outcome::GivenUp {
            reason: "the sealed password cannot be read".to_owned(),
        })?;
        let is_in_force = of == account.credential_version && account.credential.is_chosen();
        if !is_in_force {
            return Err(Outcome::Outdated);
        }
        Ok(Wanted {
            password: Some(password),
            is_active: Some(account.is_open()),
            emails: Some(account.mailboxes.all().cloned().collect()),
        })
    }
}

/// A service that does not hold the password in force stays closed until it gets it: what it holds may
/// be the one that somebody else knows.
fn may_open(account: &Account, orders: &Orders, service: &ServiceId) -> bool {
    account.is_open() && orders.has_password(service)
}

/// Sends an order. Where nobody knows what came of it, one looks at once.
async fn send(target: &dyn CredentialSync, order: &SyncOrder) -> (Outcome, Contact) {
    let sent = match target.apply(order).await {
        Err(SyncError::Unknown { reason }) => match target.verify(order).await {
            Ok(Held::Yes) => Ok(()),
            Ok(Held::No | Held::Unsure) => Err(SyncError::Unknown { reason }),
            Err(error) => Err(error),
        },
        sent => sent,
    };
    let contact = match &sent {
        Err(SyncError::Retry { after, .. }) => Contact::Failed(*after),
        Err(SyncError::Unknown { .. }) => Contact::Failed(None),
        _ => Contact::Answered,
    };
    (sent.map_or_else(outcome, |()| Outcome::CarriedOut), contact)
}

fn outcome(error: SyncError) -> Outcome {
    match error {
        SyncError::Retry { after, reason } => Outcome::NotNow { after, reason },
        SyncError::PasswordRefused { said } => Outcome::PasswordRefused { said },
        SyncError::Refused { reason } => Outcome::GivenUp { reason },
        SyncError::Gone => Outcome::Unknown,
        SyncError::Overtaken { .. } => Outcome::Outdated,
        // Applying it again is right: the effect is the same.
        other => not_now(&other),
    }
}

fn not_now(error: &impl ToString) -> Outcome {
    Outcome::NotNow {
        after: None,
        reason: error.to_string(),
    }
}

/// A key that is missing here may be there on another node, or tomorrow; what was changed is lost.
fn unopened(error: &VaultError) -> Outcome {
    match error {
        VaultError::Tampered => Outcome::GivenUp {
            reason: error.to_string(),
        },
        _ => not_now(error),
    }
}

fn read_sealed(opened: &SecretBox<[u8]>) -> Option<(CredentialVersion, Password)> {
    let (version, password) = opened.expose_secret().split_first_chunk()?;
    let password = SecretString::from(std::str::from_utf8(password).ok()?);
    let version = CredentialVersion(u32::from_be_bytes(*version));
    Some((version, Password::from_typed(&password)))
}
