use super::DeliveryKind::{Closing, Data, Password};
use super::*;
use crate::audit::Actor;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

const RULES: RetryRules = RetryRules::DEFAULT;
const KINDS: [DeliveryKind; 3] = [Closing, Password, Data];

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn in_state(kind: DeliveryKind, state: DeliveryState) -> Delivery {
    Delivery {
        state,
        ..Delivery::new(5, kind, at(0))
    }
}

fn reason() -> String {
    "perché".to_owned()
}

fn states() -> Vec<DeliveryState> {
    vec![
        DeliveryState::Queued,
        DeliveryState::InFlight { since: at(0) },
        DeliveryState::RetryAt {
            at: at(10),
            reason: reason(),
        },
        DeliveryState::NeedsNewAccess { since: at(0) },
        DeliveryState::RefusedByTarget { said: None },
        DeliveryState::Paused,
        DeliveryState::Buried {
            at: at(0),
            reason: reason(),
        },
        DeliveryState::Delivered { at: at(0) },
        DeliveryState::Superseded { by: 6 },
    ]
}

fn attempts() -> Vec<Attempt> {
    vec![
        Attempt::Done,
        Attempt::Failed {
            after: None,
            reason: reason(),
        },
        Attempt::Unknown { reason: reason() },
        Attempt::PasswordRefused {
            said: Some("Too short".to_owned()),
        },
        Attempt::Refused { reason: reason() },
        Attempt::Gone,
        Attempt::Overtaken { held: 9 },
    ]
}

fn commands() -> Vec<DeliveryCommand> {
    let mut commands = vec![
        DeliveryCommand::Begin,
        DeliveryCommand::LoseLease,
        DeliveryCommand::Supersede { by: 6 },
        DeliveryCommand::EraseSecret,
        DeliveryCommand::Pause { why: reason() },
        DeliveryCommand::Resume { why: reason() },
        DeliveryCommand::Retry { why: reason() },
        DeliveryCommand::Skip { why: reason() },
    ];
    commands.extend(attempts().into_iter().map(DeliveryCommand::Report));
    commands
}

fn apply(delivery: &Delivery, command: &DeliveryCommand) -> Result<DeliveryStep, DeliveryRefusal> {
    delivery.apply(command, at(20), &RULES, 0)
}

/// Name of the state that follows, or the refusal.
fn word(delivery: &Delivery, command: &DeliveryCommand) -> String {
    match apply(delivery, command) {
        Ok(step) => step.record.to.to_owned(),
        Err(refusal) => format!("{refusal:?}"),
    }
}

#[test]
fn every_command_in_every_state_of_a_password() {
    for (state, expected) in states().into_iter().zip([
        // begin, lose lease, supersede, erase, pause, resume, retry, skip
        "in_flight - superseded needs_new_access paused - - buried",
        "- retry_at superseded - - - - -",
        "in_flight - superseded needs_new_access paused - queued buried",
        "- - superseded needs_new_access - - - buried",
        "- - superseded refused_by_target - - queued buried",
        "- - superseded needs_new_access - queued - buried",
        "- - superseded buried - - queued -",
        "Over Over Over Over Over Over Over Over",
        "Over Over Over Over Over Over Over Over",
    ]) {
        let delivery = in_state(Password, state);
        let words: Vec<_> = commands()
            .iter()
            .map(|command| word(&delivery, command))
            .collect();
        let found = words[..8].join(" ").replace("OutOfOrder", "-");
        assert_eq!(found, expected, "{}", delivery.state.name());
        for report in &commands()[8..] {
            let is_open = matches!(delivery.state, DeliveryState::InFlight { .. });
            assert_eq!(apply(&delivery, report).is_ok(), is_open, "{report:?}");
        }
    }
}

