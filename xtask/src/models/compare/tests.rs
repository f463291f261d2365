//! Differences on small models, and that `models/README.md` is true.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::Report;

use super::view::View;
use super::{Comparison, compare, diff};
use crate::config;
use crate::models::tests::official;

fn view(models: &[Value]) -> View {
    let sources: Vec<Source> = models
        .iter()
        .map(|model| Source::new("model.json", model.to_string()))
        .collect();
    let mut report = Report::new();
    let view = View::of(&sources, &mut report);
    assert_eq!(report.to_string(), "");
    view
}

fn model(shapes: Value) -> Value {
    json!({ "smithy": "2.0", "shapes": shapes })
}

fn difference(imported: Value, official: Value) -> Comparison {
    diff::diff(&view(&[model(imported)]), &view(&[model(official)]))
}

fn groups(comparison: &Comparison) -> Vec<(&str, Vec<&str>)> {
    let groups = comparison.groups.iter();
    groups
        .map(|(group, lines)| (group.as_str(), lines.iter().map(String::as_str).collect()))
        .collect()
}

#[test]
fn traits_members_and_types() {
    let ours = json!({
        "a#S": { "type": "string", "traits": { "t#p": "x", "t#ours": {} } },
        "a#T": { "type": "structure", "members": {
            "b": { "target": "a#S" }, "a": { "target": "a#S" }, "mine": { "target": "a#S" },
        } },
        "a#K": { "type": "integer" },
        "a#New": { "type": "long" },
    });
    let theirs = json!({
        "a#S": { "type": "string", "traits": { "t#p": "y", "smithy.api#documentation": "d" } },
        "a#T": { "type": "structure", "members": {
            "a": { "target": "a#K", "traits": { "t#m": 1 } }, "b": { "target": "a#S" },
            "yours": { "target": "a#S" },
        } },
        "a#K": { "type": "string" },
    });
    let found = difference(ours, theirs);
    let wanted = [
        ("only imported: long", vec!["a#New"]),
        ("only imported: member", vec!["a#T$mine"]),
        ("only official: member", vec!["a#T$yours"]),
        ("order of members", vec!["a#T"]),
        ("t#m", vec!["a#T$a: only official: 1"]),
        ("t#ours", vec!["a#S: only imported"]),
        ("t#p", vec!["a#S: \"x\" / \"y\""]),
        ("target", vec!["a#T$a: a#S / a#K"]),
        ("type of shape", vec!["a#K: integer / string"]),
    ];
    assert_eq!(groups(&found), wanted);
    assert_eq!((found.documentation, found.common), (1, (3, 2)));
}

#[test]
fn enums_are_matched_by_value() {
    let value = |value: &str| json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": value } });
    let ours = json!({ "type": "enum", "members": {
        "A": value("a"), "B": value("b"), "N": value("n"),
    } });
    let theirs = json!({ "type": "string", "traits": { "smithy.api#enum": [
        { "value": "b", "name": "B" }, { "value": "a", "name": "Aa" }, { "value": "o" },
    ] } });
    let found = difference(json!({ "a#E": ours }), json!({ "a#E": theirs }));
    let wanted = [
        ("name of enum value", vec!["a#E: A / Aa"]),
        ("only imported: enum value", vec!["a#E: \"n\""]),
        ("only official: enum value", vec!["a#E: \"o\""]),
        ("order of enum values", vec!["a#E"]),
    ];
    assert_eq!(groups(&found), wanted);
}

#[test]
fn operations_are_found_through_resources() {
    let operation = |error: &str| json!({ "type": "operation", "errors": [{ "target": error }] });
    let error = json!({ "type": "structure", "members": {} });
    let ours = json!({
        "a#One": { "type": "service", "version": "1", "operations": [{ "target": "a#O" }] },
        "a#O": operation("a#E"), "a#E": error, "a#F": error,
    });
    let theirs = json!({
        "a#Two": { "type": "service", "version": "2", "resources": [{ "target": "a#R" }] },
        "a#R": { "type": "resource", "read": { "target": "a#O" } },
        "a#O": operation("a#F"), "a#E": error, "a#F": error,
    });
    let found = difference(ours, theirs);
    let wanted = [
        (
            "errors of operation",
            vec!["a#O: only imported: a#E", "a#O: only official: a#F"],
        ),
        ("name of service", vec!["a#One / a#Two"]),
        ("only official: resource", vec!["a#R"]),
        (
            "version of service",
            vec!["a#One: only imported: 1", "a#One: only official: 2"],
        ),
    ];
    assert_eq!(groups(&found), wanted);
}

