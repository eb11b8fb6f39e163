//! What tests and examples need in place of the world: mocks (`MockX`, next to each port), fakes, a
//! store in memory, and the contract suite that every store passes.

pub mod contract;
mod fakes;
mod in_memory;

pub use fakes::{
    AcceptAllCaptcha, FixedClock, PlainDigester, PlainHasher, PlainVault, RecordingMailSender,
    SeededEntropy,
};
pub use in_memory::InMemoryStore;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks a fake. A test that panicked elsewhere is no reason to panic here too.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
