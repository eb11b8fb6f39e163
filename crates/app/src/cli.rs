//! The command line.

use clap::{Parser, Subcommand};

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
    Serve {
        /// Demo: mails can be read at /demo/posta, nothing needs to be configured.
        #[arg(long)]
        demo: bool,
        /// Bring the schema of the database up to date first.
        #[arg(long)]
        migrate: bool,
    },
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

/// What to do with codici fiscali.
#[derive(Debug, Subcommand)]
pub enum CodiceFiscaleCommand {
    /// Check codes: one a line on standard input, one JSON object a line on standard output.
    Check,
}
