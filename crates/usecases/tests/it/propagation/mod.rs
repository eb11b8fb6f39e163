//! One password everywhere: orders to linked services, from the change to the service.

mod order;
mod revocation;

use std::sync::Arc;

use jiff::SignedDuration;
use secrecy::ExposeSecret;
use varco_domain::credential::{PasswordFinding, PasswordPolicy, RefusedSigns};
use varco_domain::delivery::{LinkedService, LinkedServices, Reach, ServiceId};
use varco_domain::utenza::UtenzaKind;
use varco_ports::testkit::{InMemoryTarget, TargetFault};
use varco_ports::{CredentialSync, OutboxState, SyncError, Vault};
use varco_usecases::{ChangePasswordError, Delivery, Line, Retention, Settings};

use crate::faults::{Faulty, Plan};
use crate::world::{CHOSEN, CODE, World, settings};

/// Another password.
const NEXT: &str = "quattro gatti sul tetto";
/// Who is at the services.
const WHO: &str = "mario.rossi";

/// A world with two services, `sidi` before `posta`.
pub(crate) struct Linked {
    pub(crate) world: World,
    pub(crate) sidi: Arc<InMemoryTarget>,
    pub(crate) posta: Arc<InMemoryTarget>,
}

fn id(text: &str) -> ServiceId {
    ServiceId::parse(text).unwrap()
}

fn line(service: &str) -> Line {
    Line::Orders(id(service))
}

fn service(name: &str, policy: PasswordPolicy) -> LinkedService {
    LinkedService {
        id: id(name),
        name: name.to_uppercase(),
        description: String::new(),
        kinds: vec![UtenzaKind::External, UtenzaKind::Mi],
        policy,
    }
}

impl Linked {
    pub(crate) fn new() -> Self {
        Self::with(PasswordPolicy::ANY)
    }

    fn with(policy: PasswordPolicy) -> Self {
        let services = ["sidi", "posta"].map(|name| service(name, policy)).to_vec();
        let services = LinkedServices::new(services).unwrap();
        let [sidi, posta] = [(); 2].map(|()| Arc::new(InMemoryTarget::default()));
        let world = World::with(Settings {
            services,
            ..settings()
        });
        let plan = Arc::clone(&world.plan);
        let world = world.replacing(|ports| {
            for (name, target) in [("sidi", &sidi), ("posta", &posta)] {
                let faulty = Faulty {
                    plan: Arc::clone(&plan),
                    inner: Arc::clone(target) as Arc<dyn CredentialSync>,
                };
                ports.targets.insert(id(name), Arc::new(faulty));
            }
        });
        Self { world, sidi, posta }
    }

    /// Everything due is delivered to a service, once; what came of it.
    pub(crate) async fn deliver(&self, service: &str) -> Vec<Delivery> {
        let usecases = &self.world.usecases;
        let mut outcomes = Vec::new();
        for item in usecases.claim(&line(service), 10).await.unwrap_or_default() {
            outcomes.extend(usecases.deliver(&item).await.ok());
        }
        outcomes
    }

    /// Until nothing waits any more.
    pub(crate) async fn settle(&self) {
        for _ in 0..40 {
            self.deliver("sidi").await;
            self.deliver("posta").await;
            self.world.pass(SignedDuration::from_secs(10));
        }
    }

    pub(crate) async fn reach(&self, service: &str) -> Reach {
        let account = self.world.account().await;
        let all = self.world.usecases.services_of(&account).await.unwrap();
        let status = all.into_iter().find(|it| it.service.id == id(service));
        status.unwrap().reach
    }

    fn password(target: &InMemoryTarget) -> Option<String> {
        target.entry(WHO).map(|entry| entry.password)
    }
}

