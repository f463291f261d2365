//! The lint and the typed reader, compared on values that are changed in one place.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use shapewright_codegen::examples::{Finding, Form, Kind, Linter, Part};
use shapewright_codegen::model::ShapeId;
use shapewright_runtime::codegen::Shape;
use shapewright_runtime::{Blank, ConstraintKind, Validate, file, validate};

/// One value: accepted and refused by both, with the same unknown members and the same violations.
pub(crate) fn agree_on<T: Shape + Blank + Validate>(
    linter: &mut Linter<'_>,
    shape: Option<&ShapeId>,
    text: &str,
    part: Part,
    name: &str,
) -> usize {
    let findings = linter.text(shape, text, part, Form::File);
    let of = |kind: Kind| findings.iter().filter(move |it| it.kind == kind);
    // The lint goes on inside of what should be there.
    if of(Kind::MissingWrapper).next().is_some() {
        return 0;
    }
    let told = || format!("{name}: {text}\n{findings:#?}");
    let refused: Vec<&Finding> = findings
        .iter()
        .filter(|it| it.kind.refused_by_readers())
        .collect();
    match file::from_slice_with_unknown::<T>(text.as_bytes()) {
        Err(error) => {
            let at = error.pointer();
            let syntax = of(Kind::Syntax).next().is_some();
            // A structure lacks its member, or a value has the wrong type.
            let there = refused.iter().any(|it| match it.kind {
                Kind::MissingRequired => it.pointer.rsplit_once('/').map(|it| it.0) == Some(&at),
                _ => it.pointer == at,
            });
            assert!(there || syntax, "{error}\n{}", told());
        }
        Ok((value, unknown)) => {
            assert!(refused.is_empty(), "accepted\n{}", told());
            // Readers pass over what stands in a union's member that holds nothing.
            let shown = of(Kind::UnknownMember).filter(|it| it.shape != "smithy.api#Unit");
            let shown: BTreeSet<&str> = shown.map(|it| &*it.pointer).collect();
            let unknown: BTreeSet<&str> = unknown.iter().map(String::as_str).collect();
            assert_eq!(shown, unknown, "{}", told());
            let linted = findings.iter().filter(|it| it.kind.is_constraint());
            let linted: BTreeSet<(&str, Kind)> =
                linted.map(|it| (it.pointer.as_str(), it.kind)).collect();
            let violations = validate(&value).err();
            let violations = violations.iter().flat_map(|it| it.iter());
            let violations: BTreeSet<(&str, Kind)> = violations
                .map(|it| (it.pointer(), kind(it.constraint())))
                .collect();
            assert_eq!(linted, violations, "{}", told());
        }
    }
    1
}

fn kind(constraint: ConstraintKind) -> Kind {
    match constraint {
        ConstraintKind::Length => Kind::Length,
        ConstraintKind::Range => Kind::Range,
        ConstraintKind::Pattern => Kind::Pattern,
        ConstraintKind::UniqueItems => Kind::UniqueItems,
        ConstraintKind::Enum => Kind::UnknownEnumValue,
        other => panic!("{other:?}"),
    }
}

/// The value, and the value with one place of it missing or something else.
pub(crate) fn changed(value: &Value) -> Vec<Value> {
    let mut places = Vec::new();
    walk(value, String::new(), &mut places);
    let mut values = vec![value.clone()];
    // Time grows with the square of the places.
    let every = places.len() / 100 + 1;
    for place in places.into_iter().step_by(every) {
        for other in [
            json!(null),
            json!(true),
            json!(7),
            json!(-1.5),
            json!(1e300),
            json!(""),
            json!("x"),
            json!([]),
            json!({}),
            json!(["x", "x"]),
            json!([null]),
            json!({"x": "y"}),
        ] {
            let mut copy = value.clone();
            // A null in a list is dropped, and the violations of those behind it point one place before.
            let around = place.rsplit_once('/').map_or("", |it| it.0);
            if other.is_null() && copy.pointer(around).is_some_and(Value::is_array) {
                continue;
            }
            *copy.pointer_mut(&place).unwrap() = other;
            values.push(copy);
        }
        let mut copy = value.clone();
        let (around, last) = place.rsplit_once('/').unwrap_or_default();
        let last = last.replace("~1", "/").replace("~0", "~");
        if let Some(Value::Object(members)) = copy.pointer_mut(around)
            && let Some(member) = members.remove(&last)
        {
            members.insert(format!("{last}s"), member);
            values.push(copy);
        }
    }
    values
}

fn walk(value: &Value, at: String, places: &mut Vec<String>) {
    let step = |name: &str| format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                walk(member, step(name), places);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, step(&index.to_string()), places);
            }
        }
        _ => {}
    }
    places.push(at);
}
