//! Orders to linked services, written together with the change that causes them.

use secrecy::SecretBox;
use varco_domain::credential::Password;
use varco_domain::delivery::{
    Aspect, Delivery, LinkedService, Orders, Progress, ServiceId, ServiceStatus,
};
use varco_domain::id::{AccountId, MessageId};
use varco_domain::utenza::Account;
use varco_ports::{
    Changes, OutboxItem, OutboxRecord, OutboxState, SealContext, Stream, Versioned, Write,
};

use crate::{Failure, UseCases};

/// What a sealed password is sealed for.
const PASSWORD: &str = "password";

/// The context of a sealed password.
pub(crate) fn password_context(id: MessageId, stream: &Stream, version: i64) -> SealContext {
    SealContext {
        row: id.to_string(),
        subject: stream.subject.to_string(),
        target: stream.target.clone(),
        version,
        purpose: PASSWORD,
    }
}

impl UseCases {
    /// How far each linked service is that knows utenze of this kind, the most important first.
    ///
    /// # Errors
    /// [`Failure`] when the store cannot be reached.
    pub async fn services_of(&self, account: &Account) -> Result<Vec<ServiceStatus>, Failure> {
        let services: Vec<_> = self.settings.services.serving(account.kind).collect();
        if services.is_empty() {
            return Ok(Vec::new());
        }
        let orders = self.orders_of(account.id).await?;
        let paused = self.ports.deliveries.paused().await?;
        let status = |service: &LinkedService| {
            let is_paused = paused.iter().any(|(id, _)| *id == service.id);
            ServiceStatus::of(service, &orders, is_paused, self.now())
        };
        Ok(services.into_iter().map(status).collect())
    }

    /// Adds to the changes what linked services have to learn of a change of an account, from `before`
    /// to `after`, with the password that was chosen. Of a one-time password they learn nothing
    /// but that the one before it opens nothing any more.
    pub(crate) async fn propagate(
        &self,
        changes: &mut Changes,
        before: &Account,
        after: &Account,
        password: Option<&Password>,
    ) -> Result<(), Failure> {
        let opens = before.is_open() != after.is_open() && password.is_none();
        let writes = !before.mailboxes.all().eq(after.mailboxes.all()) && password.is_none();
        let aspects = [
            (opens, Aspect::State),
            (password.is_some(), Aspect::Password),
            (writes, Aspect::Contacts),
        ];
        let aspects: Vec<_> = aspects.into_iter().filter(|(is, _)| *is).collect();
        let mut services = self.settings.services.serving(after.kind).peekable();
        if aspects.is_empty() || services.peek().is_none() {
            return Ok(());
        }
        let orders = self.orders_of(after.id).await?;
        for service in services {
            for (_, aspect) in &aspects {
                let password = password.map(|password| (after, password));
                let (version, aspect) = (self.next_version(&orders, &service.id, changes), *aspect);
                let order = self.order(after.id, service, aspect, version, password)?;
                changes.outbox.push(order);
            }
        }
        Ok(())
    }

    /// Adds to the changes of a login the password for the services that wait for it to be typed
    /// again. A login does not fail over it.
    ///
    /// Whoever gives orders writes the account, so that of two at once one decides anew: otherwise a
    /// revocation could get a number below that of this password, which the service has already.
    pub(crate) async fn recapture(
        &self,
        changes: &mut Changes,
        account: &Versioned<Account>,
        password: &Password,
    ) {
        let before = changes.outbox.len();
        if let Err(error) = self.try_recapture(changes, &account.value, password).await {
            tracing::warn!(%error, "a password was not kept for the services that wait for it");
        }
        if changes.outbox.len() > before {
            changes.account = Some(Write::Update(account.value.clone(), account.version));
        }
    }

    async fn try_recapture(
        &self,
        changes: &mut Changes,
        account: &Account,
        password: &Password,
    ) -> Result<(), Failure> {
        let mut services = self.settings.services.serving(account.kind).peekable();
        if services.peek().is_none() || !account.is_open() {
            return Ok(());
        }
        let orders = self.orders_of(account.id).await?;
        for service in services.filter(|service| orders.needs_password(&service.id)) {
            let version = self.next_version(&orders, &service.id, changes);
            let password = Some((account, password));
            let aspect = Aspect::Password;
            let order = self.order(account.id, service, aspect, version, password)?;
            changes.outbox.push(order);
        }
        Ok(())
    }

    /// The newest orders about an account.
    pub(crate) async fn orders_of(&self, account: AccountId) -> Result<Orders, Failure> {
        let records = self.ports.deliveries.of_account(account).await?;
        Ok(Orders(records.into_iter().filter_map(progress).collect()))
    }

    /// The number of another order to a service, after those that are in the changes already.
    pub(crate) fn next_version(
        &self,
        orders: &Orders,
        service: &ServiceId,
        changes: &Changes,
    ) -> i64 {
        let is_to = |item: &&OutboxItem| {
            let target = Aspect::of_target(&item.stream.target);
            target.is_some_and(|(id, _)| id == *service)
        };
        let next = orders.next_version(service, self.now());
        let given = changes.outbox.iter().filter(is_to).map(|item| item.version);
        let after = given.max().map_or(next, |given| given.saturating_add(1));
        next.max(after)
    }

    pub(crate) fn order(
        &self,
        account: AccountId,
        service: &LinkedService,
        aspect: Aspect,
        version: i64,
        password: Option<(&Account, &Password)>,
    ) -> Result<OutboxItem, Failure> {
        let now = self.now();
        let id = MessageId::new(now, &self.ports.entropy.bytes());
        let stream = Stream {
            subject: account.as_uuid(),
            target: aspect.target(&service.id),
        };
        let envelope = match (aspect, password) {
            (Aspect::Password, Some((account, password))) => {
                let context = password_context(id, &stream, version);
                let secret = sealed_form(account, password);
                Some(self.ports.vault.seal(&secret, &context, now)?)
            }
            _ => None,
        };
        Ok(OutboxItem {
            id,
            stream,
            version,
            template: aspect.name(),
            envelope,
            created_at: now,
        })
    }
}

/// A password as it is sealed: after the number of the credential that it is, so that it is never
/// delivered once another is in force.
fn sealed_form(account: &Account, password: &Password) -> SecretBox<[u8]> {
    let mut bytes = account.credential_version.0.to_be_bytes().to_vec();
    bytes.extend_from_slice(password.expose().as_bytes());
    SecretBox::new(bytes.into_boxed_slice())
}

/// How far an item has come, in the terms of the domain; none of a service that is called otherwise
/// now.
fn progress(record: OutboxRecord) -> Option<Progress> {
    let (service, aspect) = Aspect::of_target(&record.target)?;
    Some(Progress {
        order: record.id,
        service,
        aspect,
        version: record.version,
        due_at: record.due_at,
        since: record.created_at,
        delivery: delivery(record),
    })
}

fn delivery(record: OutboxRecord) -> Delivery {
    match record.state {
        OutboxState::Waiting if record.attempts == 0 => Delivery::Queued,
        OutboxState::Waiting => {
            let due_at = record.due_at.unwrap_or(record.created_at);
            Delivery::RetryAt(due_at)
        }
        OutboxState::Leased => Delivery::InFlight,
        OutboxState::Sent => Delivery::Delivered {
            at: record.settled_at.unwrap_or(record.created_at),
        },
        OutboxState::Refused => Delivery::Refused {
            said: record.reason,
        },
        OutboxState::Buried if record.is_erased() => Delivery::Shredded,
        OutboxState::Buried => Delivery::Buried,
        OutboxState::Superseded => Delivery::Superseded,
    }
}
