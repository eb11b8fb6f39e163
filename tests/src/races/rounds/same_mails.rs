//! Many workers, one queue.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use jiff::SignedDuration;
use varco_domain::id::MessageId;
use varco_ports::{Changes, MAIL, Outbox, OutboxItem, Sealed, StoreError, Stream};

use crate::races::arena::Arena;
use crate::races::crowd::at_once;
use crate::races::settings::NOW;

const WORKERS: usize = 8;
const MAILS: usize = 1000;
/// Mails that a worker claims at a time.
const CLAIM: u32 = 7;

pub(super) async fn run(arena: &Arena, _round: u16) -> Result<()> {
    let ports = arena.ports(0)?;
    let items: Vec<OutboxItem> = (0..MAILS)
        .map(|_| item(MessageId::new(NOW, &ports.entropy.bytes())))
        .collect();
    let ids: BTreeSet<MessageId> = items.iter().map(|item| item.id).collect();
    let changes = Changes {
        outbox: items,
        ..Changes::default()
    };
    ports.commit.commit(changes).await?;

    let outboxes = (0..WORKERS).map(|number| Ok(arena.ports(number)?.outbox));
    let outboxes = outboxes.collect::<Result<Vec<_>>>()?;
    let worked = at_once(arena, WORKERS, |_, number| {
        let outbox = outboxes.get(number).cloned();
        async move {
            match outbox {
                Some(outbox) => work(&*outbox).await,
                None => Ok(Vec::new()),
            }
        }
    });
    let mut sent = Vec::new();
    for outcome in worked.await? {
        sent.extend(outcome?);
    }
    let different: BTreeSet<MessageId> = sent.iter().copied().collect();
    ensure!(sent.len() == MAILS, "{} mails were sent", sent.len());
    ensure!(different == ids, "a mail was sent in place of another");
    let waiting = "SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL";
    ensure!(
        arena.rows()?.count(waiting, []).await? == 0,
        "a mail still waits"
    );
    Ok(())
}

fn item(id: MessageId) -> OutboxItem {
    OutboxItem {
        id,
        stream: Stream {
            subject: id.as_uuid(),
            target: MAIL.to_owned(),
        },
        version: 1,
        template: "activation",
        envelope: Some(Sealed(vec![1; 300])),
        created_at: NOW,
    }
}

/// Works until nothing is due; what was sent and noted.
async fn work(outbox: &dyn Outbox) -> Result<Vec<MessageId>, StoreError> {
    let mut sent = Vec::new();
    loop {
        let lease_until = NOW + SignedDuration::from_secs(6);
        let claimed = outbox.claim(MAIL, CLAIM, NOW, lease_until).await?;
        if claimed.is_empty() {
            return Ok(sent);
        }
        for item in claimed {
            if outbox.complete(&item.lease, NOW).await? {
                sent.push(item.lease.id);
            }
        }
    }
}
