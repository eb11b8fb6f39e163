//! The search after a journey, and whether it finds anything.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use tokio::time::sleep;

use super::journey::Journey;
use super::needles::Needles;
use super::places::{Place, files, memory};
use crate::invariants::Look;

/// What is written down about the last row that is looked at, to see whether it is found.
const PLANT: &str = "UPDATE outbox SET reason = ";

/// What a journey has left behind, by place.
#[derive(Debug)]
pub struct Trial {
    /// How many different passwords there were.
    pub passwords: usize,
    /// Places where none of them may be.
    pub places: BTreeMap<&'static str, Place>,
    /// Memory of the process when nothing is under way; none where nobody may look.
    pub memory: Option<Place>,
    /// The same places, once one password is written into each by hand.
    pub planted: BTreeMap<&'static str, Place>,
}

impl Trial {
    /// Every password that was found where none may be.
    pub fn leaks(&self) -> Vec<String> {
        let found = |(name, place): (&&str, &Place)| {
            let name = (*name).to_owned();
            let of = move |what: &String| format!("{name}: {what}");
            place.found.iter().map(of).collect::<Vec<_>>()
        };
        self.places.iter().flat_map(found).collect()
    }

    /// Places in which what was put there was not found.
    pub fn blind(&self) -> Vec<&'static str> {
        let blind = self
            .planted
            .iter()
            .filter(|(_, place)| place.found.is_empty());
        blind.map(|(name, _)| *name).collect()
    }
}

impl Journey {
    pub(super) async fn search(mut self) -> Result<Trial> {
        let needles = Needles::of(&self.secrets)?;
        let process = self.stage.varco.pid().context("no process")?;
        let memory = memory(process, &needles)?;
        let mut places = self.look(&needles).await?;
        let stop = self.stage.varco.stop().await?;
        ensure!(stop.success(), "it did not stop: {stop}");
        for (name, place) in self.look(&needles).await? {
            places.entry(name).or_default().found.extend(place.found);
        }
        let planted = self.plant(&needles).await?;
        Ok(Trial {
            passwords: self.secrets.len(),
            places,
            memory,
            planted,
        })
    }

    async fn look(&self, needles: &Needles) -> Result<BTreeMap<&'static str, Place>> {
        let site = self.stage.varco.site();
        if let Some(cluster) = &self.cluster {
            let look = Look::at(site.database_url()).await?;
            look.tamper("CHECKPOINT").await?;
            look.close().await?;
            let mut places = self.local(needles)?;
            places.insert(
                "PostgreSQL: tables, pg_wal, log",
                files(cluster.folder(), needles)?,
            );
            return Ok(places);
        }
        self.local(needles)
    }

    fn local(&self, needles: &Needles) -> Result<BTreeMap<&'static str, Place>> {
        let mut answers = Place::default();
        answers.read(needles, "answers", &self.answers);
        let folder = self.stage.varco.folder();
        Ok([
            (
                "folder: database, WAL, logs, keys, backups",
                files(folder, needles)?,
            ),
            ("answers, export, commands, mails", answers),
        ]
        .into())
    }

    /// Puts a password where it should not be, everywhere.
    async fn plant(&mut self, needles: &Needles) -> Result<BTreeMap<&'static str, Place>> {
        let secret = self.secrets.values().next().context("no secret")?.clone();
        let url = self.stage.varco.site().database_url().to_owned();
        let mut planted = BTreeMap::new();
        // Each place apart from the others: what finds it in the one must not hide the other.
        let look = Look::at(&url).await?;
        look.tamper(&format!("{PLANT}'{}'", secret.replace('\'', "''")))
            .await?;
        let database = self.look(needles).await?;
        look.close().await?;
        planted.extend(database.into_iter().filter(|(name, _)| {
            name.starts_with(if self.cluster.is_some() {
                "Postgre"
            } else {
                "folder"
            })
        }));
        let name = self.back_up("backup-3").await?;
        let mut backup = Place::default();
        let file = self.stage.varco.folder().join(&name);
        backup.read(needles, &name, &fs::read(file)?);
        planted.insert("backup", backup);
        let mut command = self
            .stage
            .varco
            .site()
            .command(&["worker"], &[("PLANTED", &secret)])?;
        command.stderr(Stdio::null()).kill_on_drop(true);
        let mut child = command.spawn()?;
        sleep(Duration::from_secs(1)).await;
        if let Some(place) = memory(child.id().context("it has ended")?, needles)? {
            planted.insert("memory", place);
        }
        child.kill().await?;
        Ok(planted)
    }
}
