//! Talking to the server: with a limit on the time of every step, and with the knowledge whether
//! something may have been changed.

use std::collections::HashSet;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ldap3::exop::PasswordModify;
use ldap3::result::LdapError;
use ldap3::{
    Ldap, LdapConnAsync, LdapConnSettings, LdapResult, Mod, Scope, SearchEntry, SearchOptions,
    StdStream,
};
use secrecy::{ExposeSecret, SecretString};
use tokio::task::JoinSet;
use varco_ports::SyncError;

use crate::verdict::{self, Kind};

/// What the library calls a socket of this machine; the path goes unused.
const ON_THIS_MACHINE: &str = "ldapi:///";

/// Attribute values to write, all those of one operation.
pub(crate) type Mods = Vec<(String, Vec<Vec<u8>>)>;

/// An open connection. Dropping it closes it.
pub(crate) struct Conversation {
    ldap: Ldap,
    time_limit: Duration,
    _driver: JoinSet<()>,
}

impl Conversation {
    /// Over a connection that is open, whoever has opened it. `passing` is what moves its bytes.
    pub(crate) async fn over(
        stream: UnixStream,
        passing: impl Future<Output = ()> + Send + 'static,
        time_limit: Duration,
    ) -> Result<Self, SyncError> {
        let settings = LdapConnSettings::new().set_std_stream(StdStream::Unix(stream));
        let opening = LdapConnAsync::with_settings(settings, ON_THIS_MACHINE).await;
        let (connection, ldap) = opening.map_err(|error| Kind::Look.fault(&error))?;
        let mut driver = JoinSet::new();
        driver.spawn(passing);
        driver.spawn(async move {
            // Whoever waits for an answer hears of it.
            let _ = connection.drive().await;
        });
        Ok(Self {
            ldap,
            time_limit,
            _driver: driver,
        })
    }

    /// Proves who we are. An empty password would be no proof and yet succeed (RFC 4513 §5.1.2).
    pub(crate) async fn bind(
        &mut self,
        dn: &str,
        password: &SecretString,
    ) -> Result<LdapResult, SyncError> {
        let password = password.expose_secret();
        if password.is_empty() || dn.is_empty() {
            return Err(SyncError::refused("a bind needs a name and a password"));
        }
        let binding = self.ldap.simple_bind(dn, password);
        limited(self.time_limit, Kind::Look, binding).await
    }

    /// The one entry below `base` that the filter names.
    pub(crate) async fn find(
        &mut self,
        base: &str,
        filter: &str,
        attributes: &[&str],
    ) -> Result<Option<SearchEntry>, SyncError> {
        self.ldap
            .with_search_options(SearchOptions::new().sizelimit(2));
        let searching = self.ldap.search(base, Scope::Subtree, filter, attributes);
        let found = limited(self.time_limit, Kind::Look, searching).await?;
        let (mut entries, result) = (found.0, found.1);
        // A server that stops at the limit has seen more than one.
        if entries.len() > 1 || result.rc == verdict::SIZE_LIMIT_EXCEEDED {
            return Err(SyncError::refused("several entries have this login"));
        }
        match result.rc {
            verdict::SUCCESS => Ok(entries.pop().map(SearchEntry::construct)),
            // The base, not the entry.
            _ => Err(SyncError::retry(verdict::reason(&result))),
        }
    }

    /// Writes values in the place of those before.
    pub(crate) async fn modify(&mut self, dn: &str, mods: Mods) -> Result<LdapResult, SyncError> {
        let replace = |(name, values): (String, Vec<Vec<u8>>)| {
            Mod::Replace(name.into_bytes(), HashSet::from_iter(values))
        };
        let mods = mods.into_iter().map(replace).collect();
        let writing = self.ldap.modify(dn, mods);
        limited(self.time_limit, Kind::Change, writing).await
    }

    /// Sets a password (RFC 3062).
    pub(crate) async fn set_password(
        &mut self,
        dn: &str,
        password: &str,
    ) -> Result<LdapResult, SyncError> {
        let operation = PasswordModify {
            user_id: Some(dn),
            old_pass: None,
            new_pass: Some(password),
        };
        let writing = self.ldap.extended(operation);
        let answer = limited(self.time_limit, Kind::Change, writing).await?;
        Ok(answer.1)
    }

    /// Says good-bye.
    pub(crate) async fn close(mut self) {
        let _ = limited(self.time_limit, Kind::Look, self.ldap.unbind()).await;
    }
}

async fn limited<T>(
    limit: Duration,
    kind: Kind,
    step: impl Future<Output = Result<T, LdapError>>,
) -> Result<T, SyncError> {
    match tokio::time::timeout(limit, step).await {
        Ok(outcome) => outcome.map_err(|error| kind.fault(&error)),
        Err(_) => Err(kind.unclear(format!("no answer within {} s", limit.as_secs_f32()))),
    }
}

/// Runs a whole conversation apart from its caller: the library panics on answers that are no LDAP, and
/// that must end this order and nothing else. `is_changing` is set once something may have been changed.
pub(crate) async fn apart<T: Send + 'static>(
    is_changing: Arc<AtomicBool>,
    conversation: impl Future<Output = Result<T, SyncError>> + Send + 'static,
) -> Result<T, SyncError> {
    let mut tasks = JoinSet::new();
    tasks.spawn(conversation);
    let outcome = tasks.join_next().await.and_then(Result::ok);
    outcome.unwrap_or_else(|| {
        let is_changing = is_changing.load(Ordering::Relaxed);
        let kind = if is_changing {
            Kind::Change
        } else {
            Kind::Look
        };
        Err(kind.unclear("the answer was no LDAP"))
    })
}
