//! `cargo xtask lighthouse`: what Lighthouse says of four pages of the binary under `VARCO_BIN`, as a
//! Markdown table.

#![expect(
    clippy::print_stdout,
    reason = "the table is the product of this program"
)]

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use tokio::process::Command;
use varco_tests::account;
use varco_tests::browser::{Browser, target_folder};
use varco_tests::person::Person;
use varco_tests::seat::{Manner, Seat};
use varco_tests::stage::{EASY_CAPTCHA, Stage};

/// Categories, and what each must reach.
const SCORES: [(&str, f64); 3] = [
    ("performance", 0.95),
    ("accessibility", 1.0),
    ("best-practices", 1.0),
];
/// Figures, and what each may cost: milliseconds, milliseconds, share of the window that moves.
const METRICS: [(&str, f64); 3] = [
    ("largest-contentful-paint", 2000.0),
    ("total-blocking-time", 100.0),
    ("cumulative-layout-shift", 0.05),
];
/// Looks at a page until one satisfies: other work on the machine only ever takes points.
const LOOKS: u32 = 3;

/// What Lighthouse writes of a page.
#[derive(Debug, Deserialize)]
struct Report {
    categories: BTreeMap<String, Category>,
    audits: BTreeMap<String, Audit>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Category {
    score: Option<f64>,
    audit_refs: Vec<Part>,
}

#[derive(Debug, Deserialize)]
struct Part {
    id: String,
    weight: f64,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Audit {
    title: String,
    score: Option<f64>,
    numeric_value: Option<f64>,
    display_value: Option<String>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let browser = Browser::start_open().await?;
    let seat = Seat::at(browser, stage.varco.origin(), Manner::PICTURES)?;
    let faults = walk(&stage, &seat).await;
    seat.browser.close().await?;
    let faults = stage.explain(faults)?;
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// From page to page, in the browser that holds the cookies.
async fn walk(stage: &Stage, seat: &Seat) -> Result<Vec<String>> {
    let person = Person::number(1)?;
    let (_, username) = account::active(stage, &person).await?;
    println!("| page | performance | accessibility | best practices | LCP | TBT | CLS |");
    println!("|---|---|---|---|---|---|---|");
    let mut faults = look(stage, seat, "/").await?;
    identify(seat, &Person::number(2)?).await?;
    faults.extend(look(stage, seat, "/registrazione/dati").await?);
    faults.extend(look(stage, seat, "/accedi").await?);
    seat.log_in(&username, &person.password).await?;
    faults.extend(look(stage, seat, "/area").await?);
    Ok(faults)
}

async fn identify(seat: &Seat, person: &Person) -> Result<()> {
    seat.open("/registrazione").await?;
    seat.type_into("codice_fiscale", &person.codice_fiscale)
        .await?;
    seat.prove().await?;
    seat.press("Continua").await?;
    seat.arrive("/registrazione/dati").await
}

/// A row of the table, and what is wrong with the page.
async fn look(stage: &Stage, seat: &Seat, path: &str) -> Result<Vec<String>> {
    let mut report = measure(stage, seat, path).await?;
    for _ in 1..LOOKS {
        if report.faults(path).is_empty() {
            break;
        }
        report = measure(stage, seat, path).await?;
    }
    println!("| `{path}` | {} |", report.row().join(" | "));
    Ok(report.faults(path))
}

async fn measure(stage: &Stage, seat: &Seat, path: &str) -> Result<Report> {
    let here = target_folder()?.join("lighthouse");
    let program = here.join("node_modules/lighthouse/cli/index.js");
    ensure!(
        program.is_file(),
        "Lighthouse is missing: run cargo xtask lighthouse"
    );
    let reports = here.join("reports");
    fs::create_dir_all(&reports)?;
    // What is open besides may share its process with the page, and take its time.
    seat.browser.client.goto("about:blank").await?;
    let name = path.trim_start_matches('/').replace('/', "-");
    let name = if name.is_empty() { "home" } else { &name };
    let said = Command::new("node")
        .arg(program)
        .arg(format!("{}{path}", stage.varco.origin()))
        .arg(format!("--port={}", seat.browser.debugging_port()?))
        .arg(format!(
            "--only-categories={}",
            SCORES.map(|it| it.0).join(",")
        ))
        .arg(format!("--output-path={}", reports.join(name).display()))
        .args(["--output=json", "--output=html", "--quiet"])
        .arg("--no-enable-error-reporting")
        .stdin(Stdio::null())
        .output()
        .await
        .context("starting node")?;
    let told = String::from_utf8_lossy(&said.stderr);
    ensure!(said.status.success(), "{path}: {told}");
    let written = fs::read(reports.join(format!("{name}.report.json")))?;
    serde_json::from_slice(&written).context("what Lighthouse wrote")
}

impl Report {
    fn score(&self, category: &str) -> f64 {
        let category = self.categories.get(category);
        category.and_then(|it| it.score).unwrap_or_default()
    }

    /// A figure that is not there is too much.
    fn metric(&self, name: &str) -> f64 {
        let audit = self.audits.get(name);
        audit.and_then(|it| it.numeric_value).unwrap_or(f64::MAX)
    }

    fn row(&self) -> Vec<String> {
        let [lcp, tbt, cls] = METRICS.map(|(name, _)| self.metric(name));
        let scores = SCORES.map(|(name, _)| format!("{:.0}", self.score(name) * 100.0));
        let metrics = [
            format!("{:.1} s", lcp / 1000.0),
            format!("{tbt:.0} ms"),
            format!("{cls:.3}"),
        ];
        scores.into_iter().chain(metrics).collect()
    }

    /// What misses its figure, with the audits that cost the points.
    fn faults(&self, path: &str) -> Vec<String> {
        let low = SCORES
            .iter()
            .filter(|(name, least)| self.score(name) < *least);
        let low = low.map(|(name, _)| {
            let points = self.score(name) * 100.0;
            format!(
                "{path}: {name} {points:.0}: {}",
                self.costs(name).join("; ")
            )
        });
        let high = METRICS
            .iter()
            .filter(|(name, most)| self.metric(name) > *most);
        let high = high.map(|(name, most)| {
            format!("{path}: {name} {:.3} instead of {most}", self.metric(name))
        });
        low.chain(high).collect()
    }

    fn costs(&self, category: &str) -> Vec<String> {
        let parts = self.categories.get(category).into_iter();
        let parts = parts.flat_map(|it| &it.audit_refs);
        let weighty = parts.filter(|part| part.weight > 0.0);
        let audits = weighty.filter_map(|part| Some((&part.id, self.audits.get(&part.id)?)));
        let costly = audits.filter(|(_, audit)| audit.score.is_some_and(|score| score < 1.0));
        let told = costly.map(|(id, audit)| {
            let shown = audit.display_value.as_deref().unwrap_or_default();
            format!("{id} ({}) {shown}", audit.title)
        });
        told.collect()
    }
}
