//! What operators read is about what the program says and does.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use regex::Regex;
use tokio::process::Command;
use varco_tests::process;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn page(name: &str) -> Result<String> {
    fs::read_to_string(root().join(name)).with_context(|| name.to_owned())
}

/// The sources of the product, without its tests.
fn sources() -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() && !["tests", "target", "fuzz"].contains(&&*name) {
                folders.push(path);
            } else if name.ends_with(".rs") && name != "tests.rs" {
                found.push(path);
            }
        }
    }
    Ok(found)
}

#[test]
fn every_warning_and_error_of_the_log_is_explained() -> Result<()> {
    let page = page("docs/operations.md")?;
    // The text is the last thing in the parentheses.
    let line = Regex::new(r#"(?s)tracing::(?:warn|error)!\(.*?"([^"]+)"\s*,?\s*\)"#)?;
    let mut told = BTreeSet::new();
    for file in sources()? {
        let text = fs::read_to_string(&file)?;
        told.extend(line.captures_iter(&text).map(|found| found[1].to_owned()));
    }
    ensure!(told.len() > 20, "only {told:?}");
    for message in told {
        ensure!(
            page.contains(&format!("`{message}`")),
            "docs/operations.md says nothing about: {message}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn every_command_is_in_the_readme() -> Result<()> {
    let readme = page("README.md")?;
    let output = Command::new(process::binary()?)
        .arg("--help")
        .output()
        .await?;
    let help = String::from_utf8(output.stdout)?;
    let commands = help.split("Commands:").nth(1).context("no commands")?;
    let names = commands.lines().skip(1).take_while(|line| !line.is_empty());
    let names = names.filter_map(|line| line.split_whitespace().next());
    for name in names.filter(|name| *name != "help") {
        ensure!(
            readme.contains(&format!("`varco {name}")),
            "README.md has no varco {name}"
        );
    }
    Ok(())
}

/// A link to a page that is not there, or to a heading that is not in it, helps nobody at night.
#[test]
fn every_link_between_the_pages_leads_somewhere() -> Result<()> {
    let link = Regex::new(r"\]\(([^)\s]+)\)")?;
    let mut pages = vec![PathBuf::from("README.md"), PathBuf::from("CONTRIBUTING.md")];
    for folder in ["docs", "docs/adr"] {
        for entry in fs::read_dir(root().join(folder))? {
            let name = entry?.file_name();
            pages.push(Path::new(folder).join(name));
        }
    }
    for name in pages
        .iter()
        .filter(|name| name.extension().is_some_and(|kind| kind == "md"))
    {
        let text = fs::read_to_string(root().join(name))?;
        for found in link
            .captures_iter(&text)
            .filter(|found| !found[1].contains("://"))
        {
            let (file, heading) = found[1].split_once('#').unwrap_or((&found[1], ""));
            let target = match file {
                "" => name.clone(),
                file => name.parent().unwrap_or(Path::new("")).join(file),
            };
            let target = root().join(target);
            ensure!(target.exists(), "{}: {}", name.display(), &found[1]);
            if !heading.is_empty() {
                let text = fs::read_to_string(&target)?;
                let has = text
                    .lines()
                    .any(|line| anchor(line).as_deref() == Some(heading));
                ensure!(has, "{}: {}", name.display(), &found[1]);
            }
        }
    }
    Ok(())
}

/// What a heading is called in an address.
fn anchor(line: &str) -> Option<String> {
    let heading = line.strip_prefix('#')?.trim_start_matches('#').trim();
    let kept = heading
        .chars()
        .filter(|sign| sign.is_alphanumeric() || " -_".contains(*sign));
    Some(kept.collect::<String>().to_lowercase().replace(' ', "-"))
}
