//! Says when something has waited for too long, and when that is over: once each.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use varco_ports::MAIL;
use varco_usecases::{Failure, Standing};

use super::{Stop, stopped};
use crate::config::AlertsSection;
use crate::state::App;

/// Time between two looks.
const EVERY: Duration = Duration::from_secs(30);

/// Looks at once and every half minute, until told to stop. A database that does not answer is told of
/// by those who deliver.
pub(super) async fn watch(app: Arc<App>, alerts: AlertsSection, mut stop: Stop) {
    let mut late = BTreeSet::new();
    loop {
        let _: Result<(), Failure> = look(&app, alerts, &mut late).await;
        tokio::select! {
            () = stopped(&mut stop) => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

async fn look(
    app: &App,
    alerts: AlertsSection,
    late: &mut BTreeSet<String>,
) -> Result<(), Failure> {
    let standing = app.usecases.standing().await?;
    for waits in &standing.targets {
        let target = &waits.target;
        let limit = if target == MAIL {
            alerts.mail_age
        } else {
            alerts.order_age
        };
        let age = waits
            .oldest
            .map(|oldest| app.usecases.now().duration_since(oldest));
        match age.filter(|age| *age >= limit) {
            Some(age) => {
                if late.insert(target.clone()) {
                    let (count, seconds) = (waits.waiting + waits.leased, age.as_secs());
                    let paused = is_paused(&standing, target);
                    tracing::warn!(
                        target.name = target,
                        age_seconds = seconds,
                        waiting = count,
                        paused,
                        "something waits for too long"
                    );
                }
            }
            None => {
                if late.remove(target) {
                    tracing::info!(target.name = target, "nothing waits for too long any more");
                }
            }
        }
    }
    Ok(())
}

fn is_paused(standing: &Standing, target: &str) -> bool {
    let of = |id: &str| target.split_once('/').is_some_and(|(of, _)| of == id);
    let mut services = standing.services.iter();
    services.any(|(id, since)| since.is_some() && of(id.as_str()))
}