#[tokio::test]
async fn r65_a_chosen_password_reaches_every_service_and_one_time_passwords_none() {
    let linked = Linked::new();
    let world = &linked.world;
    let (username, one_time) = world.opened().await;
    assert_eq!(linked.deliver("sidi").await, []);
    let session = world
        .log_in(&username, one_time.expose_secret())
        .await
        .unwrap();
    assert_eq!(
        linked.deliver("sidi").await,
        [],
        "r20: nothing is chosen yet"
    );
    let changed = world.change(&session.token, one_time.expose_secret(), CHOSEN);
    changed.await.unwrap();
    let since = world.usecases.now();
    assert_eq!(linked.reach("sidi").await, Reach::Updating { since });
    assert_eq!(linked.deliver("sidi").await, [Delivery::Sent]);
    assert_eq!(Linked::password(&linked.sidi).as_deref(), Some(CHOSEN));
    let entry = linked.sidi.entry(WHO).unwrap();
    assert!(entry.is_active);
    assert_eq!(entry.emails, [crate::world::EMAIL]);
    assert_eq!(linked.reach("sidi").await, Reach::UpToDate { at: since });
    assert_eq!(linked.reach("posta").await, Reach::Updating { since });
    assert_eq!(linked.sidi.ledger().len(), 1);
}

#[tokio::test]
async fn r67_a_newer_password_takes_the_place_of_one_that_waits() {
    let linked = Linked::new();
    let (_, session) = linked.world.active().await;
    linked
        .world
        .change(&session.token, CHOSEN, NEXT)
        .await
        .unwrap();
    linked.settle().await;
    for target in [&linked.sidi, &linked.posta] {
        assert_eq!(Linked::password(target).as_deref(), Some(NEXT));
        assert_eq!(target.ledger().len(), 1, "the older one was never sent");
    }
}

#[tokio::test]
async fn r73_a_service_that_is_down_hinders_neither_the_person_nor_the_other_service() {
    let linked = Linked::new();
    linked.sidi.fail_once(TargetFault::Before(SyncError::Retry {
        after: Some(SignedDuration::from_secs(90)),
        reason: "503".into(),
    }));
    linked.world.active().await;
    let now = linked.world.usecases.now();
    let delivered = linked.deliver("sidi").await;
    let Delivery::Postponed(due) = delivered[0] else {
        panic!("{delivered:?}");
    };
    assert!(due.duration_since(now) >= SignedDuration::from_secs(90));
    assert_eq!(linked.reach("sidi").await, Reach::Failing { retry_at: due });
    assert_eq!(linked.deliver("posta").await, [Delivery::Sent]);
    linked.world.clock.set(due);
    assert_eq!(linked.deliver("sidi").await, [Delivery::Sent]);
}

#[tokio::test]
async fn r66_an_order_whose_reply_was_lost_is_looked_at_and_not_repeated() {
    let linked = Linked::new();
    linked.sidi.fail_once(TargetFault::ReplyLost);
    linked.world.active().await;
    assert_eq!(linked.deliver("sidi").await, [Delivery::Sent]);
    assert_eq!(linked.sidi.ledger().len(), 1);
}

#[tokio::test]
async fn t30_a_password_that_a_service_refuses_is_shown_and_never_tried_again() {
    let linked = Linked::new();
    linked.sidi.refuse_shorter_than(100);
    let (username, _) = linked.world.active().await;
    assert_eq!(linked.deliver("sidi").await, [Delivery::Refused]);
    assert_eq!(linked.reach("sidi").await, Reach::Refused { said: None });
    linked.world.log_in(&username, CHOSEN).await.unwrap();
    linked.settle().await;
    assert_eq!(linked.sidi.ledger(), []);
    assert_eq!(linked.reach("sidi").await, Reach::Refused { said: None });
    assert_eq!(Linked::password(&linked.posta).as_deref(), Some(CHOSEN));
}

