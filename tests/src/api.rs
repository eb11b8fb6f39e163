//! A program that uses the API.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use reqwest::{Client, Method, StatusCode, header};
use serde_json::{Value, json};

use crate::captcha;
use crate::person::Person;

/// A client of `/api/v1` for one person.
#[derive(Clone, Debug)]
pub struct Api {
    client: Client,
    base: String,
    /// Carries the registration from step to step.
    pub flow_token: String,
    /// Opened by a login.
    pub session_token: String,
}

/// An answer of the API.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its media type.
    pub media_type: String,
    /// The cookies that it sets, as a browser sends them back.
    pub cookies: String,
    /// Its JSON; null if there is none.
    pub body: Value,
}

impl Answer {
    /// The text at this key of the body.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn text(&self, key: &str) -> Result<String> {
        let text = self.body.get(key).and_then(Value::as_str);
        Ok(text
            .with_context(|| format!("no `{key}` in {}", self.body))?
            .to_owned())
    }

    /// What stands at this JSON pointer, such as `/sessions/0/id`; null where nothing does.
    pub fn at(&self, pointer: &str) -> &Value {
        self.body.pointer(pointer).unwrap_or(&Value::Null)
    }

    fn expect(self, status: u16) -> Result<Self> {
        ensure!(
            self.status.as_u16() == status,
            "{} instead of {status}: {}",
            self.status,
            self.body
        );
        Ok(self)
    }
}

impl Api {
    /// A client that has asked for nothing yet.
    ///
    /// # Errors
    ///
    /// None in practice.
    pub fn new(origin: &str) -> Result<Self> {
        Self::with_headers(origin, &[])
    }

    /// A client that sends these headers with everything.
    ///
    /// # Errors
    ///
    /// One of them is none.
    pub fn with_headers(origin: &str, headers: &[(&str, &str)]) -> Result<Self> {
        let mut all = header::HeaderMap::new();
        for (name, value) in headers {
            let name = header::HeaderName::try_from(*name)?;
            all.insert(name, header::HeaderValue::try_from(*value)?);
        }
        let client = Client::builder()
            .default_headers(all)
            .no_proxy()
            .pool_max_idle_per_host(0)
            .timeout(Duration::from_secs(30))
            .build()?;
        Ok(Self {
            client,
            base: format!("{origin}/api/v1"),
            flow_token: String::new(),
            session_token: String::new(),
        })
    }

