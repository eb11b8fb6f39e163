//! The lists of scenarios and of journeys name tests that there are.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use regex::Regex;

const COMMAND: &str = "cargo xtask ";

#[test]
fn every_scenario_names_its_tests() -> Result<()> {
    rows_name_tests("scenarios.md", 37)
}

#[test]
fn every_journey_names_its_tests() -> Result<()> {
    rows_name_tests("journeys.md", 24)
}

/// Each row of the table, numbered from one, names tests that there are.
fn rows_name_tests(page: &str, rows: usize) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(root.join("../docs").join(page))?;
    let row = Regex::new(r"(?m)^\| (\d+) \| .+ \| (.+) \|$")?;
    let named = Regex::new("`([^`]+)`")?;
    let mut count = 0;
    for found in row.captures_iter(&list) {
        count += 1;
        ensure!(found[1] == count.to_string(), "row {}", &found[1]);
        let mut tests = None;
        for name in named.captures_iter(&found[2]) {
            let name = &name[1];
            if Path::new(name).extension().is_some_and(|end| end == "rs") {
                let file = root.join("tests/it").join(name);
                tests = Some(fs::read_to_string(file).with_context(|| name.to_owned())?);
            } else if !name.starts_with(COMMAND) {
                let tests = tests.as_ref().with_context(|| name.to_owned())?;
                let test = Regex::new(&format!(r"#\[(tokio::)?test.*\]\n(async )?fn {name}\("))?;
                ensure!(test.is_match(tests), "row {count}: there is no {name}");
            }
        }
        ensure!(
            tests.is_some() || found[2].contains(COMMAND),
            "row {count} names nothing"
        );
    }
    ensure!(count == rows, "{page} has {count} rows");
    Ok(())
}
