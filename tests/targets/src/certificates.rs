//! Certificates for servers and clients of tests.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tempfile::TempDir;

/// What a certificate says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certified {
    /// The name `localhost`, good for years.
    Localhost,
    /// Another name.
    AnotherName,
    /// The name `localhost`, until some years ago.
    Expired,
}

/// An authority of its own, with a folder for what it issues.
pub struct Authority {
    folder: TempDir,
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// A certificate and its key, as files.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The certificate (PEM).
    pub certificate: PathBuf,
    /// The key (PEM).
    pub key: PathBuf,
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Authority")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

impl Authority {
    /// A new authority.
    ///
    /// # Errors
    ///
    /// Its files cannot be written.
    pub fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut params = CertificateParams::new(Vec::new())?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate()?)?;
        fs::write(folder.path().join("ca.pem"), issuer.pem())?;
        Ok(Self { folder, issuer })
    }

    /// The certificate of the authority.
    pub fn ca_file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// Certifies somebody.
    ///
    /// # Errors
    ///
    /// The files cannot be written.
    pub fn issue(&self, what: Certified) -> Result<Issued> {
        let name = match what {
            Certified::AnotherName => "altrove.example",
            Certified::Localhost | Certified::Expired => "localhost",
        };
        let mut params = CertificateParams::new(vec![name.to_owned()])?;
        if what == Certified::Expired {
            params.not_before = date_time_ymd(2019, 1, 1);
            params.not_after = date_time_ymd(2020, 1, 1);
        }
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &self.issuer)?;
        let path = |kind: &str| self.folder.path().join(format!("{what:?}.{kind}.pem"));
        let issued = Issued {
            certificate: path("certificate"),
            key: path("key"),
        };
        fs::write(&issued.certificate, certificate.pem())?;
        fs::write(&issued.key, key.serialize_pem())?;
        Ok(issued)
    }

    /// What a server certified like this needs; with `asks_clients` it lets in only whom the authority
    /// has certified too.
    ///
    /// # Errors
    ///
    /// As [`Authority::issue`].
    pub fn server(&self, what: Certified, asks_clients: bool) -> Result<Arc<ServerConfig>> {
        let issued = self.issue(what)?;
        let provider = Arc::new(ring::default_provider());
        let config = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()?;
        let config = if asks_clients {
            let mut roots = RootCertStore::empty();
            roots.add(self.issuer.der().clone())?;
            let verifier =
                WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build()?;
            config.with_client_cert_verifier(verifier)
        } else {
            config.with_no_client_auth()
        };
        let chain = vec![CertificateDer::from_pem_file(&issued.certificate)?];
        let key = PrivateKeyDer::from_pem_file(&issued.key)?;
        Ok(Arc::new(config.with_single_cert(chain, key)?))
    }
}
