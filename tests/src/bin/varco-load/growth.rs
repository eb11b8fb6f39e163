//! What millions of accounts cost those who come after them.

use std::time::Duration;

use anyhow::{Context as _, Result};
use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio::time::Instant;
use varco_test_postgres::Cluster;
use varco_tests::account;
use varco_tests::api::Api;
use varco_tests::person::Person;
use varco_tests::process::{Database, Site};
use varco_tests::stage::{Stage, post_office};

use crate::crowd::{self, Crowd};
use crate::{SETTINGS, row};

/// People who register at each size, how many at the same time, and how often accounts are read.
const PEOPLE: u16 = 2000;
const AT_A_TIME: u16 = 4;
const READS: u16 = 1000;
/// Durable, as in earnest, and with the memory of a small server.
pub(crate) const DURABLE: &str =
    "-c fsync=on -c full_page_writes=on -c shared_buffers=1GB -c max_wal_size=4GB";
/// Longest wait for the mails of all who have registered.
const PATIENCE: Duration = Duration::from_mins(5);

/// Measures a database at each of these sizes, rising.
///
/// # Errors
///
/// A step fails.
pub(crate) async fn measure(database: Database, sizes: &[u64]) -> Result<()> {
    let folder = TempDir::new()?;
    let cluster = match database {
        Database::Postgres => Some(Cluster::start(DURABLE)?),
        Database::Sqlite => None,
    };
    let url = match &cluster {
        Some(cluster) => cluster.new_database()?,
        None => format!("sqlite://{}", folder.path().join("varco.db").display()),
    };
    let sink = post_office().await?;
    let smtp = format!("smtp://{}", sink.address());
    let settings = [&[("VARCO_SMTP_URL", smtp.as_str())], SETTINGS.as_slice()].concat();
    let site = Site::on(url.clone(), &settings)?;
    let holder = Person::number(0)?;
    let first = site.serve(&["--migrate"], &[]).await?;
    let stage = Stage::of(first, sink);
    account::active(&stage, &holder).await?;
    let Stage {
        mut varco, sink, ..
    } = stage;
    varco.stop().await?;

    let mut crowd = Crowd::of(&url, &crowd::PEOPLE).await?;
    let mut next = 1;
    for size in sizes {
        let start = Instant::now();
        crowd.grow_to(*size).await?;
        println!(
            "\n{database:?}, {size} accounts (copied in {:.0?})\n",
            start.elapsed()
        );
        println!("| what | measured |\n|---|---|");
        let serve = site.serve(&["--no-worker"], &[]).await?;
        let scans = crowd.full_scans().await?;
        registrations(&serve.origin(), next).await?;
        reads(&serve.origin(), &holder).await?;
        let before = sink.messages().len();
        let start = Instant::now();
        let worker = site.worker(&[]).await?;
        sink.wait_for(before + usize::from(PEOPLE), PATIENCE)
            .await?;
        row(
            "deliveries, 1 worker",
            f64::from(PEOPLE) / start.elapsed().as_secs_f64(),
            "/s",
        );
        if let (Some(before), Some(after)) = (scans, crowd.full_scans().await?) {
            println!("| readings of a whole grown table | {} |", after - before);
        }
        drop((serve, worker));
        next += PEOPLE;
    }
    Ok(())
}

async fn registrations(origin: &str, first: u16) -> Result<()> {
    let mut ready = Vec::new();
    for number in first..first + PEOPLE {
        let mut api = Api::new(origin)?;
        let proof = api.prove().await?;
        ready.push((api, Person::number(number)?, proof));
    }
    let start = Instant::now();
    let mut clients = JoinSet::new();
    while !ready.is_empty() {
        let share = ready.split_off(ready.len().saturating_sub(usize::from(PEOPLE / AT_A_TIME)));
        clients.spawn(async move {
            let mut times = Vec::new();
            for (api, person, proof) in share {
                let start = Instant::now();
                api.identify(&person, &proof).await?;
                api.declare(&person).await?;
                api.confirm().await?;
                times.push(start.elapsed());
            }
            anyhow::Ok(times)
        });
    }
    let times = join(clients).await?;
    row(
        "registrations to \"mail queued\"",
        f64::from(PEOPLE) / start.elapsed().as_secs_f64(),
        "/s",
    );
    percentiles("a registration, three requests", times)
}

async fn reads(origin: &str, holder: &Person) -> Result<()> {
    let mut api = Api::new(origin)?;
    api.log_in(&holder.codice_fiscale, &holder.password).await?;
    let mut clients = JoinSet::new();
    for _ in 0..AT_A_TIME {
        let api = api.clone();
        clients.spawn(async move {
            let mut times = Vec::new();
            for _ in 0..READS {
                let start = Instant::now();
                api.account(&api.session_token).await?.text("username")?;
                times.push(start.elapsed());
            }
            anyhow::Ok(times)
        });
    }
    percentiles("an account read by its session", join(clients).await?)
}

async fn join(mut clients: JoinSet<Result<Vec<Duration>>>) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    while let Some(done) = clients.join_next().await {
        times.extend(done??);
    }
    Ok(times)
}

fn percentiles(name: &str, mut times: Vec<Duration>) -> Result<()> {
    times.sort_unstable();
    for percent in [50, 99] {
        let time = times
            .get(times.len() * percent / 100)
            .context("nothing measured")?;
        row(
            &format!("{name}, p{percent}"),
            time.as_secs_f64() * 1000.0,
            "ms",
        );
    }
    Ok(())
}
