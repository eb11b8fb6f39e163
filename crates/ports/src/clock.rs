//! Time and randomness.

use jiff::Timestamp;

/// The instant.
#[cfg_attr(feature = "testkit", mockall::automock)]
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The instant now, in UTC.
    fn now(&self) -> Timestamp;
}

/// Randomness fit for secrets.
#[cfg_attr(feature = "testkit", mockall::automock)]
pub trait Entropy: Send + Sync + std::fmt::Debug {
    /// Fills the bytes. An implementation that cannot MUST end the process rather than return
    /// anything foreseeable.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Entropy + '_ {
    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}
