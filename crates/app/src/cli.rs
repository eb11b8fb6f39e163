//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use jiff::SignedDuration;
use jiff::civil::DateTime;
use varco_domain::id::MessageId;
use varco_ports::OutboxState;

use crate::keys::KeysCommand;
use crate::run::{ReconcileOptions, RestoreOptions, UtenzaCommand};

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
    /// Say on every page, in place of the service, until when it is suspended.
    Maintenance {
        /// When it is back, by the clock of Rome: `2027-03-12T20:00`.
        #[arg(long)]
        until: DateTime,
    },
    /// Bring the schema of the database up to date.
    Migrate,
    /// Write a backup of the database into a new file, while others serve.
    Backup {
        /// The file; its folder must be there, and the file must not.
        file: PathBuf,
    },
    /// Fill an empty database from a backup, and make void what was issued before.
    Restore(RestoreOptions),
    /// Read the configuration and say what is wrong with it.
    CheckConfig,
    /// Mails and orders to linked services that wait, or were given up.
    #[command(subcommand)]
    Outbox(OutboxCommand),
    /// Linked services: list, try, stop deliveries and let them go on.
    #[command(subcommand)]
    Services(ServicesCommand),
    /// Compare what a linked service holds with what it should hold, and tell it again.
    Reconcile(ReconcileOptions),
    /// Help for a person: open, look at, suspend, unlock an utenza, have a password sent.
    #[command(subcommand)]
    Utenza(UtenzaCommand),
    /// Keys: list, rotate, retire.
    #[command(subcommand)]
    Keys(KeysCommand),
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

/// What to do with linked services.
#[derive(Debug, Subcommand)]
pub enum ServicesCommand {
    /// List them, with what waits for each.
    List {
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Reach one as orders do, and change nothing there.
    Test {
        /// Its id.
        service: String,
    },
    /// Deliver nothing to one until told otherwise, from any process.
    Pause {
        /// Its id.
        service: String,
        /// The reason, for the audit trail: one line.
        #[arg(long)]
        why: String,
    },
    /// Let deliveries to one go on.
    Resume {
        /// Its id.
        service: String,
        /// The reason, for the audit trail: one line.
        #[arg(long)]
        why: String,
    },
}

/// What to do with the outbox. Nothing shows what a mail says, or to whom, or a password.
#[derive(Debug, Subcommand)]
pub enum OutboxCommand {
    /// List mails and orders to linked services, the newest first.
    List(ListOptions),
    /// Show one mail or order.
    Show {
        /// Its identifier, as in the log and in its Message-ID, or the code that a person was told.
        #[arg(value_parser = item_name)]
        id: ItemName,
        /// As a JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Have what was given up, or waits for another attempt, delivered at once as if nobody had tried.
    #[command(visible_alias = "replay")]
    Retry(RetryOptions),
    /// Give something up for good; a password is delivered after the next login instead.
    Skip {
        /// Its identifier, or the code that a person was told.
        #[arg(value_parser = item_name)]
        id: ItemName,
        /// The reason, for the audit trail and for whom it is about: one line.
        #[arg(long)]
        why: String,
        /// The outcome as a JSON object.
        #[arg(long)]
        json: bool,
    },
}

/// Which items to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Only those in this state: waiting, leased, sent, buried, superseded or refused.
    #[arg(long, value_parser = state)]
    pub state: Option<OutboxState>,
    /// Only those for this target: mail, a service, or a side of it such as sidi/password.
    #[arg(long)]
    pub target: Option<String>,
    /// Only those committed so long ago, such as 15m or 6h.
    #[arg(long, value_name = "AGE")]
    pub older_than: Option<SignedDuration>,
    /// Only those before this one in the list, to go on from its end.
    #[arg(long, value_parser = id)]
    pub before: Option<MessageId>,
    /// At most so many.
    #[arg(long, default_value_t = 50)]
    pub limit: u32,
    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
}

/// Which items, and why.
#[derive(Debug, Args)]
pub struct RetryOptions {
    /// The mail or order, by its identifier or by the code that a person was told.
    #[arg(value_parser = item_name, required_unless_present = "buried", conflicts_with = "buried")]
    pub id: Option<ItemName>,
    /// All that were given up and can still be delivered.
    #[arg(long)]
    pub buried: bool,
    /// With --buried: only those for this target.
    #[arg(long, requires = "buried")]
    pub target: Option<String>,
    /// The reason, for the audit trail and for whom it is about: one line.
    #[arg(long)]
    pub why: String,
    /// The outcome as a JSON object.
    #[arg(long)]
    pub json: bool,
}

fn id(text: &str) -> Result<MessageId, uuid::Error> {
    text.parse().map(MessageId::from_uuid)
}

/// How an operator names an item of the outbox.
#[derive(Clone, Debug)]
pub enum ItemName {
    /// By its identifier.
    Id(MessageId),
    /// By its [code](MessageId::code).
    Code(String),
}

fn item_name(text: &str) -> Result<ItemName, uuid::Error> {
    let is_code = text.len() == 9 && text.split('-').map(str::len).eq([4, 4]);
    if is_code {
        return Ok(ItemName::Code(text.to_ascii_uppercase()));
    }
    id(text).map(ItemName::Id)
}

fn state(text: &str) -> Result<OutboxState, String> {
    let names = OutboxState::ALL.map(OutboxState::name);
    OutboxState::ALL
        .into_iter()
        .find(|state| state.name() == text)
        .ok_or_else(|| format!("one of {}", names.join(", ")))
}
