//! TLS in front of a plain SMTP server, with an authority and certificates of its own.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::PrivatePkcs8KeyDer;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

/// What happens before TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// Nothing.
    Implicit,
    /// A greeting, then STARTTLS.
    StartTls,
    /// The same, but somebody adds an answer in clear to that of STARTTLS.
    Injected,
    /// A greeting, and STARTTLS is not offered.
    Stripped,
}

pub(crate) struct TlsFront {
    pub(crate) address: SocketAddr,
    folder: TempDir,
    _serving: JoinSet<()>,
}

impl TlsFront {
    /// In front of `target`, with a certificate for `name`.
    pub(crate) async fn start(opening: Opening, name: &str, target: SocketAddr) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (authority, acceptor) = certified(name);
        std::fs::write(folder.path().join("ca.pem"), authority).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut serving = JoinSet::new();
        serving.spawn(async move {
            let mut conversations = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                conversations.spawn(serve(opening, client, acceptor, target));
            }
        });
        Self {
            address,
            folder,
            _serving: serving,
        }
    }

    /// The certificate of the authority.
    pub(crate) fn ca_file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }
}

/// An authority (PEM) and a server certified by it: rustls refuses an authority as a server.
fn certified(name: &str) -> (String, TlsAcceptor) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    let leaf = params.signed_by(&key, &authority).unwrap();
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], key.into())
        .unwrap();
    (authority.pem(), TlsAcceptor::from(Arc::new(config)))
}

/// Whatever the client breaks off is not our matter.
async fn serve(opening: Opening, client: TcpStream, acceptor: TlsAcceptor, target: SocketAddr) {
    let mut server = BufReader::new(TcpStream::connect(target).await.unwrap());
    let mut client = BufReader::new(client);
    if opening != Opening::Implicit {
        let mut greeting = String::new();
        server.read_line(&mut greeting).await.unwrap();
        let (offer, answer) = match opening {
            Opening::Stripped => ("250-front\r\n250 AUTH PLAIN\r\n", "502 no\r\n"),
            Opening::Injected => (
                "250-front\r\n250 STARTTLS\r\n",
                "220 go\r\n250 AUTH PLAIN\r\n",
            ),
            _ => ("250-front\r\n250 STARTTLS\r\n", "220 go\r\n"),
        };
        for answer in [greeting.as_str(), offer] {
            client.get_mut().write_all(answer.as_bytes()).await.unwrap();
            client.read_line(&mut String::new()).await.unwrap();
        }
        let _ = client.get_mut().write_all(answer.as_bytes()).await;
    }
    if opening == Opening::Stripped {
        let _ = client.read_line(&mut String::new()).await;
        return;
    }
    if let Ok(mut client) = acceptor.accept(client).await {
        let _ = copy_bidirectional(&mut client, &mut server).await;
    }
}
