//! The people.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use anyhow::{Context as _, Result};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use super::Fleet;
use crate::api::Api;
use crate::crash::{Patient, Scene};
use crate::person::Person;

/// Whoever was told that the registration is confirmed, and whether they went all the way.
pub(super) type Registered = BTreeMap<u16, bool>;

/// Everybody who registers, a few at a time.
#[derive(Debug)]
pub(super) struct Crowd {
    fleet: Fleet,
    nodes: Vec<Api>,
    scene: Arc<Scene>,
    next: AtomicU16,
}

impl Crowd {
    /// As many as the fleet says, at these nodes.
    pub(super) fn of(fleet: &Fleet, nodes: &[Api], scene: &Arc<Scene>) -> Arc<Self> {
        Arc::new(Self {
            fleet: *fleet,
            nodes: nodes.to_vec(),
            scene: Arc::clone(scene),
            next: AtomicU16::new(0),
        })
    }

    /// Lets everybody register.
    ///
    /// # Errors
    ///
    /// Somebody does not get there.
    pub(super) async fn all(self: &Arc<Self>) -> Result<Registered> {
        let start = Instant::now();
        let mut lanes = JoinSet::new();
        for _ in 0..self.fleet.at_once {
            lanes.spawn(Arc::clone(self).lane(start));
        }
        let mut registered = Registered::new();
        while let Some(lane) = lanes.join_next().await {
            registered.append(&mut lane??);
        }
        Ok(registered)
    }

    /// One after the other.
    async fn lane(self: Arc<Self>, start: Instant) -> Result<Registered> {
        let mut registered = Registered::new();
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= self.fleet.people {
                return Ok(registered);
            }
            sleep_until(start + self.fleet.pace * u32::from(number)).await;
            let one = self.register(number).await;
            registered.insert(number, one.with_context(|| format!("person {number}"))?);
        }
    }

    async fn register(&self, number: u16) -> Result<bool> {
        let mut nodes = self.nodes.clone();
        let nearest = usize::from(number) % nodes.len().max(1);
        nodes.rotate_left(nearest);
        let mut person = Patient::new(&nodes, Person::number(number)?);
        person.identify().await?;
        person.declare().await?;
        person.confirm().await?;
        let arrives = number.is_multiple_of(self.fleet.arriving);
        if arrives {
            self.scene.arrive(&mut person).await?;
        }
        Ok(arrives)
    }
}
