//! Figures for whoever watches: the text of Prometheus, on an address of its own.
//!
//! What this process does is counted as it happens. How the outbox stands is read from the database
//! when somebody asks, and at most every few seconds, however many ask.

use std::sync::Arc;
use std::time::Duration;

use metrics::{
    Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram,
};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use poem::web::Data;
use poem::{Endpoint, EndpointExt as _, IntoResponse as _, Response, Route, handler};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};
use varco_usecases::{Delivery, Line, Standing};

use crate::state::App;
use crate::web::methods::shows;

const ITEMS: &str = "varco_outbox_items";
const OLDEST: &str = "varco_outbox_oldest_age_seconds";
const READABLE: &str = "varco_outbox_readable";
const PAUSED: &str = "varco_service_paused";
const LEFT_ALONE: &str = "varco_service_left_alone";
const DELIVERIES: &str = "varco_deliveries_total";
const DURATION: &str = "varco_delivery_seconds";

/// The database is read at most so often.
const FRESH: Duration = Duration::from_secs(5);
/// Longest wait for the database.
const PATIENCE: Duration = Duration::from_secs(3);
/// Seconds from the commit of something to its delivery.
const BUCKETS: [f64; 10] = [
    0.1, 0.5, 1.0, 2.0, 5.0, 30.0, 300.0, 3_600.0, 21_600.0, 86_400.0,
];

/// The figures of this process, and when the database was read last.
#[derive(Debug)]
pub struct Metrics {
    app: Arc<App>,
    handle: PrometheusHandle,
    read_at: Mutex<Option<Instant>>,
}

impl Metrics {
    /// Counts from now on, for the whole process.
    ///
    /// # Errors
    /// Somebody counts already.
    pub fn install(app: &Arc<App>) -> Result<Self, BuildError> {
        let handle = builder()?.install_recorder()?;
        describe();
        Ok(Self::new(app, handle))
    }

    fn new(app: &Arc<App>, handle: PrometheusHandle) -> Self {
        Self {
            app: Arc::clone(app),
            handle,
            read_at: Mutex::new(None),
        }
    }

    /// `/metrics`.
    pub fn endpoint(self) -> impl Endpoint<Output = Response> {
        let routes = Route::new().at("/metrics", shows(figures));
        routes.data(Arc::new(self)).map_to_response()
    }

    /// All figures as text.
    async fn text(&self) -> String {
        let mut read_at = self.read_at.lock().await;
        if read_at.is_none_or(|at| at.elapsed() >= FRESH) {
            let standing = timeout(PATIENCE, self.app.usecases.standing()).await;
            let standing = standing.ok().and_then(Result::ok);
            gauge!(READABLE).set(if standing.is_some() { 1.0 } else { 0.0 });
            if let Some(standing) = standing {
                self.show(&standing);
            }
            *read_at = Some(Instant::now());
        }
        self.handle.run_upkeep();
        self.handle.render()
    }

    fn show(&self, standing: &Standing) {
        let now = self.app.usecases.now();
        for waits in &standing.targets {
            let states = [
                ("waiting", waits.waiting),
                ("leased", waits.leased),
                ("buried", waits.buried),
            ];
            for (state, count) in states {
                gauge!(ITEMS, "target" => waits.target.clone(), "state" => state)
                    .set(figure(count));
            }
            let age = waits.oldest.map(|oldest| now.duration_since(oldest));
            let age = age.map_or(0.0, |age| age.as_secs_f64().max(0.0));
            gauge!(OLDEST, "target" => waits.target.clone()).set(age);
        }
        for (service, since) in &standing.services {
            let is_paused = if since.is_some() { 1.0 } else { 0.0 };
            gauge!(PAUSED, "service" => service.to_string()).set(is_paused);
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "nobody has so many that it would show"
)]
const fn figure(count: u64) -> f64 {
    count as f64
}

#[handler]
async fn figures(Data(metrics): Data<&Arc<Metrics>>) -> Response {
    let text = metrics.text().await;
    text.with_content_type("text/plain; version=0.0.4; charset=utf-8")
        .into_response()
}

/// One delivery has come to an end, after so long.
pub(crate) fn count(target: &str, delivery: Delivery, age: jiff::SignedDuration) {
    let outcome = match delivery {
        Delivery::Sent => "sent",
        Delivery::Postponed(_) => "postponed",
        Delivery::Buried => "buried",
        Delivery::Refused => "refused",
        Delivery::Lost => "lost",
    };
    counter!(DELIVERIES, "target" => target.to_owned(), "outcome" => outcome).increment(1);
    if delivery == Delivery::Sent {
        histogram!(DURATION, "target" => target.to_owned()).record(age.as_secs_f64().max(0.0));
    }
}

/// A service is left alone, or no longer.
pub(crate) fn left_alone(line: &Line, is_left_alone: bool) {
    if let Line::Orders(service) = line {
        let value = if is_left_alone { 1.0 } else { 0.0 };
        gauge!(LEFT_ALONE, "service" => service.to_string()).set(value);
    }
}

fn builder() -> Result<PrometheusBuilder, BuildError> {
    let builder = PrometheusBuilder::new();
    builder.set_buckets_for_metric(Matcher::Full(DURATION.to_owned()), &BUCKETS)
}

fn describe() {
    let count = Unit::Count;
    describe_gauge!(
        ITEMS,
        count,
        "items of the outbox that are not delivered, by target and state"
    );
    describe_gauge!(
        OLDEST,
        Unit::Seconds,
        "for how long the oldest item waits that is not delivered"
    );
    describe_gauge!(
        READABLE,
        count,
        "whether the outbox could be read just now: if not, its figures are old"
    );
    describe_gauge!(
        PAUSED,
        count,
        "whether an operator has stopped deliveries to the service"
    );
    describe_gauge!(
        LEFT_ALONE,
        count,
        "whether this process leaves the service alone because it does not answer"
    );
    describe_counter!(
        DELIVERIES,
        count,
        "attempts of this process, by target and outcome"
    );
    describe_histogram!(
        DURATION,
        Unit::Seconds,
        "from commit to delivery, by this process"
    );
}

#[cfg(test)]
mod tests;
