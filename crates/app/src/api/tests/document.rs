//! The OpenAPI document and the guide: complete, stable, and the same as what readers see.

use std::collections::BTreeSet;
use std::path::Path;

use http::header;
use serde_json::Value;

use super::stage::{DOCUMENT, Stage};
use crate::api::code::Code;
use crate::api::document;

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join(path)).unwrap_or_default()
}

#[test]
fn the_snapshot_is_what_the_code_says() {
    let kept = read("docs/openapi.json");
    assert!(
        kept == format!("{}\n", document()),
        "docs/openapi.json is out of date: run `cargo xtask openapi` and read the difference"
    );
}

#[tokio::test]
async fn the_document_is_served() {
    let stage = Stage::new();
    let request = poem::Request::builder()
        .uri_str("/api/openapi.json")
        .finish();
    let answer = stage.raw(request).await;
    assert_eq!(
        (answer.status, answer.header(header::CONTENT_TYPE)),
        (200, "application/json")
    );
    assert_eq!(answer.text, document());
}

/// Every operation with its path.
fn operations() -> impl Iterator<Item = (&'static String, &'static Value)> {
    let paths = DOCUMENT["paths"].as_object().unwrap();
    paths.iter().flat_map(|(path, methods)| {
        methods
            .as_object()
            .unwrap()
            .values()
            .map(move |operation| (path, operation))
    })
}

#[test]
fn every_operation_is_described_and_every_answer_too() {
    let mut ids = BTreeSet::new();
    for (path, operation) in operations() {
        assert!(
            operation["summary"].is_string() && operation["tags"].is_array(),
            "{path}"
        );
        assert!(
            ids.insert(operation["operationId"].as_str().unwrap()),
            "{path}"
        );
        for (status, response) in operation["responses"].as_object().unwrap() {
            assert!(
                !response["description"].as_str().unwrap().is_empty(),
                "{path} {status}"
            );
        }
    }
    assert_eq!(ids.len(), 37);
}

#[test]
fn every_field_is_described_and_every_object_has_an_example() {
    let parts = [
        "FieldError",
        "Problem",
        "CaptchaProof",
        "CaptchaTypedAnswer",
        "CaptchaQuestion",
        "PlaceCandidate",
        "ExportedAccount",
        "ExportedEmails",
        "ExportedAcceptance",
        "ExportedAccess",
        "ExportedSession",
        "ExportedActivity",
    ];
    for (name, schema) in DOCUMENT["components"]["schemas"].as_object().unwrap() {
        let properties = schema["properties"].as_object().into_iter().flatten();
        let mut count = 0;
        for (field, property) in properties {
            assert!(property["description"].is_string(), "{name}.{field}");
            count += 1;
        }
        assert!(
            count == 0 || schema["example"].is_object() || parts.contains(&name.as_str()),
            "{name}"
        );
    }
}

#[test]
fn every_code_is_in_the_guide_and_in_the_document() {
    let guide = read("docs/api.md");
    let introduction = DOCUMENT["info"]["description"].as_str().unwrap();
    let mut names = BTreeSet::new();
    for code in Code::ALL {
        assert!(names.insert(code.name()), "{} is there twice", code.name());
        let line = format!(
            "| `{}` | {} | {} |\n",
            code.name(),
            code.status(),
            code.meaning()
        );
        assert!(introduction.contains(&line), "{line}");
        assert!(guide.contains(&line), "docs/api.md misses: {line}");
    }
    assert!(
        Code::ALL.is_sorted_by_key(|code| code.status()),
        "the table is ordered by status"
    );
}

#[test]
fn every_specific_code_belongs_to_an_operation() {
    // Of any path, as the introduction says; never of one operation alone.
    let general = [
        Code::BadRequest,
        Code::NotFound,
        Code::MethodNotAllowed,
        Code::RequestTimeout,
        Code::AddressTooLong,
        Code::MisdirectedRequest,
        Code::HeadersTooLarge,
    ];
    let listed: BTreeSet<_> = operations()
        .flat_map(|(_, operation)| operation["responses"].as_object().unwrap().values())
        .filter_map(|response| {
            let schema = &response["content"]["application/problem+json"]["schema"];
            schema["allOf"][1]["properties"]["code"]["enum"].as_array()
        })
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for code in Code::ALL {
        assert_eq!(
            listed.contains(code.name()),
            !general.contains(code),
            "{}",
            code.name()
        );
    }
}
