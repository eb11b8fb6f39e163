//! The command line.

use clap::{Args, Parser, Subcommand};

/// Registration and credentials for an Italian public body.
#[derive(Debug, Parser)]
#[command(name = "varco", version, about, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve pages and API and send mails, until told to stop.
    Serve(ServeOptions),
    /// Send mails beside processes that serve, until told to stop.
    Worker,
    /// Bring the schema of the database up to date.
    Migrate,
    /// Read the configuration and say what is wrong with it.
    CheckConfig,
    /// Codici fiscali.
    #[command(subcommand)]
    CodiceFiscale(CodiceFiscaleCommand),
    /// Print the OpenAPI document.
    Openapi,
}

/// How to serve.
#[derive(Clone, Copy, Debug, Args)]
pub struct ServeOptions {
    /// Demo: mails can be read at /demo/posta, nothing needs to be configured.
    #[arg(long, conflicts_with = "no_worker")]
    pub demo: bool,
    /// Bring the schema of the database up to date first.
    #[arg(long)]
    pub migrate: bool,
    /// Leave the mails to processes started by `varco worker`.
    #[arg(long)]
    pub no_worker: bool,
}

/// What to do with codici fiscali.
#[derive(Debug, Subcommand)]
pub enum CodiceFiscaleCommand {
    /// Check codes: one a line on standard input, one JSON object a line on standard output.
    Check,
}
