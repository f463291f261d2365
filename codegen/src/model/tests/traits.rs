//! Traits read, inherited and converted.

use super::*;
use crate::model::traits::{Binding, Range, TimestampFormat};
use crate::model::{ShapeKind, Simple};

#[test]
fn a_member_has_the_traits_of_its_target_unless_it_has_its_own() {
    let model = load(&[r#"{
        "ex#Name": {"type": "string", "traits": {"smithy.api#length": {"min": 1}, "smithy.api#pattern": "^a", "smithy.api#mediaType": "text/x"}},
        "ex#Count": {"type": "long", "traits": {"smithy.api#range": {"min": -1.5, "max": 18446744073709551615}}},
        "ex#When": {"type": "timestamp", "traits": {"smithy.api#timestampFormat": "http-date"}},
        "ex#Set": {"type": "set", "member": {"target": "ex#Name"}},
        "ex#S": {"type": "structure", "members": {
            "a": {"target": "ex#Name"},
            "b": {"target": "ex#Name", "traits": {"smithy.api#length": {"max": 5}}},
            "c": {"target": "ex#Count"}, "d": {"target": "ex#When"}, "e": {"target": "ex#Set"}}}
    }"#]);
    let members: Vec<_> = model.members(&id("ex#S")).collect();
    assert_eq!(model.length(members[0]).unwrap().min, Some(1));
    assert_eq!(model.length(members[1]).unwrap().min, None);
    assert_eq!(model.pattern(members[1]), Some("^a"));
    assert_eq!(model.media_type(members[0]), Some("text/x"));
    let range = Range {
        min: Some("-1.5".into()),
        max: Some("18446744073709551615".into()),
    };
    assert_eq!(model.range(members[2]), Some(&range));
    assert_eq!(
        model.timestamp_format(members[3]),
        Some(TimestampFormat::HttpDate)
    );
    assert!(model.unique_items(members[4]) && !model.unique_items(members[0]));
}

#[test]
fn what_holds_something_sensitive_is_sensitive_but_for_structures() {
    let model = load(&[r#"{
        "ex#Secret": {"type": "string", "traits": {"smithy.api#sensitive": {}}},
        "ex#Secrets": {"type": "list", "member": {"target": "ex#Secret"}},
        "ex#Named": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "ex#Secrets"}},
        "ex#Keyed": {"type": "map", "key": {"target": "ex#Secret"}, "value": {"target": "smithy.api#String"}},
        "ex#Inner": {"type": "structure", "members": {"secret": {"target": "ex#Secret"}}},
        "ex#S": {"type": "structure", "members": {
            "a": {"target": "ex#Secret"}, "b": {"target": "ex#Named"}, "c": {"target": "ex#Keyed"},
            "d": {"target": "ex#Inner"}, "e": {"target": "smithy.api#String"}}}
    }"#]);
    let sensitive: Vec<_> = model
        .members(&id("ex#S"))
        .map(|m| model.sensitive(m))
        .collect();
    assert_eq!(sensitive, [true, true, true, false, false]);
}

#[test]
fn strings_with_the_enum_trait_are_enums() {
    let model = load(&[r#"{"ex#Size": {"type": "string", "traits": {
        "smithy.api#enum": [
            {"value": "s", "name": "SMALL", "documentation": "Not big.", "deprecated": true, "tags": ["a"]},
            {"value": "x-large"}],
        "smithy.api#documentation": "A size."}}}"#]);
    let shape = model.get(&id("ex#Size")).unwrap();
    let ShapeKind::Enum(members) = &shape.kind else {
        panic!("{shape:?}")
    };
    let pairs: Vec<_> = members
        .iter()
        .map(|m| (m.name.as_str(), m.value.as_str()))
        .collect();
    assert_eq!(pairs, [("SMALL", "s"), ("", "x-large")]);
    assert_eq!(members[0].traits.documentation.as_deref(), Some("Not big."));
    assert!(members[0].traits.deprecated.is_some());
    assert_eq!(shape.traits.documentation.as_deref(), Some("A size."));
    assert!(shape.traits.other.is_empty());
}

#[test]
fn the_prelude_is_there() {
    let model = load(&["{}"]);
    let kind = |name: &str| model.get(&ShapeId::prelude(name)).unwrap().kind.clone();
    assert_eq!(kind("BigDecimal"), ShapeKind::Simple(Simple::BigDecimal));
    assert_eq!(kind("PrimitiveBoolean"), ShapeKind::Simple(Simple::Boolean));
    assert_eq!(kind("Unit"), ShapeKind::Structure(Vec::new()));
    assert!(
        model
            .get(&ShapeId::prelude("Integer"))
            .unwrap()
            .traits
            .boxed
    );
    assert!(!model.get(&ShapeId::prelude("String")).unwrap().traits.boxed);
}

#[test]
fn protocols_and_bindings_are_read() {
    let model = load(&[r#"{
        "ex#Svc": {"type": "service", "version": "1", "traits": {
            "aws.protocols#restJson1": {"http": ["h2"]}, "ex#ours": {},
            "aws.api#service": {"sdkId": "Shop", "endpointPrefix": "shop"}, "aws.auth#sigv4": {"name": "shop-sign"}}},
        "ex#ours": {"type": "structure", "members": {}, "traits": {"smithy.api#trait": {}, "smithy.api#protocolDefinition": {}}},
        "ex#S": {"type": "structure", "members": {
            "h": {"target": "smithy.api#String", "traits": {"smithy.api#httpHeader": "X-H"}},
            "p": {"target": "smithy.api#Blob", "traits": {"smithy.api#httpPayload": {}}}}}
    }"#]);
    let service = &model.get(&id("ex#Svc")).unwrap().traits;
    assert_eq!(service.protocols, ["aws.protocols#restJson1", "ex#ours"]);
    assert_eq!(service.sigv4.as_deref(), Some("shop-sign"));
    assert_eq!(service.aws_service.as_ref().unwrap().sdk_id, "Shop");
    let bindings: Vec<_> = model
        .members(&id("ex#S"))
        .map(|m| m.traits.binding.clone())
        .collect();
    assert_eq!(
        bindings,
        [Some(Binding::Header("X-H".into())), Some(Binding::Payload)]
    );
}
