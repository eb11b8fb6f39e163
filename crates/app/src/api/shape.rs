//! What is wrong with the shape of a body that could not be read, told by comparing it with its own
//! description in the document. Field names of the document are named, submitted text never is.

use poem_openapi::registry::{MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::types::Type;
use serde_json::Value;
use varco_words::{Phrase, say};

use super::problem::FieldError;

/// Everything that differs between a body and the description of `T`.
pub(super) fn compare<T: Type>(body: &Value) -> Vec<FieldError> {
    let mut registry = Registry::new();
    T::register(&mut registry);
    let mut comparison = Comparison {
        registry,
        found: Vec::new(),
    };
    comparison.visit(&T::schema_ref(), body, "");
    comparison.found
}

struct Comparison {
    registry: Registry,
    found: Vec<FieldError>,
}

impl Comparison {
    fn visit(&mut self, schema: &MetaSchemaRef, value: &Value, path: &str) {
        let schema = match schema {
            MetaSchemaRef::Inline(schema) => schema.as_ref().clone(),
            MetaSchemaRef::Reference(name) => match self.registry.schemas.get(name) {
                Some(schema) => schema.clone(),
                None => return,
            },
        };
        for part in &schema.all_of {
            self.visit(part, value, path);
        }
        if !schema.one_of.is_empty() {
            if !self.fits_one(&schema.one_of, value) {
                self.note(path, "wrong_type", say("fault-body-forms"));
            }
            return;
        }
        match (schema.ty, value) {
            ("object", Value::Object(object)) => self.visit_object(&schema, object, path),
            _ if fits(&schema, value) => {}
            _ => self.note(path, "wrong_type", wanted(&schema)),
        }
    }

    fn visit_object(
        &mut self,
        schema: &MetaSchema,
        object: &serde_json::Map<String, Value>,
        path: &str,
    ) {
        for (name, schema_of_field) in &schema.properties {
            let path = if path.is_empty() {
                (*name).to_owned()
            } else {
                format!("{path}.{name}")
            };
            match object.get(*name) {
                Some(value) if !value.is_null() => self.visit(schema_of_field, value, &path),
                _ if schema.required.contains(name) => {
                    self.note(&path, "missing", say("fault-body-missing"));
                }
                _ => {}
            }
        }
        let known: Vec<_> = schema.properties.iter().map(|(name, _)| *name).collect();
        if object.keys().any(|key| !known.contains(&key.as_str())) {
            let detail = say("fault-body-unknown").with("known", known.join(", "));
            self.note(path, "unknown_field", detail);
        }
    }

    /// Whether one of the alternatives finds nothing to say.
    fn fits_one(&mut self, alternatives: &[MetaSchemaRef], value: &Value) -> bool {
        let before = self.found.len();
        alternatives.iter().any(|alternative| {
            self.visit(alternative, value, "");
            let fits = self.found.len() == before;
            self.found.truncate(before);
            fits
        })
    }

    fn note(&mut self, path: &str, code: &str, detail: Phrase) {
        self.found.push(FieldError::new(path, code, detail));
    }
}

/// Whether a value is of the type (years are the only numbers) and, where the description lists them, one of the values.
fn fits(schema: &MetaSchema, value: &Value) -> bool {
    let of_type = match schema.ty {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value
            .as_i64()
            .is_some_and(|number| i16::try_from(number).is_ok()),
        "object" => value.is_object(),
        _ => true,
    };
    of_type && (schema.enum_items.is_empty() || schema.enum_items.contains(value))
}

fn wanted(schema: &MetaSchema) -> Phrase {
    if !schema.enum_items.is_empty() {
        let items: Vec<_> = schema.enum_items.iter().filter_map(Value::as_str).collect();
        return say("fault-body-one-of").with("items", items.join(", "));
    }
    match schema.ty {
        "string" => say("fault-body-text"),
        "boolean" => say("fault-body-boolean"),
        "integer" => say("fault-body-integer"),
        _ => say("fault-body-object"),
    }
}
