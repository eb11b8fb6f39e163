//! `cargo xtask layers`: the direction of dependencies, checked against a table.

mod check;
mod graph;
mod rules;

use anyhow::{Result, bail};

use graph::Workspace;

/// Compares the workspace with the tables of [`rules`].
///
/// # Errors
///
/// Cargo cannot read the workspace, or a rule is broken; each broken rule is printed.
pub(crate) fn run() -> Result<()> {
    let workspace = Workspace::read()?;
    let faults = check::faults(&workspace);
    for fault in &faults {
        println!("{fault}");
    }
    if !faults.is_empty() {
        bail!(
            "{} dependencies break the layers (tables in xtask/src/layers/rules.rs)",
            faults.len()
        );
    }
    println!(
        "layers: {} crates keep to their places",
        workspace.members.len()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_keeps_its_layers() -> Result<()> {
        assert_eq!(check::faults(&Workspace::read()?), Vec::<String>::new());
        Ok(())
    }
}
