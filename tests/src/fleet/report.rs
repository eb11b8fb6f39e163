//! What a fleet went through.

use std::time::Duration;

use serde_json::{Value, json};

use super::nodes::Lives;

/// What came of it, where everything held.
#[derive(Clone, Copy, Debug)]
pub struct Report {
    /// Acknowledged registrations.
    pub people: usize,
    /// From the first person to the last.
    pub took: Duration,
    /// From then until nothing was under way any more.
    pub rest: Duration,
    /// Mails that arrived more often than once.
    pub doubled: usize,
    /// What the processes went through.
    pub lives: Lives,
}

impl Report {
    /// As JSON.
    pub fn to_json(&self) -> Value {
        let rate =
            f64::from(u32::try_from(self.people).unwrap_or(u32::MAX)) / self.took.as_secs_f64();
        json!({
            "acknowledged_registrations": self.people,
            "killed_serving": self.lives.serving_killed,
            "killed_working": self.lives.working_killed,
            "longest_recovery_ms": millis(self.lives.longest_recovery),
            "doubled_mails": self.doubled,
            "took_ms": millis(self.took),
            "rest_ms": millis(self.rest),
            "registrations_per_second": rate.round(),
        })
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
