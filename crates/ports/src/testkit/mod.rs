//! What tests and examples need in place of the world: mocks (`MockX`, next to each port), fakes, a
//! store and a linked service in memory, and the contract suites that every store and every service passes.

pub mod contract;
mod fakes;
mod in_memory;
pub mod targets;

pub use fakes::{
    AcceptAllCaptcha, FixedClock, InMemoryTarget, PlainDigester, PlainHasher, PlainVault,
    RecordingMailSender, SeededEntropy, TargetEntry, TargetFault,
};
pub use in_memory::InMemoryStore;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks a fake. A test that panicked elsewhere is no reason to panic here too.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
