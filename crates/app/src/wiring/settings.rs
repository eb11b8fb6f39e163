//! What the configuration decides for the use cases and for the pages.

use varco_domain::grant::GrantLives;
use varco_domain::utenza::UtenzaKind;
use varco_usecases::Settings;

use super::ROME;
use crate::config::{Config, ConfigError};
use crate::legal::LegalTexts;
use crate::pages::Branding;
use crate::state::Site;

pub(super) fn settings(config: &Config, legal: &LegalTexts) -> Result<Settings, ConfigError> {
    Ok(Settings {
        rules: config.rules()?,
        documents: legal.documents(),
        initial_credential: config.registration.initial_credential.into(),
        issue: config.registration.issue()?,
        services: config.linked_services()?,
        external_policy: config.password.policy(),
        mi_policy: config.password.mi.policy(),
        repeat_password: config.password.repeat,
        service_words: vec![config.service.name.clone(), "varco".to_owned()],
        sessions: config.session.limits()?,
        grants: GrantLives::default(),
        zone: ROME.clone(),
        limits: config.limits.limits(),
        retention: config.retention.outbox(),
    })
}

/// Says which rules for passwords go beyond what is known to help, one line each (ASVS 6.1.1).
pub(super) fn tell_deviations(settings: &Settings) {
    for kind in UtenzaKind::ALL {
        for (rule, why) in settings.policy(kind).deviations() {
            tracing::info!(utenza = kind.name(), rule, why, "policy_deviation");
        }
    }
}

/// The service as people see it, without anything behind it.
///
/// # Errors
/// [`ConfigError`] where logo or colour cannot be shown.
pub(crate) fn site(config: &Config, legal: LegalTexts, is_demo: bool) -> Result<Site, ConfigError> {
    Ok(Site {
        service_name: config.service.name.clone(),
        organisation: config.service.organisation.clone(),
        public_url: config.public_url(),
        assistance: config.service.assistance.clone(),
        mail_from: config.mail.from.clone(),
        languages: config.service.languages(is_demo),
        branding: Branding::load(config)?,
        legal,
        is_demo,
    })
}
