//! What a chosen password has to satisfy, whichever way it is chosen.

use secrecy::SecretString;
use varco_domain::credential::{NewPassword, Password, PasswordFinding};
use varco_domain::utenza::{Account, PasswordHash};

use crate::{Failure, UseCases};

/// Why a new password is not accepted.
#[derive(Debug)]
pub(crate) enum NotAccepted {
    /// It breaks the rules.
    Findings(Vec<PasswordFinding>),
    /// The repeat is another password.
    RepeatDiffers,
}

impl UseCases {
    /// What can be judged without a slow hash: the policy of the kind, then the repeat.
    pub(crate) fn accept_password(
        &self,
        account: &Account,
        new: &SecretString,
        repeat: &SecretString,
        current: Option<&Password>,
    ) -> Result<NewPassword, NotAccepted> {
        let (new, repeat) = (Password::from_typed(new), Password::from_typed(repeat));
        let mut personal = account.personal_words();
        personal.extend(self.settings.service_words.iter().map(String::as_str));
        let accepted = self
            .settings
            .policy(account.kind)
            .check(&new, &personal, current)
            .map_err(NotAccepted::Findings)?;
        if self.settings.repeat_password && new.expose() != repeat.expose() {
            return Err(NotAccepted::RepeatDiffers);
        }
        Ok(accepted)
    }

    /// Whether the password is one of those: one slow hash each.
    pub(crate) async fn is_one_of(
        &self,
        new: &NewPassword,
        former: &[PasswordHash],
    ) -> Result<bool, Failure> {
        for hash in former {
            let compared = self
                .ports
                .hasher
                .verify(new.as_password(), Some(hash.clone()));
            if compared.await?.matches {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
