//! Adapters that work with keys, as the configuration wants them.

use std::sync::Arc;
use std::time::Duration;

use varco_captcha_http::{BuiltInCaptcha, Difficulty};
use varco_crypto::{Admission, Argon2Hasher, Argon2Params, HmacDigester, Keyring};
use varco_ports::Entropy;
use varco_storage_seaorm::Storage;

use super::WireError;
use crate::config::Config;

pub(super) fn captcha(
    config: &Config,
    keyring: &Keyring,
    storage: &Arc<Storage>,
    entropy: &Arc<dyn Entropy>,
) -> Result<BuiltInCaptcha, WireError> {
    let difficulty = Difficulty::new(config.captcha.cost, &config.captcha.prefix)?;
    let digester = Arc::new(HmacDigester::for_captcha(keyring));
    let ledger = Arc::clone(storage) as _;
    Ok(BuiltInCaptcha::new(
        difficulty,
        digester,
        ledger,
        Arc::clone(entropy),
    ))
}

pub(super) fn hasher(
    config: &Config,
    keyring: &Keyring,
    entropy: &Arc<dyn Entropy>,
) -> Result<Argon2Hasher, WireError> {
    let password = &config.password;
    let params = Argon2Params {
        memory_kib: password.memory_kib,
        iterations: password.iterations,
        parallelism: 1,
    };
    let default = Admission::default();
    let admission = Admission {
        permits: password.concurrency.unwrap_or(default.permits),
        queue: password.queue,
        max_wait: Duration::try_from(password.max_wait).unwrap_or(default.max_wait),
    };
    Ok(Argon2Hasher::new(
        params,
        admission,
        keyring,
        Arc::clone(entropy),
    )?)
}
