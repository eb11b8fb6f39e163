//! The stories: what one person goes through, and what the mail server or the linked services do
//! meanwhile.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use jiff::SignedDuration;
use reqwest::StatusCode;
use tokio::time::{Instant, sleep};
use varco_mail_smtp::{FaultMode, ReceivedMail, SmtpSink};

use super::patient::Patient;
use crate::account::{ACTIVATION, CREDENTIALS};
use crate::invariants::{Look, REST};
use crate::letter::Letter;
use crate::process::Site;

/// Pause between two looks into the mailbox.
const LOOK: Duration = Duration::from_millis(10);
/// As long as a mail server is not itself: enough for one attempt.
const TROUBLE: Duration = Duration::from_millis(400);
/// As long as a mail server says nothing: longer than a worker waits before it renews a lease.
const SILENCE: Duration = Duration::from_millis(2_600);
/// Longer than the pause between two activation mails, and than a session rests untouched.
const COFFEE: SignedDuration = SignedDuration::from_secs(61);

/// What happens beside the person's own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, clap::ValueEnum)]
pub enum Story {
    /// Nothing.
    Straight,
    /// The activation mail is asked for again after it has come.
    Again,
    /// The activation mail is asked for again before the first could be sent: that one is superseded.
    Superseded,
    /// The mail server refuses for a moment.
    Postponed,
    /// The mail server refuses for good; the mail is buried, and asked for again.
    Buried,
    /// The mail server is silent for so long that the lease is renewed.
    Silent,
    /// Somebody else has left registrations behind, days ago: they are erased at the start.
    Swept,
    /// The first password goes to services that have never heard of the person.
    Opened,
    /// The password is changed.
    Changed,
    /// The same; services carry it out, and their replies are lost.
    Unanswered,
    /// It is changed twice while no service can be reached: the first is superseded.
    Away,
    /// It is changed while services say nothing for so long that leases are renewed.
    Mute,
    /// An operator sets it anew because somebody else may know it, and the person chooses another,
    /// while no service can be reached: first they have to be closed.
    Compromised,
    /// It could not be delivered for two days: it is shredded with its key, and sealed again at the
    /// next login.
    Late,
    /// The directory does not know the person yet: the order is buried, and replayed.
    Missing,
}

impl Story {
    /// Those of mails, without linked services.
    pub const MAILS: &[Self] = &[
        Self::Straight,
        Self::Again,
        Self::Superseded,
        Self::Postponed,
        Self::Buried,
        Self::Silent,
        Self::Swept,
    ];
    /// Those of linked services.
    pub const SERVICES: &[Self] = &[
        Self::Opened,
        Self::Changed,
        Self::Unanswered,
        Self::Away,
        Self::Mute,
        Self::Compromised,
        Self::Late,
        Self::Missing,
    ];

    /// What the mail server does with the first mail, and for how long.
    fn trouble(self) -> Option<(FaultMode, Duration)> {
        match self {
            Self::Superseded | Self::Postponed => Some((FaultMode::TemporaryFailure, TROUBLE)),
            Self::Buried => Some((FaultMode::PermanentFailure, TROUBLE)),
            Self::Silent => Some((FaultMode::SilentAfterConnect, SILENCE)),
            _ => None,
        }
    }
}

/// Where a story plays.
#[derive(Debug)]
pub(crate) struct Scene {
    pub(crate) site: Arc<Site>,
    /// The mail servers; a mail may come to any of them.
    pub(crate) sinks: Vec<SmtpSink>,
    /// Longest wait for a mail.
    pub(crate) patience: Duration,
}

impl Scene {
    /// Plays the story to its end.
    ///
    /// # Errors
    ///
    /// The person does not get there, or gets somewhere else.
    pub(super) async fn play(&self, story: Story, person: &mut Patient) -> Result<()> {
        person.identify().await.context("step 1")?;
        person.declare().await.context("step 2")?;
        if let Some((fault, _)) = story.trouble() {
            self.fault(fault);
        }
        person.confirm().await.context("step 3")?;
        if let Some((_, time)) = story.trouble() {
            sleep(time).await;
        }
        if story == Story::Again {
            self.rest().await?;
        }
        // While the mail server takes nothing, nothing can come twice because a lease ends early.
        if matches!(story, Story::Again | Story::Superseded | Story::Buried) {
            self.site.advance(COFFEE)?;
        }
        if story == Story::Superseded {
            person.ask_again().await.context("asking again")?;
        }
        self.fault(FaultMode::None);
        if matches!(story, Story::Again | Story::Buried) {
            person.ask_again().await.context("asking again")?;
        }
        self.activate(person).await.context("activating")?;
        let first = self.first_login(person).await.context("the first login")?;
        self.rest().await?;
        self.site.advance(COFFEE)?;
        first.is_over(person).await
    }

