//! `varco check-config`.

use std::io::Write;

use super::RunError;
use crate::config::Config;
use crate::wiring;

pub(super) fn check_config() -> Result<(), RunError> {
    let config = Config::load()?;
    wiring::check(&config)?;
    Ok(writeln!(
        std::io::stdout(),
        "The configuration is in order. Public address: {}",
        config.public_url()
    )?)
}
