//! Answers on the beat: what remains of a difference in work does not show in time (R-35, ADR 0024).

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// The distance of two moments at which a login can be answered.
const BEAT: Duration = Duration::from_millis(25);

/// Does the work and answers at the next beat since it began. The work is done at once; nobody else
/// waits for it.
pub(crate) async fn on_the_beat<T>(work: impl Future<Output = T>) -> T {
    let begun = Instant::now();
    let answer = work.await;
    sleep_until(begun + rounded_up(begun.elapsed())).await;
    answer
}

/// To whole beats, at least one.
fn rounded_up(taken: Duration) -> Duration {
    let beats = taken.as_nanos().div_ceil(BEAT.as_nanos()).max(1);
    BEAT.saturating_mul(u32::try_from(beats).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use tokio::time::sleep;

    use super::*;

    async fn answered_after(work: Duration) -> Duration {
        let begun = Instant::now();
        on_the_beat(sleep(work)).await;
        begun.elapsed()
    }

    #[tokio::test(start_paused = true)]
    async fn r35_works_that_differ_a_little_are_answered_at_the_same_moment() {
        for (work, answer) in [
            (0, 25),
            (11, 25),
            (12, 25),
            (25, 25),
            (26, 50),
            (1_001, 1_025),
        ] {
            let answered = answered_after(Duration::from_millis(work)).await;
            assert_eq!(answered.as_millis(), answer, "{work} ms of work");
        }
    }
}
