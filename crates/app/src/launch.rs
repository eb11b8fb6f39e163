//! From the command line to the exit code.

use std::process::ExitCode;

use clap::Parser;

use crate::cli::Cli;
use crate::run::{RunError, run};
use crate::wiring::Around;

/// Reads the command line, starts the runtime, reports the outcome.
pub fn launch(around: Around) -> ExitCode {
    // One TLS provider for the whole process, before anything can ask for one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    match runtime
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(run(cli, around)))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

/// Says on standard error what went wrong and how to mend it.
#[expect(
    clippy::print_stderr,
    reason = "the last words of a command go to whoever called it"
)]
fn report(error: &RunError) {
    eprintln!("varco: {error}");
}
