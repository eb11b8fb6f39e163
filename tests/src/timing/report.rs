//! What was heard and measured.

use std::fmt::{self, Display, Formatter};

use serde_json::{Value, json};

/// With fewer samples chance alone leaves the band too often.
const ENOUGH: usize = 1000;
/// The area under the curve is at most so far from 0.5 (AB-5).
const BAND: f64 = 0.05;
/// The medians differ by at most this part of the first, and by so many milliseconds (AB-5).
const MEDIAN: (f64, f64) = (0.05, 5.0);

/// One class of people beside existing ones, at one operation.
#[derive(Clone, Debug, Default)]
pub struct Pair {
    /// What was asked for.
    pub operation: &'static str,
    /// The other class.
    pub class: &'static str,
    /// Answers of either class.
    pub samples: usize,
    /// Rounds in which status, headers or body differed.
    pub differing: usize,
    /// The two answers of one of them.
    pub example: Option<String>,
    /// 0.5 if the times tell nothing.
    pub auc: f64,
    /// Median for existing people, in milliseconds.
    pub existing_ms: f64,
    /// Median for the other class, in milliseconds.
    pub median_ms: f64,
}

/// All pairs.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Every class at every operation.
    pub pairs: Vec<Pair>,
    /// One that differs on purpose: if nobody notices, the rest proves nothing.
    pub control: Pair,
}

impl Pair {
    /// Whether the times give nothing away, as far as so many can show it.
    fn is_timed_alike(&self) -> bool {
        let (part, millis) = MEDIAN;
        let difference = (self.median_ms - self.existing_ms).abs();
        (self.auc - 0.5).abs() <= BAND
            && difference <= millis
            && difference <= part * self.existing_ms
    }

    fn holds(&self) -> bool {
        self.differing == 0 && (self.samples < ENOUGH || self.is_timed_alike())
    }

    fn is_noticed(&self) -> bool {
        self.differing == self.samples && (self.samples < ENOUGH || !self.is_timed_alike())
    }

    fn to_json(&self) -> Value {
        json!({
            "operation": self.operation,
            "class": self.class,
            "samples": self.samples,
            "differing": self.differing,
            "example": self.example,
            "auc": self.auc,
            "existing_median_ms": self.existing_ms,
            "median_ms": self.median_ms,
        })
    }
}

impl Report {
    /// Whether no bytes differ, no time does where there are samples enough, and the control was
    /// noticed.
    pub fn holds(&self) -> bool {
        !self.pairs.is_empty() && self.pairs.iter().all(Pair::holds) && self.control.is_noticed()
    }

    /// As JSON.
    pub fn to_json(&self) -> Value {
        let pairs: Vec<Value> = self.pairs.iter().map(Pair::to_json).collect();
        json!({ "pairs": pairs, "control": self.control.to_json() })
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| | existing and | rounds | differing | median ms | | AUC |"
        )?;
        writeln!(f, "|---|---|---|---|---|---|---|")?;
        for pair in self.pairs.iter().chain([&self.control]) {
            let Pair {
                operation,
                class,
                samples,
                differing,
                ..
            } = pair;
            let (existing, other, auc) = (pair.existing_ms, pair.median_ms, pair.auc);
            writeln!(
                f,
                "| {operation} | {class} | {samples} | {differing} | {existing:.2} | {other:.2} | {auc:.3} |"
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::super::judge::{auc, median};
    use super::*;

    /// Times between 20 and 24 ms, and as many that are slower by `more`.
    fn pair(more: f64, samples: usize) -> Pair {
        let mut rng = Rng::with_seed(11);
        let mut times = |more: f64| -> Vec<f64> {
            (0..samples)
                .map(|_| 20.0 + more + 4.0 * rng.f64())
                .collect()
        };
        let (first, second) = (times(0.0), times(more));
        Pair {
            samples,
            auc: auc(&first, &second),
            existing_ms: median(&first),
            median_ms: median(&second),
            ..Pair::default()
        }
    }

    #[test]
    fn a_difference_put_in_on_purpose_is_found() {
        assert!(pair(0.0, 2000).holds());
        assert!(!pair(0.4, 2000).holds(), "a tenth of the spread");
        assert!(!pair(-0.4, 2000).holds());
        assert!(pair(0.4, 50).holds(), "too few to judge");
        let other_bytes = Pair {
            differing: 1,
            ..pair(0.0, 2000)
        };
        assert!(!other_bytes.holds());
    }

    #[test]
    fn a_report_whose_control_nobody_noticed_proves_nothing() {
        let report = |control: Pair| Report {
            pairs: vec![pair(0.0, 2000)],
            control,
        };
        let noticed = Pair {
            differing: 2000,
            ..pair(10.0, 2000)
        };
        assert!(report(noticed).holds());
        assert!(!report(pair(10.0, 2000)).holds());
        assert!(!report(pair(0.0, 2000)).holds());
        assert!(!Report::default().holds());
    }
}
