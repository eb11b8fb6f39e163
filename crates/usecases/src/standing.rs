//! How the outbox stands: for metrics, and for whoever watches.

use jiff::Timestamp;
use varco_domain::delivery::{Aspect, ServiceId};
use varco_ports::{Backlog, MAIL};

use crate::{Failure, UseCases};

/// How everything stands that is to be delivered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// What stands at each target: those of mails and of all linked services, and any other at which
    /// something waits.
    pub targets: Vec<TargetStanding>,
    /// The linked services, and since when nothing is delivered to them.
    pub services: Vec<(ServiceId, Option<Timestamp>)>,
}

/// How one target stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetStanding {
    /// The target.
    pub target: String,
    /// Items that wait for their time.
    pub waiting: u64,
    /// Items that are being delivered.
    pub leased: u64,
    /// Items that were given up and can still be delivered.
    pub buried: u64,
    /// Since when the oldest of the items waits that wait or are being delivered.
    pub oldest: Option<Timestamp>,
}

impl UseCases {
    /// How the outbox stands.
    ///
    /// # Errors
    /// [`Failure`] when the store cannot be reached.
    pub async fn standing(&self) -> Result<Standing, Failure> {
        let deliveries = &self.ports.deliveries;
        let (backlog, buried) = (deliveries.backlog().await?, deliveries.buried().await?);
        let paused = deliveries.paused().await?;
        let services = self.settings.services.all().iter();
        let ids: Vec<_> = services.map(|service| service.id.clone()).collect();
        let sides = |id| Aspect::ALL.map(|aspect| aspect.target(id));
        let known = ids.iter().flat_map(sides).chain([MAIL.to_owned()]);
        let met = backlog.iter().map(|waits| &waits.target);
        let met = met.chain(buried.iter().map(|(target, _)| target)).cloned();
        let mut targets: Vec<_> = known.chain(met).collect();
        targets.sort_unstable();
        targets.dedup();
        let targets = targets.into_iter();
        let since = |id: &ServiceId| paused.iter().find(|(it, _)| it == id).map(|(_, at)| *at);
        Ok(Standing {
            targets: targets.map(|it| stand(it, &backlog, &buried)).collect(),
            services: ids.into_iter().map(|id| (id.clone(), since(&id))).collect(),
        })
    }
}

fn stand(target: String, backlog: &[Backlog], buried: &[(String, u64)]) -> TargetStanding {
    let waits = backlog.iter().find(|it| it.target == target);
    let buried = buried.iter().find(|(it, _)| *it == target);
    TargetStanding {
        waiting: waits.map_or(0, |it| it.open.saturating_sub(it.leased)),
        leased: waits.map_or(0, |it| it.leased),
        buried: buried.map_or(0, |(_, count)| *count),
        oldest: waits.map(|it| it.oldest),
        target,
    }
}
