//! Mixins flattened (Smithy 2.0, "Mixins"): members of the mixins come first, in order; traits
//! and members of the shape itself win. · Runs after `apply` and gets the statements for
//! members that only a mixin brings. · Afterwards no shape needs its mixins any more.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::Value;

use super::apply::{Pending, add_all};
use super::context::{Context, did_you_mean};
use super::draft::{Draft, DraftMember, DraftShape, Links, Reference, find, replace};
use super::lower::nearest;
use super::shape_id::ShapeId;

const MIXIN: &str = "smithy.api#mixin";

/// Flattens every shape and settles the pending `apply` statements.
pub(super) fn flatten(draft: &mut Draft, mut pending: Pending, ctx: &mut Context<'_>) {
    check_references(draft, ctx);
    for id in ordered(draft, ctx) {
        let Some(mut shape) = draft.shapes.remove(&id) else {
            continue;
        };
        if !shape.mixins.is_empty() {
            mix(&id, &mut shape, draft, ctx);
        }
        settle(&mut shape, pending.remove(&id).unwrap_or_default(), ctx);
        draft.shapes.insert(id, shape);
    }
}

/// Drops mixins that do not exist, are no mixins or are of another type.
fn check_references(draft: &mut Draft, ctx: &mut Context<'_>) {
    let mut wrong: BTreeSet<(ShapeId, ShapeId)> = BTreeSet::new();
    for (id, shape) in &draft.shapes {
        for mixin in &shape.mixins {
            let (kind, message) = match draft.shapes.get(&mixin.id) {
                Some(target) if find(&target.traits, MIXIN).is_none() => (
                    "InvalidMixin",
                    format!("`{}` has no `@mixin` trait", mixin.id),
                ),
                Some(target) if target.kind != shape.kind => (
                    "InvalidMixin",
                    format!(
                        "`{}` is of type {}, not {}",
                        mixin.id,
                        target.kind.name(),
                        shape.kind.name()
                    ),
                ),
                Some(_) => continue,
                None => (
                    "UnresolvedMixin",
                    format!("mixin `{}` does not exist", mixin.id),
                ),
            };
            wrong.insert((id.clone(), mixin.id.clone()));
            if draft.broken.contains(&mixin.id) {
                continue;
            }
            let mixins = draft
                .shapes
                .iter()
                .filter(|(_, s)| find(&s.traits, MIXIN).is_some());
            let near = nearest(mixin.id.name(), mixins.map(|(id, _)| id.name()));
            let hint = did_you_mean(near, "a mixin is a shape of the same type with `@mixin`");
            ctx.error_with_hint(kind, &mixin.place, id, message, hint);
        }
    }
    for (id, mixin) in wrong {
        if let Some(shape) = draft.shapes.get_mut(&id) {
            shape.mixins.retain(|reference| reference.id != mixin);
        }
    }
}

/// All shapes, each after its mixins. Shapes in a cycle are reported and left unmixed.
fn ordered(draft: &mut Draft, ctx: &mut Context<'_>) -> Vec<ShapeId> {
    let mut waits: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    let mut users: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    let mut ready: VecDeque<&ShapeId> = VecDeque::new();
    for (id, shape) in &draft.shapes {
        if shape.mixins.is_empty() {
            ready.push_back(id);
        } else {
            waits.insert(id, shape.mixins.len());
        }
        for mixin in &shape.mixins {
            users.entry(&mixin.id).or_default().push(id);
        }
    }
    let mut order = Vec::with_capacity(draft.shapes.len());
    while let Some(id) = ready.pop_front() {
        order.push(id.clone());
        for user in users.get(id).into_iter().flatten() {
            if let Some(left) = waits.get_mut(*user) {
                *left -= 1;
                if *left == 0 {
                    waits.remove(*user);
                    ready.push_back(user);
                }
            }
        }
    }
    let cyclic: BTreeSet<ShapeId> = waits.into_keys().cloned().collect();
    report_cycles(&cyclic, draft, ctx);
    order
}

/// What is left over is in a cycle or uses a mixin that is; only the former is a finding.
fn report_cycles(left: &BTreeSet<ShapeId>, draft: &mut Draft, ctx: &mut Context<'_>) {
    let mut in_cycle = left.clone();
    loop {
        let used: BTreeSet<&ShapeId> = in_cycle
            .iter()
            .filter_map(|id| draft.shapes.get(id))
            .flat_map(|shape| shape.mixins.iter().map(|mixin| &mixin.id))
            .collect();
        let kept: BTreeSet<ShapeId> = in_cycle
            .iter()
            .filter(|id| used.contains(id))
            .cloned()
            .collect();
        if kept.len() == in_cycle.len() {
            break;
        }
        in_cycle = kept;
    }
    for id in left {
        let Some(shape) = draft.shapes.get_mut(id) else {
            continue;
        };
        if in_cycle.contains(id) {
            ctx.error(
                "CyclicMixin",
                &shape.place,
                id,
                "the shape is among its own mixins",
            );
        }
        shape.mixins.clear();
    }
}

