//! How much a hash costs, how many may be made at once, and the floor under both.

use std::time::Duration;

use argon2::Params;
use thiserror::Error;

use super::stored::TAG;

/// Cost of one hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argon2Params {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub iterations: u32,
    /// Lanes. They are filled one after the other: more lanes cost an attacker as much as us.
    pub parallelism: u32,
}

impl Default for Argon2Params {
    /// The pair of R-28: about 27 ms on one core.
    fn default() -> Self {
        Self {
            memory_kib: 19_456,
            iterations: 2,
            parallelism: 1,
        }
    }
}

impl Argon2Params {
    /// The floor of ASVS 5.0 appendix C for argon2id.
    pub(super) fn check_floor(self) -> Result<(), ConfigError> {
        let floor_kib = match self.iterations {
            0 => u32::MAX,
            1 => 47_104,
            2 => 19_456,
            _ => 12_288,
        };
        if self.memory_kib < floor_kib {
            return Err(ConfigError::BelowFloor { params: self });
        }
        Ok(())
    }

    /// Whether one hash would take the machine: beyond 1 GiB or 64 passes. Asked of stored hashes too,
    /// which somebody may have changed.
    pub(super) const fn is_too_dear(self) -> bool {
        self.memory_kib > 1024 * 1024 || self.iterations > 64
    }

    pub(super) fn to_argon2(self) -> argon2::Result<Params> {
        Params::new(
            self.memory_kib,
            self.iterations,
            self.parallelism,
            Some(TAG),
        )
    }
}

/// How many hashes may be made and waited for. The memory in use is at most `permits` times
/// [`Argon2Params::memory_kib`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admission {
    /// Hashes at the same time; more than there are cores only slows each of them down.
    pub permits: usize,
    /// How many may wait, at most 64.
    pub queue: usize,
    /// How long each may wait, at most two seconds.
    pub max_wait: Duration,
}

impl Admission {
    const MOST_WAITING: usize = 64;
    const LONGEST_WAIT: Duration = Duration::from_secs(2);

    pub(super) fn check(self) -> Result<(), ConfigError> {
        let within = self.permits > 0
            && self.queue <= Self::MOST_WAITING
            && self.max_wait <= Self::LONGEST_WAIT;
        within
            .then_some(())
            .ok_or(ConfigError::Admission { admission: self })
    }
}

impl Default for Admission {
    /// A permit per core and the longest queue.
    fn default() -> Self {
        Self {
            permits: std::thread::available_parallelism().map_or(1, usize::from),
            queue: Self::MOST_WAITING,
            max_wait: Self::LONGEST_WAIT,
        }
    }
}

/// Why the settings of the hasher are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// Cheaper than R-28 allows.
    #[error(
        "argon2id with {} KiB and {} iterations is below the floor (1: 47104 KiB, 2: 19456, 3 or more: 12288)",
        params.memory_kib, params.iterations
    )]
    BelowFloor {
        /// What was asked for.
        params: Argon2Params,
    },
    /// Outside what argon2 allows, or so dear that a hash would look like a fault.
    #[error("argon2id cannot work with {params:?}")]
    Impossible {
        /// What was asked for.
        params: Argon2Params,
    },
    /// No permit, or a longer queue than R-92 allows.
    #[error("{admission:?} is not between one permit and 64 waiting for two seconds")]
    Admission {
        /// What was asked for.
        admission: Admission,
    },
}
