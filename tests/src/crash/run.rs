//! One run.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, ensure};
use jiff::SignedDuration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};
use varco_mail_smtp::FaultMode;
use varco_test_postgres::Cluster;

use super::linked::{Linked, judge, patient};
use super::node::{Life, Node, take_visits};
use super::patient::Patient;
use super::plan::{Kill, Plan};
use super::point::{Moment, Point, Visit};
use super::script::{Scene, Story};
use crate::api::Api;
use crate::invariants::{Look, Mails, kept, violations};
use crate::person::Person;
use crate::process::{Database, Site};
use crate::stage::post_office;

/// Longest time from a restart to the first page (FI-1). A build without optimisation, beside others that
/// are tested, is no measure of it.
const RECOVERY: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 5 });
/// Longest wait for a mail, and until nothing is under way any more: a lease and a pause after it, on
/// a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);
/// The same where the mail is not expected.
const LITTLE_PATIENCE: Duration = Duration::from_secs(10);
/// Longest time of a whole run; it takes a second or two, some wait for a lease.
const WHOLE: Duration = Duration::from_mins(2);
/// Pause between two looks at the database.
const LOOK: Duration = Duration::from_millis(20);
/// The captcha of a test is little work, a silent mail server is given up soon, and one person needs
/// few connections.
const SETTINGS: [(&str, &str); 4] = [
    ("VARCO_CAPTCHA__COST", "1"),
    ("VARCO_CAPTCHA__PREFIX", "a"),
    ("VARCO_MAIL__TIMEOUT", "3s"),
    ("VARCO_DATABASE__CONNECTIONS", "4"),
];
/// Registrations that nobody will end.
const LEFT_BEHIND: &str =
    "SELECT COUNT(*) FROM registration WHERE state IN ('declared', 'awaiting')";
/// Longer than anything that is abandoned may wait.
const DAYS: SignedDuration = SignedDuration::from_hours(100);

/// What came of a run in which everything held.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The points that were visited until the kill, or until the end.
    pub points: Vec<Point>,
    /// From the restart to the first page; nothing if there was no kill.
    pub recovery: Option<Duration>,
    /// Mails that arrived twice.
    pub doubled: usize,
    /// How long it took.
    pub took: Duration,
}

/// Plays a story, cut as the plan says, and checks what must hold.
///
/// # Errors
///
/// Something does not; the error holds the end of the processes' log.
pub async fn once(database: Database, story: Story, plan: Option<&Plan>) -> Result<Outcome> {
    with(database, &[], PATIENCE, story, plan).await
}

/// As [`once`], with a program that is broken on purpose in one of the ways that `varco-crashing` knows.
///
/// # Errors
///
/// As [`once`]: this is what it is there for.
pub async fn flawed(flaw: &str, story: Story, plan: &Plan) -> Result<Outcome> {
    let settings = [("CRASH_FLAW", flaw)];
    with(
        Database::Sqlite,
        &settings,
        LITTLE_PATIENCE,
        story,
        Some(plan),
    )
    .await
}

async fn with(
    database: Database,
    settings: &[(&str, &str)],
    patience: Duration,
    story: Story,
    plan: Option<&Plan>,
) -> Result<Outcome> {
    let sink = post_office().await?;
    let smtp = format!("smtp://{}", sink.address());
    let linked = if Story::SERVICES.contains(&story) {
        Some(Linked::begin(story).await?)
    } else {
        None
    };
    let services = linked.as_ref().map(|linked| linked.services.settings());
    let settings = [
        &SETTINGS[..],
        &[("VARCO_SMTP_URL", smtp.as_str())],
        services.as_ref().map_or(&[], |settings| &settings[..]),
        settings,
    ]
    .concat();
    let site = Site::new(database, &settings).await?;
    let scene = Scene {
        site: Arc::clone(&site),
        sinks: vec![sink],
        patience,
    };
    let outcome = timeout(WHOLE, whole(&scene, linked.as_ref(), story, plan))
        .await
        .unwrap_or_else(|_| Err(anyhow!("it takes longer than {WHOLE:?}")));
    let outcome = outcome.map_err(|error| error.context(last_words(&site)));
    if database == Database::Postgres {
        drop_database(&site).await?;
    }
    outcome
}

