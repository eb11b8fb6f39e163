//! The store in memory keeps the rules that databases keep.

use varco_ports::testkit::contract::InMemoryFixture;

varco_ports::store_contract!(async { InMemoryFixture::default() });

/// A rule that nobody runs proves nothing.
#[test]
fn every_rule_is_in_the_list() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/testkit/contract");
    let list = include_str!("../src/testkit/contract/mod.rs");
    for group in std::fs::read_dir(folder).unwrap() {
        let group = std::fs::read_to_string(group.unwrap().path()).unwrap();
        let declarations = group
            .lines()
            .filter_map(|line| line.strip_prefix("pub async fn "));
        for rule in declarations.filter_map(|line| Some(line.split_once('(')?.0)) {
            let entry = format!(" {rule},\n");
            assert!(list.contains(&entry), "{rule} is not in the list");
        }
    }
}