#[test]
fn every_outcome_of_every_kind() {
    let [d, t, b, s] = ["delivered", "retry_at", "buried", "superseded"];
    for (kind, expected) in [
        // done, failed, unknown, password refused, refused, gone, overtaken
        (Password, [d, t, t, "refused_by_target", b, b, s]),
        (Data, [d, t, t, b, b, b, s]),
        (Closing, [d, t, t, t, t, d, s]),
    ] {
        let delivery = in_state(kind, DeliveryState::InFlight { since: at(0) });
        let found: Vec<_> = attempts()
            .into_iter()
            .map(|attempt| word(&delivery, &DeliveryCommand::Report(attempt)))
            .collect();
        assert_eq!(found, expected, "{kind:?}");
    }
}

#[test]
fn r69_a_password_is_kept_no_longer_than_it_is_of_use() {
    for state in states() {
        let delivery = in_state(Password, state);
        for command in commands() {
            let Ok(step) = apply(&delivery, &command) else {
                continue;
            };
            let next = &step.next;
            if next.state.is_over() || command == DeliveryCommand::EraseSecret {
                assert!(!next.has_secret, "{command:?}");
            }
        }
    }
    // What was erased is not tried again, whoever asks.
    let buried = DeliveryState::Buried {
        at: at(0),
        reason: reason(),
    };
    let erased = apply(
        &in_state(Password, buried.clone()),
        &DeliveryCommand::EraseSecret,
    );
    let erased = erased.unwrap().next;
    assert_eq!(erased.standing(), Some(Standing::NeedsNewAccess));
    assert_eq!(
        word(&erased, &DeliveryCommand::Retry { why: reason() }),
        "SecretGone"
    );
    assert_eq!(word(&erased, &DeliveryCommand::EraseSecret), "SecretGone");
    let data = in_state(Data, buried);
    assert_eq!(word(&data, &DeliveryCommand::EraseSecret), "SecretGone");
    assert_eq!(
        word(&data, &DeliveryCommand::Retry { why: reason() }),
        "queued"
    );
}

#[test]
fn an_attempt_waits_for_its_time_and_counts() {
    let failed = Attempt::Failed {
        after: Some(SignedDuration::from_secs(60)),
        reason: reason(),
    };
    let begun = Delivery::new(5, Password, at(0)).apply(&DeliveryCommand::Begin, at(1), &RULES, 0);
    let begun = begun.unwrap().next;
    assert_eq!((begun.attempts, begun.must_look), (1, false));
    let step = begun
        .apply(&DeliveryCommand::Report(failed), at(2), &RULES, 0)
        .unwrap();
    let retry_at = at(62);
    assert_eq!(step.next.standing(), Some(Standing::Failing { retry_at }));
    let early = step.next.apply(&DeliveryCommand::Begin, at(61), &RULES, 0);
    assert_eq!(early, Err(DeliveryRefusal::TooEarly { at: retry_at }));
    let again = step
        .next
        .apply(&DeliveryCommand::Begin, retry_at, &RULES, 0)
        .unwrap();
    assert_eq!(again.next.attempts, 2);
}

#[test]
fn r66_whoever_begins_after_an_unknown_outcome_looks_first() {
    let delivery = in_state(Password, DeliveryState::InFlight { since: at(0) });
    let unknown = DeliveryCommand::Report(Attempt::Unknown { reason: reason() });
    for command in [unknown, DeliveryCommand::LoseLease] {
        assert!(apply(&delivery, &command).unwrap().next.must_look);
    }
    let failed = Attempt::Failed {
        after: None,
        reason: reason(),
    };
    let failed = apply(&delivery, &DeliveryCommand::Report(failed))
        .unwrap()
        .next;
    assert!(!failed.must_look);
}