async fn whole(
    scene: &Scene,
    linked: Option<&Linked>,
    story: Story,
    plan: Option<&Plan>,
) -> Result<Outcome> {
    let site = &scene.site;
    let mut person = patient(scene, linked)?;
    let mut visits = before(scene, linked, story, &mut person).await?;
    let start = Instant::now();
    let kill = plan.map(|plan| &plan.kill);
    let at = match kill {
        Some(Kill::At(point)) => Some(point),
        _ => None,
    };
    let node = Node::start(site, at)?;
    let (life, lives) = watch::channel(Life::default());
    let stays_away = plan.is_some_and(|plan| plan.stays_away);
    let way = async {
        if let Some(linked) = linked {
            linked.play(scene, &mut person).await
        } else {
            scene.play(story, &mut person).await?;
            rest(scene, story).await
        }
    };
    tokio::select! {
        done = way => done?,
        end = node.live(kill, stays_away, &life) => {
            end?;
        }
    }
    let recovery = lives.borrow().recovery;
    ensure!(
        recovery.is_none_or(|time| time <= RECOVERY),
        "recovery took {recovery:?}"
    );
    let new = take_visits(site)?;
    let points = points(&new, linked.is_some());
    visits.extend(new);
    let doubled = check(scene, linked, story, &person, &visits).await?;
    Ok(Outcome {
        points,
        recovery,
        doubled,
        took: start.elapsed(),
    })
}

/// What has happened when the process that is killed starts: the points that others came by.
async fn before(
    scene: &Scene,
    linked: Option<&Linked>,
    story: Story,
    person: &mut Patient,
) -> Result<Vec<Visit>> {
    match linked {
        Some(linked) => linked.prepare(scene, person).await,
        None if story == Story::Swept => leave_behind(scene).await,
        None => Ok(()),
    }
    .context("long before")?;
    take_visits(&scene.site)
}

/// The points at which a process may be killed; only those that have to do with linked services,
/// where it is about them.
fn points(visits: &[Visit], is_linked: bool) -> Vec<Point> {
    const CALLS: [&str; 12] = [
        "apply", "bury", "claim", "commit", "complete", "destroy", "dismiss", "put-back", "renew",
        "retry", "sweep", "verify",
    ];
    let sent = visits.iter().filter(|visit| visit.point.call == "send");
    let mails: BTreeSet<&str> = sent
        .map(|visit| visit.about.as_str())
        .chain(["mail"])
        .collect();
    let counts = |visit: &&Visit| {
        let is_about_services = CALLS.contains(&visit.point.call.as_str());
        !is_linked || is_about_services && !mails.contains(visit.about.as_str())
    };
    let counting = visits.iter().filter(counts);
    counting.map(|visit| visit.point.clone()).collect()
}

/// What people leave behind: a draft, and a confirmed registration whose mail nobody takes.
async fn leave_behind(scene: &Scene) -> Result<()> {
    let site = &scene.site;
    scene.fault(FaultMode::TemporaryFailure);
    let mut node = Node::start(site, None)?;
    node.ready().await?;
    for number in [1, 2] {
        let mut person = Patient::new(&[api(site)?], Person::number(number)?);
        person.identify().await?;
        person.declare().await?;
        if number == 2 {
            person.confirm().await?;
        }
    }
    node.kill().await?;
    scene.fault(FaultMode::None);
    site.advance(DAYS)
}

/// Waits until nothing is under way and what was left behind is gone.
async fn rest(scene: &Scene, story: Story) -> Result<()> {
    scene.rest().await?;
    if story != Story::Swept {
        return Ok(());
    }
    let look = Look::at(scene.site.database_url()).await?;
    let start = Instant::now();
    while look.count(LEFT_BEHIND).await? > 0 {
        ensure!(
            start.elapsed() < scene.patience,
            "what was left behind is not erased"
        );
        sleep(LOOK).await;
    }
    look.close().await
}

