//! A point: before, after, or in the middle of the n-th call of one kind.

use std::collections::HashMap;
use std::env;
use std::fmt::Display;
use std::fs::{File, OpenOptions};
use std::future::poll_fn;
use std::io::Write as _;
use std::pin::pin;
use std::sync::{Mutex, PoisonError};

/// The points of this process, and what to do at them.
#[derive(Debug)]
pub(crate) struct Points {
    /// Where to die.
    at: Option<String>,
    log: Option<File>,
    visits: Mutex<HashMap<&'static str, u32>>,
}

impl Points {
    /// As the environment says.
    pub(crate) fn from_environment() -> Self {
        let log = env::var_os("CRASH_LOG")
            .and_then(|file| OpenOptions::new().create(true).append(true).open(file).ok());
        Self {
            at: env::var("CRASH_AT").ok(),
            log,
            visits: Mutex::default(),
        }
    }

    /// Makes a call, with a point before it, one after it, and one each time that it has to wait for
    /// something: a statement that is under way, a line of an SMTP conversation.
    pub(crate) async fn pass<T>(&self, name: &'static str, call: impl Future<Output = T>) -> T {
        self.pass_about(name, "", call).await
    }

    /// As [`Points::pass`], noting what the call is about.
    pub(crate) async fn pass_about<T>(
        &self,
        name: &'static str,
        about: impl Display,
        call: impl Future<Output = T>,
    ) -> T {
        let visit = self.count(name);
        self.reached(name, visit, "before", &about);
        let mut call = pin!(call);
        let mut waits = 0;
        let outcome = poll_fn(|context| {
            let state = call.as_mut().poll(context);
            if state.is_pending() {
                waits += 1;
                self.reached(name, visit, &format!("wait-{waits}"), &about);
            }
            state
        })
        .await;
        self.reached(name, visit, "after", &about);
        outcome
    }

    /// As [`Points::pass`], for a call that does not wait.
    pub(crate) fn pass_at_once<T>(&self, name: &'static str, call: impl FnOnce() -> T) -> T {
        let visit = self.count(name);
        self.reached(name, visit, "before", &"");
        let outcome = call();
        self.reached(name, visit, "after", &"");
        outcome
    }

    fn count(&self, name: &'static str) -> u32 {
        let mut visits = self.visits.lock().unwrap_or_else(PoisonError::into_inner);
        let visit = visits.entry(name).or_default();
        *visit += 1;
        *visit
    }

    fn reached(&self, name: &str, visit: u32, moment: &str, about: &dyn Display) {
        let here = format!("{name}:{visit}:{moment}");
        if let Some(mut log) = self.log.as_ref() {
            // One write of one line, so that lines of several threads do not mix.
            let _ = log.write_all(format!("{here} {about}\n").as_bytes());
        }
        if self.at.as_ref() == Some(&here) {
            die();
        }
    }
}

/// Ends the process as a power cut does. The signal has come before the call returns.
fn die() {
    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
}
