//! What the lint of documented examples says of values of every kind, in the form of files and as they travel.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use serde_json::json;
use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::examples::corpus::Example;
use shapewright_codegen::examples::{Form, Kind, Linter, Part, operation, wire};
use shapewright_codegen::model::Model;

fn model() -> Model {
    let text = json!({
        "smithy": "2.0",
        "shapes": {
            "a#S": {
                "type": "service", "version": "1",
                "operations": [{"target": "a#Put"}, {"target": "a#Get"}, {"target": "a#Quiet"}],
                "traits": {"aws.protocols#restJson1": {}},
            },
            "a#Put": {
                "type": "operation", "input": {"target": "a#PutInput"}, "output": {"target": "a#PutOutput"},
                "traits": {"smithy.api#http": {"method": "PUT", "uri": "/things/{Id}", "code": 200}},
            },
            "a#Get": {
                "type": "operation", "output": {"target": "a#GetOutput"},
                "traits": {"smithy.api#http": {"method": "GET", "uri": "/things", "code": 200}},
            },
            "a#Quiet": {
                "type": "operation",
                "traits": {"smithy.api#http": {"method": "POST", "uri": "/quiet", "code": 204}},
            },
            "a#PutInput": {"type": "structure", "members": {
                "Id": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}},
                "Name": {"target": "a#Name", "traits": {"smithy.api#jsonName": "name"}},
                "When": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#jsonName": "when"}},
                "Size": {"target": "a#Size"},
                "Colour": {"target": "a#Colour"},
                "Grade": {"target": "a#Grade"},
                "Bytes": {"target": "smithy.api#Blob"},
                "Choice": {"target": "a#Choice"},
                "Tags": {"target": "a#Tags"},
                "Code": {"target": "a#Name", "traits": {"smithy.api#pattern": "^x"}},
                "Map": {"target": "a#Map"},
            }},
            "a#PutOutput": {"type": "structure", "members": {
                "Thing": {"target": "a#Thing", "traits": {"smithy.api#httpPayload": {}, "smithy.api#required": {}}},
            }},
            "a#GetOutput": {"type": "structure", "members": {
                "Thing": {"target": "a#Thing", "traits": {"smithy.api#required": {}}},
            }},
            "a#Thing": {"type": "structure", "members": {
                "Arn": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#jsonName": "arn"}},
                "At": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#timestampFormat": "date-time"}},
            }},
            "a#Name": {"type": "string", "traits": {"smithy.api#pattern": "^[a-z]+$", "smithy.api#length": {"max": 3}}},
            "a#Size": {"type": "integer", "traits": {"smithy.api#range": {"min": 1, "max": 5}}},
            "a#Colour": {"type": "enum", "members": {
                "RED": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "red"}},
                "HIDDEN": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "hidden", "smithy.api#internal": {}}},
            }},
            "a#Grade": {"type": "intEnum", "members": {
                "ONE": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}},
            }},
            "a#Choice": {"type": "union", "members": {
                "a": {"target": "smithy.api#String"}, "b": {"target": "smithy.api#Integer"},
            }},
            "a#Tags": {"type": "list", "member": {"target": "smithy.api#String"}, "traits": {"smithy.api#uniqueItems": {}}},
            "a#Map": {"type": "map", "key": {"target": "a#Name"}, "value": {"target": "smithy.api#Boolean"}},
        },
    });
    let mut report = Report::new();
    let model = Model::load(&[Source::new("model.json", text.to_string())], &mut report);
    assert!(!report.has_errors(), "{report}");
    model
}

/// Part, pointer, kind and hint of each finding.
fn told(findings: Vec<shapewright_codegen::examples::Finding>) -> Vec<String> {
    let findings = findings.into_iter();
    findings
        .map(|it| {
            let hint = it.hint.map(|hint| format!(" {hint}?")).unwrap_or_default();
            format!("{} {} {}{hint}", it.part, it.pointer, it.kind)
        })
        .collect()
}

#[test]
fn everything_is_told_at_once() {
    let model = model();
    let (_, put) = operation(&model, "Put").unwrap();
    let input = json!({
        "name": "abc",
        "Name": "ABCD",
        "When": "yesterday",
        "Size": 6,
        "Colour": "Red",
        "Grade": 2,
        "Bytes": "no base64",
        "Choice": {"a": "x", "b": 1},
        "Tags": ["a", "b", "a", null],
        "Map": {"UP": true, "up": "yes"},
    });
    let findings = Linter::new(&model).parameters(put, &input, true);
    assert_eq!(
        told(findings),
        [
            "input /name UnknownMember Name?",
            "input /Name Length",
            "input /Name Pattern",
            "input /When WrongType",
            "input /Size Range",
            "input /Colour UnknownEnumValue red?",
            "input /Grade UnknownEnumValue",
            "input /Bytes WrongType",
            "input /Choice UnionMembers",
            "input /Tags/3 NullItem",
            "input /Tags UniqueItems",
            "input /Map Pattern",
            "input /Map/up WrongType",
            "input /Id MissingRequired",
        ]
    );
}

