//! The adapter.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use ldap3::ldap_escape;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::credential::Password;
use varco_domain::delivery::Shown;
use varco_ports::{CredentialSync, Held, SyncError, SyncOrder};

use crate::address::{Address, Protection};
use crate::change::{Grammar, Step, USER_ACCOUNT_CONTROL};
use crate::config::{ConfigError, Dialect, LdapConfig};
use crate::conversation::{Conversation, apart};
use crate::entry::Entry;
use crate::verdict::{self, SUCCESS};
use crate::way::Way;

/// Where the login belongs in the filter.
const LOGIN: &str = "{login}";
/// A login that nobody has, to look for when nothing is wanted.
const NOBODY: &str = "varco.prova.di.collegamento";

/// A directory that speaks LDAP.
#[derive(Clone)]
pub struct LdapSync(Arc<Inside>);

struct Inside {
    way: Way,
    bind_dn: String,
    bind_password: SecretString,
    base: String,
    filter: String,
    grammar: Grammar,
}

impl std::fmt::Debug for LdapSync {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LdapSync")
            .field("address", &self.0.way.address)
            .field("base", &self.0.base)
            .finish_non_exhaustive()
    }
}

impl LdapSync {
    /// Reads the certificates; connects to nobody yet.
    ///
    /// # Errors
    /// [`ConfigError`], which says what to mend.
    pub fn new(config: &LdapConfig) -> Result<Self, ConfigError> {
        let address = Address::parse(&config.url)?;
        let is_active_directory = config.dialect == Dialect::ActiveDirectory;
        if is_active_directory && address.protection != Protection::Tls {
            return Err(ConfigError::ActiveDirectoryNeedsTls);
        }
        let sample = config.filter.replace(LOGIN, "x");
        if sample == config.filter || ldap3::parse_filter(sample).is_err() {
            return Err(ConfigError::Filter);
        }
        if config.bind_dn.is_empty() || config.bind_password.expose_secret().is_empty() {
            return Err(ConfigError::NoCredentials);
        }
        let is_protected = address.protection != Protection::None;
        let tls = is_protected
            .then(|| config.tls.client_config())
            .transpose()?;
        Ok(Self(Arc::new(Inside {
            way: Way {
                address,
                tls,
                time_limit: config.time_limit,
            },
            bind_dn: config.bind_dn.clone(),
            bind_password: config.bind_password.clone(),
            base: config.base.clone(),
            filter: config.filter.clone(),
            grammar: Grammar {
                dialect: config.dialect.clone(),
                email_attribute: config.email_attribute.clone(),
            },
        })))
    }
}

impl Inside {
    /// A connection of the service account.
    async fn open(&self) -> Result<Conversation, SyncError> {
        let mut conversation = self.way.open().await?;
        let result = conversation
            .bind(&self.bind_dn, &self.bind_password)
            .await?;
        match result.rc {
            SUCCESS => Ok(conversation),
            _ => Err(SyncError::retry(format!(
                "{} to our bind",
                verdict::reason(&result)
            ))),
        }
    }

    async fn find(
        &self,
        conversation: &mut Conversation,
        login: &str,
    ) -> Result<Option<Entry>, SyncError> {
        // However it is escaped, Samba takes a zero byte for the end and finds whoever comes before it.
        if login.chars().any(char::is_control) {
            return Ok(None);
        }
        let filter = self.filter.replace(LOGIN, &ldap_escape(login));
        let closing = match &self.grammar.dialect {
            Dialect::ActiveDirectory => Some(USER_ACCOUNT_CONTROL),
            Dialect::PasswordModify { closing } => closing.as_ref().map(|it| it.attribute.as_str()),
        };
        // Operational: it is shown only to whoever names it.
        let set_at = self.grammar.password_set_at().0;
        let mut attributes = vec![set_at];
        attributes.extend(closing);
        attributes.extend(self.grammar.email_attribute.as_deref());
        let found = conversation.find(&self.base, &filter, &attributes).await?;
        Ok(found.map(Entry::from))
    }

    async fn apply(&self, order: &SyncOrder, is_changing: &AtomicBool) -> Result<(), SyncError> {
        self.grammar.accept(&order.wanted)?;
        let mut conversation = self.open().await?;
        let entry = self.find(&mut conversation, &order.holder.login).await?;
        let entry = entry.ok_or(SyncError::Gone)?;
        let mut is_changed = false;
        for step in self.grammar.steps(&order.wanted, &entry)? {
            is_changing.store(true, Ordering::Relaxed);
            let outcome = self.take(&mut conversation, step, order, &entry).await;
            outcome.map_err(|error| match error {
                // Nothing of this step, but something of the order.
                SyncError::Retry { reason, .. } if is_changed => SyncError::unknown(reason),
                other => other,
            })?;
            is_changed = true;
        }
        conversation.close().await;
        Ok(())
    }

