//! What every handler of a page has at hand: the application, the cookies, the frame of the page.

use std::sync::Arc;

use askama::Template;
use http::StatusCode;
use http::header::{self, HeaderValue};
use jiff::Timestamp;
use poem::web::Data;
use poem::web::cookie::CookieJar;
use poem::{FromRequest, Request, RequestBody, Response};
use secrecy::SecretString;
use varco_domain::language::Language;
use varco_domain::utenza::{AccessOrigin, UtenzaKind};
use varco_usecases::{Client, Failure, OpenedSession, UseCases};
use varco_words::{Html, Phrase, Words};

use super::assets::{ASSETS, Assets};
use super::return_path::is_path;
use super::trouble;
use super::words::Status;
use crate::state::{App, Site};
use crate::web::browser_session;
use crate::web::client::client;
use crate::web::cookies::CookieName;
use crate::web::device::origin;
use crate::web::language;
use crate::web::methods::is_head;

/// One request for a page.
#[derive(Clone, Copy)]
pub(crate) struct Visit<'a> {
    pub(crate) app: &'a App,
    words: Words,
    request: &'a Request,
}

/// What the frame of a page shows.
#[derive(Debug)]
pub(crate) struct Shell<'a> {
    /// The service.
    pub(crate) site: &'a Site,
    /// What it says.
    pub(crate) words: Words,
    /// The path of the page, to come back to it in another language.
    pub(crate) path: &'a str,
    /// Addresses of style sheet and scripts.
    pub(crate) assets: &'static Assets,
    /// Whoever is logged in, by name.
    pub(crate) holder: Option<String>,
    /// Whether other services take the password of whoever is logged in.
    pub(crate) has_services: bool,
    /// What has just happened.
    pub(crate) notice: Option<Status>,
}

impl<'a> Shell<'a> {
    /// The frame without anything of a person.
    pub(crate) fn new(site: &'a Site, words: Words) -> Self {
        Self {
            site,
            words,
            path: "/",
            assets: &ASSETS,
            holder: None,
            has_services: false,
            notice: None,
        }
    }

    /// The language of the page.
    pub(crate) fn language(&self) -> Language {
        self.words.language()
    }

    /// A message of the page.
    pub(crate) fn say(&self, key: &'static str) -> Html {
        self.words.html(key)
    }

    /// A phrase of the page, as text.
    pub(crate) fn tell(&self, phrase: impl AsRef<Phrase>) -> String {
        self.words.tell(phrase.as_ref())
    }

    /// The languages to choose from, each with what it calls itself; none where there is no choice.
    pub(crate) fn languages(&self) -> impl Iterator<Item = (Language, Html)> {
        let has_choice = self.site.languages.len() > 1;
        let offered = self.site.languages.iter().filter(move |_| has_choice);
        offered.map(|language| (*language, Words::of(*language).html("frame-language-name")))
    }

    /// At this path, if others may lead back to it.
    pub(crate) fn at(mut self, path: &'a str) -> Self {
        if is_path(path) {
            self.path = path;
        }
        self
    }

    /// Address of the mark of the body, or of the service.
    pub(crate) fn logo(&self) -> &str {
        let logo = self.site.branding.logo.as_deref();
        logo.unwrap_or(&self.assets.icon)
    }

    /// With a status message.
    pub(crate) fn with_notice(mut self, notice: Option<Status>) -> Self {
        self.notice = notice;
        self
    }

    /// With the name of whoever is logged in.
    pub(crate) fn with_holder(mut self, name: String) -> Self {
        self.holder = Some(name);
        self
    }

    /// With the section of linked services, or without.
    pub(crate) fn with_services(mut self, has_services: bool) -> Self {
        self.has_services = has_services;
        self
    }
}

impl<'a> FromRequest<'a> for Visit<'a> {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> poem::Result<Self> {
        let Data(app) = Data::<&Arc<App>>::from_request(request, body).await?;
        Ok(Self {
            app,
            words: language::words(request, &app.site),
            request,
        })
    }
}