#[test]
fn what_means_the_same_is_no_difference() {
    let http = |code: Value| {
        let mut http = json!({ "method": "GET", "uri": "/" });
        http.as_object_mut()
            .unwrap()
            .extend(code.as_object().unwrap().clone());
        http
    };
    let member = |target: &str, traits: Value| json!({ "target": target, "traits": traits });
    let ours = json!({
        "a#String": { "type": "string" },
        "a#T": { "type": "structure", "members": { "m": member("a#String", json!({})) } },
        "a#O": { "type": "operation", "traits": { "smithy.api#http": http(json!({ "code": 200 })) } },
    });
    let theirs = json!({
        "a#T": { "type": "structure", "members": {
            "m": member("smithy.api#String", json!({ "smithy.api#jsonName": "m" })),
        } },
        "a#O": {
            "type": "operation", "output": { "target": "smithy.api#Unit" },
            "traits": { "smithy.api#http": http(json!({})) },
        },
    });
    let found = difference(ours, theirs);
    assert_eq!(groups(&found), []);
    assert_eq!(found.equivalent, 1);
}

#[test]
fn an_overlay_belongs_to_the_model() {
    let shapes = json!({
        "a#S": { "type": "string" },
        "a#T": { "type": "structure", "members": { "m": { "target": "a#S" } } },
    });
    let overlay = json!({
        "a#S": { "type": "apply", "traits": { "t#p": 1 } },
        "a#T$m": { "type": "apply", "traits": { "t#q": 2 } },
    });
    let found = diff::diff(
        &view(&[model(shapes.clone()), model(overlay)]),
        &view(&[model(shapes)]),
    );
    let wanted = [
        ("t#p", vec!["a#S: only imported: 1"]),
        ("t#q", vec!["a#T$m: only imported: 2"]),
    ];
    assert_eq!(groups(&found), wanted);
}

#[test]
fn what_cannot_be_read_is_an_error() {
    let root = config::root();
    let gone = compare(&root.join("models/none"), Path::new("none.json")).unwrap_err();
    assert!(format!("{gone:#}").contains("model.json"), "{gone:#}");
    let model = root.join("models/apprunner");
    let no_model = compare(&model, &root.join("Cargo.toml")).unwrap_err();
    assert!(
        no_model.to_string().contains("cannot be read"),
        "{no_model:#}"
    );
}

/// The numbers in a service's table of the README.
fn stated(readme: &str, service: &str) -> BTreeMap<String, usize> {
    let heading = format!("### {service}");
    let section = readme.lines().skip_while(|line| *line != heading).skip(1);
    let rows = section
        .take_while(|line| !line.starts_with('#'))
        .filter(|line| line.starts_with("| `"));
    let cells = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
    cells
        .map(|cells| {
            (
                cells[1].trim_matches('`').to_owned(),
                cells[2].parse().unwrap(),
            )
        })
        .collect()
}

#[test]
fn the_readme_lists_every_difference() {
    let root = config::root();
    let readme = std::fs::read_to_string(root.join("models/README.md")).unwrap();
    let files = [
        ("apprunner", "apprunner-2020-05-15.json"),
        ("apigatewayv2", "apigatewayv2-2018-11-29.json"),
        ("appmesh", "app-mesh-2019-01-25.json"),
    ];
    for (service, file) in files {
        let Some(path) = official(service, file) else {
            continue;
        };
        let found = compare(&root.join("models").join(service), &path).unwrap();
        let found: BTreeMap<String, usize> = found
            .groups
            .into_iter()
            .map(|(group, lines)| (group, lines.len()))
            .collect();
        assert_eq!(stated(&readme, service), found, "{service}");
    }
}
