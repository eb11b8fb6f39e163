use super::*;
use http::HeaderValue;
use secrecy::SecretString;

fn password() -> Password {
    Password::from_typed(&SecretString::from("Segretissima-7"))
}

fn answer(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> Answer {
    let fields = headers.iter().map(|(name, value)| {
        (
            http::HeaderName::from_static(name),
            HeaderValue::from_static(value),
        )
    });
    Answer {
        status: StatusCode::from_u16(status).unwrap(),
        headers: fields.collect(),
        body: body.to_owned().into(),
    }
}

fn scim(kind: &str, detail: &str) -> String {
    serde_json::json!({ "schemas": [ERROR], "scimType": kind, "detail": detail }).to_string()
}

/// The variant, as one word.
fn word(error: &SyncError) -> &'static str {
    match error {
        SyncError::Retry { .. } => "retry",
        SyncError::Unknown { .. } => "unknown",
        SyncError::PasswordRefused { .. } => "password",
        SyncError::Refused { .. } => "refused",
        SyncError::Gone => "gone",
        _ => "other",
    }
}

#[test]
fn every_status_says_what_to_do_next() {
    for (status, look, change) in [
        (200, "retry", "unknown"),
        (202, "retry", "unknown"),
        (301, "retry", "retry"),
        (302, "retry", "retry"),
        (307, "retry", "retry"),
        (400, "refused", "refused"),
        (401, "retry", "retry"),
        (403, "retry", "retry"),
        (404, "retry", "retry"),
        (405, "refused", "refused"),
        (408, "retry", "retry"),
        (409, "retry", "retry"),
        (412, "retry", "retry"),
        (413, "refused", "refused"),
        (422, "refused", "refused"),
        (429, "retry", "retry"),
        (500, "retry", "unknown"),
        (501, "refused", "refused"),
        (502, "retry", "unknown"),
        (503, "retry", "retry"),
        (504, "retry", "unknown"),
        (599, "retry", "unknown"),
    ] {
        let answer = answer(status, &[], "");
        for (kind, expected) in [(Kind::Look, look), (Kind::Change, change)] {
            let error = kind.verdict(&answer, Some(&password()));
            assert_eq!(word(&error), expected, "{status} {kind:?}");
        }
    }
}

#[test]
fn t30_a_refused_password_is_told_from_a_refused_order() {
    let change = |body: &str, password: Option<&Password>| {
        Kind::Change.verdict(&answer(400, &[], body), password)
    };
    let with = password();
    let refused = change(&scim("invalidValue", " Too\n short. "), Some(&with));
    let said = Some("Too short.".to_owned());
    assert_eq!(refused, SyncError::PasswordRefused { said });
    let no_kind = format!(r#"{{"schemas":["{ERROR}"],"detail":"The Password is weak"}}"#);
    assert_eq!(word(&change(&no_kind, Some(&with))), "password");
    for (body, password) in [
        (scim("invalidValue", "x"), None),
        (scim("invalidPath", "password"), Some(&with)),
        (scim("mutability", "x"), Some(&with)),
        (
            format!(r#"{{"schemas":["{ERROR}"],"detail":"No."}}"#),
            Some(&with),
        ),
        (
            r#"{"scimType":"invalidValue","detail":"x"}"#.to_owned(),
            Some(&with),
        ),
        ("<html>password</html>".to_owned(), Some(&with)),
    ] {
        assert_eq!(word(&change(&body, password)), "refused", "{body}");
    }
}

#[test]
fn r32_nobody_is_told_the_password_by_a_service() {
    for detail in ["segretissima-7 is weak", "'Segretissima-7'", ""] {
        let body = scim("invalidValue", detail);
        let error = Kind::Change.verdict(&answer(400, &[], &body), Some(&password()));
        assert_eq!(error, SyncError::PasswordRefused { said: None }, "{detail}");
    }
    let body = scim("Segretissima-7", "x");
    let error = Kind::Change.verdict(&answer(403, &[], &body), Some(&password()));
    assert_eq!(error, SyncError::retry("the service answered 403"));
}

#[test]
fn a_service_says_how_long_it_wants_to_be_left_alone() {
    let seconds = |seconds| Some(SignedDuration::from_secs(seconds));
    let now = ("date", "Sun, 22 Nov 2026 10:00:00 GMT");
    for (headers, expected) in [
        (vec![], None),
        (vec![("retry-after", "0")], seconds(0)),
        (vec![("retry-after", "120")], seconds(120)),
        (vec![("retry-after", "99999999")], Some(PAUSE_MAX)),
        (vec![("retry-after", "99999999999999999999")], None),
        (vec![("retry-after", "-5")], None),
        (vec![("retry-after", "presto")], None),
        (
            vec![now, ("retry-after", "Sun, 22 Nov 2026 10:05:00 GMT")],
            seconds(300),
        ),
        (
            vec![now, ("retry-after", "Sun, 22 Nov 2026 09:00:00 GMT")],
            None,
        ),
        (vec![("retry-after", "Sun, 22 Nov 2026 10:05:00 GMT")], None),
    ] {
        for status in [429, 503] {
            let error = Kind::Change.verdict(&answer(status, &headers, ""), None);
            let SyncError::Retry { after, .. } = error else {
                panic!("{error:?}")
            };
            assert_eq!(after, expected, "{headers:?}");
        }
    }
}

#[test]
fn a_request_that_did_not_go_out_changed_nothing() {
    for kind in [Kind::Look, Kind::Change] {
        assert_eq!(
            word(&kind.fault(Fault::NotSent("refused".to_owned()))),
            "retry"
        );
    }
    assert_eq!(
        word(&Kind::Look.fault(Fault::Lost("reset".to_owned()))),
        "retry"
    );
    assert_eq!(
        word(&Kind::Change.fault(Fault::Lost("reset".to_owned()))),
        "unknown"
    );
}
