//! The stories of linked services: three that other people wrote, each behind a line of its own.
//!
//! A person has an utenza and a password everywhere before the process that will be killed starts, so
//! that every kill falls into what comes then.

mod judge;

use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use jiff::SignedDuration;
use tokio::time::{Instant, sleep};
use varco_test_targets::line::Loss;

use super::node::{Node, operate};
use super::patient::Patient;
use super::run::api;
use super::script::{FirstLogin, Scene, Story};
use crate::account::CREDENTIALS;
use crate::invariants::Look;
use crate::person::Person;
use crate::services::{Services, Wire};

pub(super) use judge::judge;

/// Subject of the mail with the password that an operator has set.
const REISSUED: &str = "Istanze OnLine – La tua password è stata reimpostata";
/// As long as services are away: enough for one attempt.
const TROUBLE: Duration = Duration::from_millis(400);
/// As long as services say nothing: longer than a worker waits before it renews a lease.
const SILENCE: Duration = Duration::from_millis(2_600);
/// Longer than a sealed password is kept, and than the key of its day.
const LATE: SignedDuration = SignedDuration::from_hours(49);
/// Pause between two looks at the database.
const LOOK: Duration = Duration::from_millis(20);
/// Orders about passwords that are under way.
const OPEN: &str =
    "SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL AND target LIKE '%/password'";

/// One person, and the services that hold the password.
#[derive(Debug)]
pub(super) struct Linked {
    pub(super) story: Story,
    pub(super) services: Services,
    number: u16,
}

impl Linked {
    /// For a story that nobody of this process has played before.
    pub(super) async fn begin(story: Story) -> Result<Self> {
        static NEXT: AtomicU16 = AtomicU16::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let linked = Self {
            story,
            services: Services::start(Wire::Clear).await?,
            number,
        };
        if story != Story::Missing {
            linked.admit()?;
        }
        Ok(linked)
    }

    /// Whose password it is.
    pub(super) fn person(&self) -> Result<Person> {
        Ok(Person {
            password: self.password(0),
            ..Person::number(self.number)?
        })
    }

    /// The name by which services know the person.
    pub(super) fn login(&self) -> Result<String> {
        let Person { nome, cognome, .. } = self.person()?;
        Ok(format!("{nome}.{cognome}").to_lowercase())
    }

    /// The password after so many changes.
    pub(super) fn password(&self, changes: usize) -> String {
        format!("Parole che c'entrano {changes} volte su {}", self.number)
    }

    /// How often the password is changed before the end.
    pub(super) fn changes(&self) -> usize {
        match self.story {
            Story::Opened => 0,
            Story::Away => 2,
            _ => 1,
        }
    }

    /// The directory makes nobody by itself.
    fn admit(&self) -> Result<()> {
        self.services.posta.admit(&self.login()?, "come capita")
    }

    /// What comes before the process that is killed.
    ///
    /// # Errors
    ///
    /// The person does not get there.
    pub(super) async fn prepare(&self, scene: &Scene, person: &mut Patient) -> Result<()> {
        let mut node = Node::start(&scene.site, None)?;
        node.ready().await?;
        person.identify().await?;
        person.declare().await?;
        person.confirm().await?;
        scene.activate(person).await?;
        if self.story != Story::Opened {
            scene.first_login(person).await?;
        }
        scene.rest().await?;
        if self.story == Story::Late {
            self.services.lose_all(Some(Loss::Request));
            self.change(person, 1).await?;
        }
        node.kill().await?;
        if self.story == Story::Late {
            scene.site.advance(LATE)?;
        }
        Ok(())
    }

    /// Plays the story to its end.
    ///
    /// # Errors
    ///
    /// The person does not get there, or gets somewhere else.
    pub(super) async fn play(&self, scene: &Scene, person: &mut Patient) -> Result<()> {
        match self.story {
            Story::Opened => {
                let FirstLogin { username, .. } = scene.choose(person, CREDENTIALS).await?;
                ensure!(username == self.login()?, "a name that nobody expected");
            }
            Story::Unanswered => {
                self.services.lose_reply(&self.password(1));
                self.change(person, 1).await?;
            }
            Story::Away => {
                self.services.lose_all(Some(Loss::Request));
                self.change(person, 1).await?;
                sleep(TROUBLE).await;
                self.change(person, 2).await?;
            }
            Story::Mute => {
                self.services.lose_all(Some(Loss::ReplySilently));
                self.change(person, 1).await?;
                sleep(SILENCE).await;
            }
            Story::Compromised => {
                self.services.lose_all(Some(Loss::Request));
                let login = self.login()?;
                let words = [
                    "utenza",
                    "reset-password",
                    &login,
                    "--why",
                    "la sa un altro",
                ];
                operate(&scene.site, &words).await?;
                person.person.password = self.password(1);
                scene.choose(person, REISSUED).await?;
            }
            Story::Late => self.log_in_late(scene, person).await?,
            Story::Missing => {
                self.change(person, 1).await?;
                scene.rest().await?;
                self.admit()?;
                let words = ["outbox", "replay", "--buried", "--why", "ora c'è"];
                operate(&scene.site, &words).await?;
            }
            _ => self.change(person, 1).await?,
        }
        self.services.lose_all(None);
        scene.rest().await?;
        let newest = self.password(self.changes());
        let is_open = person.log_in(&self.login()?, &newest).await?;
        ensure!(is_open, "the newest password does not open");
        scene.rest().await
    }

    /// Changes the password for the so manieth time.
    async fn change(&self, person: &mut Patient, change: usize) -> Result<()> {
        let [before, after] = [change - 1, change].map(|change| self.password(change));
        person.secrets.insert(after.clone());
        person
            .change_password(&self.login()?, &before, &after)
            .await
            .with_context(|| format!("change {change}"))
    }

    /// Once the envelope is shredded, since the password would still be under way before.
    async fn log_in_late(&self, scene: &Scene, person: &mut Patient) -> Result<()> {
        let look = Look::at(scene.site.database_url()).await?;
        let start = Instant::now();
        while look.count(OPEN).await? > 0 {
            ensure!(start.elapsed() < scene.patience, "nothing is shredded");
            sleep(LOOK).await;
        }
        look.close().await?;
        self.services.lose_all(None);
        let is_open = person.log_in(&self.login()?, &self.password(1)).await?;
        ensure!(is_open, "the password of two days ago does not open");
        Ok(())
    }
}

/// Who goes the way; without linked services everybody is the same.
pub(super) fn patient(scene: &Scene, linked: Option<&Linked>) -> Result<Patient> {
    let person = linked.map_or_else(|| Person::number(0), Linked::person)?;
    Ok(Patient::new(&[api(&scene.site)?], person))
}
