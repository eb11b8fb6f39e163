//! The rules that every linked service keeps behind its adapter, one function each.
//! [`sync_contract!`](crate::sync_contract) turns them into tests of one adapter with one service.

#![expect(
    missing_docs,
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "rules are tests, and their names are sentences"
)]

pub mod rules;
pub mod samples;

use std::sync::Arc;

use async_trait::async_trait;

use super::{InMemoryTarget, TargetEntry};
use crate::CredentialSync;

/// What one service can do.
#[derive(Clone, Copy, Debug)]
pub struct Abilities {
    /// Makes utenze that it does not know.
    pub makes: bool,
    /// Closes and opens them.
    pub closes: bool,
    /// Holds mailboxes.
    pub has_emails: bool,
    /// Refuses passwords of fewer than eight code points.
    pub has_policy: bool,
    /// Shows whether it holds a password.
    pub shows_password: bool,
    /// Keeps the version of the last order.
    pub keeps_versions: bool,
}

/// A service that knows nobody, the adapter in front of it, and a look behind.
#[async_trait]
pub trait TargetFixture: Send + Sync {
    /// The adapter.
    fn sync(&self) -> Arc<dyn CredentialSync>;
    /// What the service can do.
    fn abilities(&self) -> Abilities;
    /// Makes an utenza there by other hands.
    async fn admit(&self, login: &str, password: &str);
    /// Whether the service lets somebody in with this password.
    async fn opens(&self, login: &str, password: &str) -> bool;
    /// Whether the service has the utenza and holds it for open.
    async fn is_active(&self, login: &str) -> bool;
    /// The mailboxes there.
    async fn emails(&self, login: &str) -> Vec<String>;
}

/// The fixture of the service in memory.
#[derive(Clone, Debug, Default)]
pub struct InMemoryTargetFixture(pub Arc<InMemoryTarget>);

impl InMemoryTargetFixture {
    /// A service that refuses short passwords.
    pub fn strict() -> Self {
        let fixture = Self::default();
        fixture.0.refuse_shorter_than(8);
        fixture
    }
}

#[async_trait]
impl TargetFixture for InMemoryTargetFixture {
    fn sync(&self) -> Arc<dyn CredentialSync> {
        Arc::clone(&self.0) as _
    }

    fn abilities(&self) -> Abilities {
        Abilities {
            makes: true,
            closes: true,
            has_emails: true,
            has_policy: true,
            shows_password: true,
            keeps_versions: true,
        }
    }

    async fn admit(&self, login: &str, password: &str) {
        let entry = TargetEntry {
            password: password.to_owned(),
            is_active: true,
            ..TargetEntry::default()
        };
        self.0.put(login, entry);
    }

    async fn opens(&self, login: &str, password: &str) -> bool {
        let entry = self.0.entry(login);
        entry.is_some_and(|entry| entry.is_active && entry.password == password)
    }

    async fn is_active(&self, login: &str) -> bool {
        self.0.entry(login).is_some_and(|entry| entry.is_active)
    }

    async fn emails(&self, login: &str) -> Vec<String> {
        self.0.entry(login).unwrap_or_default().emails
    }
}

/// Runs every rule as a test of its own. The argument makes a fixture and is evaluated and awaited
/// anew for each:
///
/// ```ignore
/// varco_ports::sync_contract!(async { InMemoryTargetFixture::strict() });
/// ```
#[macro_export]
macro_rules! sync_contract {
    ($fixture:expr) => {
        $crate::sync_contract! { @each $fixture;
            a_new_password_opens_and_the_old_one_does_not,
            passwords_of_any_script_and_sign_arrive_as_they_are,
            r66_an_order_carried_out_twice_is_carried_out_once,
            r67_an_order_older_than_what_is_held_is_not_carried_out,
            an_utenza_that_is_not_there_is_made_or_gone,
            nothing_is_made_without_a_password,
            r70_a_closed_utenza_opens_again_with_the_new_password,
            mailboxes_take_the_place_of_those_before,
            t30_a_refused_password_leaves_the_old_one,
            a_look_tells_what_is_held_and_changes_nothing,
            what_is_read_is_what_is_held,
            r72_a_hostile_login_names_nobody_else,
            r72_an_empty_password_goes_nowhere,
            orders_at_once_reach_each_their_own,
            a_probe_gets_through,
        }
    };
    (@each $fixture:expr; $($rule:ident,)*) => {
        $(
            #[::tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $rule() {
                let fixture = $fixture.await;
                $crate::testkit::targets::rules::$rule(&fixture).await;
            }
        )*
    };
}