/// Puts the mixins, which are flat already, into the shape.
fn mix(id: &ShapeId, shape: &mut DraftShape, draft: &Draft, ctx: &mut Context<'_>) {
    let mut members: Vec<DraftMember> = Vec::new();
    let mut traits = Vec::new();
    let mut links = Links::default();
    for mixin in &shape.mixins {
        let Some(mixin) = draft.shapes.get(&mixin.id) else {
            continue;
        };
        let local = local_traits(mixin);
        for used in &mixin.traits {
            if used.id != MIXIN && !local.contains(&used.id.as_str()) {
                replace(&mut traits, used.moved(&mixin.place));
            }
        }
        for member in &mixin.members {
            merge_member(&mut members, member.clone(), id, ctx);
        }
        merge_links(&mut links, mixin.links.clone());
    }
    for used in std::mem::take(&mut shape.traits) {
        replace(&mut traits, used);
    }
    for member in std::mem::take(&mut shape.members) {
        merge_member(&mut members, member, id, ctx);
    }
    merge_links(&mut links, std::mem::take(&mut shape.links));
    shape.traits = traits;
    shape.members = members;
    shape.links = links;
}

fn local_traits(mixin: &DraftShape) -> Vec<&str> {
    let value = find(&mixin.traits, MIXIN).and_then(|used| used.value.get("localTraits"));
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// Adds a member; one that is there already may be written again if it targets the same shape.
fn merge_member(
    members: &mut Vec<DraftMember>,
    new: DraftMember,
    id: &ShapeId,
    ctx: &mut Context<'_>,
) {
    let Some(old) = members.iter_mut().find(|member| member.name == new.name) else {
        members.push(new);
        return;
    };
    if old.target.id != new.target.id {
        ctx.error(
            "MixinConflict",
            &new.target.place,
            id.member(&new.name),
            format!(
                "a mixin has this member with the target `{}`",
                old.target.id
            ),
        );
    }
    for used in &mut old.traits {
        *used = used.moved(&old.place);
    }
    for used in new.traits {
        replace(&mut old.traits, used);
    }
    old.place = new.place;
}

fn merge_links(all: &mut Links, new: Links) {
    if !new.version.is_empty() {
        all.version = new.version;
    }
    all.input = new.input.or(all.input.take());
    all.output = new.output.or(all.output.take());
    merge_references(&mut all.errors, new.errors);
    merge_references(&mut all.operations, new.operations);
    merge_references(&mut all.resources, new.resources);
    merge_references(&mut all.shapes, new.shapes);
    merge_references(&mut all.properties, new.properties);
    for (name, target) in new.identifiers {
        all.identifiers.retain(|(known, _)| *known != name);
        all.identifiers.push((name, target));
    }
    for (from, to) in new.rename {
        all.rename.retain(|(known, _)| known.id != from.id);
        all.rename.push((from, to));
    }
}

fn merge_references(all: &mut Vec<Reference>, new: Vec<Reference>) {
    for reference in new {
        if !all.iter().any(|known| known.id == reference.id) {
            all.push(reference);
        }
    }
}

/// Smithy lets `apply` add traits to a member that comes from a mixin; they win over its own.
fn settle(shape: &mut DraftShape, statements: Vec<super::draft::Apply>, ctx: &mut Context<'_>) {
    let mut introduced: BTreeMap<String, Vec<super::draft::TraitUse>> = BTreeMap::new();
    for statement in statements {
        let name = statement.member.clone().unwrap_or_default();
        if shape.members.iter().any(|member| member.name == name) {
            let traits = introduced.entry(name).or_default();
            add_all(traits, &shape.place, statement, ctx);
            continue;
        }
        let near = nearest(
            &name,
            shape.members.iter().map(|member| member.name.as_str()),
        );
        ctx.error_with_hint(
            "UnresolvedApply",
            &statement.place,
            statement.target.member(&name),
            "the statement applies traits to a member that does not exist",
            did_you_mean(
                near,
                "the shape has no such member, and neither have its mixins",
            ),
        );
    }
    for member in &mut shape.members {
        for used in introduced.remove(&member.name).unwrap_or_default() {
            replace(&mut member.traits, used);
        }
    }
}
