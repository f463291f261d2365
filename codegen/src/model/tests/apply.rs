//! Traits applied from elsewhere.

use super::*;

#[test]
fn applies_to_shapes_and_members_before_and_after_their_definition() {
    let statements = r#"{
        "ex#S$a": {"type": "apply", "traits": {"smithy.api#required": {}}},
        "ex#S": {"type": "apply", "traits": {"smithy.api#documentation": "From outside."}}
    }"#;
    let shapes =
        r#"{"ex#S": {"type": "structure", "members": {"a": {"target": "smithy.api#String"}}}}"#;
    for sources in [[statements, shapes], [shapes, statements]] {
        let model = load(&sources);
        let shape = model.get(&id("ex#S")).unwrap();
        assert_eq!(shape.traits.documentation.as_deref(), Some("From outside."));
        assert!(shape.members().next().unwrap().traits.required);
    }
}

#[test]
fn equal_values_are_fine_and_arrays_are_joined() {
    let model = load(&[
        r#"{"ex#S": {"type": "string", "traits": {"smithy.api#tags": ["a"], "smithy.api#length": {"min": 1}}}}"#,
        r#"{"ex#S": {"type": "apply", "traits": {"smithy.api#tags": ["b"], "smithy.api#length": {"min": 1}}}}"#,
    ]);
    let traits = &model.get(&id("ex#S")).unwrap().traits;
    assert_eq!(
        traits.other["smithy.api#tags"],
        serde_json::json!(["a", "b"])
    );
    assert_eq!(traits.length.unwrap().min, Some(1));
}

#[test]
fn what_is_applied_to_a_mixin_spreads_and_what_is_applied_to_its_user_does_not() {
    let model = load(&[
        r#"{
            "ex#M": {"type": "structure", "members": {"a": {"target": "smithy.api#String"}}, "traits": {"smithy.api#mixin": {}}},
            "ex#One": {"type": "structure", "members": {}, "mixins": [{"target": "ex#M"}]},
            "ex#Two": {"type": "structure", "members": {}, "mixins": [{"target": "ex#M"}]}
        }"#,
        r#"{
            "ex#M$a": {"type": "apply", "traits": {"smithy.api#required": {}, "smithy.api#documentation": "general"}},
            "ex#Two$a": {"type": "apply", "traits": {"smithy.api#documentation": "special"}}
        }"#,
    ]);
    let docs = |shape: &str| {
        let member = model.members(&id(shape)).next().unwrap();
        assert!(member.traits.required);
        member.traits.documentation.clone().unwrap()
    };
    assert_eq!(
        (docs("ex#M"), docs("ex#One")),
        ("general".into(), "general".into())
    );
    assert_eq!(docs("ex#Two"), "special");
}