#[test]
fn findings_name_the_shape_that_has_the_limit() {
    let model = model();
    let (_, put) = operation(&model, "Put").unwrap();
    let input = json!({"Id": "x", "Code": "abcd"});
    let findings = Linter::new(&model).parameters(put, &input, true);
    let shapes: Vec<&str> = findings.iter().map(|it| it.shape.as_str()).collect();
    assert_eq!(shapes, ["a#Name", "a#PutInput$Code"], "{findings:?}");
}

#[test]
fn names_that_are_there_twice_are_told() {
    let model = model();
    let (_, get) = operation(&model, "Get").unwrap();
    let text = r#"{"Thing": {"Arn": "x", "Arn": 1}}"#;
    let findings = Linter::new(&model).text(get.output.as_ref(), text, Part::Output, Form::File);
    assert_eq!(
        told(findings),
        [
            "output /Thing/Arn RepeatedName",
            "output /Thing/Arn WrongType"
        ]
    );
}

#[test]
fn conventions_of_the_cli_are_no_findings() {
    let model = model();
    let (_, put) = operation(&model, "Put").unwrap();
    let mut linter = Linter::new(&model);
    for when in [json!("2020-01-01T00:00:00+01:00"), json!(1.5e9), json!(15)] {
        let input = json!({"Id": "x", "Name": "abc", "When": when, "Colour": "hidden", "Choice": {"a": "x"}});
        assert_eq!(told(linter.parameters(put, &input, true)), [""; 0]);
    }
    let output = json!({"Thing": {"Arn": "x", "At": 5}});
    let shape = put.output.as_ref();
    assert_eq!(
        told(linter.value(shape, &output, Part::Output, Form::File)),
        [""; 0]
    );
}

#[test]
fn what_travels_has_its_own_names_and_no_wrapper() {
    let model = model();
    let (_, put) = operation(&model, "Put").unwrap();
    let mut linter = Linter::new(&model);
    let form = Form::Wire {
        json_names: wire::json_names(&model),
    };
    let (input, output) = (put.input.as_ref(), put.output.as_ref());
    let findings = linter.value(
        input,
        &json!({"Name": "abc", "when": "2020"}),
        Part::Input,
        form,
    );
    assert_eq!(
        told(findings),
        ["input /Name UnknownMember name?", "input /when WrongType"]
    );
    let sent = json!({"arn": "x", "At": "2020-01-01T00:00:00Z"});
    assert_eq!(
        told(linter.value(output, &sent, Part::Output, form)),
        [""; 0]
    );
    let file = json!({"Thing": {"Arn": "x", "At": "2020-01-01T00:00:00Z"}});
    assert_eq!(wire::body(&model, output.unwrap(), &file, true), Some(sent));
    let file =
        json!({"Id": "x", "Name": null, "When": "1970-01-01T00:00:01.5Z", "Tags": [null, "a"]});
    let sent = json!({"when": 1.5, "Tags": ["a"]});
    assert_eq!(wire::body(&model, input.unwrap(), &file, true), Some(sent));
}

#[test]
fn outputs_without_their_wrapper_or_with_mistakes_or_not_shown() {
    let model = model();
    let mut linter = Linter::new(&model);
    let (_, get) = operation(&model, "Get").unwrap();
    let (_, quiet) = operation(&model, "Quiet").unwrap();
    let example = Example {
        output: Some(json!({"Arn": 5})),
        ..Example::default()
    };
    let expected = ["output  MissingWrapper", "output /Arn WrongType"];
    assert_eq!(told(linter.example(get, &example)), expected);
    let example = Example {
        output_text: Some("{\"Thing\": {\"Arn\": \"x\" \"Art\": 1,}}".to_owned()),
        ..Example::default()
    };
    let expected = [
        "output  Syntax",
        "output  Syntax",
        "output /Thing/Art UnknownMember Arn?",
    ];
    assert_eq!(told(linter.example(get, &example)), expected);
    let silent = Example {
        no_output: true,
        ..Example::default()
    };
    assert_eq!(
        told(linter.example(get, &silent)),
        ["output  OutputPresence"]
    );
    assert_eq!(
        told(linter.example(get, &Example::default())),
        ["output  OutputPresence"]
    );
    assert_eq!(told(linter.example(quiet, &silent)), [""; 0]);
    let loud = Example {
        output: Some(json!({"a": 1})),
        ..Example::default()
    };
    assert_eq!(
        told(linter.example(quiet, &loud)),
        ["output /a UnknownMember"]
    );
    assert!(Kind::ALL.iter().all(|kind| !kind.to_string().is_empty()));
}
