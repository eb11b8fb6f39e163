use std::collections::BTreeSet;

use jiff::SignedDuration;
use varco_domain::delivery::ServiceId;
use varco_ports::{Changes, MockDeliveries, StoreError};

use super::*;
use crate::testkit::{World, app, link, settings};

/// The alerts that the documentation gives.
const ALERTS: &str = include_str!("../../../../docs/alerts.yml");

/// What is counted while a recorder of its own is in place.
fn metrics(app: &Arc<App>) -> (Metrics, impl Drop) {
    let recorder = Box::leak(Box::new(builder().unwrap().build_recorder()));
    let guard = metrics::set_default_local_recorder(recorder);
    describe();
    (Metrics::new(app, recorder.handle()), guard)
}

#[tokio::test]
async fn what_waits_and_what_was_delivered_is_told_by_target() {
    let (mut world, mut settings) = (World::at("2026-11-21T11:00:00Z"), settings());
    let _ = link(&mut world.ports, &mut settings);
    let app = app(world.ports.clone(), settings);
    let (metrics, _guard) = metrics(&app);
    let sidi = ServiceId::parse("sidi").unwrap();
    let paused = Changes {
        paused: Some((sidi.clone(), Some(world.ports.clock.now()))),
        ..Changes::default()
    };
    world.ports.commit.commit(paused).await.unwrap();
    let second = SignedDuration::from_secs(1);
    count("sidi/password", Delivery::Sent, second);
    count("sidi/password", Delivery::Refused, second);
    left_alone(&Line::Orders(sidi), true);
    let text = metrics.text().await;
    for line in [
        r#"varco_outbox_items{target="mail",state="waiting"} 0"#,
        r#"varco_outbox_items{target="sidi/contacts",state="buried"} 0"#,
        r#"varco_outbox_oldest_age_seconds{target="sidi/state"} 0"#,
        r"varco_outbox_readable 1",
        r#"varco_service_paused{service="sidi"} 1"#,
        r#"varco_service_left_alone{service="sidi"} 1"#,
        r#"varco_deliveries_total{target="sidi/password",outcome="sent"} 1"#,
        r#"varco_deliveries_total{target="sidi/password",outcome="refused"} 1"#,
        r#"varco_delivery_seconds_count{target="sidi/password"} 1"#,
    ] {
        assert!(text.contains(line), "{line} is missing in\n{text}");
    }
}

#[tokio::test]
async fn every_figure_of_the_alerts_is_shown() {
    let (mut world, mut settings) = (World::at("2026-11-21T11:00:00Z"), settings());
    let _ = link(&mut world.ports, &mut settings);
    let app = app(world.ports, settings);
    let (metrics, _guard) = metrics(&app);
    count("mail", Delivery::Sent, SignedDuration::ZERO);
    let sidi = ServiceId::parse("sidi").unwrap();
    left_alone(&Line::Orders(sidi), false);
    let text = metrics.text().await;
    let words = ALERTS.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_');
    let named: BTreeSet<_> = words.filter(|word| word.starts_with("varco_")).collect();
    assert!(named.len() >= 5, "{named:?}");
    for name in named {
        let is_shown = text.lines().any(|line| {
            let rest = line.strip_prefix(name);
            rest.is_some_and(|rest| rest.starts_with(['{', ' ']))
        });
        assert!(is_shown, "{name} is missing in\n{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_database_is_asked_every_few_seconds_at_most_and_its_silence_is_told() {
    let mut world = World::at("2026-11-21T11:00:00Z");
    let mut silent = MockDeliveries::new();
    let stopped = || Err(StoreError::Unavailable("stopped".to_owned()));
    silent.expect_backlog().times(2).returning(stopped);
    world.ports.deliveries = Arc::new(silent);
    let app = app(world.ports, settings());
    let (metrics, _guard) = metrics(&app);
    for _ in 0..2 {
        for _ in 0..50 {
            let text = metrics.text().await;
            assert!(text.contains("varco_outbox_readable 0"), "{text}");
        }
        tokio::time::sleep(FRESH).await;
    }
}
