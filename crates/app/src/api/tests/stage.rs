//! The ground of these tests: an API, the world behind it, and a person.

use std::sync::{Arc, LazyLock};

use http::{HeaderMap, Method, header};
use poem::endpoint::BoxEndpoint;
use poem::{Body, Endpoint, EndpointExt, Request, Response, Route};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use varco_ports::Template;
use varco_ports::testkit::{FixedClock, RecordingMailSender};
use varco_usecases::{Ports, Settings};

use crate::api;
use crate::state::App;
use crate::testkit::{self, World};

/// The document, read once.
pub(super) static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&api::document()).unwrap());

pub(super) const CODE: &str = "RSSMRA85T10A562S";
pub(super) const EMAIL: &str = "mario.rossi@gmail.com";
pub(super) const PASSWORD: &str = "tramonto giallo sul molo";

pub(super) struct Stage {
    api: BoxEndpoint<'static, Response>,
    pub(super) app: Arc<App>,
    pub(super) clock: Arc<FixedClock>,
    mails: Arc<RecordingMailSender>,
    ports: Ports,
}

pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

impl Answer {
    pub(super) fn body(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    pub(super) fn header(&self, name: header::HeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The text at a key of the body.
    pub(super) fn text(&self, key: &str) -> String {
        self.body()[key]
            .as_str()
            .unwrap_or_else(|| panic!("no {key} in {}", self.text))
            .to_owned()
    }

    /// The body of a problem with this status and code, less what changes from one to the next.
    #[track_caller]
    pub(super) fn problem(&self, status: u16, code: &str) -> Value {
        let mut body = self.body();
        assert_eq!(
            (self.status, body["code"].as_str()),
            (status, Some(code)),
            "{}",
            self.text
        );
        assert_eq!(
            self.header(header::CONTENT_TYPE),
            "application/problem+json"
        );
        assert_eq!(body["status"], status);
        assert_eq!(body["type"], format!("urn:varco:problem:{code}"));
        let instance = body.as_object_mut().unwrap().remove("instance").unwrap();
        assert_eq!(
            instance.as_str().unwrap().len(),
            "urn:varco:occurrence:7F3A-21C9".len()
        );
        body
    }

    /// The codes and fields of what is wrong.
    pub(super) fn errors(&self) -> Vec<(String, String)> {
        let text = |error: &Value, key: &str| error[key].as_str().unwrap_or_default().to_owned();
        let errors = self.body()["errors"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        errors
            .iter()
            .map(|error| (text(error, "field"), text(error, "code")))
            .collect()
    }
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
        } = World::at("2026-11-21T12:00:00Z");
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
        let api = Route::new()
            .nest("/api", api::routes(&app))
            .map_to_response()
            .boxed();
        Self {
            api,
            app,
            clock,
            mails,
            ports,
        }
    }

    /// One request as it stands, below `/api/v1`. What comes back must be in the document.
    pub(super) async fn raw(&self, request: Request) -> Answer {
        let (method, path) = (
            request.method().as_str().to_lowercase(),
            request.uri().path().to_owned(),
        );
        let response = self.api.get_response(request).await;
        let (parts, body) = response.into_parts();
        let answer = Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            text: body.into_string().await.unwrap(),
        };
        let path = path.strip_prefix("/api/v1").unwrap_or_default();
        let paths = DOCUMENT["paths"].as_object().unwrap();
        let resource = paths.iter().find(|(known, _)| api::is_at(known, path));
        let operation = resource.map_or(&Value::Null, |(_, operations)| &operations[&method]);
        if !operation.is_null() {
            let response = &operation["responses"][answer.status.to_string()];
            assert!(
                !response.is_null(),
                "{method} {path} is not said to answer {}",
                answer.status
            );
            if answer.status >= 400 {
                let schema = &response["content"]["application/problem+json"]["schema"];
                let codes = &schema["allOf"][1]["properties"]["code"]["enum"];
                let code = &answer.body()["code"];
                assert!(
                    codes.as_array().unwrap().contains(code),
                    "{method} {path} is not said to answer {code}"
                );
            }
        }
        answer
    }

    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        bearer: &str,
        body: Option<Value>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri_str(format!("/api/v1{path}"));
        if !bearer.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {bearer}"));
        }
        let request = match body {
            Some(body) => request
                .content_type("application/json")
                .body(Body::from_json(body).unwrap()),
            None => request.finish(),
        };
        self.raw(request).await
    }

    pub(super) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, "", Some(body)).await
    }

    /// A body as it stands, to `POST /sessions`.
    pub(super) async fn post_raw(&self, content_type: &str, body: &str) -> Answer {
        let request = Request::builder()
            .method(Method::POST)
            .uri_str("/api/v1/sessions");
        self.raw(request.content_type(content_type).body(body.to_owned()))
            .await
    }

    /// A fresh flow token.
    pub(super) async fn flow(&self) -> String {
        self.post("/captcha-challenges", json!({ "action": "register" }))
            .await
            .text("flow_token")
    }

    pub(super) async fn start(&self, flow: &str, code: &str) -> Answer {
        let body =
            json!({ "flow_token": flow, "codice_fiscale": code, "captcha": { "proof": "p" } });
        self.post("/registrations", body).await
    }

    pub(super) async fn declare(&self, flow: &str, body: Value) -> Answer {
        self.send(Method::PUT, "/registration/declaration", flow, Some(body))
            .await
    }

    pub(super) async fn confirm(&self, flow: &str) -> Answer {
        self.send(Method::POST, "/registration/confirmation", flow, None)
            .await
    }

    pub(super) async fn resend(&self, flow: &str) -> Answer {
        self.send(Method::POST, "/registration/activation-mail", flow, None)
            .await
    }

    /// A registration confirmed; its flow token.
    pub(super) async fn confirmed(&self) -> String {
        let flow = self.flow().await;
        self.start(&flow, CODE).await;
        self.declare(&flow, declaration()).await;
        assert_eq!(self.confirm(&flow).await.status, 202);
        flow
    }

    /// An utenza activated; its username and one-time password.
    pub(super) async fn activated(&self) -> (String, String) {
        self.confirmed().await;
        self.activated_by_mail().await
    }

    /// The same, of a registration that has been confirmed.
    async fn activated_by_mail(&self) -> (String, String) {
        let (token, _) = self.mailed_ticket().await;
        assert_eq!(
            self.post("/activations", json!({ "token": token }))
                .await
                .status,
            200
        );
        self.mailed_credential().await
    }

    /// An utenza in use with [`PASSWORD`]; the token of its session.
    pub(super) async fn entered(&self) -> String {
        self.confirmed().await;
        self.entered_by_mail().await
    }

    /// The same, of a registration that has been confirmed.
    pub(super) async fn entered_by_mail(&self) -> String {
        let (username, one_time) = self.activated_by_mail().await;
        let restricted = self.log_in(&username, &one_time).await;
        let restricted = restricted.text("session_token");
        let changed = self.change_password(&restricted, &one_time, PASSWORD);
        changed.await.text("session_token")
    }

    pub(super) async fn log_in(&self, identifier: &str, password: &str) -> Answer {
        self.post(
            "/sessions",
            json!({ "identifier": identifier, "password": password }),
        )
        .await
    }

    pub(super) async fn change_password(&self, session: &str, current: &str, new: &str) -> Answer {
        let body =
            json!({ "current_password": current, "new_password": new, "new_password_repeat": new });
        self.send(Method::PUT, "/account/password", session, Some(body))
            .await
    }

    /// The mails sent so far.
    pub(super) async fn letters(&self) -> Vec<Template> {
        testkit::deliver(&self.app).await;
        let sent = self.mails.sent().into_iter();
        sent.map(|message| message.template).collect()
    }

    /// The last mail.
    pub(super) async fn letter(&self) -> Template {
        self.letters().await.pop().expect("a mail")
    }

    /// Token and code of the last mail.
    pub(super) async fn mailed_ticket(&self) -> (String, String) {
        match self.letter().await {
            Template::Activation { token, code, .. } => (
                token.expose_secret().to_owned(),
                code.expose_secret().to_owned(),
            ),
            other => panic!("another mail: {}", other.name()),
        }
    }

    /// Username and one-time password of the last mail.
    pub(super) async fn mailed_credential(&self) -> (String, String) {
        match self.letter().await {
            Template::OneTimePassword {
                username, password, ..
            } => (username, password.expose_secret().to_owned()),
            other => panic!("another mail: {}", other.name()),
        }
    }
}

pub(super) fn declaration() -> Value {
    json!({
        "given_name": "Mario",
        "family_name": "Rossi",
        "email": EMAIL,
        "email_repeat": EMAIL,
        "terms_accepted": true,
        "privacy_read": true,
    })
}
