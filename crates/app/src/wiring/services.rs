//! What speaks to linked services.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use varco_directory_ldap::{Closing, Dialect, LdapConfig, LdapSync};
use varco_ports::CredentialSync;
use varco_sidi_scim::{ScimConfig, ScimSync};
use varco_tls::{ClientIdentity, TlsSettings};
use varco_usecases::Targets;

use crate::config::{Config, ConfigError, Protocol, ServiceTable};

/// An adapter for each service that is there.
pub(super) fn targets(config: &Config) -> Result<Targets, ConfigError> {
    let tables = config.enabled_services().into_iter();
    let target = |table: &ServiceTable| Ok((table.service_id()?, target(table)?));
    tables.map(target).collect()
}

fn target(table: &ServiceTable) -> Result<Arc<dyn CredentialSync>, ConfigError> {
    Ok(match table.protocol {
        Protocol::Scim => {
            let made = ScimSync::new(&scim(table)?);
            Arc::new(made.map_err(|error| table.invalid(error))?)
        }
        Protocol::Ldap | Protocol::Ad => {
            let made = LdapSync::new(&directory(table)?);
            Arc::new(made.map_err(|error| table.invalid(error))?)
        }
    })
}

fn scim(table: &ServiceTable) -> Result<ScimConfig, ConfigError> {
    Ok(ScimConfig {
        base_url: table.url.clone(),
        token: table.credential()?,
        tls: tls(table)?,
        may_create: table.create,
        version_attribute: table.version_attribute.clone(),
        time_limit: time_limit(table, ScimConfig::DEFAULT_TIME_LIMIT),
    })
}

fn directory(table: &ServiceTable) -> Result<LdapConfig, ConfigError> {
    let closing = table.closing_attribute.clone().map(|attribute| Closing {
        attribute,
        closed: table.closing_value.clone(),
    });
    Ok(LdapConfig {
        url: table.url.clone(),
        tls: tls(table)?,
        bind_dn: table.bind_dn.clone(),
        bind_password: table
            .credential()?
            .unwrap_or_else(|| SecretString::from("")),
        base: table.base.clone(),
        filter: table.filter.clone(),
        dialect: match table.protocol {
            Protocol::Ad => Dialect::ActiveDirectory,
            Protocol::Scim | Protocol::Ldap => Dialect::PasswordModify { closing },
        },
        email_attribute: table.email_attribute.clone(),
        time_limit: time_limit(table, LdapConfig::DEFAULT_TIME_LIMIT),
    })
}

fn tls(table: &ServiceTable) -> Result<TlsSettings, ConfigError> {
    let identity = match (&table.certificate_file, &table.key_file) {
        (None, None) => None,
        (Some(certificate), Some(key)) => Some(ClientIdentity {
            certificate_file: certificate.clone(),
            key_file: key.clone(),
        }),
        _ => {
            let reason = "certificate_file and key_file belong together";
            return Err(table.invalid(reason));
        }
    };
    Ok(TlsSettings {
        ca_file: table.ca_file.clone(),
        identity,
    })
}

fn time_limit(table: &ServiceTable, default: Duration) -> Duration {
    let given = table
        .timeout
        .and_then(|given| Duration::try_from(given).ok());
    given.filter(|given| !given.is_zero()).unwrap_or(default)
}
