//! The defaults that Smithy 1.0 leaves unsaid. · Runs once all shapes are resolved.
//!
//! In 1.0 a number or boolean has a zero value unless the member or its target has `@box`; a
//! shape of a 2.0 source counts as boxed unless its `@default` is the zero value. A streaming
//! blob that is not required is empty when absent.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::shape::{Member, Shape, ShapeKind, Simple};
use super::shape_id::ShapeId;

/// Gives the members of structures from 1.0 sources the default that their target implies.
/// `old` are the shapes of 1.0 sources.
pub(super) fn fill(shapes: &mut BTreeMap<ShapeId, Shape>, old: &BTreeSet<ShapeId>) {
    let mut found: Vec<(ShapeId, usize, Value)> = Vec::new();
    for id in old {
        let Some(ShapeKind::Structure(members)) = shapes.get(id).map(|shape| &shape.kind) else {
            continue;
        };
        for (index, member) in members.iter().enumerate() {
            if let Some(value) = implied(member, shapes, old) {
                found.push((id.clone(), index, value));
            }
        }
    }
    for (id, index, value) in found {
        if let Some(ShapeKind::Structure(members)) = shapes.get_mut(&id).map(|it| &mut it.kind)
            && let Some(member) = members.get_mut(index)
        {
            member.traits.default = Some(value);
        }
    }
}

fn implied(
    member: &Member,
    shapes: &BTreeMap<ShapeId, Shape>,
    old: &BTreeSet<ShapeId>,
) -> Option<Value> {
    let target = shapes.get(&member.target)?;
    if member.traits.boxed || member.traits.default.is_some() || target.traits.boxed {
        return None;
    }
    let zero = match &target.kind {
        ShapeKind::Simple(Simple::Blob) => {
            let absent = target.traits.streaming && !member.traits.required;
            return absent.then(|| Value::from(""));
        }
        ShapeKind::Simple(simple) => simple.zero_value()?,
        ShapeKind::IntEnum(_) => Value::from(0),
        _ => return None,
    };
    let unboxed = old.contains(&target.id) || target.traits.default.as_ref() == Some(&zero);
    unboxed.then_some(zero)
}
