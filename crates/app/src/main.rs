//! The binary `varco`: reads the command line, starts the runtime, reports the outcome.

use std::process::ExitCode;

use clap::Parser;
use varco::cli::Cli;
use varco::run::run;

fn main() -> ExitCode {
    // One TLS provider for the whole process, before anything can ask for one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    match runtime
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(run(cli)))
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
fn report(error: &varco::run::RunError) {
    eprintln!("varco: {error}");
}
