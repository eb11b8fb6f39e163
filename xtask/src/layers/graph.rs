//! The workspace as the rules see it: who names whom, and what a crate drags in.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};
use cargo_metadata::{DependencyKind, MetadataCommand};

use super::rules;
use crate::shell;

/// Our crates with their dependencies.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    /// Direct dependencies of each of our crates, by crate name.
    pub(super) members: BTreeMap<String, Vec<Dependency>>,
    /// Everything compiled into a crate, transitively, for the crates of [`rules::TREES`].
    pub(super) trees: BTreeMap<String, BTreeSet<String>>,
}

/// One line of a `[dependencies]`, `[dev-dependencies]` or `[build-dependencies]` table.
#[derive(Debug)]
pub(super) struct Dependency {
    pub(super) name: String,
    pub(super) is_dev: bool,
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    ///
    /// Cargo fails, for instance because `Cargo.lock` is out of date.
    pub(super) fn read() -> Result<Self> {
        let metadata = MetadataCommand::new()
            .current_dir(shell::root())
            .no_deps()
            .exec()
            .context("cannot read the workspace with `cargo metadata`")?;
        let members = metadata.packages.into_iter().map(|package| {
            let dependencies = package
                .dependencies
                .into_iter()
                .map(|dependency| Dependency {
                    name: dependency.name,
                    is_dev: dependency.kind == DependencyKind::Development,
                });
            (package.name.to_string(), dependencies.collect())
        });
        let trees = rules::TREES
            .iter()
            .map(|(name, _)| Ok(((*name).to_owned(), tree(name)?)));
        Ok(Self {
            members: members.collect(),
            trees: trees.collect::<Result<_>>()?,
        })
    }
}

/// What is linked into a crate when it is built alone: `cargo metadata` would mix in the features
/// that the other crates of the workspace switch on.
fn tree(name: &str) -> Result<BTreeSet<String>> {
    let arguments = [
        "tree",
        "--locked",
        "--package",
        name,
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
    ];
    let printed = shell::read(&mut shell::cargo(&arguments))?;
    let names = printed
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    Ok(names
        .filter(|other| *other != name)
        .map(str::to_owned)
        .collect())
}
