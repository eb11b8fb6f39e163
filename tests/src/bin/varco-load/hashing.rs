//! What the machine can do at best: argon2id alone, with the product's parameters.

use std::thread;
use std::time::Duration;

use anyhow::{Result, anyhow};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use tokio::time::Instant;

/// The product's default: 19 MiB, two passes, one lane.
const MEMORY: u32 = 19_456;
const PASSES: u32 = 2;

/// Hashes per second of as many threads, each with memory that it uses again and again.
///
/// # Errors
///
/// The parameters are refused.
pub(crate) fn per_second(threads: usize, time: Duration) -> Result<f64> {
    let start = Instant::now();
    let counts: Vec<Result<u32>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| scope.spawn(move || hash_until(start + time)))
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().map_err(|_| anyhow!("a worker panicked"))?)
            .collect()
    });
    let total: u32 = counts.into_iter().sum::<Result<u32>>()?;
    Ok(f64::from(total) / start.elapsed().as_secs_f64())
}

fn hash_until(end: Instant) -> Result<u32> {
    let parameters =
        Params::new(MEMORY, PASSES, 1, Some(32)).map_err(|error| anyhow!("{error}"))?;
    let mut memory = vec![Block::default(); parameters.block_count()];
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters);
    let mut out = [0; 32];
    let mut count = 0;
    while Instant::now() < end {
        hasher
            .hash_password_into_with_memory(
                b"una frase lunga",
                b"sale di 16 byte!",
                &mut out,
                &mut memory,
            )
            .map_err(|error| anyhow!("{error}"))?;
        count += 1;
    }
    Ok(count)
}
