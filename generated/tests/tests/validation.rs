//! Smithy's validation cases (service `RestJsonValidation` of the protocol tests): what
//! `validate()` says is what the cases say, path and message.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use case_validation as api;
use serde_json::Value;
use shapewright_runtime::codegen::{Blank, Form, Reader, Shape};
use shapewright_runtime::{Validate, Violations};

const SERVICE: &str = "aws.protocoltests.restjson.validation";

/// What reading a body and validating it gives.
enum Outcome {
    Violations(Violations),
    /// A required member is not there, which a typed input cannot express: its pointers.
    Missing(Vec<String>),
}

fn check<T: Shape + Blank + Validate>(body: &str) -> Result<Outcome, String> {
    let mut value = T::blank();
    let mut reader = Reader::new(body.as_bytes(), Form::Wire);
    reader
        .object(&mut value)
        .and_then(|()| reader.finish())
        .map_err(|e| e.to_string())?;
    let missing = reader.take_corrections();
    match value.validate() {
        _ if !missing.is_empty() => Ok(Outcome::Missing(missing)),
        Ok(()) => Err("valid".to_owned()),
        Err(violations) => Ok(Outcome::Violations(violations)),
    }
}

/// The one input whose limited member travels in the query.
fn check_query(query: &Value) -> Result<Outcome, String> {
    let text = query[0].as_str().unwrap_or_default();
    let value = text
        .strip_prefix("string")
        .unwrap_or_default()
        .trim_start_matches('=');
    match api::MalformedLengthQueryStringInput::new()
        .string(value)
        .validate()
    {
        Ok(()) => Err("valid".to_owned()),
        Err(violations) => Ok(Outcome::Violations(violations)),
    }
}

fn run(operation: &str, body: &str, query: &Value) -> Result<Outcome, String> {
    match operation {
        "MalformedEnum" => check::<api::MalformedEnumInput>(body),
        "MalformedLength" => check::<api::MalformedLengthInput>(body),
        "MalformedLengthOverride" => check::<api::MalformedLengthOverrideInput>(body),
        "MalformedLengthQueryString" => check_query(query),
        "MalformedPattern" => check::<api::MalformedPatternInput>(body),
        "MalformedPatternOverride" => check::<api::MalformedPatternOverrideInput>(body),
        "MalformedRange" => check::<api::MalformedRangeInput>(body),
        "MalformedRangeOverride" => check::<api::MalformedRangeOverrideInput>(body),
        // Its only case leaves out a header.
        "MalformedRequired" => {
            check::<api::MalformedRequiredInput>(body).or(Ok(Outcome::Missing(Vec::new())))
        }
        "MalformedUniqueItems" => check::<api::MalformedUniqueItemsInput>(body),
        "RecursiveStructures" => check::<api::RecursiveStructuresInput>(body),
        "SensitiveValidation" => check::<api::SensitiveValidationInput>(body),
        _ => Err(format!("no operation {operation}")),
    }
}

/// A case with its parameters put in: `$name:S` is a JSON string, `$name:L` the text itself.
fn expand(case: &Value, index: usize, template: &str) -> String {
    let mut text = template.replace("$$", "\u{0}");
    for (name, values) in case["testParameters"].as_object().into_iter().flatten() {
        let value = values[index].as_str().unwrap_or_default();
        text = text.replace(&format!("${name}:S"), &Value::from(value).to_string());
        text = text.replace(&format!("${name}:L"), value);
    }
    text.replace('\u{0}', "$")
}

fn parameters(case: &Value) -> usize {
    let values = case["testParameters"]
        .as_object()
        .and_then(|p| p.values().next());
    values.and_then(Value::as_array).map_or(1, Vec::len)
}

#[test]
fn every_violation_reads_as_smithy_says() {
    let text = include_str!("../../../models/conformance/json-protocols.json");
    let model: Value = serde_json::from_str(text).unwrap();
    let (mut cases, mut expanded, mut unread) = (0, 0, 0);
    let mut failures = Vec::new();
    for (id, shape) in model["shapes"].as_object().unwrap() {
        let Some(operation) = id.strip_prefix(SERVICE).and_then(|id| id.strip_prefix('#')) else {
            continue;
        };
        for case in shape["traits"]["smithy.test#httpMalformedRequestTests"]
            .as_array()
            .into_iter()
            .flatten()
        {
            let Some(expected) = case["response"]["body"]["assertion"]["contents"].as_str() else {
                continue;
            };
            cases += 1;
            for index in 0..parameters(case) {
                expanded += 1;
                let body = expand(
                    case,
                    index,
                    case["request"]["body"].as_str().unwrap_or("{}"),
                );
                let expected: Value = serde_json::from_str(&expand(case, index, expected)).unwrap();
                if let Err(difference) = compare(
                    run(operation, &body, &case["request"]["queryParams"]),
                    &expected,
                    &mut unread,
                ) {
                    failures.push(format!("{} [{index}] {body}: {difference}", case["id"]));
                }
            }
        }
    }
    println!(
        "{cases} cases, {expanded} expanded, {} failed, {unread} not run: a typed input cannot lack a required member",
        failures.len()
    );
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!((cases, expanded, unread), (58, 89, 2));
}

fn compare(
    found: Result<Outcome, String>,
    expected: &Value,
    unread: &mut usize,
) -> Result<(), String> {
    let violations = match found? {
        Outcome::Violations(violations) => violations,
        Outcome::Missing(pointers) => {
            *unread += 1;
            // The reader at least says that something is missing, and for the body where.
            let path = expected["fieldList"][0]["path"]
                .as_str()
                .unwrap_or_default();
            let told = pointers.iter().any(|pointer| pointer == path) || path == "/stringInHeader";
            return if told {
                Ok(())
            } else {
                Err(format!("missing {pointers:?}, expected {path}"))
            };
        }
    };
    let list: Vec<Value> = violations
        .iter()
        .map(|v| serde_json::json!({ "message": v.to_string(), "path": v.pointer() }))
        .collect();
    let found = serde_json::json!({ "message": violations.to_string(), "fieldList": list });
    if found == *expected {
        Ok(())
    } else {
        Err(format!("\n  found    {found}\n  expected {expected}"))
    }
}
