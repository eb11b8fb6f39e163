//! The log goes to standard error, as text for people or as JSON lines for programs.

use tracing_subscriber::EnvFilter;

use crate::config::{ConfigError, LogFormat, LogSection};

/// Reads the filter.
///
/// # Errors
/// [`ConfigError`] when it cannot be read.
pub fn filter(section: &LogSection) -> Result<EnvFilter, ConfigError> {
    EnvFilter::try_new(&section.filter)
        .map_err(|error| ConfigError::invalid("log.filter", error.to_string()))
}

/// As [`start`], for a command whose answer an operator reads: without what a process tells of itself
/// when it is put together.
///
/// # Errors
/// As [`start`].
pub fn start_quietly(section: &LogSection) -> Result<(), ConfigError> {
    start(&LogSection {
        filter: format!("{},varco::wiring=warn", section.filter),
        ..section.clone()
    })
}

/// Starts logging.
///
/// # Errors
/// [`ConfigError`] when the filter cannot be read.
pub fn start(section: &LogSection) -> Result<(), ConfigError> {
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter(section)?)
        // Else a line that cannot be written, on a full disk, becomes a panic of whoever wrote it.
        .log_internal_errors(false)
        .with_writer(std::io::stderr);
    let started = match section.format {
        LogFormat::Text => builder.with_ansi(false).try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
    if started.is_err() {
        // Somebody embeds us and has a log of their own.
        tracing::debug!("the log had been started before");
    }
    Ok(())
}
