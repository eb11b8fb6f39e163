//! One run: the plan step by step, then rest, then the judges.

use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use fastrand::Rng;
use jiff::{SignedDuration, Timestamp};
use varco_domain::delivery::ServiceId;
use varco_ports::{OutboxDesk as _, OutboxFilter, OutboxState};
use varco_usecases::{Failure, Line};

use crate::flaw::Flaw;
use crate::judge::{Figures, Rule, Violation};
use crate::people::{Desk, PEOPLE};
use crate::plan::{Event, Plan};
use crate::tasks::Tasks;
use crate::time::Time;
use crate::worker::Work;
use crate::world::{World, at_once};
use crate::{NODES, SERVICES};

/// How often something sweeps.
const SWEEP_EVERY: SignedDuration = SignedDuration::from_mins(30);
/// Life of a sealed password.
const SECRETS: SignedDuration = SignedDuration::from_hours(24);

/// How a run has ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) figures: Figures,
    /// What does not hold.
    pub(crate) violation: Option<Violation>,
    /// What happened, if it was to be told.
    pub(crate) trace: Vec<String>,
}

/// Runs a plan.
pub(crate) fn run(plan: &Plan, flaw: Option<Flaw>, tells: bool) -> Outcome {
    let mut run = Run::new(plan, flaw, tells);
    run.begin();
    for step in &plan.steps {
        run.pass(step.after);
        run.happen(step.event);
        if run.judge().violation().is_some() {
            break;
        }
    }
    if run.judge().violation().is_none() {
        run.rest();
    }
    let judge = run.judge();
    judge.count(|figures| {
        figures.runs = 1;
        figures.events = plan.steps.len() as u64;
    });
    Outcome {
        figures: judge.figures(),
        violation: judge.violation(),
        trace: judge.trace(),
    }
}

/// A run under way.
pub(crate) struct Run<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) world: Rc<World>,
    time: Arc<Time>,
    tasks: Tasks,
    rng: Rng,
    /// When a node that was killed is back.
    away: [Option<Timestamp>; NODES],
    sweep_at: Timestamp,
}

impl<'a> Run<'a> {
    fn new(plan: &'a Plan, flaw: Option<Flaw>, tells: bool) -> Self {
        let time = Time::new();
        let rng = Rng::with_seed(plan.seed.rotate_left(32));
        let tasks = Tasks::new(&time, Rng::with_seed(plan.seed.rotate_left(16)));
        let world = Rc::new(World::new(plan, flaw, tells, tasks.spawner(), &time));
        Self {
            plan,
            world,
            tasks,
            rng,
            away: [None; NODES],
            sweep_at: time.now() + SWEEP_EVERY,
            time,
        }
    }

    pub(crate) fn judge(&self) -> &crate::judge::Judge {
        &self.world.shared.judge
    }

    /// Everybody has an utenza with a password of their own, and every service has it.
    fn begin(&mut self) {
        for who in 0..PEOPLE.len() {
            let desk = self.desk(0);
            self.spawn(0, async move { desk.open(who).await });
            self.pass(SignedDuration::from_secs(1));
            let login = self
                .world
                .account(who)
                .map(|account| account.username.to_string());
            for target in &self.world.shared.targets {
                if let Some(login) = &login {
                    target.admit(login);
                }
            }
        }
        (0..NODES).for_each(|node| self.start(node));
    }

    fn desk(&self, node: usize) -> Desk {
        let world = Rc::clone(&self.world);
        Desk { world, node }
    }

    /// Somebody's request, which fails only where the store does.
    fn spawn(&self, node: usize, request: impl Future<Output = Result<(), Failure>> + 'static) {
        let shared = Arc::clone(&self.world.shared);
        let faults = shared.judge.seen(|figures| figures.store_faults);
        self.world.spawner.spawn(node, async move {
            if let Err(failure) = request.await
                && faults == shared.judge.seen(|figures| figures.store_faults)
            {
                shared.judge.violated(
                    Rule::RequestsSucceed,
                    format!("a request failed: {failure}"),
                );
            }
        });
    }

    fn start(&mut self, node: usize) {
        let services = SERVICES.iter().filter_map(|name| ServiceId::parse(name));
        let lines = services.map(Line::Orders).chain([Line::Mails]);
        for line in lines {
            let work = Work::new(&self.world, node, line);
            self.world.spawner.spawn(node, work.go_on());
        }
    }

    /// Time passes; nodes come back and sweep.
    pub(crate) fn pass(&mut self, span: SignedDuration) {
        let end = self.time.now() + span;
        loop {
            let back = self.away.iter().flatten().min().copied();
            let next = back.map_or(self.sweep_at, |back| back.min(self.sweep_at));
            if next > end {
                return self.tasks.run_until(end);
            }
            self.tasks.run_until(next);
            for node in 0..NODES {
                self.come_back(node);
            }
            if self.sweep_at <= self.time.now() {
                self.sweep_at = self.time.now() + SWEEP_EVERY;
                self.sweep();
            }
        }
    }

