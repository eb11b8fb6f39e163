//! The demo: a mailbox that everybody can read, and people to try the service with.
//!
//! None of it exists outside `varco serve --demo`.

mod copies;
mod mailbox;
mod people;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use poem::{EndpointExt, IntoEndpoint};
use varco_mail_smtp::SmtpSink;

use crate::config::Config;
use crate::wiring::WireError;

pub(crate) use copies::Copies;
pub use people::{WELCOME, add_sample_people};

/// The mailbox of the demo.
#[derive(Debug)]
pub struct Demo {
    sink: Arc<SmtpSink>,
}

impl Demo {
    /// Starts a small SMTP server of its own on a free port, so that mails take the same way as in
    /// earnest. They are kept in the data folder.
    ///
    /// # Errors
    /// [`WireError::Io`] when it cannot be started.
    pub async fn start(config: &Config) -> Result<Self, WireError> {
        let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let folder = config.data_dir.join("posta");
        let sink = SmtpSink::start(any_port, Some(folder))
            .await
            .map_err(|error| WireError::Io {
                what: "cannot start the demo mailbox".to_owned(),
                error,
            })?;
        Ok(Self {
            sink: Arc::new(sink),
        })
    }

    /// Where the mailbox takes mails.
    pub fn smtp_address(&self) -> SocketAddr {
        self.sink.address()
    }

    /// The pages of the mailbox, to be nested at `/demo`.
    pub fn routes(&self) -> impl IntoEndpoint<Endpoint: 'static> + use<> {
        mailbox::routes().data(Arc::clone(&self.sink))
    }
}
