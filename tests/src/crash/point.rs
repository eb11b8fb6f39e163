//! Where a process can be killed, as the binary `varco-crashing` names it.

use std::fmt;
use std::str::FromStr;

use anyhow::{Context as _, Result, bail};

/// On which side of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// It has not begun.
    Before,
    /// It waits for something, for the so manieth time: a statement is under way, the next line of
    /// an SMTP conversation has not come yet.
    Wait(u32),
    /// It is done, and nobody knows yet.
    After,
}

/// One moment of one call of one kind, such as `commit:3:before`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// What is called, such as `commit`, `claim`, `send`.
    pub call: String,
    /// The so manieth call of the process, from 1.
    pub visit: u32,
    /// When.
    pub moment: Moment,
}

impl Point {
    /// Its kind, whatever the visit, for counting.
    pub fn kind(&self) -> String {
        let moment = match self.moment {
            Moment::Before => "before",
            Moment::Wait(_) => "during",
            Moment::After => "after",
        };
        format!("{moment} {}", self.call)
    }
}

impl FromStr for Point {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut parts = text.split(':');
        let (Some(call), Some(visit), Some(moment), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            bail!("{text:?} is no point");
        };
        let moment = match moment {
            "before" => Moment::Before,
            "after" => Moment::After,
            other => {
                let wait = other
                    .strip_prefix("wait-")
                    .context("before, wait-… or after")?;
                Moment::Wait(wait.parse()?)
            }
        };
        Ok(Self {
            call: call.to_owned(),
            visit: visit.parse()?,
            moment,
        })
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:", self.call, self.visit)?;
        match self.moment {
            Moment::Before => write!(f, "before"),
            Moment::Wait(wait) => write!(f, "wait-{wait}"),
            Moment::After => write!(f, "after"),
        }
    }
}

/// That a process came by a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Visit {
    /// Where.
    pub(super) point: Point,
    /// What the call was about: the identifier of a mail, or nothing.
    pub(super) about: String,
}

impl FromStr for Visit {
    type Err = anyhow::Error;

    fn from_str(line: &str) -> Result<Self> {
        let (point, about) = line
            .split_once(' ')
            .context("a point and what it is about")?;
        Ok(Self {
            point: point.parse()?,
            about: about.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_written_as_it_is_read() -> Result<()> {
        for text in ["commit:3:before", "send:1:wait-12", "sweep:2:after"] {
            assert_eq!(text.parse::<Point>()?.to_string(), text);
        }
        for text in [
            "",
            "commit",
            "commit:x:after",
            "commit:1:never",
            "a:1:after:b",
        ] {
            assert!(text.parse::<Point>().is_err(), "{text}");
        }
        Ok(())
    }
}