    fn come_back(&mut self, node: usize) {
        let now = self.time.now();
        let away = self.away.get_mut(node);
        if away.is_some_and(|away| away.take_if(|back| *back <= now).is_some()) {
            self.start(node);
        }
    }

    /// A node that is there, if any is.
    fn any_node(&mut self) -> Option<usize> {
        let live: Vec<_> = (0..NODES)
            .filter(|node| self.away.get(*node) == Some(&None))
            .collect();
        self.rng.choice(live)
    }

    fn happen(&mut self, event: Event) {
        self.judge().tell(|| format!("-- {event:?}"));
        let shared = Arc::clone(&self.world.shared);
        match event {
            Event::Outage(service, fault, span) => {
                shared
                    .targets
                    .iter()
                    .skip(service)
                    .take(1)
                    .for_each(|it| it.fail_for(fault, span));
            }
            Event::Strike(service, fault) => {
                shared
                    .targets
                    .iter()
                    .skip(service)
                    .take(1)
                    .for_each(|it| it.fail_once(fault));
            }
            Event::MailOutage(fault, span) => shared.postbox.fail_for(fault, span),
            Event::StoreTrouble(calls) => shared.trouble.store(calls, Ordering::Relaxed),
            Event::Kill(node, away) => self.kill(node, away),
            Event::Freeze(node, span) => {
                self.judge().count(|figures| figures.freezes += 1);
                self.time.lapse_for(span);
                self.tasks.freeze(node, self.time.now() + span);
            }
            Event::Skip(node, span) => self.skip(node, span),
            other => self.ask(other),
        }
    }

    /// Somebody does something at some node.
    pub(crate) fn ask(&mut self, event: Event) {
        if let Some(node) = self.any_node() {
            let desk = self.desk(node);
            self.spawn(node, async move { desk.carry_out(event).await });
        }
    }

    fn kill(&mut self, node: usize, away: SignedDuration) {
        let back = self.time.now() + away;
        if let Some(place) = self.away.get_mut(node) {
            *place = Some(back);
        }
        self.judge().count(|figures| figures.kills += 1);
        self.tasks.kill(node);
    }

    /// A clock jumps; where services keep no versions all of them together, and only while nothing is
    /// on its way.
    fn skip(&mut self, node: usize, span: SignedDuration) {
        let shared = &self.world.shared;
        let leased = at_once(shared.store.list(&OutboxState::Leased.into(), 1));
        let is_idle = leased.is_some_and(|it| it.is_ok_and(|all| all.is_empty()))
            && !shared.targets.iter().any(|target| target.is_busy());
        if is_idle || self.plan.is_safe_from_lateness() {
            self.judge().count(|figures| figures.clock_skips += 1);
            let alone = self.plan.is_safe_from_lateness().then_some(node);
            if self.time.may_lapse() {
                self.time.lapse_for(SignedDuration::ZERO);
            }
            let jumps = |it: &usize| alone.is_none_or(|alone| alone == *it);
            (0..NODES)
                .filter(jumps)
                .for_each(|it| self.time.skip(it, span));
        }
    }

    /// Some node erases what is over; afterwards no envelope is older than it may be.
    fn sweep(&mut self) {
        let Some(node) = self.any_node() else {
            return;
        };
        let (world, time) = (Rc::clone(&self.world), Arc::clone(&self.time));
        self.world.spawner.spawn(node, async move {
            let until = time.at(node) - SECRETS;
            if world.usecases(node).sweep().await.is_err() {
                return;
            }
            let listed = world
                .shared
                .store
                .list(&OutboxFilter::default(), u32::MAX)
                .await;
            let all = listed.unwrap_or_default();
            let is_kept = |state| state == OutboxState::Leased;
            let mut old = all
                .iter()
                .filter(|it| it.has_envelope && it.created_at <= until);
            if let Some(item) = old.find(|it| !is_kept(it.state)) {
                let target = &item.target;
                world.shared.judge.violated(
                    Rule::NoneTooOld,
                    format!("an envelope for {target} is too old"),
                );
            }
        });
    }

    /// Nothing fails any more; every node is there.
    pub(crate) fn heal(&mut self) {
        let shared = Arc::clone(&self.world.shared);
        shared.trouble.store(0, Ordering::Relaxed);
        shared.postbox.heal();
        shared.targets.iter().for_each(|target| target.heal());
        for node in 0..NODES {
            if self
                .away
                .get_mut(node)
                .is_some_and(|away| away.take().is_some())
            {
                self.start(node);
            }
        }
        // Whatever people asked for is done before operators look.
        self.pass(SignedDuration::from_mins(1));
        (0..SERVICES.len()).for_each(|service| self.ask(Event::Resume(service)));
        self.pass(SignedDuration::from_mins(1));
    }
}