#[tokio::test]
async fn t30_what_a_service_would_refuse_is_no_new_password() {
    let strict = PasswordPolicy {
        max_length: 30,
        refused: RefusedSigns::new("%", false),
        ..PasswordPolicy::ANY
    };
    let linked = Linked::with(strict);
    let (_, session) = linked.world.active().await;
    for (new, finding) in [
        (
            "il cento % delle volte",
            PasswordFinding::RefusedSign {
                refused: strict.refused,
            },
        ),
        (
            "una frase piuttosto lunga per davvero",
            PasswordFinding::TooLong { max: 30 },
        ),
    ] {
        let refused = linked.world.change(&session.token, CHOSEN, new).await;
        let Err(ChangePasswordError::Findings(found)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(found, [finding]);
    }
}

#[tokio::test]
async fn r69_a_password_that_was_too_old_is_asked_for_at_the_next_login_and_delivered_then() {
    let linked = Linked::new();
    let world = &linked.world;
    let (username, _) = world.active().await;
    assert_eq!(linked.deliver("posta").await, [Delivery::Sent]);
    world.pass(Retention::default().secrets);
    world.usecases.sweep().await.unwrap();
    assert_eq!(linked.reach("sidi").await, Reach::NeedsAccess);
    assert_eq!(linked.deliver("sidi").await, []);
    assert!(
        world
            .log_in(&username, "un'altra frase ancora")
            .await
            .is_err()
    );
    assert_eq!(linked.reach("sidi").await, Reach::NeedsAccess);
    world.log_in(&username, CHOSEN).await.unwrap();
    let since = world.usecases.now();
    assert_eq!(linked.reach("sidi").await, Reach::Updating { since });
    assert_eq!(linked.deliver("sidi").await, [Delivery::Sent]);
    assert_eq!(Linked::password(&linked.sidi).as_deref(), Some(CHOSEN));
    world.log_in(&username, CHOSEN).await.unwrap();
    assert_eq!(linked.deliver("sidi").await, [], "one login was enough");
    assert_eq!(linked.deliver("posta").await, [], "it has it already");
}

#[tokio::test]
async fn r70_a_login_that_gives_a_password_is_a_write_that_a_revocation_at_once_conflicts_with() {
    let linked = Linked::new();
    let world = &linked.world;
    let (username, _) = world.active().await;
    linked.settle().await;
    let written = async || {
        let code = varco_domain::codice_fiscale::CodiceFiscale::parse(CODE).unwrap();
        let accounts = &world.ports.accounts;
        let found = accounts.find_by_codice_fiscale(&code).await.unwrap();
        found.unwrap().version
    };
    let before = written().await;
    world.log_in(&username, CHOSEN).await.unwrap();
    assert_eq!(written().await, before, "every service has it");
    let session = world.log_in(&username, CHOSEN).await.unwrap();
    world.change(&session.token, CHOSEN, NEXT).await.unwrap();
    world.pass(Retention::default().secrets);
    world.usecases.sweep().await.unwrap();
    let before = written().await;
    world.log_in(&username, NEXT).await.unwrap();
    assert!(written().await > before);
}

#[tokio::test]
async fn r69_a_password_is_not_delivered_after_the_end_of_its_life_though_nobody_has_swept() {
    let linked = Linked::new();
    linked.world.active().await;
    linked.world.pass(Retention::default().secrets);
    assert_eq!(linked.deliver("sidi").await, [Delivery::Lost]);
    assert_eq!(linked.sidi.ledger(), []);
    assert_eq!(linked.reach("sidi").await, Reach::NeedsAccess);
    let superseded = OutboxState::Superseded.into();
    let items = linked.world.usecases.list_outbox(&superseded, 9);
    let items = items.await.unwrap();
    let password = items.iter().find(|it| it.target == "sidi/password");
    assert!(password.unwrap().is_erased());
}

#[tokio::test]
async fn a_service_that_came_later_gets_the_password_at_the_next_login() {
    let linked = Linked::new();
    let (username, _) = linked.world.active().await;
    linked.settle().await;
    let late = Linked::new();
    let services = ["sidi", "posta", "nuovo"].map(|name| service(name, PasswordPolicy::ANY));
    let mut settings = settings();
    settings.services = LinkedServices::new(services.to_vec()).unwrap();
    let mut ports = linked.world.ports.clone();
    let target: Arc<dyn CredentialSync> = late.sidi.clone();
    ports.targets.insert(id("nuovo"), target);
    let mut world = linked.world;
    world.usecases = varco_usecases::UseCases::new(ports, settings);
    world.log_in(&username, CHOSEN).await.unwrap();
    let items = world.usecases.claim(&line("nuovo"), 9).await.unwrap();
    assert_eq!(items.len(), 1);
    let delivery = world.usecases.deliver(&items[0]).await.unwrap();
    assert_eq!(delivery, Delivery::Sent);
    assert_eq!(Linked::password(&late.sidi).as_deref(), Some(CHOSEN));
}

#[tokio::test]
async fn addresses_follow_without_the_password() {
    let linked = Linked::new();
    let world = &linked.world;
    world.active().await;
    let assigned = "mario.rossi@istruzione.it";
    let assign = world.usecases.assign_mailbox(CODE, assigned, "assunto");
    assign.await.unwrap();
    linked.settle().await;
    let entry = linked.sidi.entry(WHO).unwrap();
    assert_eq!(entry.emails, [assigned, crate::world::EMAIL]);
    assert_eq!(
        entry.password, CHOSEN,
        "the password on its way was not lost"
    );
}

#[tokio::test]
async fn nothing_is_delivered_to_a_paused_service() {
    let linked = Linked::new();
    let world = &linked.world;
    world.active().await;
    world
        .usecases
        .pause_service("sidi", "manutenzione")
        .await
        .unwrap();
    assert_eq!(world.usecases.next_due(&line("sidi")).await.unwrap(), None);
    assert_eq!(linked.reach("sidi").await, Reach::Paused);
    assert!(
        world
            .usecases
            .next_due(&line("posta"))
            .await
            .unwrap()
            .is_some()
    );
    world
        .usecases
        .resume_service("sidi", "finita")
        .await
        .unwrap();
    let due = world.usecases.next_due(&line("sidi")).await.unwrap();
    assert!(due.is_some());
    assert_eq!(linked.deliver("sidi").await, [Delivery::Sent]);
}

#[tokio::test]
async fn r68_a_password_that_was_tampered_with_waits_for_an_operator() {
    let mut linked = Linked::new();
    linked.world.active().await;
    linked.world = linked.world.replacing(|ports| {
        let mut vault = varco_ports::MockVault::new();
        vault
            .expect_open()
            .returning(|_, _| Err(varco_ports::VaultError::Tampered));
        ports.vault = Arc::new(vault) as Arc<dyn Vault>;
    });
    assert_eq!(linked.deliver("sidi").await, [Delivery::Buried]);
    assert_eq!(linked.reach("sidi").await, Reach::Stuck);
    assert_eq!(linked.sidi.ledger(), []);
}

/// A change of password and its delivery, with a failure of one port call.
async fn survives(trouble: impl Fn(&Plan, usize)) {
    let calls = {
        let linked = Linked::new();
        let (_, session) = linked.world.active().await;
        linked.settle().await;
        linked.world.plan.fail_at(0);
        linked
            .world
            .change(&session.token, CHOSEN, NEXT)
            .await
            .unwrap();
        linked.deliver("sidi").await;
        linked.deliver("posta").await;
        linked.world.plan.calls()
    };
    assert!(calls > 20, "{calls}");
    for call in 1..=calls {
        let linked = Linked::new();
        let (_, session) = linked.world.active().await;
        linked.settle().await;
        let before = linked.sidi.ledger().len();
        trouble(&linked.world.plan, call);
        let change = async || linked.world.change(&session.token, CHOSEN, NEXT).await;
        if change().await.is_err() {
            change().await.unwrap();
        }
        linked.settle().await;
        for target in [&linked.sidi, &linked.posta] {
            let password = Linked::password(target);
            assert_eq!(password.as_deref(), Some(NEXT), "call {call}");
            let effects = target.ledger();
            let new = effects.len() - before;
            let mut different = effects.clone();
            different.dedup();
            assert_eq!(different, effects, "call {call}: an effect was doubled");
            assert!(new <= 2, "call {call}: {new} effects");
            assert!(effects.is_sorted(), "call {call}: versions rise");
        }
        for service in ["sidi", "posta"] {
            let reach = linked.reach(service).await;
            assert!(
                matches!(reach, Reach::UpToDate { .. }),
                "call {call}: {reach:?}"
            );
        }
    }
}

#[tokio::test]
async fn r65_after_a_failure_of_any_port_at_any_call_every_service_holds_the_new_password() {
    survives(Plan::fail_at).await;
}

#[tokio::test]
async fn r66_after_any_lost_answer_every_service_holds_the_new_password() {
    survives(Plan::lose_answer_of).await;
}