impl<'a> Visit<'a> {
    pub(crate) const fn usecases(&self) -> &'a UseCases {
        &self.app.usecases
    }

    /// What the answer says.
    pub(crate) const fn words(&self) -> Words {
        self.words
    }

    /// Whether the service speaks this language.
    pub(crate) fn offers(&self, language: Language) -> bool {
        self.app.site.languages.contains(&language)
    }

    pub(crate) fn shell(&self) -> Shell<'a> {
        Shell::new(&self.app.site, self.words).at(self.request.uri().path())
    }

    pub(crate) fn client(&self) -> Client {
        client(self.request)
    }

    /// A token from a cookie; what cannot be a token of ours counts as none.
    pub(crate) fn token(&self, cookie: CookieName) -> Option<SecretString> {
        browser_session::token(self.request, cookie)
    }

    /// The token of the device, if it has one.
    pub(crate) fn device(&self) -> Option<SecretString> {
        browser_session::device(self.request)
    }

    /// The offer of another one-time password, if there is one.
    pub(crate) fn renewal(&self) -> Option<SecretString> {
        CookieName::Renewal.read(self.request)
    }

    /// From where and with what the request comes, as its owner is shown it.
    pub(crate) fn origin(&self) -> AccessOrigin {
        origin(self.request)
    }

    /// Gives the browser a session, its device a token where it had none, and its pages the language of
    /// the session's owner where nobody has chosen one here.
    pub(crate) fn admit(&self, opened: &OpenedSession) {
        browser_session::admit(self.jar(), opened);
        self.speak_to(opened);
    }

    /// The same after a login, in place of the session that there was.
    pub(crate) async fn admit_anew(&self, opened: &OpenedSession) {
        browser_session::admit_anew(self.usecases(), self.request, opened).await;
        self.speak_to(opened);
    }

    fn speak_to(&self, opened: &OpenedSession) {
        if !self.has(CookieName::Language) && opened.language != self.words.language() {
            self.speak(opened.language);
        }
    }

    /// From now on pages speak this language, if the service does.
    pub(crate) fn speak(&self, language: Language) {
        if self.offers(language) {
            CookieName::Language.set(self.jar(), &SecretString::from(language.tag()));
        }
    }

    /// Whether only the headers are asked for: then nothing is to happen.
    pub(crate) fn is_head(&self) -> bool {
        is_head(self.request)
    }

    /// How many other services take the password of utenze of a kind.
    pub(crate) fn services(&self, kind: UtenzaKind) -> usize {
        self.usecases().settings().services.serving(kind).count()
    }

    /// Whether the browser sent the cookie at all.
    pub(crate) fn has(&self, cookie: CookieName) -> bool {
        cookie.read(self.request).is_some()
    }

    pub(crate) fn jar(&self) -> &'a CookieJar {
        self.request.cookie()
    }

    /// The page of a failure, as an error that passes through everything else.
    pub(crate) fn failed(&self, failure: &Failure) -> poem::Error {
        poem::Error::from_response(trouble::failure(self, failure))
    }

    /// The page of too many attempts, likewise.
    pub(crate) fn throttled(&self, retry_at: Timestamp) -> poem::Error {
        poem::Error::from_response(trouble::throttled(self, retry_at))
    }
}

/// A page with status 200.
pub(crate) fn page(template: &impl Template) -> poem::Result<Response> {
    page_with(StatusCode::OK, template)
}

/// A page that comes back because something has to be mended or confirmed.
pub(crate) fn page_again(template: &impl Template) -> poem::Result<Response> {
    page_with(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// A page with any status.
pub(crate) fn page_with(status: StatusCode, template: &impl Template) -> poem::Result<Response> {
    let html = template
        .render()
        .map_err(poem::error::InternalServerError)?;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    Ok(Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .body(html))
}

/// The page after a form: 303, so that a reload sends nothing twice.
pub(crate) fn see_other(address: &str) -> Response {
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, address)
        .finish()
}
