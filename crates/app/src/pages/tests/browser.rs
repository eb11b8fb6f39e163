//! A browser with cookies and without JavaScript, and the pages that it gets.

use std::cell::RefCell;
use std::collections::BTreeMap;

use http::{HeaderMap, Method, StatusCode, header};
use poem::{Request, Response};
use scraper::{ElementRef, Html, Selector};

use super::stage::Stage;

pub(super) struct Browser<'a> {
    stage: &'a Stage,
    jar: RefCell<BTreeMap<String, String>>,
}

impl<'a> Browser<'a> {
    pub(super) fn new(stage: &'a Stage) -> Self {
        Self {
            stage,
            jar: RefCell::default(),
        }
    }

    /// What a cookie holds.
    pub(super) fn cookie(&self, name: &str) -> Option<String> {
        self.jar.borrow().get(name).cloned()
    }

    /// Plants a cookie.
    pub(super) fn plant(&self, name: &str, value: &str) {
        self.jar
            .borrow_mut()
            .insert(name.to_owned(), value.to_owned());
    }

    pub(super) async fn get(&self, path: &str) -> Page {
        self.request(Method::GET, path, String::new()).await
    }

    pub(super) async fn head(&self, path: &str) -> Page {
        self.request(Method::HEAD, path, String::new()).await
    }

    pub(super) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let body: Vec<_> = form
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        self.request(Method::POST, path, body.join("&")).await
    }

    /// Sends a form and follows the redirect that every form ends with.
    pub(super) async fn send(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let answer = self.post(path, form).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{path}: {}",
            answer.html
        );
        self.get(&answer.location()).await
    }

    async fn request(&self, method: Method, path: &str, body: String) -> Page {
        let cookies: Vec<_> = self
            .jar
            .borrow()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = Request::builder()
            .method(method)
            .uri_str(path)
            .content_type("application/x-www-form-urlencoded")
            .header(header::COOKIE, cookies.join("; "));
        let response = self.stage.answer(request.body(body)).await;
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            self.obey(cookie.to_str().unwrap());
        }
        Page::read(path, response).await
    }

    /// Keeps a cookie, which must be bound to this host.
    fn obey(&self, cookie: &str) {
        for part in ["__Host-", "Secure", "HttpOnly", "Path=/", "SameSite="] {
            assert!(cookie.contains(part), "R-44: no {part} in {cookie}");
        }
        let (pair, _) = cookie.split_once(';').unwrap();
        let (name, value) = pair.split_once('=').unwrap();
        if value.is_empty() {
            self.jar.borrow_mut().remove(name);
        } else {
            self.plant(name, value);
        }
    }
}

/// Every byte as `%XX`.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| format!("%{byte:02X}"))
        .collect::<Vec<_>>()
        .concat()
}

pub(super) struct Page {
    pub(super) path: String,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) html: String,
}

impl Page {
    async fn read(path: &str, response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let html = body.into_string().await.unwrap();
        Self {
            path: path.to_owned(),
            status: parts.status,
            headers: parts.headers,
            html,
        }
    }

    pub(super) fn header(&self, name: header::HeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(super) fn location(&self) -> String {
        self.header(header::LOCATION).to_owned()
    }

    pub(super) fn texts(&self, selector: &str) -> Vec<String> {
        self.select(selector, words)
    }

    pub(super) fn heading(&self) -> String {
        self.texts("h1").concat()
    }

    pub(super) fn title(&self) -> String {
        self.texts("title").concat()
    }

    pub(super) fn text(&self) -> String {
        self.texts("main").concat()
    }

    pub(super) fn notice(&self) -> String {
        self.texts(".alert[role=status]").concat()
    }

    /// The entries of the error summary: field and sentence.
    pub(super) fn faults(&self) -> Vec<(String, String)> {
        self.select("#riepilogo-errori a", |link| {
            let field = link
                .attr("href")
                .unwrap()
                .trim_start_matches('#')
                .to_owned();
            (field, words(link))
        })
    }

    /// An attribute of the first element found.
    pub(super) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.attributes(selector, name).into_iter().next()
    }

    pub(super) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.select(selector, |element| element.attr(name).map(str::to_owned))
            .into_iter()
            .flatten()
            .collect()
    }

    pub(super) fn value(&self, field: &str) -> Option<String> {
        self.attribute(&format!("input[name={field}]"), "value")
    }

    pub(super) fn has(&self, selector: &str) -> bool {
        !self.select(selector, |_| ()).is_empty()
    }

    fn select<T>(&self, selector: &str, read: impl FnMut(ElementRef<'_>) -> T) -> Vec<T> {
        let document = Html::parse_document(&self.html);
        document
            .select(&Selector::parse(selector).unwrap())
            .map(read)
            .collect()
    }
}

fn words(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
