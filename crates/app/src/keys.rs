//! `varco keys`: which keys there are, and changing them. Shows ids, never keys.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Subcommand;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use varco_crypto::{KeyFile, KeyPurpose, KeyState, Keyring, KeyringError, SystemClock};
use varco_ports::Clock;

use crate::config::Config;
use crate::run::RunError;
use crate::wiring::ROME;

/// What to do with the keys. Running processes take a change up by themselves.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// List ids and purposes.
    List,
    /// Make keys where there are none. A new installation gets its own by itself; this is for one whose
    /// keys are lost for good.
    Create,
    /// Make a new key and use it from now on; the one before is still accepted. Where several nodes run,
    /// `add`, `use` and copying in between do it without a gap.
    Rotate {
        /// What the key is for.
        #[arg(value_parser = purpose())]
        purpose: KeyPurpose,
    },
    /// Make a new key that is accepted but not used: copy the key file to all nodes before `use`.
    Add {
        /// What the key is for.
        #[arg(value_parser = purpose())]
        purpose: KeyPurpose,
    },
    /// Use a key that is there from now on; copy the key file to all nodes afterwards.
    Use {
        /// Its id.
        id: String,
    },
    /// Remove a key that is not in use, and with it the worth of all that was made with it.
    Retire {
        /// Its id.
        id: String,
        /// Do it; without this, only say what would be lost.
        #[arg(long)]
        confirm: bool,
    },
    /// Start the epochs anew: no mail that waits can be opened any more.
    NewEpochs {
        /// Do it although there are some.
        #[arg(long)]
        confirm: bool,
    },
}

fn purpose() -> impl TypedValueParser<Value = KeyPurpose> {
    PossibleValuesParser::new(KeyPurpose::ALL.map(KeyPurpose::name))
        .try_map(|name| KeyPurpose::named(&name).ok_or("unknown purpose"))
}

/// Where the keys lie.
pub fn key_file(config: &Config) -> PathBuf {
    config.data_dir.join("keys")
}

/// Carries out one command.
///
/// # Errors
/// [`RunError`].
pub fn tend(command: KeysCommand) -> Result<(), RunError> {
    let path = key_file(&Config::load()?);
    let said = carry_out(command, &path)?;
    match io::stdout().write_all(said.as_bytes()) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// What there is to say about it.
fn carry_out(command: KeysCommand, path: &Path) -> Result<String, RunError> {
    let file = KeyFile::new(path);
    let today = SystemClock.now().to_zoned(ROME.clone()).date();
    Ok(match command {
        KeysCommand::List => table(&Keyring::load(path)?),
        KeysCommand::Create if path.exists() => {
            "There are keys already; nothing was changed.\n".to_owned()
        }
        KeysCommand::Create => table(&Keyring::load_or_create(path)?),
        KeysCommand::Rotate { purpose } => {
            let (name, id) = (purpose.name(), file.rotate(purpose, today)?);
            format!("{name} {id} is in use; the one before is still accepted.\n")
        }
        KeysCommand::Add { purpose } => {
            let (name, id) = (purpose.name(), file.add(purpose, today)?);
            format!(
                "{name} {id} is accepted. Once all nodes have this file: `varco keys use {id}`\n"
            )
        }
        KeysCommand::Use { id } => {
            let purpose = file.promote(&id, today)?;
            format!("{} {id} is in use.\n", purpose.name())
        }
        KeysCommand::Retire { id, confirm: true } => {
            let purpose = file.retire(&id, today)?;
            format!("{} {id} is gone.\n", purpose.name())
        }
        KeysCommand::Retire { id, confirm: false } => {
            return Err(RunError::Unconfirmed(
                loss(&Keyring::load(path)?, &id)?.to_owned(),
            ));
        }
        KeysCommand::NewEpochs { confirm: false } if path.with_file_name("epochs").exists() => {
            return Err(RunError::Unconfirmed(
                "mails that wait would be lost".to_owned(),
            ));
        }
        KeysCommand::NewEpochs { .. } => {
            file.new_epochs()?;
            "The epochs begin today. Copy the file `epochs` to all nodes.\n".to_owned()
        }
    })
}

fn table(keyring: &Keyring) -> String {
    let line = |name: &str, id: String, state: &str| format!("{name:<14}{id:<10}{state}\n");
    let keys = keyring.list();
    let keys = keys.iter().map(|key| {
        let state = match key.state {
            KeyState::InUse => "in use",
            KeyState::Older => "older",
            KeyState::Next => "next",
        };
        line(key.purpose.name(), key.id.to_string(), state)
    });
    let since = format!("from {}", keyring.oldest_epoch());
    let epochs = line("epochs", keyring.epochs_id().to_string(), &since);
    keys.chain([epochs]).collect()
}

/// What goes with a key that may go.
fn loss(keyring: &Keyring, id: &str) -> Result<&'static str, KeyringError> {
    let keys = keyring.list();
    let key = keys.iter().find(|key| key.id.to_string() == id);
    let key = key.ok_or_else(|| KeyringError::Unknown { id: id.to_owned() })?;
    if key.state == KeyState::InUse {
        return Err(KeyringError::InUse {
            id: id.to_owned(),
            purpose: key.purpose.name(),
        });
    }
    Ok(match key.purpose {
        KeyPurpose::TokenDigest => {
            "sessions, links and registrations begun under this key would be void, and attempts counted anew; nothing of them is left three days after its last use"
        }
        KeyPurpose::Vault => {
            "mails sealed with this key could not be sent; nothing of it is left three days after its last use"
        }
        KeyPurpose::Pepper => {
            "whoever has not logged in since this key was in use could never do so again"
        }
        KeyPurpose::Captcha => {
            "challenges set under this key would have to be set again; none is left an hour after its last use"
        }
    })
}
