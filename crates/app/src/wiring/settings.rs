//! What the configuration decides for the use cases and for the pages.

use varco_domain::credential::PasswordPolicy;
use varco_domain::grant::GrantLives;
use varco_usecases::Settings;

use super::ROME;
use crate::config::{Config, ConfigError};
use crate::legal::LegalTexts;
use crate::state::Site;

pub(super) fn settings(config: &Config, legal: &LegalTexts) -> Result<Settings, ConfigError> {
    Ok(Settings {
        rules: config.rules()?,
        documents: legal.documents(),
        initial_credential: config.registration.initial_credential.into(),
        issue: config.registration.issue()?,
        external_policy: config.password.policy(),
        mi_policy: PasswordPolicy::MINISTERO,
        repeat_password: config.password.repeat,
        service_words: vec![config.service.name.clone(), "varco".to_owned()],
        sessions: config.session.limits()?,
        grants: GrantLives::default(),
        zone: ROME.clone(),
        limits: config.limits.limits(),
        retention: config.retention.outbox(),
    })
}

pub(super) fn site(config: &Config, legal: LegalTexts, is_demo: bool) -> Site {
    Site {
        service_name: config.service.name.clone(),
        organisation: config.service.organisation.clone(),
        public_url: config.public_url(),
        assistance: config.service.assistance.clone(),
        mail_from: config.mail.from.clone(),
        legal,
        is_demo,
    }
}
