//! Defaults, said and implied.

use serde_json::{Value, json};

use super::*;

const MEMBERS: &str = r#"{
    "ex#S": {"type": "structure", "members": {
        "boxed": {"target": "smithy.api#Integer"},
        "primitive": {"target": "smithy.api#PrimitiveInteger"},
        "flag": {"target": "smithy.api#PrimitiveBoolean"},
        "own": {"target": "ex#Count"},
        "ownBoxed": {"target": "ex#BoxedCount"},
        "unboxedByMember": {"target": "ex#Count", "traits": {"smithy.api#box": {}}},
        "required": {"target": "ex#Count", "traits": {"smithy.api#required": {}}},
        "text": {"target": "smithy.api#String"},
        "big": {"target": "smithy.api#BigInteger"}
    }},
    "ex#Count": {"type": "integer"},
    "ex#BoxedCount": {"type": "integer", "traits": {"smithy.api#box": {}}},
    "ex#Stream": {"type": "blob", "traits": {"smithy.api#streaming": {}}},
    "ex#In": {"type": "structure", "members": {"body": {"target": "ex#Stream"}}},
    "ex#Op": {"type": "operation", "input": {"target": "ex#In"}}
}"#;

fn defaults(model: &Model, shape: &str) -> Vec<(String, Value)> {
    let members = model.members(&id(shape));
    members
        .filter_map(|member| Some((member.name().to_owned(), model.default_of(member)?.clone())))
        .collect()
}

fn named(pairs: &[(&str, Value)]) -> Vec<(String, Value)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}

#[test]
fn a_model_of_1_0_implies_zero_values() {
    let model = load_version("1.0", &[MEMBERS]);
    assert_eq!(
        defaults(&model, "ex#S"),
        named(&[
            ("primitive", json!(0)),
            ("flag", json!(false)),
            ("own", json!(0)),
            ("required", json!(0)),
        ])
    );
    assert_eq!(defaults(&model, "ex#In"), named(&[("body", json!(""))]));
}

#[test]
fn a_model_of_2_0_implies_nothing() {
    let model = load_version("2.0", &[MEMBERS]);
    assert_eq!(defaults(&model, "ex#S"), []);
    assert_eq!(defaults(&model, "ex#In"), []);
}

#[test]
fn in_a_mixed_model_the_source_of_each_shape_counts() {
    let user = r#"{"smithy": "1.0", "shapes": {"ex#S": {"type": "structure", "members": {
        "new": {"target": "ex#New"}, "zero": {"target": "ex#Zero"}}}}}"#;
    let targets = r#"{"smithy": "2.0", "shapes": {"ex#New": {"type": "integer"},
        "ex#Zero": {"type": "integer", "traits": {"smithy.api#default": 0}}}}"#;
    let mut report = Report::new();
    let model = Model::load(
        &[Source::new("user", user), Source::new("targets", targets)],
        &mut report,
    );
    assert!(report.is_empty(), "{report}");
    assert_eq!(defaults(&model, "ex#S"), named(&[("zero", json!(0))]));
}

#[test]
fn a_default_of_null_stays() {
    let model = load(&[r#"{"ex#S": {"type": "structure", "members": {
        "a": {"target": "smithy.api#String", "traits": {"smithy.api#default": null}},
        "b": {"target": "smithy.api#String", "traits": {"smithy.api#default": "x"}}}}}"#]);
    assert_eq!(
        defaults(&model, "ex#S"),
        named(&[("a", Value::Null), ("b", json!("x"))])
    );
}
