use super::*;
use varco_ports::testkit::targets::samples::{GOOD, emails, order, password};

const URN: &str = "urn:example:2.0:User";

fn version() -> VersionAttribute {
    VersionAttribute::parse("urn:example:2.0:User:passwordVersion").unwrap()
}

fn everything(is_active: bool) -> SyncOrder {
    let wanted = Wanted {
        password: Some(password(GOOD)),
        is_active: Some(is_active),
        emails: Some(emails(&["a@esempio.it", "b@esempio.it"])),
    };
    order("mario.rossi", 7, wanted)
}

fn parsed(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap()
}

#[test]
fn a_version_attribute_belongs_to_an_extension() {
    assert_eq!(version().path(), "urn:example:2.0:User:passwordVersion");
    for text in [
        "",
        "passwordVersion",
        "x:passwordVersion",
        "urn:example:2.0:User:",
        "urn:example:2.0:User:pass word",
        "urn:example:2.0:User:1x",
        "urn:exa mple:User:x",
    ] {
        assert_eq!(VersionAttribute::parse(text), None, "{text}");
    }
}

#[test]
fn r70_closing_comes_first_and_opening_last() {
    for (is_active, expected) in [
        (false, ["active", "password", "emails"]),
        (true, ["password", "emails", "active"]),
    ] {
        let body = parsed(&change(&everything(is_active), None));
        let paths = body["Operations"].as_array().unwrap().iter();
        assert!(paths.map(|operation| &operation["path"]).eq(&expected));
        assert_eq!(body["schemas"], json!([PATCH]));
    }
}

#[test]
fn a_change_says_what_is_wanted_and_nothing_else() {
    let body = parsed(&change(
        &order("mario.rossi", 7, Wanted::default()),
        Some(&version()),
    ));
    let path = "urn:example:2.0:User:passwordVersion";
    let expected = json!([{ "op": "replace", "path": path, "value": 7 }]);
    assert_eq!(body["Operations"], expected);
    let body = parsed(&change(&everything(true), None));
    assert_eq!(body["Operations"][0]["value"], GOOD);
    let mailboxes = json!([
        { "value": "a@esempio.it", "type": "work", "primary": true },
        { "value": "b@esempio.it", "type": "work", "primary": false },
    ]);
    assert_eq!(body["Operations"][1]["value"], mailboxes);
}

#[test]
fn a_new_user_is_open_unless_it_is_to_be_closed() {
    let mut order = everything(false);
    assert_eq!(parsed(&creation(&order, None))["active"], false);
    order.wanted.is_active = None;
    let user = parsed(&creation(&order, Some(&version())));
    assert_eq!(user["active"], true);
    assert_eq!(user["userName"], "mario.rossi");
    assert_eq!(user["externalId"], order.holder.account.to_string());
    assert_eq!(
        user["name"],
        json!({ "givenName": "Niccolò", "familyName": "D'Angelo" })
    );
    assert_eq!(user["password"], GOOD);
    assert_eq!(user[URN], json!({ "passwordVersion": 7 }));
    assert_eq!(user["schemas"], json!([USER, URN]));
}

#[test]
fn a_list_is_read_as_services_write_it() {
    let user = json!({
        "id": "1", "userName": "Mario.Rossi", "active": true,
        "emails": [{ "value": "B@esempio.it" }, { "value": "a@esempio.it" }, {}],
        "meta": { "version": "W/\"3\"" }, URN: { "passwordVersion": 7 },
    });
    let list = json!({ "schemas": [LIST], "totalResults": 1, "Resources": [user] });
    let users = User::read_list(list.to_string().as_bytes(), Some(&version())).unwrap();
    let [user] = users.as_slice() else {
        panic!("{users:?}")
    };
    assert_eq!((user.id.as_str(), user.version), ("1", Some(7)));
    assert_eq!(user.tag.as_ref().unwrap(), "W/\"3\"");
    assert!(user.is_named("mario.rossi"));
    assert!(!user.is_named("mario.ross"));
    assert_eq!(user.shows(&everything(true).wanted), Held::Yes);
    assert_eq!(user.shows(&everything(false).wanted), Held::No);
    let others = Wanted {
        emails: Some(emails(&["a@esempio.it"])),
        ..Wanted::default()
    };
    assert_eq!(user.shows(&others), Held::No);
    let empty = json!({ "schemas": [LIST], "totalResults": 0 }).to_string();
    assert_eq!(User::read_list(empty.as_bytes(), None), Some(vec![]));
}

#[test]
fn a_user_that_hides_its_state_leaves_it_open() {
    let user = User::read(&json!({ "id": "1", "userName": "m" }), None).unwrap();
    assert_eq!(user.shows(&Wanted::default()), Held::Yes);
    let closed = Wanted {
        is_active: Some(false),
        ..Wanted::default()
    };
    assert_eq!(user.shows(&closed), Held::Unsure);
    assert_eq!((user.tag, user.version), (None, None));
}

#[test]
fn what_is_no_list_of_users_is_none() {
    for text in [
        "",
        "null",
        "[]",
        "<html>Accedi</html>",
        r#"{"Resources":[]}"#,
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"Resources":[]}"#,
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"Resources":{}}"#,
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"Resources":[{"id":"1"}]}"#,
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"Resources":[{"id":1,"userName":"m"}]}"#,
    ] {
        assert_eq!(User::read_list(text.as_bytes(), None), None, "{text}");
    }
}
