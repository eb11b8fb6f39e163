//! From the command line to the exit code.

use std::process::ExitCode;

use clap::Parser;
use rustix::process::{Resource, Rlimit, setrlimit};

use crate::cli::Cli;
use crate::run::{RunError, run};
use crate::wiring::Around;

/// Reads the command line, starts the runtime, reports the outcome.
pub fn launch(around: Around) -> ExitCode {
    keep_memory_here();
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
            ExitCode::from(error.exit_code())
        }
    }
}

/// Leaves no core file when the process breaks, since keys and passwords on their way are in its memory
/// (T-19). A core that is piped to a program knows no limit of size, so the process is none to be
/// dumped either; then nobody but root reads its memory or environment from outside. Neither can fail
/// for want of rights.
fn keep_memory_here() {
    let nothing = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _ = setrlimit(Resource::Core, nothing);
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
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
