//! What is said about names that clash: the models in `cases/names` and `cases/calls` have every clash that there can be,
//! and each is settled by the rule in ARCHITECTURE.md and told.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod support;

use std::collections::BTreeSet;

use serde_json::Value;
use shapewright_codegen::diagnostic::{Diagnostic, Severity};
use shapewright_codegen::{Generated, Package, Settings, Source, generate};
use support::code;

const NAMES: &str = include_str!("cases/names/model.json");
const CALLS: &str = include_str!("cases/calls/model.json");

fn run(model: &str) -> Generated {
    let source = Source::new("model.json", model);
    generate(&[source], &Settings::new(Package::new("names")))
        .unwrap_or_else(|report| panic!("{report}"))
}

/// The findings of a kind, a line each.
fn found(generated: &Generated, id: &str) -> BTreeSet<String> {
    let line = |finding: &Diagnostic| {
        assert_eq!(finding.severity, Severity::Warning);
        let shape = finding.shape.as_deref().unwrap();
        let message = finding.message.replace("example.names#", "");
        let message = message.replace("example.calls#", "");
        format!("{}: {message}", shape.split_once('#').unwrap().1)
    };
    let findings = generated.report.iter().filter(|it| it.id == id);
    findings.map(line).collect()
}

#[test]
fn every_clash_is_told() {
    let mut told = found(&run(NAMES), "NameClash");
    told.extend(found(&run(CALLS), "NameClash"));
    insta::assert_snapshot!(told.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn names_that_differ_only_in_case_are_told_with_a_place() {
    let generated = run(NAMES);
    let shapes = found(&generated, "ShapeNameConflict");
    assert_eq!(
        shapes.iter().map(String::as_str).collect::<Vec<_>>(),
        [
            "FooBar: `FOOBAR` has a name that differs only in case in the service `Names`",
            "Foobar: `FOOBAR` has a name that differs only in case in the service `Names`",
            "fooBar: `FOOBAR` has a name that differs only in case in the service `Names`",
        ]
    );
    let members = found(&generated, "MemberNameConflict");
    assert_eq!(
        members.iter().map(String::as_str).collect::<Vec<_>>(),
        [
            "Members$NAME: the name differs only in case from that of `name`",
            "Members$Name: the name differs only in case from that of `name`",
            "Members$Type: the name differs only in case from that of `type`",
            "Members$self: the name differs only in case from that of `Self`",
        ]
    );
    assert!(generated.report.iter().all(|it| it.source.is_some()));
    let kinds: BTreeSet<&str> = generated.report.iter().map(|it| it.id).collect();
    let kinds: Vec<&str> = kinds.into_iter().collect();
    assert_eq!(
        kinds,
        ["MemberNameConflict", "NameClash", "ShapeNameConflict"]
    );
}

/// The order of shapes in the file decides nothing, and what is nothing but added later takes no name away from
/// what comes before it in the order of ids.
#[test]
fn the_rule_is_stable() {
    let model: Value = serde_json::from_str(NAMES).unwrap();
    let mut reversed = model.clone();
    let shapes = model["shapes"].as_object().unwrap().clone();
    reversed["shapes"] = Value::Object(shapes.into_iter().rev().collect());
    let (one, other) = (run(NAMES), run(&reversed.to_string()));
    assert_eq!(code(&one).compare(&code(&other)), []);
    assert_eq!(found(&one, "NameClash"), found(&other, "NameClash"));
}
