//! The contract, with an Active Directory that is one.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use varco_directory_ldap::{Dialect, LdapConfig, LdapSync};
use varco_ports::testkit::targets::samples::{BETTER, GOOD, emails, order, set};
use varco_ports::testkit::targets::{Abilities, TargetFixture, rules};
use varco_ports::{CredentialSync, Held, Wanted};
use varco_test_targets::samba::{ADMINISTRATOR, ADMINISTRATOR_PASSWORD, Samba, USERS};
use varco_tls::TlsSettings;

use crate::support::config;

struct Domain {
    server: Samba,
    email_attribute: Option<String>,
}

impl Domain {
    fn filter(login: &str) -> String {
        format!("(sAMAccountName={login})")
    }
}

#[async_trait]
impl TargetFixture for Domain {
    fn sync(&self) -> Arc<dyn CredentialSync> {
        let config = LdapConfig {
            dialect: Dialect::ActiveDirectory,
            tls: TlsSettings {
                ca_file: Some(self.server.ca_file()),
                identity: None,
            },
            bind_dn: ADMINISTRATOR.to_owned(),
            bind_password: ADMINISTRATOR_PASSWORD.into(),
            base: USERS.to_owned(),
            filter: "(&(objectClass=user)(sAMAccountName={login}))".to_owned(),
            email_attribute: self.email_attribute.clone(),
            // One process serves twelve at once.
            time_limit: Duration::from_secs(30),
            ..config("ldaps://localhost".to_owned())
        };
        Arc::new(LdapSync::new(&config).unwrap())
    }

    fn abilities(&self) -> Abilities {
        Abilities {
            makes: false,
            closes: true,
            // Room for one only.
            has_emails: false,
            has_policy: true,
            shows_password: true,
            keeps_versions: false,
        }
    }

    async fn admit(&self, login: &str, password: &str) {
        self.server.admit(login, password).unwrap();
    }

    async fn opens(&self, login: &str, password: &str) -> bool {
        self.server.opens(login, password).unwrap()
    }

    async fn is_active(&self, login: &str) -> bool {
        let found = self
            .server
            .values(&Self::filter(login), "userAccountControl")
            .unwrap();
        found
            .iter()
            .any(|control| control.parse::<u32>().unwrap() & 2 == 0)
    }

    async fn emails(&self, login: &str) -> Vec<String> {
        self.server.values(&Self::filter(login), "mail").unwrap()
    }
}

/// One domain for all rules, cleared before each: making it takes longer than they do.
macro_rules! rules_in_turn {
    ($domain:expr; $($rule:ident)*) => {
        $(
            $domain.server.clear().unwrap();
            println!("{}", stringify!($rule));
            rules::$rule(&$domain).await;
        )*
    };
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs root, samba-ad-dc, and the ports of LDAP"]
async fn an_active_directory_keeps_the_contract() {
    let mut domain = Domain {
        server: Samba::start().await.unwrap(),
        email_attribute: None,
    };
    rules_in_turn! { domain;
        a_new_password_opens_and_the_old_one_does_not
        passwords_of_any_script_and_sign_arrive_as_they_are
        r66_an_order_carried_out_twice_is_carried_out_once
        an_utenza_that_is_not_there_is_made_or_gone
        nothing_is_made_without_a_password
        r70_a_closed_utenza_opens_again_with_the_new_password
        mailboxes_take_the_place_of_those_before
        t30_a_refused_password_leaves_the_old_one
        a_look_tells_what_is_held_and_changes_nothing
        r72_a_hostile_login_names_nobody_else
        r72_an_empty_password_goes_nowhere
        orders_at_once_reach_each_their_own
        a_probe_gets_through
    }
    domain.server.clear().unwrap();
    domain.email_attribute = Some("mail".to_owned());
    one_mailbox_is_written(&domain).await;
    a_closed_utenza_shows_whether_it_holds_a_password(&domain).await;
}

async fn one_mailbox_is_written(domain: &Domain) {
    domain.admit("luigi.verdi", GOOD).await;
    let wanted = Wanted {
        emails: Some(emails(&["a@esempio.it", "b@esempio.it"])),
        ..Wanted::default()
    };
    let order = order("luigi.verdi", 1, wanted);
    assert_eq!(domain.sync().apply(&order).await, Ok(()));
    assert_eq!(domain.emails("luigi.verdi").await, ["a@esempio.it"]);
    assert_eq!(domain.sync().verify(&order).await, Ok(Held::Yes));
}

/// Active Directory says "disabled" to the right password only.
async fn a_closed_utenza_shows_whether_it_holds_a_password(domain: &Domain) {
    domain.admit("mario.rossi", GOOD).await;
    let mut close = set("mario.rossi", 1, BETTER);
    close.wanted.is_active = Some(false);
    assert_eq!(domain.sync().apply(&close).await, Ok(()));
    assert!(!domain.opens("mario.rossi", BETTER).await);
    assert_eq!(domain.sync().verify(&close).await, Ok(Held::Yes));
}
