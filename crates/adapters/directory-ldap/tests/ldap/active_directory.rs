//! The dialect of Active Directory, as far as a server shows it that has its attributes and none of its
//! behaviour.

use varco_directory_ldap::{ConfigError, Dialect, LdapConfig, LdapSync};
use varco_ports::testkit::targets::samples::{GOOD, emails, order, password};
use varco_ports::{CredentialSync, SyncError, Wanted};
use varco_test_targets::certificates::Certified;
use varco_test_targets::slapd::Slapd;

use crate::support::{plain, trusting};

/// `"Lampone-7x"` in quotation marks, UTF-16 and base64.
const LAMPONE: &str = "IgBMAGEAbQBwAG8AbgBlAC0ANwB4ACIA";

#[tokio::test]
async fn passwords_states_and_one_mailbox_are_written_at_once() {
    let server = Slapd::start(Certified::Localhost).await.unwrap();
    server.admit("mario.rossi", GOOD).unwrap();
    let url = format!("ldaps://localhost:{}", server.tls_port());
    let config = LdapConfig {
        dialect: Dialect::ActiveDirectory,
        ..trusting(&server, url)
    };
    let sync = LdapSync::new(&config).unwrap();
    for (is_active, control, version) in [(false, "514", 1), (true, "512", 2)] {
        let wanted = Wanted {
            password: Some(password("Lampone-7x")),
            is_active: Some(is_active),
            emails: Some(emails(&["a@esempio.it", "b@esempio.it"])),
        };
        let order = order("mario.rossi", version, wanted);
        assert_eq!(sync.apply(&order).await, Ok(()));
        let values = |name: &str| server.values("mario.rossi", name).unwrap();
        assert_eq!(values("unicodePwd"), [LAMPONE]);
        assert_eq!(values("userAccountControl"), [control]);
        assert_eq!(values("mail"), ["a@esempio.it"]);
    }
    // An utenza without account control is none of Active Directory's.
    let dn = Slapd::dn("luigi.verdi");
    let person = format!("dn: {dn}\nobjectClass: inetOrgPerson\nuid: luigi.verdi\ncn: L\nsn: V\n");
    server.add(&person).unwrap();
    let close = Wanted {
        is_active: Some(false),
        ..Wanted::default()
    };
    let outcome = sync.apply(&order("luigi.verdi", 1, close)).await;
    assert!(
        matches!(outcome, Err(SyncError::Refused { .. })),
        "{outcome:?}"
    );
}

#[test]
fn r71_active_directory_is_spoken_to_over_ldaps_only() {
    for url in [
        "ldap://localhost:3890",
        "ldap://dc.example",
        "ldap://localhost?tls=required",
    ] {
        let config = LdapConfig {
            dialect: Dialect::ActiveDirectory,
            url: url.to_owned(),
            ..plain(1)
        };
        let error = LdapSync::new(&config).unwrap_err();
        assert!(
            matches!(error, ConfigError::ActiveDirectoryNeedsTls),
            "{url}"
        );
    }
}
