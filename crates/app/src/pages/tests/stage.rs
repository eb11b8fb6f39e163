//! The ground of these tests: the pages and the world behind them.

use std::sync::Arc;

use poem::endpoint::BoxEndpoint;
use poem::{Endpoint, EndpointExt, Request, Response};
use secrecy::ExposeSecret;
use varco_domain::language::Language;
use varco_ports::Template;
use varco_ports::testkit::{FixedClock, RecordingMailSender};
use varco_usecases::{Ports, Settings};

use super::browser::Browser;
use crate::pages::{error_page, routes};
use crate::state::App;
use crate::testkit::{self, World};
use crate::web::language;

pub(super) const CODE: &str = "RSSMRA85T10A562S";
pub(super) const EMAIL: &str = "mario.rossi@esempio.it";
pub(super) const PASSWORD: &str = "tramonto giallo sul molo";

/// The pages, without the edge that stands before them.
pub(super) struct Stage {
    pages: BoxEndpoint<'static, Response>,
    pub(super) app: Arc<App>,
    pub(super) clock: Arc<FixedClock>,
    pub(super) ports: Ports,
    mails: Arc<RecordingMailSender>,
}

impl Stage {
    pub(super) fn new() -> Self {
        Self::with(|_, _| {})
    }

    /// A stage with some of its world changed.
    pub(super) fn with(change: impl FnOnce(&mut Ports, &mut Settings)) -> Self {
        let World {
            clock,
            mails,
            mut ports,
        } = World::at("2026-11-21T11:00:00Z");
        let mut settings = testkit::settings();
        change(&mut ports, &mut settings);
        Self::over(ports, settings, clock, mails)
    }

    /// The same world, after a restart with the settings of a configuration without keys.
    pub(super) fn with_documents_of_today(self) -> Self {
        Self::over(self.ports, testkit::settings(), self.clock, self.mails)
    }

    fn over(
        ports: Ports,
        settings: Settings,
        clock: Arc<FixedClock>,
        mails: Arc<RecordingMailSender>,
    ) -> Self {
        let app = testkit::app(ports.clone(), settings);
        Self::of(app, ports, clock, mails)
    }

    /// A stage in this language alone.
    pub(super) fn speaking(language: Language) -> Self {
        let World {
            clock,
            mails,
            ports,
        } = World::at("2026-11-21T11:00:00Z");
        let mut app = testkit::app(ports.clone(), testkit::settings());
        Arc::get_mut(&mut app).unwrap().site.languages = vec![language];
        Self::of(app, ports, clock, mails)
    }

    fn of(
        app: Arc<App>,
        ports: Ports,
        clock: Arc<FixedClock>,
        mails: Arc<RecordingMailSender>,
    ) -> Self {
        let pages = routes().data(Arc::clone(&app)).map_to_response().boxed();
        Self {
            pages,
            app,
            clock,
            ports,
            mails,
        }
    }

    pub(super) fn browser(&self) -> Browser<'_> {
        Browser::new(self)
    }

    /// One request; what no handler answers becomes a page, as the edge does it.
    pub(super) async fn answer(&self, request: Request) -> Response {
        let words = language::words(&request, &self.app.site);
        match self.pages.call(request).await {
            Ok(response) => response,
            Err(error) if error.is_from_response() => error.into_response(),
            Err(error) => error_page(&self.app, words, error.status()),
        }
    }

    /// The mails sent so far.
    pub(super) async fn letters(&self) -> Vec<Template> {
        testkit::deliver(&self.app).await;
        self.mails
            .sent()
            .into_iter()
            .map(|message| message.template)
            .collect()
    }

    /// Token and code of the last activation mail.
    pub(super) async fn ticket(&self) -> (String, String) {
        let found = self
            .letters()
            .await
            .into_iter()
            .rev()
            .find_map(|letter| match letter {
                Template::Activation { token, code, .. } => Some((token, code)),
                _ => None,
            });
        let (token, code) = found.expect("an activation mail");
        (
            token.expose_secret().to_owned(),
            code.expose_secret().to_owned(),
        )
    }

    /// Username and one-time password of the last second mail.
    pub(super) async fn credential(&self) -> (String, String) {
        let found = self
            .letters()
            .await
            .into_iter()
            .rev()
            .find_map(|letter| match letter {
                Template::OneTimePassword {
                    username, password, ..
                } => Some((username, password)),
                _ => None,
            });
        let (username, password) = found.expect("a second mail");
        (username, password.expose_secret().to_owned())
    }
}
