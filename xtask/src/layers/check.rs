//! Comparing a workspace with the tables: pure, so that every rule can be shown to bite.

use super::graph::Workspace;
use super::rules::{HOMES, INSIDE, TREES, Tree};

/// Every dependency that breaks a rule, one sentence each.
pub(super) fn faults(workspace: &Workspace) -> Vec<String> {
    let mut faults = Vec::new();
    for (member, dependencies) in &workspace.members {
        let Some((_, inside)) = INSIDE.iter().find(|(name, _)| name == member) else {
            faults.push(format!(
                "{member} has no line in INSIDE: say which of our crates it may know"
            ));
            continue;
        };
        for dependency in dependencies {
            let name = dependency.name.as_str();
            let kind = if dependency.is_dev {
                "dev-dependency"
            } else {
                "dependency"
            };
            if workspace.members.contains_key(name) && name != member && !inside.contains(&name) {
                faults.push(format!("{member} must not know {name} ({kind})"));
            }
            for (pattern, homes) in HOMES {
                if matches(pattern, name) && !homes.contains(&member.as_str()) {
                    faults.push(format!(
                        "{name} ({kind} of {member}) belongs in {}",
                        home(homes)
                    ));
                }
            }
        }
    }
    for (member, rule) in TREES {
        for name in workspace.trees.get(*member).into_iter().flatten() {
            if !allows(rule, name, workspace.members.contains_key(name)) {
                faults.push(format!("{member} drags in {name}: see TREES"));
            }
        }
    }
    faults
}

fn home(homes: &[&str]) -> String {
    if homes.is_empty() {
        "no crate at all".to_owned()
    } else {
        homes.join(", ")
    }
}

/// Our own crates are the business of [`INSIDE`].
fn allows(rule: &Tree, name: &str, is_ours: bool) -> bool {
    match rule {
        _ if is_ours => true,
        Tree::Only(list) => list.iter().any(|pattern| matches(pattern, name)),
        Tree::Without(list) => !list.iter().any(|pattern| matches(pattern, name)),
    }
}

fn matches(pattern: &str, name: &str) -> bool {
    pattern
        .strip_suffix('*')
        .map_or(pattern == name, |prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::super::graph::Dependency;
    use super::*;

    /// A workspace in which every crate of the table exists and `from` names `to`.
    fn with_edge(from: &str, to: &str, is_dev: bool) -> Workspace {
        let mut workspace = Workspace::default();
        for (name, _) in INSIDE {
            workspace.members.insert((*name).to_owned(), Vec::new());
        }
        workspace
            .members
            .entry(from.to_owned())
            .or_default()
            .push(Dependency {
                name: to.to_owned(),
                is_dev,
            });
        workspace
    }

    fn with_tree(of: &str, brings: &str) -> Workspace {
        let mut workspace = with_edge("varco", "varco-ports", false);
        workspace
            .trees
            .insert(of.to_owned(), [brings.to_owned()].into());
        workspace
    }

    #[test]
    fn every_edge_between_our_crates_is_refused_unless_the_table_has_it() {
        for (from, inside) in INSIDE {
            for (to, _) in INSIDE.iter().filter(|(to, _)| to != from) {
                for is_dev in [false, true] {
                    let expected = usize::from(!inside.contains(to));
                    assert_eq!(
                        faults(&with_edge(from, to, is_dev)).len(),
                        expected,
                        "{from} -> {to}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_outside_crate_with_a_home_is_refused_elsewhere() {
        for (pattern, homes) in HOMES {
            let name = pattern.trim_end_matches('*');
            for (member, _) in INSIDE {
                let expected = usize::from(!homes.contains(member));
                assert_eq!(
                    faults(&with_edge(member, name, true)).len(),
                    expected,
                    "{member} -> {name}"
                );
            }
        }
    }

    #[test]
    fn a_crate_without_a_line_in_the_table_is_a_fault() {
        let found = faults(&with_edge("varco-new", "thiserror", false));
        assert_eq!(
            found,
            ["varco-new has no line in INSIDE: say which of our crates it may know"]
        );
    }

    #[test]
    fn every_inner_crate_is_refused_a_runtime_however_deep_it_sits() {
        for member in ["varco-domain", "varco-ports", "varco-usecases"] {
            assert_eq!(
                faults(&with_tree(member, "tokio-util")),
                [format!("{member} drags in tokio-util: see TREES")]
            );
        }
    }

    #[test]
    fn whoever_embeds_the_inner_crates_gets_no_framework_and_no_database() {
        for (member, _) in TREES {
            for outward in ["poem-derive", "sea-query", "sqlx-core"] {
                assert_eq!(
                    faults(&with_tree(member, outward)),
                    [format!("{member} drags in {outward}: see TREES")]
                );
            }
        }
    }

    #[test]
    fn the_domain_is_refused_what_its_list_does_not_name() {
        assert_eq!(faults(&with_tree("varco-domain", "serde")).len(), 1);
        assert_eq!(
            faults(&with_tree("varco-domain", "icu_properties")),
            Vec::<String>::new()
        );
        assert_eq!(
            faults(&with_tree("varco-usecases", "serde")),
            Vec::<String>::new()
        );
    }
}
