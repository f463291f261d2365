//! Every kind of shape inside of every other: recursion, lists of lists and maps of maps, sparse ones, documents,
//! timestamps, big enums, unions of one member and of none (`codegen/tests/cases/shapes`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

/// What the tests share.
mod support {
    pub(crate) mod exchange;
}

use case_shapes::*;
use serde_json::{Value, json};
use shapewright_runtime::codegen::{IntEnum, StringEnum};
use shapewright_runtime::{Operation, Timestamp, UnknownVariant, Validate};
use support::exchange::{answer, endpoint, input, json, read, send};

/// Values in file form and as they travel, where that differs.
fn values() -> Vec<(Value, Option<Value>)> {
    let both = [
        json!({"tree": {"value": 1, "left": {"right": {"value": 2}}, "children": [{"value": 3}, {}], "named": {"a": {"named": {}}}}}),
        json!({"chain": {"next": {"chain": {"next": {"links": [{"end": {}}, {"named": {"x": {"end": {}}}}]}}}}}),
        json!({"node": {"node": {"nodes": [{"leaf": "a"}, {"node": {"leaf": "b"}}]}}}),
        json!({"groups": [{"a": [{"name": "n", "members": [{"b": []}]}]}, {}]}),
        json!({"named": {"a": {"b": {"name": "n"}}}}),
        json!({"matrix": [[1, 2], [], [3]], "cube": [[[1]], []]}),
        json!({"table": {"a": {"b": 0.5}}, "index": {"x": {"y": {"z": 1.0}}, "": {}}}),
        json!({"gaps": ["a", null], "gapMatrix": [["a", null], null], "gapMap": {"a": null, "b": 1}, "gapTable": {"a": {"b": null}, "c": null}}),
        json!({"empty": {}, "empties": [{}, {}]}),
        json!({"one": {"value": "x"}, "only": {"nothing": {}}}),
        json!({"code": "code-399", "codes": ["code-0", "later"], "byCode": {"code-1": ["code-2"], "later": []}}),
        json!({"level": 99000, "levels": [-100000, 5]}),
        json!({"any": {"a": [1, null, {"b": "c"}]}, "anyList": [1, null, "a"], "anyMap": {"a": true, "b": null}}),
        json!({"blobs": ["", "AAE="], "byte": -128, "short": 32767, "long": 9007199254740993_i64, "half": 0.5, "double": "NaN"}),
        json!({"big": 3, "exact": 0.1}),
    ];
    let mut values: Vec<(Value, Option<Value>)> = both.into_iter().map(|it| (it, None)).collect();
    // awsJson writes seconds unless the model says otherwise; files have ISO 8601 alone.
    let (iso, http) = ("2026-02-03T04:05:06Z", "Tue, 03 Feb 2026 04:05:06 GMT");
    values.push((
        json!({"when": iso, "dateTime": iso, "httpDate": iso, "epoch": iso, "byTrait": iso, "times": [iso], "timeMap": {"a": iso}}),
        Some(json!({"when": 1770091506, "dateTime": iso, "httpDate": http, "epoch": 1770091506, "byTrait": http, "times": [http], "timeMap": {"a": iso}})),
    ));
    values
}

#[test]
fn what_is_sent_and_what_is_read() {
    for (file, wire) in values() {
        let wire = wire.unwrap_or_else(|| file.clone());
        assert_eq!(json(&send::<Echo>(file.clone())), wire);
        assert_eq!(read::<Echo>(&[], wire.to_string()), (file, Vec::new()));
    }
}

#[test]
fn a_required_link_of_a_chain_that_is_missing_is_told() {
    let answer = answer::<Echo>(200, &[], r#"{"chain":{"next":{"chain":{}}}}"#).unwrap();
    assert_eq!(answer.corrected, ["/chain/next/chain/next"]);
    let Some(Link::Chain(inner)) = answer.output.chain.map(|chain| *chain.next) else {
        panic!("the chain was read")
    };
    assert!(matches!(*inner.next, Link::Unknown(_)));
}

#[test]
fn recursion_is_built_without_a_box_in_sight() {
    let leaf = Tree::new().value(3);
    let tree = Tree::new()
        .left(leaf.clone())
        .children([leaf.clone(), Tree::new().right(leaf.clone())])
        .named([("a", leaf)]);
    let input = EchoInput::new().tree(tree);
    let request = Echo::request(&input, &endpoint()).unwrap();
    assert_eq!(
        json(&request),
        json!({"tree": {"left": {"value": 3}, "children": [{"value": 3}, {"right": {"value": 3}}], "named": {"a": {"value": 3}}}})
    );
    assert_eq!(input.validate(), Ok(()));
}

#[test]
fn big_enums_know_each_value() {
    assert_eq!(Code::VALUES.len(), 400);
    for (number, value) in <Code as StringEnum>::VALUES.iter().enumerate() {
        assert_eq!(*value, format!("code-{number}"));
        assert_eq!(Code::from(*value).as_str(), *value);
        assert!(!matches!(Code::from(*value), Code::Unknown(_)));
    }
    assert!(matches!(Code::from("code-400"), Code::Unknown(_)));
    assert_eq!(Level::VALUES.len(), 200);
    for value in <Level as IntEnum>::VALUES {
        assert_eq!(Level::from(*value).as_i32(), *value);
        assert!(!matches!(Level::from(*value), Level::Unknown(_)));
    }
}

/// Smithy has no union without a member; one is generated, and keeps whatever comes.
#[test]
fn a_union_without_members_keeps_what_comes() {
    let answer = answer::<Echo>(200, &[], r#"{"never":{"later":[1]}}"#).unwrap();
    let Some(Never::Unknown(unknown)) = &answer.output.never else {
        panic!("{:?}", answer.output.never)
    };
    assert_eq!(UnknownVariant::name(unknown), "later");
    let sent: EchoInput = input(&json!({"never": {"later": [1]}}));
    let request = Echo::request(&sent, &endpoint()).unwrap();
    assert_eq!(json(&request), json!({"never": {"later": [1]}}));
}

#[test]
fn timestamps_come_in_any_form_that_is_theirs() {
    let time: Timestamp = "2026-02-03T04:05:06.5Z".parse().unwrap();
    let output = answer::<Echo>(
        200,
        &[],
        r#"{"when":1770091506.5,"dateTime":"2026-02-03T05:05:06.500+01:00"}"#,
    );
    let output = output.unwrap().output;
    assert_eq!((output.when, output.date_time), (Some(time), Some(time)));
}
