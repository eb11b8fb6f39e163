//! The store in memory keeps the rules that databases keep.

use varco_ports::testkit::contract::InMemoryFixture;

varco_ports::store_contract!(async { InMemoryFixture::default() });

/// A rule that nobody runs proves nothing.
#[test]
fn every_rule_is_in_the_list() {
    let list = include_str!("../src/testkit/contract/mod.rs");
    let groups = [
        include_str!("../src/testkit/contract/accounts.rs"),
        include_str!("../src/testkit/contract/audit.rs"),
        include_str!("../src/testkit/contract/captcha.rs"),
        include_str!("../src/testkit/contract/housekeeping.rs"),
        include_str!("../src/testkit/contract/outbox.rs"),
        include_str!("../src/testkit/contract/registrations.rs"),
        include_str!("../src/testkit/contract/rivals.rs"),
        include_str!("../src/testkit/contract/sessions.rs"),
        include_str!("../src/testkit/contract/throttle.rs"),
        include_str!("../src/testkit/contract/tickets.rs"),
    ];
    let rules = groups.iter().flat_map(|group| {
        let declarations = group
            .lines()
            .filter_map(|l| l.strip_prefix("pub async fn "));
        declarations.filter_map(|declaration| Some(declaration.split_once('(')?.0))
    });
    for rule in rules {
        assert!(
            list.contains(&format!("{rule},")),
            "{rule} is not in the list"
        );
    }
}