    /// From the confirmation to the end, while everything around goes on.
    ///
    /// # Errors
    ///
    /// As [`Scene::play`].
    pub(crate) async fn arrive(&self, person: &mut Patient) -> Result<()> {
        self.activate(person).await.context("activating")?;
        let first = self.first_login(person).await.context("the first login")?;
        first.is_over(person).await
    }

    /// Makes the mail servers misbehave.
    pub(super) fn fault(&self, fault: FaultMode) {
        for sink in &self.sinks {
            sink.fault(fault);
        }
    }

    /// With the one mail that counts, whichever it is.
    pub(super) async fn activate(&self, person: &mut Patient) -> Result<()> {
        let mut superseded = Vec::new();
        loop {
            let mail = self.letter(person, ACTIVATION, &superseded).await?;
            let code = letter(&mail).code()?;
            person.secrets.insert(code.replace(['-', ' '], ""));
            if person.activate(&code).await? {
                return Ok(());
            }
            superseded.push(mail.message_id());
        }
    }

    /// With the one-time password, and a password chosen.
    pub(super) async fn first_login(&self, person: &mut Patient) -> Result<FirstLogin> {
        self.choose(person, CREDENTIALS).await
    }

    /// With the one-time password of the mail with this subject, and a password chosen.
    pub(super) async fn choose(&self, person: &mut Patient, subject: &str) -> Result<FirstLogin> {
        let letter = letter(&self.letter(person, subject, &[]).await?);
        let (username, one_time) = (letter.username()?, letter.password()?);
        person.secrets.insert(one_time.clone());
        let chosen = person.person.password.clone();
        let is_open = person.log_in(&username, &one_time).await?;
        ensure!(is_open, "the one-time password does not open");
        let account = person.account().await?;
        ensure!(
            account == StatusCode::FORBIDDEN,
            "I9: a restricted session sees the account: {account}"
        );
        person
            .change_password(&username, &one_time, &chosen)
            .await?;
        Ok(FirstLogin { username, one_time })
    }

    /// Waits until no mail is under way any more.
    ///
    /// # Errors
    ///
    /// One is, for ever.
    pub(crate) async fn rest(&self) -> Result<()> {
        let look = Look::at(self.site.database_url()).await?;
        let start = Instant::now();
        loop {
            let waiting = look.count(REST).await?;
            if waiting == 0 {
                return look.close().await;
            }
            ensure!(
                start.elapsed() < self.patience,
                "{waiting} mails still wait"
            );
            sleep(LOOK).await;
        }
    }

    /// The newest mail with this subject, but for those that are known already.
    async fn letter(&self, to: &Patient, subject: &str, known: &[String]) -> Result<ReceivedMail> {
        let address = &to.person.email;
        let start = Instant::now();
        loop {
            for sink in &self.sinks {
                let found = sink.find(Duration::ZERO, |mail| {
                    mail.envelope_to == [address.as_str()]
                        && mail.subject() == subject
                        && !known.contains(&mail.message_id())
                });
                if let Ok(mail) = found.await {
                    return Ok(mail);
                }
            }
            ensure!(
                start.elapsed() < self.patience,
                "no mail {subject:?} to {address}"
            );
            sleep(LOOK).await;
        }
    }
}

/// What the first login has used up.
pub(super) struct FirstLogin {
    pub(super) username: String,
    one_time: String,
}

impl FirstLogin {
    /// It counts no more; the chosen password does.
    async fn is_over(&self, person: &mut Patient) -> Result<()> {
        let account = person.account().await?;
        ensure!(
            account == StatusCode::OK,
            "the session after the change: {account}"
        );
        let is_open = person.log_in(&self.username, &self.one_time).await?;
        ensure!(!is_open, "the one-time password opens twice");
        let (code, chosen) = (
            person.person.codice_fiscale.clone(),
            person.person.password.clone(),
        );
        ensure!(
            person.log_in(&code, &chosen).await?,
            "the chosen password does not open"
        );
        person.log_out().await?;
        let account = person.account().await?;
        ensure!(
            account == StatusCode::UNAUTHORIZED,
            "the session outlives the logout"
        );
        Ok(())
    }
}

fn letter(mail: &ReceivedMail) -> Letter {
    Letter {
        text: mail.text(),
        html: mail.html(),
    }
}
