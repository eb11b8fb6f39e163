//! One question to the API, the time until the last byte of its answer, and the answer without what is
//! new each time.

use anyhow::{Context as _, Result, ensure};
use regex::Regex;
use reqwest::{Client, Response};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::api::Api;

/// What a stranger can ask with a codice fiscale alone.
#[derive(Clone, Copy, Debug)]
pub(super) enum Operation {
    /// Step 1 of a registration.
    Step1,
    /// A login with a wrong password.
    Login,
    /// "Password dimenticata?".
    Recovery,
}

impl Operation {
    pub(super) const ALL: [Self; 3] = [Self::Step1, Self::Login, Self::Recovery];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Step1 => "step 1",
            Self::Login => "login",
            Self::Recovery => "recovery",
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Step1 => "/registrations",
            Self::Login => "/sessions",
            Self::Recovery => "/password-resets",
        }
    }

    /// What its challenge is for, if it has one.
    const fn action(self) -> Option<&'static str> {
        match self {
            Self::Step1 => Some("register"),
            Self::Login => None,
            Self::Recovery => Some("recover-password"),
        }
    }
}

/// An answer.
pub(super) struct Heard {
    /// From the first byte that was sent to the last that came.
    pub(super) millis: f64,
    /// Status, headers and body.
    pub(super) text: String,
}

/// Who asks.
pub(super) struct Asker {
    client: Client,
    origin: String,
    changing: Vec<(Regex, &'static str)>,
    token: Regex,
}

/// What differs between any two answers, and what they say of the codice fiscale that was sent: its day
/// of birth and its last letter.
const CHANGING: [(&str, &str); 5] = [
    (r"(?m)^date: .*$", "date: DATE"),
    (
        r"urn:varco:occurrence:[0-9A-Z]{4}-[0-9A-Z]{4}",
        "urn:varco:occurrence:ID",
    ),
    (r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)", "INSTANT"),
    (r#""birth_dates":\["\d{4}-\d\d-\d\d"\]"#, "DAY"),
    (r"RSS\*{12}[A-Z]", "MASKED"),
];

impl Asker {
    pub(super) fn new(origin: String) -> Result<Self> {
        let changing = CHANGING.map(|(pattern, name)| Ok((Regex::new(pattern)?, name)));
        Ok(Self {
            client: Client::builder().no_proxy().build()?,
            origin,
            changing: changing.into_iter().collect::<Result<_>>()?,
            // 32 bytes in base64url.
            token: Regex::new(r#""[A-Za-z0-9_-]{43}""#)?,
        })
    }

    /// Asks; the work of the challenge is done before the clock starts.
    pub(super) async fn ask(&self, operation: Operation, identifier: &str) -> Result<Heard> {
        let body = self.question(operation, identifier).await?;
        let address = format!("{}/api/v1{}", self.origin, operation.path());
        let request = self.client.post(address).json(&body).build()?;
        let start = Instant::now();
        let answer = self.client.execute(request).await?;
        let head = head(&answer);
        let body = answer.text().await?;
        let millis = start.elapsed().as_secs_f64() * 1000.0;
        ensure!(!head.starts_with('5'), "{head}\n{body}");
        let text = self.normalised(&format!("{head}\n{body}"), identifier);
        Ok(Heard { millis, text })
    }

    async fn question(&self, operation: Operation, identifier: &str) -> Result<Value> {
        let mut body = match operation {
            Operation::Step1 => json!({ "codice_fiscale": identifier }),
            Operation::Login => {
                json!({ "identifier": identifier, "password": "una password sbagliata" })
            }
            Operation::Recovery => json!({ "identifier": identifier }),
        };
        if let Some(action) = operation.action() {
            let mut api = Api::new(&self.origin)?;
            let proof = api.prove_for(action).await?;
            let fields = body.as_object_mut().context("no object")?;
            fields.insert("flow_token".to_owned(), api.flow_token.into());
            fields.insert("captcha".to_owned(), json!({ "proof": proof }));
        }
        Ok(body)
    }

    /// What was sent, and what is new each time, becomes a word; a token of another length does not.
    fn normalised(&self, text: &str, identifier: &str) -> String {
        let mut text = text.replace(identifier, "IDENTIFIER");
        for (pattern, name) in &self.changing {
            text = pattern.replace_all(&text, *name).into_owned();
        }
        self.token.replace_all(&text, "TOKEN").into_owned()
    }
}

/// Status and headers, in the order in which they came.
fn head(answer: &Response) -> String {
    let mut head = format!("{}\n", answer.status().as_u16());
    for (name, value) in answer.headers() {
        let value = String::from_utf8_lossy(value.as_bytes());
        head.extend([name.as_str(), ": ", &*value, "\n"]);
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_new_each_time_is_left_out_of_the_comparison() -> Result<()> {
        let asker = Asker::new(String::new())?;
        let answer = |date: &str, id: &str, token: &str, code: &str, left: u32| {
            let text = format!(
                "401\ndate: {date}\nx: a\n\n{{\"instance\":\"urn:varco:occurrence:{id}\",\"t\":\"{token}\",\
                 \"code\":\"{code}\",\"at\":\"2026-11-22T05:00:0{left}.123Z\",\"left\":{left}}}"
            );
            asker.normalised(&text, code)
        };
        let (one, two) = ("a".repeat(43), "-_b".repeat(14) + "9");
        let first = answer("Sun", "BBF3-EEFA", &one, "RSSMRA85T10A562S", 4);
        let second = answer("Mon", "7C2D-EE0A", &two, "VRDLGU85T10A562S", 4);
        assert_eq!(first, second);
        for (token, left) in [(&one[1..], 4), (&one[..], 3)] {
            assert_ne!(
                first,
                answer("Sun", "BBF3-EEFA", token, "RSSMRA85T10A562S", left)
            );
        }
        Ok(())
    }
}
