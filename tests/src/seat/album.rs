//! What has been seen on a walk.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;
use tokio::process::Command;

use super::Manner;
use crate::browser::target_folder;
use crate::gallery::Walk;
use crate::gallery::catalogue::Sight;

/// The standard as a validator knows it; what the kit wants and house style are not its business.
const RULES: &str = include_str!("html.json");

/// Links that are cut are told so in the same words, whatever they are for.
const CUT: &str = "tagliato";

/// The pages of a walk, each with its HTML as it was sent.
#[derive(Debug)]
pub(super) struct Album {
    folder: TempDir,
    seen: BTreeMap<&'static str, &'static Sight>,
    titles: BTreeMap<String, &'static Sight>,
    faults: Vec<String>,
}

impl Album {
    pub(super) fn new() -> Result<Self> {
        Ok(Self {
            folder: TempDir::new()?,
            seen: BTreeMap::new(),
            titles: BTreeMap::new(),
            faults: Vec::new(),
        })
    }

    /// Takes a page in, with what is wrong with it. Another page has another title.
    pub(super) fn keep(
        &mut self,
        sight: &'static Sight,
        title: String,
        html: &str,
        mut faults: Vec<String>,
    ) -> Result<()> {
        let file = self.folder.path().join(format!("{}.html", sight.name));
        fs::write(file, html)?;
        let first = *self.titles.entry(title).or_insert(sight);
        if first.path != sight.path && !sight.name.ends_with(CUT) {
            faults.push(format!("has the title of {}", first.name));
        }
        let told = |fault| format!("{}: {fault}", sight.name);
        self.faults.extend(faults.into_iter().map(told));
        self.seen.insert(sight.name, sight);
        Ok(())
    }

    /// Whether it holds what the catalogue promises of a walk, and nothing is wrong with any of it.
    pub(super) async fn judge(&self, walk: Walk, manner: Manner) -> Result<()> {
        let promised = walk.sights().iter();
        let promised = promised.filter(|it| manner.has_javascript || !it.is_scripted);
        let missing = promised
            .map(|it| it.name)
            .filter(|it| !self.seen.contains_key(it));
        let missing: Vec<_> = missing.collect();
        ensure!(missing.is_empty(), "not seen on the walk: {missing:?}");
        let mut seen = self.seen.values();
        let stray = seen.find(|sight| !walk.sights().contains(sight));
        ensure!(stray.is_none(), "of another walk: {stray:?}");
        if !manner.is_strict {
            return Ok(());
        }
        let invalid = self.invalid().await?;
        let faults = self.faults.join("\n");
        ensure!(
            faults.is_empty() && invalid.is_empty(),
            "{faults}\n{invalid}"
        );
        Ok(())
    }

    /// What a validator says of the HTML of the pages.
    async fn invalid(&self) -> Result<String> {
        let rules = self.folder.path().join("rules.json");
        fs::write(&rules, RULES)?;
        let program = "node/node_modules/html-validate/bin/html-validate.mjs";
        let program = target_folder()?.join(program);
        ensure!(
            program.is_file(),
            "html-validate is missing: run cargo xtask setup"
        );
        let mut node = Command::new("node");
        node.arg(program)
            .args(["--formatter=text", "--config"])
            .arg(rules);
        let said = node
            .arg(self.folder.path())
            .stdin(Stdio::null())
            .output()
            .await;
        let said = said.context("starting html-validate")?;
        let text = String::from_utf8_lossy(&said.stdout).into_owned();
        ensure!(
            said.status.success() || !text.is_empty(),
            "html-validate failed: {said:?}"
        );
        Ok(text)
    }
}
