//! How well a stranger could tell two kinds of people apart by one time.

/// The area under the ROC curve, by the statistic of Mann and Whitney: how probable it is that a time of
/// `second` is longer than one of `first`, a tie being half. 0.5 if nothing can be told, also of nothing.
pub(super) fn auc(first: &[f64], second: &[f64]) -> f64 {
    if first.is_empty() || second.is_empty() {
        return 0.5;
    }
    let first = sorted(first);
    // Twice the number of pairs, so that half a pair is one.
    let longer: usize = second
        .iter()
        .map(|time| {
            first.partition_point(|other| other < time)
                + first.partition_point(|other| other <= time)
        })
        .sum();
    ratio(longer, 2 * first.len() * second.len())
}

/// The middle one; of an even number the later.
pub(super) fn median(times: &[f64]) -> f64 {
    let sorted = sorted(times);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn sorted(times: &[f64]) -> Vec<f64> {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

#[expect(
    clippy::cast_precision_loss,
    reason = "pairs of some thousand samples are far below 2^52"
)]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use std::iter::repeat_with;

    use fastrand::Rng;

    use super::*;

    fn uniform(rng: &mut Rng, from: f64) -> Vec<f64> {
        repeat_with(|| from + rng.f64()).take(4000).collect()
    }

    /// The sum of twelve uniform numbers less six: expectation 0, variance 1.
    fn normal(rng: &mut Rng, expectation: f64) -> Vec<f64> {
        let draw = |rng: &mut Rng| repeat_with(|| rng.f64()).take(12).sum::<f64>() - 6.0;
        repeat_with(|| expectation + draw(rng)).take(4000).collect()
    }

    fn assert_near(found: f64, expected: f64, tolerance: f64) {
        assert!((found - expected).abs() < tolerance, "{found}");
    }

    #[test]
    fn order_and_ties_decide_the_area() {
        let samples = [3.0, 1.0, 2.0];
        assert_near(auc(&samples, &samples), 0.5, 1e-9);
        assert_near(auc(&samples, &[4.0, 5.0]), 1.0, 1e-9);
        assert_near(auc(&samples, &[0.5]), 0.0, 1e-9);
        assert_near(auc(&samples, &[2.0, 2.5]), 3.5 / 6.0, 1e-9);
        assert_near(auc(&[], &samples), 0.5, 1e-9);
    }

    #[test]
    fn the_area_of_known_distributions_is_what_theory_says() {
        let mut rng = Rng::with_seed(7);
        let base = uniform(&mut rng, 0.0);
        // 1 - (1 - d)² / 2 for two uniform distributions that lie d apart.
        assert_near(auc(&base, &uniform(&mut rng, 0.0)), 0.5, 0.02);
        assert_near(auc(&base, &uniform(&mut rng, 0.5)), 0.875, 0.02);
        // Φ(d / √2) for two normal ones.
        let base = normal(&mut rng, 0.0);
        assert_near(auc(&base, &normal(&mut rng, 1.0)), 0.760, 0.02);
        assert_near(auc(&base, &normal(&mut rng, -1.0)), 0.240, 0.02);
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_near(median(&[9.0, 1.0, 5.0]), 5.0, 1e-9);
        assert_near(median(&[4.0, 1.0, 3.0, 2.0]), 3.0, 1e-9);
        assert_near(median(&[]), 0.0, 1e-9);
    }
}