#[test]
fn an_order_without_a_password_is_given_up_at_its_age_and_a_closing_never() {
    let failed = DeliveryCommand::Report(Attempt::Failed {
        after: None,
        reason: reason(),
    });
    let unknown = DeliveryCommand::Report(Attempt::Unknown { reason: reason() });
    let old = at(0) + RULES.give_up_after;
    for (kind, expected) in [
        (Data, "buried"),
        (Closing, "retry_at"),
        (Password, "retry_at"),
    ] {
        let delivery = in_state(kind, DeliveryState::InFlight { since: at(0) });
        for command in [&failed, &unknown] {
            let step = delivery.apply(command, old, &RULES, 0).unwrap();
            assert_eq!(step.record.to, expected, "{kind:?}");
            let young = old - SignedDuration::from_secs(1);
            let step = delivery.apply(command, young, &RULES, 0).unwrap();
            assert_eq!(step.record.to, "retry_at", "{kind:?}");
        }
    }
}

#[test]
fn everybody_says_why_and_operators_in_their_own_words() {
    for state in states() {
        for command in commands() {
            if let Ok(step) = apply(&in_state(Password, state.clone()), &command) {
                let is_operator = step.record.why == reason() && step.record.by == Actor::Operator;
                let is_system = step.record.by == Actor::System && !step.record.why.is_empty();
                assert!(is_operator || is_system, "{command:?}");
                assert_eq!((step.record.at, step.record.from), (at(20), state.name()));
            }
        }
    }
    let queued = Delivery::new(5, Password, at(0));
    for why in ["", "  \n"] {
        let pause = DeliveryCommand::Pause {
            why: why.to_owned(),
        };
        assert_eq!(apply(&queued, &pause), Err(DeliveryRefusal::NoReason));
    }
    let older = DeliveryCommand::Supersede { by: 5 };
    assert_eq!(apply(&queued, &older), Err(DeliveryRefusal::NotNewer));
}

#[test]
fn r70_a_password_does_not_make_a_closing_pointless() {
    for (newer, pointless) in [
        (Closing, &[Closing, Password][..]),
        (Password, &[Password]),
        (Data, &[Data]),
    ] {
        for older in KINDS {
            assert_eq!(newer.covers(older), pointless.contains(&older));
        }
    }
    let all = [
        Delivery::new(1, Password, at(0)),
        Delivery::new(2, Data, at(0)),
        in_state(Password, DeliveryState::Delivered { at: at(0) }),
        Delivery::new(7, Password, at(0)),
    ];
    let found: Vec<i64> = superseded_by(Closing, 6, &all).collect();
    assert_eq!(found, [1]);
}

#[test]
fn r67_the_oldest_under_way_goes_first_and_the_others_wait_for_it() {
    let retry = |seconds| DeliveryState::RetryAt {
        at: at(seconds),
        reason: reason(),
    };
    let with = |state| [in_state(Closing, state), Delivery::new(9, Password, at(0))];
    for (state, expected) in [
        (DeliveryState::Queued, Some(5)),
        (retry(10), Some(5)),
        (retry(11), None),
        (DeliveryState::Paused, None),
        (DeliveryState::InFlight { since: at(0) }, None),
        (DeliveryState::Delivered { at: at(0) }, Some(9)),
        (DeliveryState::Superseded { by: 9 }, Some(9)),
        (
            DeliveryState::Buried {
                at: at(0),
                reason: reason(),
            },
            Some(9),
        ),
        (DeliveryState::NeedsNewAccess { since: at(0) }, Some(9)),
    ] {
        let all = with(state);
        let found = next(&all, at(10)).map(|delivery| delivery.version);
        assert_eq!(found, expected, "{}", all[0].state.name());
    }
    assert_eq!(next(&[], at(10)), None);
}

#[test]
fn holders_are_told_where_they_stand() {
    let told = |state| in_state(Password, state).standing();
    let expected = [
        Some(Standing::Updating),
        Some(Standing::Updating),
        Some(Standing::Failing { retry_at: at(10) }),
        Some(Standing::NeedsNewAccess),
        Some(Standing::PasswordRefused { said: None }),
        Some(Standing::WaitsForOperator),
        Some(Standing::WaitsForOperator),
        Some(Standing::UpToDate { since: at(0) }),
        None,
    ];
    for (state, expected) in states().into_iter().zip(expected) {
        assert_eq!(told(state), expected);
    }
}