    async fn take(
        &self,
        conversation: &mut Conversation,
        step: Step,
        order: &SyncOrder,
        entry: &Entry,
    ) -> Result<(), SyncError> {
        let result = match step {
            Step::Write(mods) => conversation.modify(&entry.dn, mods).await?,
            Step::SetPassword(password) => {
                conversation
                    .set_password(&entry.dn, password.expose())
                    .await?
            }
        };
        match &order.wanted.password {
            _ if result.rc == SUCCESS => Ok(()),
            Some(password) if verdict::is_password_refused(&result) => {
                // A password that is held already, because a reply was lost, is "in history".
                let is_held = verdict::is_password_unchanged(&result)
                    || self.try_password(entry, password).await? == Held::Yes;
                if is_held {
                    return Ok(());
                }
                Err(verdict::password_refused(&result, password))
            }
            _ => Err(verdict::verdict(&result)),
        }
    }

    /// Whether the directory opens with this password. A closed utenza does not, whatever the password,
    /// unless the directory says what is wrong.
    async fn try_password(&self, entry: &Entry, password: &Password) -> Result<Held, SyncError> {
        let mut conversation = self.way.open().await?;
        let result = conversation.bind(&entry.dn, password.as_secret()).await?;
        conversation.close().await;
        let is_closed = entry.is_closed(&self.grammar.dialect) == Some(true);
        Ok(match verdict::held(&result) {
            Held::No if is_closed => Held::Unsure,
            held => held,
        })
    }

    async fn read(&self, login: &str) -> Result<Option<Shown>, SyncError> {
        let mut conversation = self.open().await?;
        let entry = self.find(&mut conversation, login).await?;
        conversation.close().await;
        Ok(entry.map(|entry| self.grammar.shown(&entry)))
    }

    async fn verify(&self, order: &SyncOrder) -> Result<Held, SyncError> {
        let wanted = &order.wanted;
        self.grammar.accept(wanted)?;
        let mut conversation = self.open().await?;
        let entry = self.find(&mut conversation, &order.holder.login).await?;
        conversation.close().await;
        let entry = entry.ok_or(SyncError::Gone)?;
        let state = match (wanted.is_active, entry.is_closed(&self.grammar.dialect)) {
            // Where nobody is ever closed, everybody is open.
            (None, _) | (Some(true), None) => Held::Yes,
            (Some(false), None) => Held::Unsure,
            (Some(is_active), Some(is_closed)) => Held::from(is_active != is_closed),
        };
        let emails = match (&self.grammar.email_attribute, &wanted.emails) {
            (Some(attribute), Some(emails)) => entry.has(attribute, self.grammar.mailboxes(emails)),
            _ => Held::Yes,
        };
        let password = match &wanted.password {
            None => Held::Yes,
            Some(password) if password.expose().is_empty() => Held::No,
            Some(password) => self.try_password(&entry, password).await?,
        };
        Ok(state.and(emails).and(password))
    }
}

#[async_trait]
impl CredentialSync for LdapSync {
    async fn apply(&self, order: &SyncOrder) -> Result<(), SyncError> {
        let password = order.wanted.password.as_ref();
        if password.is_some_and(|password| password.expose().is_empty()) {
            return Err(SyncError::PasswordRefused { said: None });
        }
        let (inside, order) = (Arc::clone(&self.0), order.clone());
        let is_changing = Arc::new(AtomicBool::new(false));
        let mark = Arc::clone(&is_changing);
        apart(
            is_changing,
            async move { inside.apply(&order, &mark).await },
        )
        .await
    }

    async fn verify(&self, order: &SyncOrder) -> Result<Held, SyncError> {
        let (inside, order) = (Arc::clone(&self.0), order.clone());
        apart(Arc::default(), async move { inside.verify(&order).await }).await
    }

    async fn read(&self, login: &str) -> Result<Option<Shown>, SyncError> {
        let (inside, login) = (Arc::clone(&self.0), login.to_owned());
        apart(Arc::default(), async move { inside.read(&login).await }).await
    }

    async fn probe(&self) -> Result<(), SyncError> {
        let inside = Arc::clone(&self.0);
        let looking = async move {
            let mut conversation = inside.open().await?;
            inside.find(&mut conversation, NOBODY).await?;
            conversation.close().await;
            Ok(())
        };
        apart(Arc::default(), looking).await
    }
}
