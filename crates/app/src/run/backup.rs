//! `varco backup` and `varco restore`.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use clap::Args;
use varco_crypto::SystemClock;
use varco_ports::Clock;
use varco_storage_seaorm::backup::{self, Contents, Order, Restored, Voided};

use super::RunError;
use super::stop::AskedToStop;
use crate::backup::{Fault, Unfinished, check};
use crate::config::Config;
use crate::keys::key_file;
use crate::{log, wiring};

/// Time between two words to whoever waits.
const WORD_EVERY: Duration = Duration::from_secs(5);

/// What to restore, and how.
#[derive(Debug, Args)]
pub struct RestoreOptions {
    /// The backup. The database must be empty: a file that is not there, or a new database.
    #[arg(required_unless_present = "void_only", conflicts_with = "void_only")]
    pub file: Option<PathBuf>,
    /// Bring the schema of an older version up to date.
    #[arg(long)]
    pub migrate: bool,
    /// Restore nothing, only make void what was issued, in a database that other tools have restored.
    #[arg(long)]
    pub void_only: bool,
}

/// `varco backup`.
pub(super) async fn back_up(place: &Path) -> Result<(), RunError> {
    let mut stop = AskedToStop::listen()?;
    let config = open()?;
    let unfinished = Unfinished::begin(place, &config.data_dir)?;
    let database = wiring::storage_config(&config)?;
    let rows = AtomicU64::new(0);
    let file = unfinished.path();
    let written = watched(backup::write(&database, &file, &rows), || {
        let bytes = file.metadata().map_or(0, |file| file.len());
        match rows.load(Ordering::Relaxed) {
            0 => format!("{} written", size(bytes)),
            rows => format!("{} written, {rows} rows read again", size(bytes)),
        }
    });
    let contents = tokio::select! {
        written = written => written.map_err(Fault::from)?,
        () = stop.come() => return Err(Fault::Stopped.into()),
    };
    let bytes = unfinished.finish()?;
    let mut out = io::stdout();
    writeln!(
        out,
        "{}: {}, {}",
        place.display(),
        size(bytes),
        summary(&contents)
    )?;
    writeln!(
        out,
        "The keys are not in it: see that {} is backed up apart.",
        key_file(&config).display()
    )?;
    Ok(())
}

/// `varco restore`.
pub(super) async fn restore(options: RestoreOptions) -> Result<(), RunError> {
    let config = open()?;
    let database = wiring::storage_config(&config)?;
    let name = options.file.as_deref().and_then(Path::file_name);
    let note = name.map(|name| name.to_string_lossy().into_owned());
    let order = Order {
        may_migrate: options.migrate,
        now: SystemClock.now(),
        note: note.as_deref(),
    };
    let voided = match &options.file {
        Some(file) => {
            if !check(file)? {
                tracing::warn!("there is no digest beside the backup: only its format is checked");
            }
            let rows = AtomicU64::new(0);
            let restored = watched(backup::restore(&database, file, order, &rows), || {
                format!("{} rows restored", rows.load(Ordering::Relaxed))
            });
            let restored = restored.await.map_err(Fault::from)?;
            tell_restored(&restored)?;
            restored.voided
        }
        None => backup::void_issued(&database, order)
            .await
            .map_err(Fault::from)?,
    };
    tell_voided(&config, voided)
}

fn open() -> Result<Config, RunError> {
    let config = Config::load()?;
    log::start(&config.log)?;
    wiring::prepare_data_dir(&config)?;
    Ok(config)
}

/// Waits, and says now and then how far it is, where somebody looks.
async fn watched<T>(work: impl Future<Output = T>, state: impl Fn() -> String) -> T {
    tokio::pin!(work);
    loop {
        tokio::select! {
            outcome = &mut work => return outcome,
            () = tokio::time::sleep(WORD_EVERY) => {
                let mut err = io::stderr();
                if err.is_terminal() {
                    // Whoever does not listen waits all the same.
                    let _ = writeln!(err, "{}", state());
                }
            }
        }
    }
}

fn tell_restored(restored: &Restored) -> io::Result<()> {
    let mut out = io::stdout();
    writeln!(out, "Restored: {}.", summary(&restored.contents))?;
    match restored.last_entry {
        Some(at) => writeln!(
            out,
            "The backup knows of nothing after {at:.0}: accounts, passwords and registrations are as they were then."
        ),
        None => Ok(()),
    }
}

fn tell_voided(config: &Config, voided: Voided) -> Result<(), RunError> {
    let mut out = io::stdout();
    writeln!(
        out,
        "Void from now on: {} sessions, {} links, {} one-time passwords, {} mails not sent; {} drafts of registrations erased.",
        voided.sessions, voided.links, voided.one_time_passwords, voided.messages, voided.drafts
    )?;
    if voided.passwords > 0 {
        writeln!(
            out,
            "{} passwords at linked services may be others by now: each gets the one in force when its holder logs in next.",
            voided.passwords
        )?;
    }
    let keys = key_file(config);
    if !keys.exists() {
        writeln!(
            out,
            "Before anything else, put the keys of that time into {}: with new ones nobody can log in.",
            keys.display()
        )?;
    }
    if !keys.with_file_name("epochs").exists() {
        writeln!(
            out,
            "There is no `epochs` beside them: copy it from a node that is left, or begin anew with `varco keys new-epochs`, by which nothing is lost now."
        )?;
    }
    writeln!(out, "Then `varco serve` can be started.")?;
    Ok(())
}

fn summary(contents: &Contents) -> String {
    format!(
        "{} accounts, {} registrations, {} audit entries; {} rows in all",
        contents.rows("account"),
        contents.rows("registration"),
        contents.rows("audit"),
        contents.total()
    )
}

/// In the units of disks.
fn size(bytes: u64) -> String {
    const KILO: u64 = 1000;
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(KILO)),
        _ => format!("{}.{} MB", bytes / KILO / KILO, bytes / KILO / 100 % 10),
    }
}
