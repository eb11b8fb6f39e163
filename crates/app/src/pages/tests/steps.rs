//! Stretches of the way that several tests walk.

use super::browser::{Browser, Page};
use super::stage::{CODE, EMAIL, PASSWORD, Stage};

pub(super) const HUMAN: [(&str, &str); 2] = [("umano", "si"), ("prova", "p")];

pub(super) const PERSON: [(&str, &str); 6] = [
    ("nome", "Mario"),
    ("cognome", "Rossi"),
    ("email", EMAIL),
    ("email_ripetuta", EMAIL),
    ("condizioni", "si"),
    ("privacy", "si"),
];

/// Recapiti in Italy.
pub(super) const RECAPITI: [(&str, &str); 6] = [
    ("cellulare", "333 1234567"),
    ("domicilio", "italia"),
    ("indirizzo", "Via Roma 1"),
    ("cap", "00184"),
    ("provincia", "RM"),
    ("comune", "Roma"),
];

/// The form of step 1.
pub(super) fn code(code: &str) -> [(&str, &str); 3] {
    let [umano, prova] = HUMAN;
    [("codice_fiscale", code), umano, prova]
}

/// Some form with a few values changed.
pub(super) fn changed<'a>(
    form: &[(&'a str, &'a str)],
    changes: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let is_kept = |name: &str| changes.iter().all(|(changed, _)| *changed != name);
    form.iter()
        .copied()
        .filter(|(name, _)| is_kept(name))
        .chain(changes.iter().copied())
        .collect()
}

impl Browser<'_> {
    /// Step 1 passed: the page of step 2.
    pub(super) async fn identified(&self, codice_fiscale: &str) -> Page {
        self.get("/registrazione").await;
        self.send("/registrazione", &code(codice_fiscale)).await
    }

    /// Step 2 passed: the page of step 3.
    pub(super) async fn declared(&self) -> Page {
        self.identified(CODE).await;
        self.send("/registrazione/dati", &PERSON).await
    }

    /// Step 3 passed: the page that waits for the mailbox.
    pub(super) async fn confirmed(&self) -> Page {
        self.declared().await;
        self.send("/registrazione/riepilogo", &[]).await
    }

    /// The login with this password.
    pub(super) async fn log_in(&self, identifier: &str, password: &str) -> Page {
        self.post(
            "/accedi",
            &[("identificativo", identifier), ("password", password)],
        )
        .await
    }
}

impl Stage {
    /// An utenza opened and not yet entered: username and one-time password.
    pub(super) async fn opened(&self) -> (String, String) {
        let browser = self.browser();
        browser.confirmed().await;
        let (token, _) = self.ticket().await;
        browser.get(&format!("/attiva?t={token}")).await;
        browser.send("/attiva", &[]).await;
        self.credential().await
    }

    /// An utenza in use with [`PASSWORD`]: its username.
    pub(super) async fn active(&self) -> String {
        let (username, one_time) = self.opened().await;
        let browser = self.browser();
        browser.log_in(&username, &one_time).await;
        let form = [
            ("password_attuale", one_time.as_str()),
            ("nuova_password", PASSWORD),
            ("ripeti_password", PASSWORD),
        ];
        browser.send("/password/primo-accesso", &form).await;
        username
    }
}
