//! One person at one browser without JavaScript.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use reqwest::{Client, Method, Url, header, redirect::Policy};

use super::{form::Form, jar::Jar, page::Page};

/// Browsers give up earlier or later; a site with more hops than this goes in circles.
const MOST_REDIRECTS: usize = 5;

/// A visitor of one site, with cookies.
#[derive(Clone, Debug)]
pub struct Visitor {
    client: Client,
    origin: Url,
    jar: Jar,
}

impl Visitor {
    /// A new browser that has never been to the site.
    ///
    /// # Errors
    ///
    /// `origin` is no address.
    pub fn new(origin: &str) -> Result<Self> {
        let client = Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            // A connection kept over a crash of the server would fail the next request.
            .pool_max_idle_per_host(0)
            .timeout(Duration::from_secs(30))
            .build()?;
        Ok(Self {
            client,
            origin: Url::parse(origin)?,
            jar: Jar::default(),
        })
    }

    /// Opens a path of the site, or a full address of it, and follows redirects.
    ///
    /// # Errors
    ///
    /// No answer, a redirect that leaves the site or goes in circles, or a cookie that breaks R-44.
    pub async fn open(&mut self, address: &str) -> Result<Page> {
        let url = self.origin.join(address)?;
        self.request(Method::GET, url, None).await
    }

    /// Sends a form and follows redirects.
    ///
    /// # Errors
    ///
    /// As [`Visitor::open`].
    pub async fn send(&mut self, form: Form) -> Result<Page> {
        if form.is_post {
            return self
                .request(Method::POST, form.action.clone(), Some(&form))
                .await;
        }
        let mut url = form.action.clone();
        url.query_pairs_mut().clear().extend_pairs(form.pairs());
        self.request(Method::GET, url, None).await
    }

    /// Sends the form of the login, wherever that leads.
    ///
    /// # Errors
    ///
    /// As [`Visitor::open`].
    pub async fn log_in(&mut self, identifier: &str, password: &str) -> Result<Page> {
        let login = self.open("/accedi").await?;
        self.log_in_at(&login, identifier, password).await
    }

    /// As [`Visitor::log_in`], on a page of the login that came by itself.
    ///
    /// # Errors
    ///
    /// The page has no such form; as [`Visitor::open`].
    pub async fn log_in_at(
        &mut self,
        login: &Page,
        identifier: &str,
        password: &str,
    ) -> Result<Page> {
        let form = login.form("identificativo")?;
        let form = form.fill("identificativo", identifier)?;
        self.send(form.fill("password", password)?).await
    }

    /// Posts to a path without fields, as a script of the pages does.
    ///
    /// # Errors
    ///
    /// As [`Visitor::open`].
    pub async fn post(&mut self, path: &str) -> Result<Page> {
        let form = Form::to(self.origin.join(path)?);
        self.send(form).await
    }

    async fn request(
        &mut self,
        mut method: Method,
        mut url: Url,
        form: Option<&Form>,
    ) -> Result<Page> {
        for _ in 0..=MOST_REDIRECTS {
            let body = form.filter(|_| method == Method::POST);
            let answer = self.exchange(method, url.clone(), body).await?;
            let Some(next) = answer
                .headers
                .get(header::LOCATION)
                .filter(|_| answer.status.is_redirection())
            else {
                return Ok(answer);
            };
            url = url.join(next.to_str()?)?;
            ensure!(
                url.origin() == self.origin.origin(),
                "a redirect leads off the site, to {url}"
            );
            method = Method::GET;
        }
        bail!("more than {MOST_REDIRECTS} redirects, the last to {url}")
    }

    async fn exchange(&mut self, method: Method, url: Url, form: Option<&Form>) -> Result<Page> {
        ensure!(
            url.origin() == self.origin.origin(),
            "{url} is another site"
        );
        let mut request = self
            .client
            .request(method, url.clone())
            .header(header::ACCEPT, "text/html");
        if let Some(cookies) = self.jar.header() {
            request = request.header(header::COOKIE, cookies);
        }
        if let Some(form) = form {
            // Every browser of today says where a form comes from.
            request = request.header(header::ORIGIN, self.origin.origin().ascii_serialization());
            request = request
                .header("sec-fetch-site", "same-origin")
                .form(&form.pairs());
        }
        let answer = request
            .send()
            .await
            .with_context(|| format!("no answer from {url}"))?;
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            self.jar.obey(cookie.to_str()?)?;
        }
        let (status, headers) = (answer.status(), answer.headers().clone());
        Ok(Page {
            url,
            status,
            headers,
            body: answer.text().await?,
        })
    }
}
