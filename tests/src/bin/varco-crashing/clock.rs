//! A clock that the harness puts forward, so that nobody waits for leases, pauses and lives.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use varco_ports::Clock;

/// The clock inside, put forward by the number of seconds that stands in a file.
#[derive(Debug)]
pub(crate) struct Ahead {
    inner: Arc<dyn Clock>,
    file: PathBuf,
}

impl Ahead {
    /// Around a clock; the file is the one that `CRASH_CLOCK` names.
    pub(crate) fn of(inner: Arc<dyn Clock>) -> Arc<dyn Clock> {
        match env::var_os("CRASH_CLOCK") {
            Some(file) => Arc::new(Self {
                inner,
                file: file.into(),
            }),
            None => inner,
        }
    }
}

impl Clock for Ahead {
    fn now(&self) -> Timestamp {
        let seconds = fs::read_to_string(&self.file).ok();
        let seconds = seconds.and_then(|text| text.trim().parse().ok());
        self.inner.now() + SignedDuration::from_secs(seconds.unwrap_or_default())
    }
}