    /// One request as it stands.
    ///
    /// # Errors
    ///
    /// No answer, or an error that is no problem document (RFC 9457).
    pub async fn call(
        &self,
        method: Method,
        path: &str,
        bearer: &str,
        body: Option<Value>,
    ) -> Result<Answer> {
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        if !bearer.is_empty() {
            request = request.bearer_auth(bearer);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request
            .send()
            .await
            .with_context(|| format!("no answer from {path}"))?;
        let status = answer.status();
        let media_type = answer
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        let media_type = media_type.unwrap_or_default().to_owned();
        let set = answer.headers().get_all(header::SET_COOKIE).iter();
        let set = set.filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
        let cookies = set.collect::<Vec<_>>().join("; ");
        let text = answer.text().await?;
        let body = if text.is_empty() {
            Value::Null
        } else {
            serde_json::from_str(&text).context(text)?
        };
        let is_problem = media_type.starts_with("application/problem+json");
        ensure!(
            is_problem || !(status.is_client_error() || status.is_server_error()),
            "{path}: {status} as {media_type}"
        );
        Ok(Answer {
            status,
            media_type,
            cookies,
            body,
        })
    }

    /// Asks for a challenge and does its work; what comes back goes into [`Api::identify`].
    ///
    /// # Errors
    ///
    /// An answer other than the expected one, as for all steps.
    pub async fn prove(&mut self) -> Result<String> {
        self.prove_for("register").await
    }

    /// As [`Api::prove`], for another form than that of step 1.
    ///
    /// # Errors
    ///
    /// As [`Api::prove`].
    pub async fn prove_for(&mut self, action: &str) -> Result<String> {
        let body = json!({ "action": action });
        let challenge = self
            .call(Method::POST, "/captcha-challenges", "", Some(body))
            .await?
            .expect(201)?;
        self.flow_token = challenge.text("flow_token")?;
        captcha::solve(&challenge.text("proof")?)
    }

    /// Step 1: proof of work and codice fiscale.
    ///
    /// # Errors
    ///
    /// As [`Api::prove`].
    pub async fn identify(&self, person: &Person, proof: &str) -> Result<Answer> {
        self.try_identify(person, proof).await?.expect(201)
    }

    /// Step 1, which may be refused.
    ///
    /// # Errors
    ///
    /// No answer.
    pub async fn try_identify(&self, person: &Person, proof: &str) -> Result<Answer> {
        let body = json!({
            "flow_token": self.flow_token,
            "codice_fiscale": person.codice_fiscale,
            "captcha": { "proof": proof },
        });
        self.call(Method::POST, "/registrations", "", Some(body))
            .await
    }

    /// Step 2: who the person is.
    ///
    /// # Errors
    ///
    /// As [`Api::prove`].
    pub async fn declare(&self, person: &Person) -> Result<Answer> {
        let body = json!({
            "given_name": person.nome,
            "family_name": person.cognome,
            "email": person.email,
            "email_repeat": person.email,
            "terms_accepted": true,
            "privacy_read": true,
        });
        self.call(
            Method::PUT,
            "/registration/declaration",
            &self.flow_token,
            Some(body),
        )
        .await?
        .expect(200)
    }

    /// Step 3.
    ///
    /// # Errors
    ///
    /// As [`Api::prove`].
    pub async fn confirm(&self) -> Result<Answer> {
        self.call(
            Method::POST,
            "/registration/confirmation",
            &self.flow_token,
            None,
        )
        .await?
        .expect(202)
    }

    /// Asks for what the person is waiting for to be mailed again.
    ///
    /// # Errors
    ///
    /// As [`Api::prove`].
    pub async fn recover_activation(&mut self, person: &Person) -> Result<Answer> {
        let proof = self.prove_for("recover-activation").await?;
        let body = json!({
            "flow_token": self.flow_token,
            "codice_fiscale": person.codice_fiscale,
            "email": person.email,
            "captcha": { "proof": proof },
        });
        self.call(Method::POST, "/activation-recoveries", "", Some(body))
            .await?
            .expect(202)
    }

    /// Uses `token` of the mailed link, or the mailed `code`.
    ///
    /// # Errors
    ///
    /// As [`Api::prove`].
    pub async fn activate(&self, token_or_code: Value) -> Result<Answer> {
        self.call(Method::POST, "/activations", "", Some(token_or_code))
            .await?
            .expect(200)
    }

    /// Opens a session, whatever its scope.
    ///
    /// # Errors
    ///
    /// As [`Api::prove`].
    pub async fn log_in(&mut self, identifier: &str, password: &str) -> Result<Answer> {
        let body = json!({ "identifier": identifier, "password": password });
        let answer = self
            .call(Method::POST, "/sessions", "", Some(body))
            .await?
            .expect(201)?;
        self.session_token = answer.text("session_token")?;
        Ok(answer)
    }

    /// Replaces the password, and the session with it.
    ///
    /// # Errors
    ///
    /// As [`Api::prove`].
    pub async fn change_password(&mut self, current: &str, new: &str) -> Result<Answer> {
        let answer = self.try_change(current, new).await?.expect(200)?;
        self.session_token = answer.text("session_token")?;
        Ok(answer)
    }

    /// Replaces the password, which may be refused.
    ///
    /// # Errors
    ///
    /// No answer.
    pub async fn try_change(&self, current: &str, new: &str) -> Result<Answer> {
        let body =
            json!({ "current_password": current, "new_password": new, "new_password_repeat": new });
        let path = "/account/password";
        self.call(Method::PUT, path, &self.session_token, Some(body))
            .await
    }

    /// Calls with the session, and expects this status.
    ///
    /// # Errors
    ///
    /// As [`Api::prove`].
    pub async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        status: u16,
    ) -> Result<Answer> {
        let answer = self.call(method, path, &self.session_token, body).await?;
        answer.expect(status).with_context(|| path.to_owned())
    }

    /// Reads the account with a session.
    ///
    /// # Errors
    ///
    /// No answer.
    pub async fn account(&self, session_token: &str) -> Result<Answer> {
        self.call(Method::GET, "/account", session_token, None)
            .await
    }

    /// Ends the session.
    ///
    /// # Errors
    ///
    /// As [`Api::prove`].
    pub async fn log_out(&self) -> Result<Answer> {
        self.call(Method::DELETE, "/session", &self.session_token, None)
            .await?
            .expect(204)
    }
}
