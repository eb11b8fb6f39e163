//! Everybody at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Result, ensure};
use tokio::sync::Barrier;
use tokio::task::JoinSet;
use varco_usecases::UseCases;

use super::arena::Arena;

/// Starts the same work so many times, spread over the nodes, all at the same moment; the outcomes in
/// the order of their numbers.
pub(super) async fn at_once<T, W, F>(arena: &Arena, times: usize, work: W) -> Result<Vec<T>>
where
    T: Send + 'static,
    W: Fn(UseCases, usize) -> F,
    F: Future<Output = T> + Send + 'static,
{
    let barrier = Arc::new(Barrier::new(times));
    let mut crowd = JoinSet::new();
    for number in 0..times {
        let (barrier, work) = (Arc::clone(&barrier), work(arena.node(number)?, number));
        crowd.spawn(async move {
            barrier.wait().await;
            (number, work.await)
        });
    }
    let mut outcomes = crowd.join_all().await;
    outcomes.sort_unstable_by_key(|(number, _)| *number);
    Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
}

/// Checks how many were told what.
pub(super) fn expect_told(
    told: impl IntoIterator<Item = String>,
    expected: &[(&str, usize)],
) -> Result<()> {
    let mut counts = BTreeMap::<String, usize>::new();
    for word in told {
        *counts.entry(word).or_default() += 1;
    }
    let expected: BTreeMap<String, usize> = expected
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| ((*word).to_owned(), *count))
        .collect();
    ensure!(
        counts == expected,
        "told: {counts:?}, expected: {expected:?}"
    );
    Ok(())
}
