//! `cargo xtask tidy`: what the house style asks of every source file and no lint can see.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::shell;

/// Longest hand-written file, in lines.
const LONGEST: usize = 400;
/// Longest file of tests, in lines: tables of cases run on.
const LONGEST_TEST: usize = 600;
/// A file that begins like this is written by a command, and has its own test.
const GENERATED: &str = "// @generated";

/// Checks every Rust file of the workspace.
///
/// # Errors
///
/// A file cannot be read or breaks a rule; each fault is printed.
pub(crate) fn run() -> Result<()> {
    let (count, faults) = workspace_faults()?;
    for fault in &faults {
        println!("{fault}");
    }
    if !faults.is_empty() {
        bail!("{} faults of style", faults.len());
    }
    println!("tidy: {count} files");
    Ok(())
}

fn workspace_faults() -> Result<(usize, Vec<String>)> {
    let mut files = Vec::new();
    for folder in ["crates", "tests", "xtask"] {
        collect(&shell::root().join(folder), &mut files)?;
    }
    let mut faults = Vec::new();
    for file in &files {
        let text =
            fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let name = file
            .strip_prefix(shell::root())
            .unwrap_or(file)
            .display()
            .to_string();
        faults.extend(
            faults_in(&name, &text)
                .into_iter()
                .map(|fault| format!("{name}: {fault}")),
        );
    }
    Ok((files.len(), faults))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?
    {
        let path = entry?.path();
        // The fuzz targets are a workspace of their own and build in place.
        if path.is_dir() && !path.ends_with("target") {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn faults_in(name: &str, text: &str) -> Vec<String> {
    if text.starts_with(GENERATED) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    let limit = if is_test(name) { LONGEST_TEST } else { LONGEST };
    let lines = text.lines().count();
    if lines > limit {
        faults.push(format!("{lines} lines, at most {limit}: split it"));
    }
    // The tests of one module, in a file beside it, are about that module.
    if !text.starts_with("//!") && !name.ends_with("/tests.rs") {
        faults.push("opens without `//!`: say what the module is for".to_owned());
    }
    // Spelled in two halves, or this file would find itself.
    let mark = concat!("TO", "DO");
    for (index, line) in text.lines().enumerate() {
        if line.contains(mark) && !line.contains(&format!("{mark}(#")) {
            faults.push(format!(
                "line {}: {mark} without an issue number",
                index + 1
            ));
        }
    }
    faults
}

fn is_test(name: &str) -> bool {
    name.starts_with("tests/") || name.contains("/tests/") || name.ends_with("tests.rs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_may_be_as_long_as_the_limit_and_no_longer() {
        let of = |lines: usize| format!("//! Long.\n{}", "\n".repeat(lines - 1));
        assert_eq!(
            faults_in("crates/a/src/b.rs", &of(400)),
            Vec::<String>::new()
        );
        assert_eq!(
            faults_in("crates/a/src/b.rs", &of(401)),
            ["401 lines, at most 400: split it"]
        );
        assert_eq!(
            faults_in("crates/a/tests/b.rs", &of(600)),
            Vec::<String>::new()
        );
        assert_eq!(faults_in("crates/a/src/b/tests.rs", &of(601)).len(), 1);
    }

    #[test]
    fn a_module_says_what_it_is_for() {
        assert_eq!(
            faults_in("crates/a/src/b.rs", "use std::fs;\n"),
            ["opens without `//!`: say what the module is for"]
        );
        assert_eq!(
            faults_in("crates/a/src/b/tests.rs", "use super::*;\n"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn an_open_point_names_its_issue() {
        let with = |text: &str| format!("//! A.\n// {}{text}\n", concat!("TO", "DO"));
        assert_eq!(faults_in("crates/a/src/b.rs", &with(": later")).len(), 1);
        assert_eq!(
            faults_in("crates/a/src/b.rs", &with("(#12): later")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_generated_file_is_left_alone() {
        let text = format!("{GENERATED} by a command\n{}", "\n".repeat(1000));
        assert_eq!(faults_in("crates/a/src/b.rs", &text), Vec::<String>::new());
    }
}
