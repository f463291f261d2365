//! Values of a small model as expressions, and what does not fit.

use serde_json::{Value, json};

use super::{Literals, Mismatch};
use crate::ast::Source;
use crate::emit::Package;
use crate::generate::{Settings, prepare};
use crate::names::Name;

fn member(target: &str) -> Value {
    json!({"target": target, "traits": {}})
}

fn required(target: &str) -> Value {
    json!({"target": target, "traits": {"smithy.api#required": {}}})
}

/// A service with one operation whose input has the members.
fn source(input: Value) -> Source {
    let model = json!({"smithy": "2.0", "shapes": {
        "a.b#Service": {
            "type": "service", "version": "1", "operations": [{"target": "a.b#Put"}],
            "traits": {"aws.protocols#awsJson1_0": {}},
        },
        "a.b#Put": {"type": "operation", "input": {"target": "a.b#PutInput"}},
        "a.b#PutInput": {"type": "structure", "members": input},
        "a.b#Tree": {"type": "union", "members": {
            "leaf": member("smithy.api#Double"), "node": member("a.b#Trees"),
            "none": member("smithy.api#Unit"),
        }},
        "a.b#Trees": {"type": "structure", "members": {"left": member("a.b#Tree")}},
        "a.b#Color": {"type": "enum", "members": {
            "RED": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "red"}},
        }},
        "a.b#Colors": {"type": "list", "member": member("a.b#Color")},
        "a.b#Names": {"type": "list", "member": member("smithy.api#String")},
        "a.b#Gaps": {
            "type": "list", "member": member("smithy.api#String"),
            "traits": {"smithy.api#sparse": {}},
        },
        "a.b#Lists": {
            "type": "map", "key": member("smithy.api#String"), "value": member("a.b#Names"),
        },
    }});
    Source::new("model.json", model.to_string())
}

fn literal(input: Value, value: &Value) -> Result<String, Mismatch> {
    let settings = Settings::new(Package::new("literals"));
    let prepared = prepare(&[source(input)], &settings).map_err(|report| Mismatch {
        pointer: String::new(),
        message: report.to_string(),
    })?;
    let literals = Literals::of(&prepared.plan);
    let tokens = literals.shape(&Name::camel("PutInput"), value, "")?;
    Ok(tokens.to_string().replace(' ', ""))
}

fn fits(input: Value, value: &Value, expected: &str) {
    assert_eq!(literal(input, value).as_deref(), Ok(expected));
}

#[test]
fn required_members_are_arguments_and_others_are_set() {
    fits(
        json!({"id": required("smithy.api#String"), "size": member("smithy.api#Integer")}),
        &json!({"size": -3, "id": "a"}),
        r#"api::PutInput::new("a").size(-3)"#,
    );
    fits(
        json!({"id": required("smithy.api#String"), "size": member("smithy.api#Integer")}),
        &json!({"size": null}),
        "api::PutInput::new(rt::codegen::Blank::blank())",
    );
}

#[test]
fn many_arguments_have_names() {
    let text = || required("smithy.api#String");
    fits(
        json!({"a": text(), "b": text(), "c": text(), "d": required("smithy.api#Timestamp")}),
        &json!({"a": "1", "b": "2", "c": "3", "d": -1.5}),
        "api::PutInput::new(api::PutInputRequired{a:\"1\".to_owned(),b:\"2\".to_owned(),\
         c:\"3\".to_owned(),d:rt::Timestamp::new(-2,500000000)})",
    );
}

#[test]
fn containers_are_arrays_where_a_setter_collects_them() {
    fits(
        json!({"names": member("a.b#Names"), "gaps": member("a.b#Gaps"), "lists": member("a.b#Lists")}),
        &json!({"names": ["x"], "gaps": ["y", null], "lists": {"k": ["z"], "e": []}}),
        "api::PutInput::new().names([\"x\"]).gaps([Some(\"y\".to_owned()),None])\
         .lists([(\"k\",vec![\"z\".to_owned()]),(\"e\",Vec::<String>::new())])",
    );
    fits(
        json!({"names": member("a.b#Names"), "lists": member("a.b#Lists")}),
        &json!({"names": [], "lists": {}}),
        "api::PutInput::new().names(Vec::<String>::new())\
         .lists(rt::Map::<String,Vec<String>>::from([]))",
    );
}

#[test]
fn unions_enums_and_special_numbers() {
    fits(
        json!({"tree": member("a.b#Tree"), "colors": member("a.b#Colors")}),
        &json!({"tree": {"node": {"left": {"leaf": "-Infinity"}}}, "colors": ["red", "blue"]}),
        "api::PutInput::new().tree(api::Tree::Node(Box::new(api::Trees::new()\
         .left(api::Tree::Leaf(f64::NEG_INFINITY)))))\
         .colors([api::Color::Red,api::Color::from(\"blue\")])",
    );
    fits(
        json!({"tree": member("a.b#Tree")}),
        &json!({"tree": {"none": {}}}),
        "api::PutInput::new().tree(api::Tree::None)",
    );
}

#[test]
fn what_does_not_fit_is_told_with_its_place() {
    let wrong = |input: Value, value: Value, pointer: &str, message: &str| {
        let error = literal(input, &value).expect_err("it does not fit");
        assert_eq!(
            (error.pointer.as_str(), error.message.as_str()),
            (pointer, message)
        );
    };
    wrong(
        json!({"a": member("smithy.api#Byte")}),
        json!({"a": 128}),
        "/a",
        "128 does not fit the member's type",
    );
    wrong(
        json!({"names": member("a.b#Names")}),
        json!({"names": ["a", 1]}),
        "/names/1",
        "1 does not fit the member's type",
    );
    wrong(
        json!({"tree": member("a.b#Tree")}),
        json!({"tree": {"leaf": 1, "none": {}}}),
        "/tree",
        "a union has exactly one member",
    );
    wrong(
        json!({}),
        json!({"b": 1}),
        "",
        "the shape has no member `b`",
    );
}
