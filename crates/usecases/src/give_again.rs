//! Orders to linked services that are given again: what others are to pass, and what an operator has
//! delivered after all.
//!
//! Such an order is another one, with its own event, so that a service that has seen the first does not
//! take it for done, and a number above all that went there before. A password is sealed
//! again, as old as it was and with the key of its day: it lives no longer.

use varco_domain::delivery::{Orders, Progress};
use varco_domain::id::MessageId;
use varco_domain::utenza::Account;
use varco_ports::{Changes, OutboxItem, Sealed, Stream, Versioned, Write};

use crate::propagation::password_context;
use crate::{Failure, UseCases};

impl UseCases {
    /// Changes by which these orders take the place of what they were. The account has to have been read
    /// before the orders: whoever gives orders writes it, so that of two at once one decides anew.
    ///
    /// # Errors
    /// [`Failure`] when an envelope cannot be read.
    pub(crate) async fn giving_again(
        &self,
        account: &Versioned<Account>,
        orders: &Orders,
        again: &[&Progress],
    ) -> Result<Changes, Failure> {
        let mut changes = Changes {
            account: Some(Write::Update(account.value.clone(), account.version)),
            ..Changes::default()
        };
        for order in again {
            let version = self.next_version(orders, &order.service, &changes);
            let order = self.another(&account.value, order, version).await?;
            changes.outbox.push(order);
        }
        Ok(changes)
    }

    async fn another(
        &self,
        account: &Account,
        order: &Progress,
        version: i64,
    ) -> Result<OutboxItem, Failure> {
        let sealed = self.ports.deliveries.envelope(order.order).await?;
        let mut item = OutboxItem {
            id: MessageId::new(self.now(), &self.ports.entropy.bytes()),
            stream: Stream {
                subject: account.id.as_uuid(),
                target: order.aspect.target(&order.service),
            },
            version,
            template: order.aspect.name(),
            envelope: None,
            created_at: order.since,
        };
        item.envelope = sealed.and_then(|sealed| self.sealed_again(&sealed, order, &item));
        Ok(item)
    }

    /// The password of an order, sealed for another. Without it that order finds nothing to deliver, and
    /// the next login gives the password again.
    fn sealed_again(&self, sealed: &Sealed, order: &Progress, item: &OutboxItem) -> Option<Sealed> {
        let vault = &self.ports.vault;
        let before = password_context(order.order, &item.stream, order.version);
        let after = password_context(item.id, &item.stream, item.version);
        let opened = vault.open(sealed, &before);
        let again = opened.and_then(|secret| vault.seal(&secret, &after, item.created_at));
        again
            .inspect_err(|error| {
                tracing::error!(order.id = %order.order, %error, "a sealed password does not open");
            })
            .ok()
    }
}
