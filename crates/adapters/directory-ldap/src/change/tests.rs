use super::*;
use ldap3::SearchEntry;
use std::collections::HashMap;
use varco_ports::Held;
use varco_ports::testkit::targets::samples::{emails, password};

fn entry(attributes: &[(&str, &str)]) -> Entry {
    let attrs: HashMap<String, Vec<String>> = attributes
        .iter()
        .map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()]))
        .collect();
    Entry::from(SearchEntry {
        dn: "uid=mario".to_owned(),
        attrs,
        bin_attrs: HashMap::new(),
    })
}

fn grammar(dialect: Dialect) -> Grammar {
    Grammar {
        dialect,
        email_attribute: Some("mail".to_owned()),
    }
}

fn openldap() -> Grammar {
    let closing = Closing {
        attribute: "pwdAccountLockedTime".to_owned(),
        closed: "000001010000Z".to_owned(),
    };
    grammar(Dialect::PasswordModify {
        closing: Some(closing),
    })
}

fn wanted(is_active: Option<bool>) -> Wanted {
    Wanted {
        password: Some(password("Così-7")),
        is_active,
        emails: Some(emails(&["a@esempio.it", "b@esempio.it"])),
    }
}

/// Each step as text.
fn shown(grammar: &Grammar, wanted: &Wanted, entry: &Entry) -> Vec<String> {
    let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
    let mods = |(name, values): &(String, Vec<Vec<u8>>)| {
        format!(
            "{name}={}",
            values.iter().map(text).collect::<Vec<_>>().join(",")
        )
    };
    let step = |step: &Step| match step {
        Step::SetPassword(password) => format!("password {}", password.expose()),
        Step::Write(all) => all.iter().map(mods).collect::<Vec<_>>().join(" "),
    };
    grammar
        .steps(wanted, entry)
        .unwrap()
        .iter()
        .map(step)
        .collect()
}

#[test]
fn r70_closing_comes_first_and_opening_last() {
    let (grammar, entry) = (openldap(), entry(&[]));
    let mail = "mail=a@esempio.it,b@esempio.it";
    let closed = format!("{mail} pwdAccountLockedTime=000001010000Z");
    let opened = format!("{mail} pwdAccountLockedTime=");
    let password = "password Così-7".to_owned();
    let again = "pwdAccountLockedTime=000001010000Z".to_owned();
    for (is_active, expected) in [
        (Some(false), vec![closed, password.clone(), again.clone()]),
        (Some(true), vec![password.clone(), opened]),
        (None, vec![password.clone(), mail.to_owned()]),
    ] {
        assert_eq!(shown(&grammar, &wanted(is_active), &entry), expected);
    }
    let shut = self::entry(&[("pwdAccountLockedTime", "000001010000Z")]);
    let expected = [password, again, mail.to_owned()];
    assert_eq!(shown(&grammar, &wanted(None), &shut), expected);
    assert_eq!(shown(&grammar, &Wanted::default(), &entry), [""; 0]);
}

#[test]
fn active_directory_takes_everything_at_once() {
    let grammar = grammar(Dialect::ActiveDirectory);
    let entry = entry(&[("USERACCOUNTCONTROL", "66048")]);
    let quoted = "unicodePwd=\"\0C\0o\0s\0\u{fffd}\0-\x007\0\"\0";
    for (is_active, control) in [(true, 66_048), (false, 66_050)] {
        let expected = format!("mail=a@esempio.it userAccountControl={control} {quoted}");
        let steps = shown(&grammar, &wanted(Some(is_active)), &entry);
        assert_eq!(steps, [expected]);
    }
    let emails = wanted(None).emails.unwrap();
    assert_eq!(grammar.mailboxes(&emails), &emails[..1]);
    assert_eq!(grammar.mailboxes(&[]), []);
}

#[test]
fn the_bytes_of_an_active_directory_password_are_utf_16_in_quotation_marks() {
    let bytes = quoted(&password("è🦉"));
    assert_eq!(bytes, [0x22, 0, 0xe8, 0, 0x3e, 0xd8, 0x89, 0xdd, 0x22, 0]);
}

#[test]
fn a_directory_without_account_control_is_no_active_directory() {
    let steps = grammar(Dialect::ActiveDirectory).steps(&wanted(Some(false)), &entry(&[]));
    assert!(matches!(steps, Err(SyncError::Refused { .. })));
}

#[test]
fn only_to_shut_somebody_out_is_refused_where_it_cannot_be_done() {
    let bare = Grammar {
        dialect: Dialect::PasswordModify { closing: None },
        email_attribute: None,
    };
    for is_active in [None, Some(true)] {
        let wanted = wanted(is_active);
        assert_eq!(bare.accept(&wanted), Ok(()));
        assert_eq!(shown(&bare, &wanted, &entry(&[])), ["password Così-7"]);
    }
    assert!(bare.accept(&wanted(Some(false))).is_err());
    let closing = Wanted {
        is_active: Some(false),
        ..Wanted::default()
    };
    assert!(bare.accept(&closing).is_err());
    assert_eq!(openldap().accept(&wanted(Some(false))), Ok(()));
}

#[test]
fn an_entry_shows_whether_it_is_closed() {
    let openldap = openldap().dialect;
    for (value, is_closed) in [("000001010000Z", true), ("20261122100000Z", false)] {
        let entry = entry(&[("pwdaccountlockedtime", value)]);
        assert_eq!(entry.is_closed(&openldap), Some(is_closed), "{value}");
    }
    assert_eq!(entry(&[]).is_closed(&openldap), Some(false));
    for (control, is_closed) in [("512", Some(false)), ("514", Some(true)), ("x", None)] {
        let entry = entry(&[("userAccountControl", control)]);
        assert_eq!(entry.is_closed(&Dialect::ActiveDirectory), is_closed);
    }
    let silent = Dialect::PasswordModify { closing: None };
    assert_eq!(entry(&[]).is_closed(&silent), None);
}

#[test]
fn mailboxes_are_compared_without_order_and_case() {
    let entry = entry(&[("Mail", "A@esempio.it")]);
    assert_eq!(entry.has("mail", &emails(&["a@esempio.it"])), Held::Yes);
    assert_eq!(entry.has("mail", &emails(&["b@esempio.it"])), Held::No);
    assert_eq!(entry.has("mail", &[]), Held::No);
    assert_eq!(entry.has("other", &[]), Held::Yes);
}
