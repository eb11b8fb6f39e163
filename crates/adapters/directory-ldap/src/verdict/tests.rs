use super::*;
use secrecy::SecretString;

fn result(rc: u32, text: &str) -> LdapResult {
    LdapResult {
        rc,
        matched: String::new(),
        text: text.to_owned(),
        refs: Vec::new(),
        ctrls: Vec::new(),
    }
}

#[test]
fn every_code_says_what_to_do_next() {
    for (codes, expected) in [
        (&[32][..], "gone"),
        (&[16, 17, 18, 19, 20, 21, 34, 65], "refused"),
        (
            &[
                1, 2, 3, 8, 10, 11, 13, 49, 50, 51, 52, 53, 54, 80, 118, 4096,
            ],
            "retry",
        ),
    ] {
        for code in codes {
            let error = verdict(&result(*code, "cn=mario.rossi"));
            let word = match &error {
                SyncError::Gone => "gone",
                SyncError::Refused { .. } => "refused",
                SyncError::Retry { .. } => "retry",
                _ => "other",
            };
            assert_eq!(word, expected, "{code}");
            assert!(!error.to_string().contains("mario"), "{error}");
        }
    }
}

#[test]
fn t30_rules_for_passwords_are_told_from_other_refusals() {
    for (code, text, is_refused) in [
        (19, "Password fails quality checking policy", true),
        (19, "0000052D: AtrErr: DSID-03190FD6, #1:", true),
        (
            53,
            "0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0",
            true,
        ),
        (
            53,
            "0000001F: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0",
            false,
        ),
        (53, "shadow context; no update referral", false),
        (50, "0000052D", false),
    ] {
        assert_eq!(
            is_password_refused(&result(code, text)),
            is_refused,
            "{text}"
        );
    }
    let password = Password::from_typed(&SecretString::from("Segreta-7"));
    let said = Some("Too short".to_owned());
    let error = password_refused(&result(19, "Too short"), &password);
    assert_eq!(error, SyncError::PasswordRefused { said });
    let error = password_refused(&result(19, "0000052D: AtrErr: DSID-03190FD6"), &password);
    assert_eq!(error, SyncError::PasswordRefused { said: None });
}

#[test]
fn a_bind_tells_a_wrong_password_from_other_obstacles() {
    let ad = |code: &str| {
        format!(
            "80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data {code}, v4563"
        )
    };
    for (code, text, expected) in [
        (0, String::new(), Held::Yes),
        (49, String::new(), Held::No),
        (49, ad("52e"), Held::No),
        (49, ad("525"), Held::No),
        (49, ad("530"), Held::Yes),
        (49, ad("532"), Held::Yes),
        (49, ad("533"), Held::Yes),
        (49, ad("701"), Held::Yes),
        (49, ad("773"), Held::Yes),
        (49, ad("775"), Held::Unsure),
        (51, String::new(), Held::Unsure),
        (53, String::new(), Held::Unsure),
    ] {
        assert_eq!(held(&result(code, &text)), expected, "{code} {text}");
    }
}

#[test]
fn a_step_that_was_not_answered_may_have_changed_something() {
    let broken = || LdapError::EndOfStream;
    assert!(matches!(
        Kind::Look.fault(&broken()),
        SyncError::Retry { .. }
    ));
    assert!(matches!(
        Kind::Change.fault(&broken()),
        SyncError::Unknown { .. }
    ));
    let refused = LdapError::LdapResult {
        result: result(52, "StartTLS"),
    };
    assert_eq!(
        Kind::Look.fault(&refused),
        SyncError::retry("the directory answered 52")
    );
}
