//! `varco reconcile`: whether a linked service holds what it should hold, and telling it again.
//!
//! Utenze are read page by page, so that a hundred thousand take no more memory than a hundred; a page
//! is compared as fast as orders are carried to the service, and no faster.

mod report;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use tokio::task::JoinSet;
use varco_domain::delivery::{Comparison, Drift, LinkedService};
use varco_domain::utenza::Account;
use varco_usecases::{ReconcileError, TendServiceError};

use self::report::{Found, Report, Row};
use super::{RunError, desk};
use crate::state::App;
use crate::wiring::Around;
use crate::worker::{Gate, Lane};

/// Utenze read together.
const PAGE: u32 = 256;
/// A service that has not shown so many in a row shows nobody.
const PATIENCE: u64 = 20;

/// What to compare, and what to do about it.
#[derive(Debug, Args)]
pub struct ReconcileOptions {
    /// The id of the linked service.
    pub service: String,
    /// Have the service told again what it should hold; where it is the password that differs, it gets
    /// it after the next login.
    #[arg(long, requires = "why")]
    pub fix: bool,
    /// With --fix: the reason, for the audit trail and for whom it is about: one line.
    #[arg(long, requires = "fix")]
    pub why: Option<String>,
    /// Write the differences into this file too, which must not be there.
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
}

/// What came of all utenze.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    good: u64,
    on_their_way: u64,
    differing: u64,
    mended: u64,
    unread: u64,
    /// Of those, the last in a row.
    unread_in_a_row: u64,
}

/// Carries the command out.
pub(super) async fn reconcile(options: ReconcileOptions, around: Around) -> Result<(), RunError> {
    let (config, wired) = desk(around).await?;
    let service = wired.app.usecases.linked_service(&options.service)?.clone();
    let lanes = wired.lanes(&config);
    let lane = lanes.into_iter().find(|lane| lane.is_of(&service.id));
    let round = Round {
        app: Arc::clone(&wired.app),
        gate: Arc::new(lane.as_ref().map_or_else(|| Gate::new(1, None), Lane::gate)),
        service: Arc::new(service),
        why: options.why.filter(|_| options.fix).map(Arc::from),
    };
    let report = Report::new(io::stdout(), options.csv.as_deref())?;
    let sum = round.go(report).await;
    wired.close().await;
    sum?.tell()
}

/// One comparison of everybody.
#[derive(Clone)]
struct Round {
    app: Arc<App>,
    gate: Arc<Gate>,
    service: Arc<LinkedService>,
    /// Why what differs is to be mended, if it is.
    why: Option<Arc<str>>,
}

impl Round {
    async fn go(&self, mut report: Report<io::Stdout>) -> Result<Sum, RunError> {
        let usecases = &self.app.usecases;
        let failed = |failure| RunError::Service(TendServiceError::Failure(failure));
        let count = usecases.count_holders(&self.service).await;
        let bar = bar(count.map_err(failed)?);
        let (mut sum, mut after) = (Sum::default(), None);
        loop {
            let page = usecases.holders(&self.service, after, PAGE).await;
            let page = page.map_err(failed)?;
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            let rows = self.page(page, &bar, &mut sum).await?;
            bar.suspend(|| report.write(&rows))?;
        }
        bar.finish_and_clear();
        Ok(sum)
    }

    /// Compares a page, many at a time; those that are not as they should be, in their order.
    async fn page(
        &self,
        page: Vec<Account>,
        bar: &ProgressBar,
        sum: &mut Sum,
    ) -> Result<Vec<Row>, RunError> {
        let mut comparing = JoinSet::new();
        for account in page {
            let round = self.clone();
            comparing.spawn(async move { round.one(account).await });
        }
        let mut rows = Vec::new();
        while let Some(outcome) = comparing.join_next().await {
            let broken = |error| RunError::Io(io::Error::other(error));
            let (account, outcome) = outcome.map_err(broken)?;
            bar.inc(1);
            rows.extend(sum.add(&account, outcome)?);
        }
        rows.sort_by_key(|row| row.account);
        Ok(rows)
    }

    async fn one(self, account: Account) -> (Account, Result<Outcome, ReconcileError>) {
        let usecases = &self.app.usecases;
        let compared = async {
            let _place = self.gate.pass_alone(&self.app).await;
            let compared = usecases.compare_with(&self.service, &account).await?;
            let drifts = match compared {
                Comparison::OnItsWay => return Ok(Outcome::OnItsWay),
                Comparison::Compared(drifts) => drifts,
            };
            let is_mended = match &self.why {
                Some(why) if !drifts.is_empty() => {
                    let mended = usecases.mend(&self.service, account.id, &drifts, why);
                    mended.await?
                }
                _ => false,
            };
            Ok(Outcome::Compared { drifts, is_mended })
        };
        let outcome = compared.await;
        (account, outcome)
    }
}

/// What came of one utenza.
enum Outcome {
    OnItsWay,
    Compared { drifts: Vec<Drift>, is_mended: bool },
}

impl Sum {
    /// Counts one utenza; a row for the report, unless all is well.
    fn add(
        &mut self,
        account: &Account,
        outcome: Result<Outcome, ReconcileError>,
    ) -> Result<Option<Row>, RunError> {
        let row = |found| Row {
            account: account.id,
            login: account.username.to_string(),
            found,
        };
        let row = match outcome {
            Ok(Outcome::OnItsWay) => {
                self.on_their_way += 1;
                None
            }
            Ok(Outcome::Compared { drifts, .. }) if drifts.is_empty() => {
                self.good += 1;
                None
            }
            Ok(Outcome::Compared { drifts, is_mended }) => {
                self.differing += 1;
                self.mended += u64::from(is_mended);
                Some(row(Found::Differs { drifts, is_mended }))
            }
            Err(ReconcileError::Service(error)) => {
                self.unread += 1;
                self.unread_in_a_row += 1;
                if self.unread_in_a_row >= PATIENCE {
                    return Err(TendServiceError::Service(error).into());
                }
                return Ok(Some(row(Found::Unread(error.to_string()))));
            }
            Err(error) => return Err(error.into()),
        };
        self.unread_in_a_row = 0;
        Ok(row)
    }

    /// Says on standard error what came of it all.
    #[expect(
        clippy::print_stderr,
        reason = "standard output has the differences and nothing else"
    )]
    fn tell(self) -> Result<(), RunError> {
        eprintln!(
            "{} as they should be, {} with something on its way, {} that differ ({} told again), {} not read",
            self.good, self.on_their_way, self.differing, self.mended, self.unread
        );
        if self.differing > self.mended || self.unread > 0 {
            return Err(RunError::Differs);
        }
        Ok(())
    }
}

/// On standard error, and only where that is a terminal.
fn bar(count: u64) -> ProgressBar {
    let bar = ProgressBar::new(count);
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {eta}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
