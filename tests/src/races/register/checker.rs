//! Is there an order of the calls, one at a time, that explains every answer?
//!
//! The search of Wing and Gong (1993) with the memory of Lowe (2017): it takes any call that was
//! asked before every answer still to be explained, and never looks twice at the same calls in the
//! same state. Written here because a call may be broken off, so that it has happened or has not, and
//! the checkers on crates.io know only calls with one outcome.

use std::collections::HashSet;
use std::hash::Hash;

/// Most calls of one history.
pub const MOST_CALLS: usize = 128;

/// One call, between question and answer by the clock of its history.
#[derive(Clone, Debug)]
pub struct Call<O> {
    /// Who asked.
    pub client: usize,
    /// What was asked, and what was answered.
    pub op: O,
    /// When it was asked.
    pub asked: u64,
    /// When it was answered; `None` for whoever hung up before: that call may happen at any time
    /// later, or never.
    pub answered: Option<u64>,
}

/// How the thing behaves when calls come one at a time.
pub trait Model {
    /// What it is like between two calls.
    type State: Clone + Eq + Hash;
    /// Calls with their answers.
    type Op;

    /// Every state in which this call may leave it; none if the answer is impossible here.
    fn after(state: &Self::State, op: &Self::Op) -> Vec<Self::State>;
}

/// Looks for the order.
///
/// # Errors
///
/// There is none: the longest beginning that could be explained, by the places of its calls.
///
/// # Panics
///
/// The history has more than [`MOST_CALLS`].
pub fn explain<M: Model>(
    initial: &M::State,
    calls: &[Call<M::Op>],
) -> Result<Vec<usize>, Vec<usize>> {
    assert!(calls.len() <= MOST_CALLS, "too long a history");
    let mut search = Search::<M> {
        calls,
        seen: HashSet::new(),
        order: Vec::new(),
        longest: Vec::new(),
    };
    if search.go_on(0, initial) {
        Ok(search.order)
    } else {
        Err(search.longest)
    }
}

struct Search<'a, M: Model> {
    calls: &'a [Call<M::Op>],
    /// Which calls have been placed, as a set of bits, and the state that they leave.
    seen: HashSet<(u128, M::State)>,
    order: Vec<usize>,
    longest: Vec<usize>,
}

impl<M: Model> Search<'_, M> {
    fn go_on(&mut self, placed: u128, state: &M::State) -> bool {
        let left = || left(self.calls, placed);
        let Some(next_answer) = left().filter_map(|(_, call)| call.answered).min() else {
            return true;
        };
        let candidates: Vec<_> = left()
            .filter(|(_, call)| call.asked < next_answer)
            .collect();
        for (place, call) in candidates {
            let placed = placed | 1 << place;
            for next in M::after(state, &call.op) {
                if self.seen.insert((placed, next.clone())) {
                    self.order.push(place);
                    if self.go_on(placed, &next) {
                        return true;
                    }
                    if self.order.len() > self.longest.len() {
                        self.longest.clone_from(&self.order);
                    }
                    self.order.pop();
                }
            }
        }
        false
    }
}

fn left<O>(calls: &[Call<O>], placed: u128) -> impl Iterator<Item = (usize, &Call<O>)> {
    let numbered = calls.iter().enumerate();
    numbered.filter(move |(place, _)| placed & 1 << place == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number that is read and written.
    struct Number;

    #[derive(Debug)]
    enum Op {
        Write(u8),
        /// A write of which nobody knows whether it happened.
        WriteOrNot(u8),
        Read(u8),
    }

    impl Model for Number {
        type State = u8;
        type Op = Op;

        fn after(state: &u8, op: &Op) -> Vec<u8> {
            match op {
                Op::Write(value) => vec![*value],
                Op::WriteOrNot(value) => vec![*state, *value],
                Op::Read(value) => (value == state).then_some(*state).into_iter().collect(),
            }
        }
    }

    /// Calls as (question, answer, what); 0 for no answer.
    fn history(calls: Vec<(u64, u64, Op)>) -> Vec<Call<Op>> {
        let calls = calls.into_iter().enumerate();
        calls
            .map(|(client, (asked, answered, op))| Call {
                client,
                op,
                asked,
                answered: (answered > 0).then_some(answered),
            })
            .collect()
    }

    #[test]
    fn calls_at_the_same_time_may_have_happened_in_either_order() {
        for seen in [1, 2] {
            let calls = history(vec![
                (1, 10, Op::Write(1)),
                (2, 9, Op::Write(2)),
                (11, 12, Op::Read(seen)),
            ]);
            assert!(explain::<Number>(&0, &calls).is_ok(), "{seen}");
        }
    }

    #[test]
    fn the_order_that_is_found_explains_every_answer() {
        let calls = history(vec![
            (1, 10, Op::Write(1)),
            (2, 5, Op::Read(1)),
            (3, 9, Op::Write(2)),
            (6, 8, Op::Read(2)),
        ]);
        assert_eq!(explain::<Number>(&0, &calls), Ok(vec![0, 1, 2, 3]));
    }

    #[test]
    fn a_value_that_comes_back_is_found_out() {
        // What one has read, a later one cannot read as it was before.
        let calls = history(vec![
            (1, 20, Op::Write(1)),
            (2, 4, Op::Read(1)),
            (5, 7, Op::Read(0)),
        ]);
        assert_eq!(explain::<Number>(&0, &calls), Err(vec![0, 1]));
    }

    #[test]
    fn an_answer_that_is_out_of_date_is_found_out() {
        let calls = history(vec![(1, 2, Op::Write(1)), (3, 4, Op::Read(0))]);
        assert_eq!(explain::<Number>(&0, &calls), Err(vec![0]));
    }

    #[test]
    fn a_call_of_unknown_outcome_happens_once_or_not_at_all() {
        let reads = |first, second| {
            history(vec![
                (1, 2, Op::WriteOrNot(1)),
                (3, 4, Op::Read(first)),
                (5, 6, Op::Read(second)),
            ])
        };
        for (first, second, expected) in [(0, 0, true), (1, 1, true), (0, 1, false), (1, 0, false)]
        {
            let outcome = explain::<Number>(&0, &reads(first, second));
            assert_eq!(outcome.is_ok(), expected, "{first} {second}");
        }
    }

    #[test]
    fn whoever_hangs_up_may_have_done_it_much_later_or_never() {
        for (first, second, expected) in [(0, 0, true), (0, 1, true), (1, 1, true), (1, 0, false)] {
            let calls = history(vec![
                (1, 0, Op::Write(1)),
                (3, 4, Op::Read(first)),
                (5, 6, Op::Read(second)),
            ]);
            let outcome = explain::<Number>(&0, &calls);
            assert_eq!(outcome.is_ok(), expected, "{first} {second}");
        }
    }

    /// Eight clients in seven rounds have 8!⁷ orders; what has been seen is not looked at again.
    #[test]
    fn a_long_history_without_explanation_is_given_up_soon() {
        let rounds = (0..7).flat_map(|round| {
            (0..8).map(move |value| (round * 10 + 1, round * 10 + 9, Op::Write(value % 2)))
        });
        let calls = history(rounds.chain([(101, 102, Op::Read(2))]).collect());
        assert_eq!(
            explain::<Number>(&0, &calls).map_err(|order| order.len()),
            Err(56)
        );
    }
}
