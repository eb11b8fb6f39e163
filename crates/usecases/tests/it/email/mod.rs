//! Other addresses: asked for, confirmed, undone, disavowed.

mod asking;
mod following;
mod trouble;

use secrecy::SecretString;
use varco_domain::id::AccountId;
use varco_domain::utenza::{Account, PendingEmail};
use varco_ports::{Changes, Commit, Message, Template, Write};
use varco_usecases::{ChangeEmailError, ChangeEmailInput, CurrentSession};

use crate::world::{CHOSEN, World};

const NEW: &str = "nuova@esempio.it";

impl World {
    async fn current(&self, token: &SecretString) -> CurrentSession {
        let found = self.usecases.resolve_session(token).await.unwrap();
        found.expect("no session")
    }

    async fn ask(
        &self,
        current: &CurrentSession,
        email: &str,
    ) -> Result<PendingEmail, ChangeEmailError> {
        self.ask_with(current, email, email, CHOSEN).await
    }

    async fn ask_with(
        &self,
        current: &CurrentSession,
        email: &str,
        email_repeat: &str,
        password: &str,
    ) -> Result<PendingEmail, ChangeEmailError> {
        let input = ChangeEmailInput {
            password: &SecretString::from(password),
            email,
            email_repeat,
            confirms_email: false,
        };
        self.usecases.change_email(current, input).await
    }

    /// The last mail of a template, and to whom.
    async fn last(&self, template: &str) -> Message {
        let mails = self.mails().await;
        let last = mails.iter().rfind(|mail| mail.template.name() == template);
        last.unwrap_or_else(|| panic!("no {template}")).clone()
    }

    /// The link that was issued last, in whatever order the mails came.
    async fn newest_confirmation(&self) -> SecretString {
        let mails = self.mails().await;
        let links = mails.iter().filter_map(|mail| match &mail.template {
            Template::ConfirmEmail { link } => Some(link),
            _ => None,
        });
        let newest = links.max_by_key(|link| link.expires_at);
        newest.expect("no link").token.clone()
    }

    /// Writes the account of this id as it is after `change`, behind everybody's back.
    async fn meanwhile(&self, id: AccountId, change: impl FnOnce(Account) -> Account) {
        let found = self.ports.accounts.find(id).await.unwrap().unwrap();
        let account = Some(Write::Update(change(found.value), found.version));
        let changes = Changes {
            account,
            ..Changes::default()
        };
        self.store.commit(changes).await.unwrap();
    }

    /// Another address has been asked for and confirmed, by whoever has this session; the link that
    /// undoes it.
    async fn moved(&self, session: &SecretString, email: &str) -> SecretString {
        self.ask(&self.current(session).await, email).await.unwrap();
        let link = token(&self.last("confirm_email").await);
        let confirmed = self.usecases.confirm_email(&link, Some(session)).await;
        confirmed.unwrap();
        token(&self.last_undo().await)
    }

    /// The last mail with a link that undoes a change.
    async fn last_undo(&self) -> Message {
        let mails = self.mails().await;
        let has_undo =
            |mail: &&Message| matches!(mail.template, Template::EmailChanged { undo: Some(_), .. });
        mails
            .iter()
            .rfind(has_undo)
            .expect("nobody may undo it")
            .clone()
    }
}

/// The token of the link in a mail.
fn token(mail: &Message) -> SecretString {
    match &mail.template {
        Template::ConfirmEmail { link }
        | Template::EmailAboutToChange {
            disavowal: link, ..
        }
        | Template::PasswordChanged {
            disavowal: Some(link),
            ..
        }
        | Template::EmailChanged {
            undo: Some(link), ..
        } => link.token.clone(),
        other => panic!("no link in {}", other.name()),
    }
}

/// Templates and recipients of mails, in the order of their templates and recipients.
fn told(mails: &[Message]) -> Vec<(&'static str, &str)> {
    let mut told: Vec<_> = mails
        .iter()
        .map(|mail| (mail.template.name(), mail.to.as_str()))
        .collect();
    told.sort_unstable();
    told
}
