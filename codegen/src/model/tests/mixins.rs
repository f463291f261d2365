//! Flattened mixins.

use super::*;
use crate::model::ShapeKind;

#[test]
fn members_of_mixins_come_first_in_order() {
    let model = load(&[r#"{
        "ex#S": {"type": "structure", "members": {"own": {"target": "smithy.api#String"}, "b": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}}},
                 "mixins": [{"target": "ex#B"}, {"target": "ex#A"}]},
        "ex#B": {"type": "structure", "members": {"b": {"target": "smithy.api#String", "traits": {"smithy.api#documentation": "doc"}}}, "traits": {"smithy.api#mixin": {}}},
        "ex#A": {"type": "structure", "members": {"a": {"target": "smithy.api#Integer"}}, "mixins": [{"target": "ex#B"}], "traits": {"smithy.api#mixin": {}}}
    }"#]);
    let members: Vec<_> = model.members(&id("ex#S")).collect();
    let order: Vec<_> = members.iter().map(|member| member.name()).collect();
    assert_eq!(order, ["b", "a", "own"]);
    assert!(members.iter().all(|member| member.id.shape == id("ex#S")));
    // Written again, a member keeps its place and the traits of both.
    assert!(members[0].traits.required);
    assert_eq!(members[0].traits.documentation.as_deref(), Some("doc"));
}

#[test]
fn traits_are_inherited_but_for_local_ones() {
    let model = load(&[r#"{
        "ex#M": {"type": "structure", "members": {}, "traits": {
            "smithy.api#mixin": {"localTraits": ["smithy.api#internal"]},
            "smithy.api#internal": {}, "smithy.api#documentation": "mixin", "smithy.api#title": "T"}},
        "ex#S": {"type": "structure", "members": {}, "mixins": [{"target": "ex#M"}], "traits": {"smithy.api#documentation": "own"}}
    }"#]);
    let traits = &model.get(&id("ex#S")).unwrap().traits;
    assert!(!traits.internal);
    assert_eq!(traits.documentation.as_deref(), Some("own"));
    assert_eq!(traits.title.as_deref(), Some("T"));
    assert!(!traits.other.contains_key("smithy.api#mixin"));
}

#[test]
fn every_kind_of_shape_can_have_mixins() {
    let model = load(&[r#"{
        "ex#L": {"type": "list", "member": {"target": "smithy.api#String"}, "traits": {"smithy.api#mixin": {}}},
        "ex#List": {"type": "list", "mixins": [{"target": "ex#L"}]},
        "ex#M": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "smithy.api#Long"}, "traits": {"smithy.api#mixin": {}}},
        "ex#Map": {"type": "map", "mixins": [{"target": "ex#M"}]},
        "ex#E": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit"}}, "traits": {"smithy.api#mixin": {}}},
        "ex#Enum": {"type": "enum", "members": {"B": {"target": "smithy.api#Unit"}}, "mixins": [{"target": "ex#E"}]},
        "ex#Err": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "client"}},
        "ex#O": {"type": "operation", "errors": [{"target": "ex#Err"}], "traits": {"smithy.api#mixin": {}}},
        "ex#In": {"type": "structure", "members": {}},
        "ex#Op": {"type": "operation", "input": {"target": "ex#In"}, "mixins": [{"target": "ex#O"}]},
        "ex#V": {"type": "service", "version": "7", "operations": [{"target": "ex#Op"}], "traits": {"smithy.api#mixin": {}}},
        "ex#Svc": {"type": "service", "mixins": [{"target": "ex#V"}]}
    }"#]);
    assert!(matches!(
        model.get(&id("ex#List")).unwrap().kind,
        ShapeKind::List(_)
    ));
    assert_eq!(model.members(&id("ex#Map")).count(), 2);
    let ShapeKind::Enum(members) = &model.get(&id("ex#Enum")).unwrap().kind else {
        panic!()
    };
    assert_eq!(
        members.iter().map(|m| m.value.as_str()).collect::<Vec<_>>(),
        ["A", "B"]
    );
    let operation = model.operation(&id("ex#Op")).unwrap();
    assert_eq!(operation.input, Some(id("ex#In")));
    assert_eq!(operation.errors, [id("ex#Err")]);
    let service = model.service(&id("ex#Svc")).unwrap();
    assert_eq!(
        (service.version.as_str(), &service.operations[..]),
        ("7", &[id("ex#Op")][..])
    );
}

#[test]
fn a_long_chain_of_mixins_is_no_problem() {
    let mut shapes = String::from(
        r#"{"ex#M0": {"type": "structure", "members": {"a": {"target": "smithy.api#String"}}, "traits": {"smithy.api#mixin": {}}}"#,
    );
    for number in 1..20_000 {
        let before = number - 1;
        shapes.push_str(&format!(
            r#", "ex#M{number}": {{"type": "structure", "members": {{}}, "mixins": [{{"target": "ex#M{before}"}}], "traits": {{"smithy.api#mixin": {{}}}}}}"#
        ));
    }
    shapes.push('}');
    let model = load(&[&shapes]);
    assert_eq!(model.members(&id("ex#M19999")).count(), 1);
}
