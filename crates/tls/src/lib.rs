//! TLS towards other systems: whom to trust there, and who we are.
//!
//! One provider (ring), TLS 1.2 and 1.3, certificate and name always verified; there is no switch to
//! do without.

#![deny(missing_docs)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::pem::{Error as PemError, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};
use thiserror::Error;

/// How to meet another system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TlsSettings {
    /// Certificates (PEM) of the authorities to trust, and no others; `None` for those of the
    /// operating system.
    pub ca_file: Option<PathBuf>,
    /// Who we are, where the other side wants to know by certificate.
    pub identity: Option<ClientIdentity>,
}

/// A certificate of ours with its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientIdentity {
    /// The certificate and those between it and the authority (PEM).
    pub certificate_file: PathBuf,
    /// Its private key (PEM).
    pub key_file: PathBuf,
}

/// Why no connection could be protected.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TlsError {
    /// A file cannot be read, or holds no usable certificate or key.
    #[error("no usable certificate or key in {path}: {reason}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The operating system has no authorities to trust.
    #[error("this machine trusts no authority: install ca-certificates or name a CA file")]
    NoRoots,
    /// Key and certificate do not belong together, or are of a kind that is not supported.
    #[error("TLS cannot be set up: {0}")]
    Setup(#[from] rustls::Error),
}

impl TlsSettings {
    /// What a client of the other system needs.
    ///
    /// # Errors
    /// [`TlsError`], which names the file that is to be mended.
    pub fn client_config(&self) -> Result<Arc<ClientConfig>, TlsError> {
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(self.roots()?);
        Ok(Arc::new(match &self.identity {
            None => config.with_no_client_auth(),
            Some(identity) => {
                let path = &identity.key_file;
                let key = PrivateKeyDer::from_pem_file(path);
                let key = key.map_err(|error| unusable(path, &error))?;
                let chain = certificates(&identity.certificate_file)?;
                config.with_client_auth_cert(chain, key)?
            }
        }))
    }

    fn roots(&self) -> Result<RootCertStore, TlsError> {
        let mut roots = RootCertStore::empty();
        if let Some(path) = &self.ca_file {
            for certificate in certificates(path)? {
                let added = roots.add(certificate);
                added.map_err(|error| TlsError::File {
                    path: path.clone(),
                    reason: error.to_string(),
                })?;
            }
        } else {
            // Systems carry certificates that nobody can use: these are passed over.
            let found = rustls_native_certs::load_native_certs().certs;
            roots.add_parsable_certificates(found);
        }
        if roots.is_empty() {
            return Err(TlsError::NoRoots);
        }
        Ok(roots)
    }
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let found = CertificateDer::pem_file_iter(path)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unusable(path, &error))?;
    if found.is_empty() {
        return Err(unusable(path, &PemError::NoItemsFound));
    }
    Ok(found)
}

fn unusable(path: &Path, error: &PemError) -> TlsError {
    TlsError::File {
        path: path.to_owned(),
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};

    struct Files {
        folder: tempfile::TempDir,
    }

    impl Files {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let key = KeyPair::generate().unwrap();
            let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            let certificate = params.self_signed(&key).unwrap();
            let other = KeyPair::generate().unwrap();
            for (name, text) in [
                ("ca.pem", certificate.pem()),
                ("key.pem", key.serialize_pem()),
                ("other.pem", other.serialize_pem()),
                ("empty.pem", String::new()),
                (
                    "broken.pem",
                    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".to_owned(),
                ),
                ("cut.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n".to_owned()),
            ] {
                std::fs::write(folder.path().join(name), text).unwrap();
            }
            Self { folder }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn as_somebody(&self, certificate: &str, key: &str) -> TlsSettings {
            TlsSettings {
                ca_file: Some(self.path("ca.pem")),
                identity: Some(ClientIdentity {
                    certificate_file: self.path(certificate),
                    key_file: self.path(key),
                }),
            }
        }
    }

    #[test]
    fn authorities_and_an_identity_of_ones_own_are_taken() {
        let files = Files::new();
        let settings = files.as_somebody("ca.pem", "key.pem");
        let config = settings.client_config().unwrap();
        assert!(config.client_auth_cert_resolver.has_certs());
        let nobody = TlsSettings {
            identity: None,
            ..settings
        };
        let config = nobody.client_config().unwrap();
        assert!(!config.client_auth_cert_resolver.has_certs());
    }

    #[test]
    fn a_file_that_cannot_be_used_is_named() {
        let files = Files::new();
        for name in [
            "absent.pem",
            "empty.pem",
            "broken.pem",
            "cut.pem",
            "key.pem",
        ] {
            let settings = TlsSettings {
                ca_file: Some(files.path(name)),
                identity: None,
            };
            let error = settings.client_config().unwrap_err();
            assert!(matches!(error, TlsError::File { .. }), "{name}: {error}");
            assert!(error.to_string().contains(name), "{error}");
        }
        for (certificate, key) in [
            ("empty.pem", "key.pem"),
            ("ca.pem", "absent.pem"),
            ("ca.pem", "ca.pem"),
        ] {
            let error = files.as_somebody(certificate, key).client_config();
            assert!(
                matches!(error, Err(TlsError::File { .. })),
                "{certificate} {key}"
            );
        }
    }

    #[test]
    fn a_key_of_another_certificate_is_found_out() {
        let files = Files::new();
        let error = files.as_somebody("ca.pem", "other.pem").client_config();
        assert!(matches!(error, Err(TlsError::Setup(_))), "{error:?}");
    }
}
