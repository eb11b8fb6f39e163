//! The demo: a mailbox that everybody can read, people to try the service with, and other services that
//! take the same password.
//!
//! None of it exists outside `varco serve --demo`.

mod copies;
mod mailbox;
mod people;
mod services;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use poem::{EndpointExt, IntoEndpoint};
use varco_mail_smtp::SmtpSink;
use varco_usecases::Ports;

use crate::config::Config;
use crate::wiring::WireError;

use services::Services;

pub(crate) use copies::Copies;
pub use people::{WELCOME, add_sample_people};

/// What the demo brings along.
#[derive(Debug)]
pub struct Demo {
    sink: Arc<SmtpSink>,
    /// Unless others are configured.
    services: Option<Services>,
}

impl Demo {
    /// Starts a small SMTP server of its own on a free port, so that mails take the same way as in
    /// earnest, and adds linked services where none are configured. What these receive is kept in the
    /// data folder.
    ///
    /// # Errors
    /// [`WireError::Io`] when it cannot be started.
    pub async fn start(config: &mut Config) -> Result<Self, WireError> {
        let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let folder = config.data_dir.join("posta");
        let sink = SmtpSink::start(any_port, Some(folder))
            .await
            .map_err(|error| WireError::Io {
                what: "cannot start the demo mailbox".to_owned(),
                error,
            })?;
        let services = if config.services.is_empty() {
            Some(Services::start(config).await?)
        } else {
            None
        };
        Ok(Self {
            sink: Arc::new(sink),
            services,
        })
    }

    /// Lets the services answer, once there is what they need.
    pub fn open(&mut self, ports: &Ports) {
        if let Some(services) = &mut self.services {
            services.open(ports);
        }
    }

    /// Where the mailbox takes mails.
    pub fn smtp_address(&self) -> SocketAddr {
        self.sink.address()
    }

    /// The pages of mailbox and services, to be nested at `/demo`.
    pub fn routes(&self, ports: &Ports) -> impl IntoEndpoint<Endpoint: 'static> + use<> {
        let mut routes = mailbox::routes();
        if self.services.is_some() {
            routes = services::routes(routes);
        }
        let rooms = self.services.as_ref().map(|services| &services.rooms);
        routes
            .data(Arc::clone(&self.sink))
            .data(rooms.cloned().unwrap_or_default())
            .data(ports.clone())
    }
}