/// A service and the deliveries on their way to it.
#[derive(Default)]
struct World {
    all: Vec<Delivery>,
    /// Versions that the service has carried out, in that order.
    carried_out: Vec<(i64, DeliveryKind)>,
    now: i64,
}

impl World {
    fn add(&mut self, kind: DeliveryKind) {
        let version = i64::try_from(self.all.len()).unwrap() + 1;
        for old in superseded_by(kind, version, &self.all).collect::<Vec<_>>() {
            self.tell(old, &DeliveryCommand::Supersede { by: version });
        }
        self.all.push(Delivery::new(version, kind, at(self.now)));
    }

    fn tell(&mut self, version: i64, command: &DeliveryCommand) -> bool {
        let delivery = self.all.iter_mut().find(|d| d.version == version).unwrap();
        let step = delivery.apply(command, at(self.now), &RULES, 0);
        step.map(|step| *delivery = step.next).is_ok()
    }

    /// One attempt, if one is due; with `luck` 0 it works, else something goes wrong.
    fn attempt(&mut self, luck: u8) {
        let Some(delivery) = next(&self.all, at(self.now)) else {
            return;
        };
        let (version, kind) = (delivery.version, delivery.kind);
        assert!(self.tell(version, &DeliveryCommand::Begin));
        let is_held = self
            .carried_out
            .last()
            .is_some_and(|(held, _)| *held == version);
        if matches!(luck, 0..=2) && !is_held {
            self.carried_out.push((version, kind));
        }
        let command = match luck {
            0 => DeliveryCommand::Report(Attempt::Done),
            1 => DeliveryCommand::Report(Attempt::Unknown { reason: reason() }),
            2 => DeliveryCommand::LoseLease,
            3 => DeliveryCommand::Report(Attempt::Refused { reason: reason() }),
            4 => DeliveryCommand::Report(Attempt::PasswordRefused { said: None }),
            _ => DeliveryCommand::Report(Attempt::Failed {
                after: None,
                reason: reason(),
            }),
        };
        assert!(self.tell(version, &command));
    }
}

proptest! {
    #[test]
    fn r67_r70_versions_only_rise_and_nothing_is_lost(
        moves in prop::collection::vec((0u8..12, 0u8..8, 0i64..600), 1..80),
    ) {
        let mut world = World::default();
        for (what, luck, pause) in moves {
            world.now += pause;
            match what {
                0 => world.add(Password),
                1 => world.add(Data),
                2 => world.add(Closing),
                3 => {
                    for version in 1..=i64::try_from(world.all.len()).unwrap() {
                        world.tell(version, &DeliveryCommand::EraseSecret);
                    }
                }
                _ => world.attempt(luck),
            }
        }
        // Everybody goes home, and the service recovers.
        while world.all.iter().any(|delivery| delivery.state.is_under_way()) {
            world.now += 3_600;
            world.attempt(0);
        }
        prop_assert!(world.carried_out.is_sorted_by(|a, b| a.0 < b.0));
        for delivery in &world.all {
            let has = world.carried_out.contains(&(delivery.version, delivery.kind));
            match delivery.kind {
                // Every closing has reached the service, or a newer one in its place.
                Closing => {
                    let by = |by: i64| world.all.iter().any(|d| d.version == by && d.kind == Closing);
                    let is_covered = matches!(delivery.state, DeliveryState::Superseded { by: newer } if by(newer));
                    prop_assert!(has || is_covered, "{delivery:?}");
                }
                // Nothing vanishes: it is there, or says why not.
                Password | Data => prop_assert!(has || delivery.state.name() != "delivered"),
            }
            prop_assert!(!(delivery.state.is_over() && delivery.has_secret));
        }
    }
}
