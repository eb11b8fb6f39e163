//! The command line of `varco utenza`.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use varco_domain::language::Language;
use varco_domain::utenza::UtenzaKind;

/// What to do with an utenza. Every act is written to the audit trail with its reason, which the
/// person reads too: write no personal data of others there. No command shows a password.
#[derive(Debug, Subcommand)]
pub enum UtenzaCommand {
    /// Open an utenza, and have its one-time password mailed to the person.
    Add(AddOptions),
    /// Show an utenza, its sessions and what was last done with it.
    Show(ShowOptions),
    /// List who has asked that the utenza be deleted, the oldest request first.
    Deletions {
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Do something with one.
    #[command(flatten)]
    Act(ActCommand),
}

/// What changes an utenza.
#[derive(Debug, Subcommand)]
pub enum ActCommand {
    /// Stop an utenza: sessions end, links are void, nobody can log in.
    Suspend(Act),
    /// Lift a suspension: the password of before is good again.
    Reactivate(Act),
    /// Have a one-time password mailed to the reference address, in place of the password.
    ResetPassword(Act),
    /// Forget the failed logins, so that the person need not wait.
    Unlock(Act),
    /// Give the person an institutional mailbox, which becomes the reference address.
    AssignMailbox {
        /// Who, and why.
        #[command(flatten)]
        act: Act,
        /// The address, at istruzione.it or posta.istruzione.it.
        #[arg(long)]
        email: String,
    },
    /// Take the institutional mailbox back; the personal one is the reference address again.
    WithdrawMailbox(Act),
    /// Give an utenza another kind: sessions and links of the one before are void.
    SetKind {
        /// Who, and why.
        #[command(flatten)]
        act: Act,
        /// The kind.
        #[arg(long, value_parser = kind())]
        kind: UtenzaKind,
    },
}

/// Whose utenza, and why.
#[derive(Debug, Args)]
pub struct Act {
    /// Username or codice fiscale.
    pub(super) who: String,
    /// The reason, for the audit trail and for the person: one line.
    #[arg(long)]
    pub(super) why: String,
    /// The outcome as a JSON object.
    #[arg(long)]
    pub(super) json: bool,
}

/// What to show.
#[derive(Debug, Args)]
pub struct ShowOptions {
    /// Username or codice fiscale.
    pub(super) who: String,
    /// Addresses, codice fiscale and date of birth in full.
    #[arg(long, requires = "why")]
    pub(super) full: bool,
    /// The reason, for the audit trail and for the person: one line. Looking is written down without
    /// one, too.
    #[arg(long)]
    pub(super) why: Option<String>,
    /// At most so many entries of the audit trail.
    #[arg(long, default_value_t = 10)]
    pub(super) entries: u32,
    /// As a JSON object.
    #[arg(long)]
    pub(super) json: bool,
}

/// Who gets an utenza.
#[derive(Debug, Args)]
pub struct AddOptions {
    /// Whose utenza.
    #[arg(long, value_parser = kind())]
    pub(super) kind: UtenzaKind,
    /// The username, for an utenza MI: MI and five digits, as SIDI has given it.
    #[arg(long, required_if_eq("kind", "mi"))]
    pub(super) username: Option<String>,
    /// The codice fiscale.
    #[arg(long)]
    pub(super) codice_fiscale: String,
    /// Given names, as on the tessera sanitaria.
    #[arg(long)]
    pub(super) given_name: String,
    /// Family name, as on the tessera sanitaria.
    #[arg(long)]
    pub(super) family_name: String,
    /// Day of birth, YYYY-MM-DD; only needed where the codice fiscale leaves two.
    #[arg(long)]
    pub(super) birth_date: Option<Date>,
    /// Place of birth; only needed where the code of the place is unknown.
    #[arg(long, default_value = "")]
    pub(super) birth_place: String,
    /// Where the one-time password goes: for an utenza MI the institutional mailbox.
    #[arg(long)]
    pub(super) email: String,
    /// The language in which the person is written to.
    #[arg(long, default_value = Language::default().tag(), value_parser = language())]
    pub(super) language: Language,
    /// The data are right although they look wrong.
    #[arg(long)]
    pub(super) confirm: bool,
    /// The reason, for the audit trail and for the person: one line.
    #[arg(long)]
    pub(super) why: String,
    /// The outcome as a JSON object.
    #[arg(long)]
    pub(super) json: bool,
}

fn kind() -> impl TypedValueParser<Value = UtenzaKind> {
    PossibleValuesParser::new(UtenzaKind::ALL.map(UtenzaKind::name))
        .try_map(|name| UtenzaKind::from_name(&name).ok_or("unknown kind"))
}

fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::tag))
        .try_map(|tag| Language::from_tag(&tag).ok_or("unknown language"))
}