/// Everything that must hold; returns how many mails came twice.
async fn check(
    scene: &Scene,
    linked: Option<&Linked>,
    story: Story,
    person: &Patient,
    visits: &[Visit],
) -> Result<usize> {
    let look = Look::at(scene.site.database_url()).await?;
    let mails = Mails::at(&scene.sinks)?;
    let mut found = violations(&look).await?;
    found.extend(mails.violations(&look).await?);
    found.extend(match linked {
        Some(linked) => judge(linked, &look, visits).await?,
        None => effects(&look, story).await?,
    });
    found.extend(kept(scene.site.folder(), &person.secrets)?);
    let doubled = mails.doubled();
    if doubled.iter().map(|(_, times)| times - 1).sum::<usize>() > 1 {
        found.push(format!("R-66: more than one mail too many: {doubled:?}"));
    }
    let stray = doubled
        .iter()
        .filter(|(id, _)| !is_in_flight(&id.to_string(), visits));
    found.extend(stray.map(|(id, _)| format!("R-66: {id} came twice and was not on its way")));
    let doubled = doubled.len();
    look.close().await?;
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(doubled)
}

/// Whether the mail may have been on its way at the kill: an attempt has begun and nothing has come
/// of it. Then, and only then, it may come twice.
fn is_in_flight(mail: &str, visits: &[Visit]) -> bool {
    let count = |calls: &[&str], moment| {
        let visits = visits.iter().filter(|visit| visit.about == mail);
        let points = visits.map(|visit| &visit.point);
        let of =
            points.filter(|point| calls.contains(&point.call.as_str()) && point.moment == moment);
        of.count()
    };
    count(&["send"], Moment::Before) > count(&["complete", "retry", "bury"], Moment::After)
}

/// What the story has brought about, each exactly once.
async fn effects(look: &Look, story: Story) -> Result<Vec<String>> {
    let code = Person::number(0)?.codice_fiscale;
    let once = [
        format!(
            "account WHERE codice_fiscale = '{code}' AND status = 'active' AND credential_version = 2"
        ),
        "account".to_owned(),
        "audit WHERE event = 'account.opened'".to_owned(),
        "audit WHERE event = 'account.password_changed'".to_owned(),
        "outbox WHERE template = 'one_time_password' AND NOT is_buried AND NOT is_superseded"
            .to_owned(),
        "outbox WHERE template = 'password_changed' AND NOT is_buried AND NOT is_superseded"
            .to_owned(),
    ];
    let mut found = Vec::new();
    for what in once {
        let count = look.count(&format!("SELECT COUNT(*) FROM {what}")).await?;
        if count != 1 {
            found.push(format!("{count} times: {what}"));
        }
    }
    let asked = "SELECT COUNT(*) FROM audit
                 WHERE event IN ('registration.confirmed', 'registration.mail_repeated')";
    let mails = "SELECT COUNT(*) FROM outbox WHERE template = 'activation'";
    let (asked, mails) = (look.count(asked).await?, look.count(mails).await?);
    let expected = match story {
        // The one that was left behind.
        Story::Again | Story::Superseded | Story::Buried | Story::Swept => 2,
        _ => 1,
    };
    if (asked, mails) != (expected, expected) {
        found.push(format!("{mails} activation mails, asked for {asked} times"));
    }
    Ok(found)
}

pub(super) fn api(site: &Site) -> Result<Api> {
    Api::new(&format!("http://{}", site.public()))
}

/// The end of what the processes said.
fn last_words(site: &Site) -> String {
    let text = fs::read_to_string(site.folder().join("log")).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let mut words = "the process wrote:".to_owned();
    for line in lines.iter().skip(lines.len().saturating_sub(30)) {
        let _ = write!(words, "\n{line}");
    }
    words
}

/// Hundreds of databases would fill the disk.
async fn drop_database(site: &Site) -> Result<()> {
    let name = site
        .database_url()
        .rsplit('/')
        .find_map(|part| part.split_once('?'));
    let (name, _) = name.context("a database of the cluster")?;
    let look = Look::at(&Cluster::shared()?.url("postgres")).await?;
    look.rows(&format!("DROP DATABASE {name} WITH (FORCE)"))
        .await?;
    look.close().await
}
