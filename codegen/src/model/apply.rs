//! `apply` statements: traits added from elsewhere, whatever the order of the sources. · Runs
//! before `mixins`, so that what is applied to a mixin spreads; what is applied to a member
//! that only a mixin brings is handed on to `mixins`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::context::{Context, did_you_mean};
use super::draft::{Apply, Draft, TraitUse};
use super::lower::nearest;
use super::shape::Place;
use super::shape_id::ShapeId;

/// Statements for members that the shape itself does not define, by shape.
pub(super) type Pending = BTreeMap<ShapeId, Vec<Apply>>;

/// Applies what can be applied and returns the rest.
pub(super) fn apply(draft: &mut Draft, ctx: &mut Context<'_>) -> Pending {
    let mut pending = Pending::new();
    for statement in std::mem::take(&mut draft.applies) {
        if draft.broken.contains(&statement.target) {
            continue;
        }
        let Some(shape) = draft.shapes.get_mut(&statement.target) else {
            let near = nearest(
                statement.target.name(),
                draft.shapes.keys().map(ShapeId::name),
            );
            ctx.error_with_hint(
                "UnresolvedApply",
                &statement.place,
                &statement.target,
                "the statement applies traits to a shape that does not exist",
                did_you_mean(near, "define the shape, or remove the statement"),
            );
            continue;
        };
        let Some(name) = &statement.member else {
            let place = shape.place.clone();
            add_all(&mut shape.traits, &place, statement, ctx);
            continue;
        };
        match shape.members.iter_mut().find(|member| member.name == *name) {
            Some(member) => {
                let place = member.place.clone();
                add_all(&mut member.traits, &place, statement, ctx);
            }
            None => pending
                .entry(statement.target.clone())
                .or_default()
                .push(statement),
        }
    }
    pending
}

/// Adds the traits of a statement to those of its target.
pub(super) fn add_all(
    traits: &mut Vec<TraitUse>,
    owner: &Place,
    statement: Apply,
    ctx: &mut Context<'_>,
) {
    let label = match &statement.member {
        Some(member) => statement.target.member(member).to_string(),
        None => statement.target.to_string(),
    };
    for new in statement.traits {
        add(traits, new, owner, &label, ctx);
    }
}

/// Smithy, "Trait conflict resolution": equal values are fine, arrays are joined, the rest is
/// an error.
fn add(
    traits: &mut Vec<TraitUse>,
    new: TraitUse,
    owner: &Place,
    label: &str,
    ctx: &mut Context<'_>,
) {
    let Some(old) = traits.iter_mut().find(|used| used.id == new.id) else {
        traits.push(new);
        return;
    };
    if old.value == new.value {
        return;
    }
    let first = old.place(owner);
    match (&mut old.value, new.value) {
        (Value::Array(old), Value::Array(more)) => old.extend(more),
        _ => {
            let place = new.at.as_deref().cloned().unwrap_or_default();
            ctx.error_with_hint(
                "TraitConflict",
                &place,
                label,
                format!("the trait `{}` has two different values here", new.id),
                format!("the other one is at {} {}", first.source, first.pointer),
            );
        }
    }
}
