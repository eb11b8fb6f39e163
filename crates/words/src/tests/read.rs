//! Reading the files of messages, and the sources that name their keys.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

/// One message of one language.
#[derive(Debug, Default)]
pub(crate) struct Message {
    /// The file it stands in, without its ending.
    pub(crate) topic: String,
    /// Its text, with what is filled in left out; of a message with cases, all of them.
    pub(crate) text: String,
    /// The names of what is filled in.
    pub(crate) arguments: BTreeSet<String>,
    /// Other messages that are part of it.
    pub(crate) parts: BTreeSet<String>,
}

/// Every message of a language, by key.
pub(crate) fn messages(tag: &str) -> BTreeMap<String, Message> {
    let mut messages = BTreeMap::new();
    for path in below(&root().join("crates/words/locales").join(tag), "ftl") {
        let topic = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let source = fs::read_to_string(&path).unwrap();
        let resource = parser::parse(source.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in resource.body {
            let Entry::Message(found) = entry else {
                continue;
            };
            let key = found.id.name.to_owned();
            let mut message = Message {
                topic: topic.clone(),
                ..Message::default()
            };
            let pattern = found.value.unwrap_or_else(|| panic!("{key} says nothing"));
            message.add(&pattern);
            let again = messages.insert(key.clone(), message);
            assert!(again.is_none(), "{tag}: {key} stands there twice");
        }
    }
    messages
}

impl Message {
    fn add(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.add(&variant.value);
                }
            }
            Expression::Inline(inline) => self.inline(inline),
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.arguments.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, .. } => {
                self.parts.insert(id.name.to_owned());
            }
            InlineExpression::StringLiteral { value } => self.text.push_str(value),
            other => panic!("a message needs no {other:?}"),
        }
    }
}

/// What is filled into a message or into its parts.
pub(crate) fn arguments(messages: &BTreeMap<String, Message>, key: &str) -> BTreeSet<String> {
    let message = messages
        .get(key)
        .unwrap_or_else(|| panic!("no message {key}"));
    let of_parts = message
        .parts
        .iter()
        .flat_map(|part| arguments(messages, part));
    message.arguments.iter().cloned().chain(of_parts).collect()
}

/// The folder of the whole project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below a folder with this ending, in order.
pub(crate) fn below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(below(&path, ending));
        } else if path
            .extension()
            .is_some_and(|extension| extension == ending)
        {
            found.push(path);
        }
    }
    found.sort();
    found
}
