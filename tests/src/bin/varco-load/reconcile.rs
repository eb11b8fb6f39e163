//! What comparing many utenze with a linked service costs.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use jiff::Span;
use jiff::civil::date;
use tempfile::TempDir;
use tokio::process::Child;
use tokio::time::{Instant, sleep};
use varco_domain::codice_fiscale::{PersonFacts, Sex, encode};
use varco_domain::places::PlaceCode;
use varco_test_postgres::Cluster;
use varco_test_targets::scim::TOKEN;
use varco_tests::account;
use varco_tests::person::Person;
use varco_tests::process::{Database, Site};
use varco_tests::stage::{Stage, post_office};

use crate::crowd::{self, Crowd};
use crate::growth::DURABLE;
use crate::orders::{scim, scim_table};
use crate::{SETTINGS, peak, row};

/// Days of birth, and places; a code for each pair.
const DAYS: u64 = 20_000;
const PLACES: [&str; 6] = ["A562", "F205", "H501", "L219", "D612", "A944"];
/// Pause between two looks at the memory of the command.
const LOOK: Duration = Duration::from_millis(10);

/// Prints how fast utenze are compared, and how much memory that takes, at each of these numbers of
/// them, rising; all are as they should be.
///
/// # Errors
///
/// A step fails, or something differs.
pub(crate) async fn measure(database: Database, sizes: &[u64]) -> Result<()> {
    let (folder, service) = (TempDir::new()?, scim().await?);
    let config = folder.path().join("varco.toml");
    std::fs::write(&config, scim_table(0, service.address()))?;
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
    let own = [
        ("VARCO_SMTP_URL", smtp.as_str()),
        ("VARCO_CONFIG", config.to_str().context("a strange folder")?),
        ("SCIM_TOKEN", TOKEN),
    ];
    let site = Site::on(url.clone(), &[&own[..], &SETTINGS].concat())?;
    let mut stage = Stage::of(site.serve(&["--migrate"], &[]).await?, sink);
    account::active(&stage, &Person::number(0)?).await?;
    while service.heard().iter().all(|it| it.line.starts_with("GET")) {
        sleep(LOOK).await;
    }
    stage.varco.stop().await?;

    let mut crowd = Crowd::of(&url, &crowd::HOLDERS).await?;
    for size in sizes {
        // The first was there before.
        let copies = size - 1;
        crowd.grow_to(copies).await?;
        let codes: Vec<String> = (1..=copies).map(code).collect::<Result<_>>()?;
        crowd.name(&codes).await?;
        let start = Instant::now();
        let mut command = site.command(&["reconcile", "s0"], &[])?;
        let (memory, told) = run(command.stderr(Stdio::piped()).spawn()?).await?;
        let rate = f64::from(u32::try_from(*size)?) / start.elapsed().as_secs_f64();
        ensure!(
            told.contains(&format!("\n{size} as they should be")),
            "{told}"
        );
        row(
            &format!("{database:?}, {size} utenze: compared"),
            rate,
            "/s",
        );
        row(
            &format!("{database:?}, {size} utenze: most memory"),
            memory,
            "MB",
        );
    }
    Ok(())
}

/// Waits for the end; the most memory that was resident, and what was said.
async fn run(mut command: Child) -> Result<(f64, String)> {
    let process = command.id().context("no process")?;
    let mut most = 0.0;
    while command.try_wait()?.is_none() {
        most = peak(process).unwrap_or(most);
        sleep(LOOK).await;
    }
    let output = command.wait_with_output().await?;
    Ok((most, String::from_utf8(output.stderr)?))
}

/// A codice fiscale, nobody else's.
fn code(number: u64) -> Result<String> {
    let place = usize::try_from(number / DAYS)?;
    let facts = PersonFacts {
        surname: "Verdi",
        name: "Anna",
        birth_date: date(1950, 1, 1)
            .checked_add(Span::new().days(i64::try_from(number % DAYS)?))?,
        sex: Sex::Female,
        place: PlaceCode::parse(PLACES.get(place).context("too many")?)?,
    };
    Ok(encode(&facts)?.as_str().to_owned())
}
