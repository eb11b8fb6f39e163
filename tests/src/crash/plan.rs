//! What a seed means: which story, and where the kill comes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use anyhow::{Context as _, Result};
use fastrand::Rng;

use super::point::Point;
use super::script::Story;

/// Of so many runs one is killed at some instant instead of at a point.
const BLIND: u64 = 8;

/// What was seen of each story without a kill: the points in their order, and how long it took.
#[derive(Clone, Debug, Default)]
pub struct Rehearsals {
    seen: BTreeMap<Story, (Vec<Point>, Duration)>,
}

/// How a run is killed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kill {
    /// By itself, at a point.
    At(Point),
    /// From outside, so long after its start.
    After(Duration),
}

/// What happens in one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Decides all of it.
    pub seed: u64,
    /// What the person does, and the mail server.
    pub story: Story,
    /// Where it is cut.
    pub kill: Kill,
    /// Whether the machine stays away for longer than a lease, or comes back at once.
    pub stays_away: bool,
}

impl Rehearsals {
    /// Adds what was seen of a story.
    pub fn add(&mut self, story: Story, points: Vec<Point>, took: Duration) {
        self.seen.insert(story, (points, took));
    }

    /// Kinds of points that were seen, over all stories.
    pub fn kinds(&self) -> BTreeSet<String> {
        let points = self.seen.values().flat_map(|(points, _)| points);
        points.map(Point::kind).collect()
    }

    /// The run of a seed.
    ///
    /// # Errors
    ///
    /// No story was rehearsed.
    pub fn plan(&self, seed: u64) -> Result<Plan> {
        let mut rng = Rng::with_seed(seed);
        let (&story, (points, took)) = rng.choice(&self.seen).context("no story")?;
        let kill = if rng.u64(..BLIND) == 0 {
            Kill::After(took.mul_f64(rng.f64()))
        } else {
            Kill::At(point(&mut rng, points).context("no points")?)
        };
        Ok(Plan {
            seed,
            story,
            kill,
            stays_away: rng.bool(),
        })
    }
}

/// A point, such that what happens rarely is met as often as what happens all the time: first what
/// is called, then on which side, then which of those.
fn point(rng: &mut Rng, points: &[Point]) -> Option<Point> {
    let calls: BTreeSet<&str> = points.iter().map(|point| point.call.as_str()).collect();
    let call = *rng.choice(&calls.into_iter().collect::<Vec<_>>())?;
    let of_call: Vec<&Point> = points.iter().filter(|point| point.call == call).collect();
    let kinds: BTreeSet<String> = of_call.iter().map(|point| point.kind()).collect();
    let kind = rng.choice(kinds.into_iter().collect::<Vec<_>>())?;
    let of_kind = of_call.into_iter().filter(|point| point.kind() == kind);
    rng.choice(of_kind.collect::<Vec<_>>()).cloned()
}

impl Kill {
    /// What it is called in counts.
    pub fn kind(&self) -> String {
        match self {
            Self::At(point) => point.kind(),
            Self::After(_) => "at some instant".to_owned(),
        }
    }
}

/// As the campaign's command takes it, to repeat it alone.
impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let story = format!("{:?}", self.story).to_lowercase();
        write!(f, "--seed {} --story {story} ", self.seed)?;
        match &self.kill {
            Kill::At(point) => write!(f, "--at {point}")?,
            Kill::After(delay) => write!(f, "--after-ms {}", delay.as_millis())?,
        }
        let away = if self.stays_away { " --stays-away" } else { "" };
        f.write_str(away)
    }
}
