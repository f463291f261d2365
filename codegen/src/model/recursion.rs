//! Recursive shapes: which members have to be boxed, and which shapes have no finite value. ·
//! Runs once all shapes are resolved. · One pass for strongly connected components (Tarjan),
//! without recursion of its own, so that no model is too deep for it.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::shape::{Member, Shape, ShapeKind};
use super::shape_id::ShapeId;

/// Marks every member of a structure or union that lies on a cycle without a list or map.
pub(super) fn mark(shapes: &mut BTreeMap<ShapeId, Shape>) {
    let component = components(shapes, |shape, member| {
        is_aggregate(shape) && shapes.get(&member.target).is_some_and(is_aggregate)
    });
    let component: BTreeMap<ShapeId, usize> = component
        .into_iter()
        .map(|(id, number)| (id.clone(), number))
        .collect();
    for (id, shape) in shapes {
        let own = component.get(id);
        if let ShapeKind::Structure(members) | ShapeKind::Union(members) = &mut shape.kind {
            for member in members {
                // A member with a target in its own component is on a cycle: each reaches the
                // other. Without a self-reference a component of one shape has no such member.
                member.recursive = own.is_some() && component.get(&member.target) == own;
            }
        }
    }
}

fn is_aggregate(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
}

/// Reports cycles that no finite value satisfies: structures that require each other, and
/// lists or maps of nothing but themselves, which no Rust type can be written for.
pub(super) fn check(shapes: &BTreeMap<ShapeId, Shape>, ctx: &mut Context<'_>) {
    let endless = endless(shapes);
    let component = components(shapes, |shape, member| match &shape.kind {
        ShapeKind::Structure(_) => {
            member.traits.required
                && endless.contains(&shape.id)
                && endless.contains(&member.target)
        }
        ShapeKind::Union(_) => endless.contains(&shape.id) && endless.contains(&member.target),
        _ => shapes.get(&member.target).is_some_and(|target| {
            matches!(target.kind, ShapeKind::List(_) | ShapeKind::Map { .. })
        }),
    });
    let mut reported: BTreeSet<usize> = BTreeSet::new();
    for (id, number) in &component {
        let Some(shape) = shapes.get(*id) else {
            continue;
        };
        let next = shape.members().find(|member| {
            component.get(&member.target) == Some(number)
                && (!is_aggregate(shape) || endless.contains(id))
                && (member.traits.required || !matches!(shape.kind, ShapeKind::Structure(_)))
        });
        let Some(next) = next else { continue };
        if !reported.insert(*number) {
            continue;
        }
        let (message, hint) = if is_aggregate(shape) {
            (
                format!(
                    "no value of the shape is finite: `{}` requires it again",
                    next.id
                ),
                "make one of the members on the way optional, or put a list or map between",
            )
        } else {
            (
                format!(
                    "`{}` leads to the shape itself through lists and maps only",
                    next.id
                ),
                "put a structure or union between",
            )
        };
        ctx.error_with_hint("EndlessShape", &shape.place, id, message, hint);
    }
}

/// The structures and unions that have no finite value: what is left when all that surely has
/// one is taken away, again and again.
fn endless(shapes: &BTreeMap<ShapeId, Shape>) -> BTreeSet<&ShapeId> {
    let mut users: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    let mut needs: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    let mut finite: Vec<&ShapeId> = Vec::new();
    for (id, shape) in shapes {
        let is_union = matches!(shape.kind, ShapeKind::Union(_));
        let required = shape
            .members()
            .filter(|member| is_aggregate(shape) && (is_union || member.traits.required));
        let mut count = 0;
        for member in required {
            count += 1;
            users.entry(&member.target).or_default().push(id);
        }
        // Of a union, one member that can be finite is enough.
        needs.insert(id, if is_union { count.min(1) } else { count });
        if count == 0 {
            finite.push(id);
        }
    }
    // A target that does not exist is reported elsewhere and hinders nothing here.
    finite.extend(users.keys().filter(|id| !shapes.contains_key(**id)));
    let mut done: BTreeSet<&ShapeId> = BTreeSet::new();
    while let Some(id) = finite.pop() {
        if !done.insert(id) {
            continue;
        }
        for user in users.get(id).into_iter().flatten() {
            if let Some(left) = needs.get_mut(*user) {
                *left = left.saturating_sub(1);
                if *left == 0 {
                    finite.push(user);
                }
            }
        }
    }
    shapes.keys().filter(|id| !done.contains(*id)).collect()
}

/// The number of the strongly connected component of every shape, along the members that
/// `follow` lets through.
fn components(
    shapes: &BTreeMap<ShapeId, Shape>,
    follow: impl Fn(&Shape, &Member) -> bool,
) -> BTreeMap<&ShapeId, usize> {
    let numbers: BTreeMap<&ShapeId, usize> = shapes
        .keys()
        .enumerate()
        .map(|(number, id)| (id, number))
        .collect();
    let edges: Vec<Vec<usize>> = shapes
        .values()
        .map(|shape| {
            let members = shape.members().filter(|member| follow(shape, member));
            members
                .filter_map(|member| numbers.get(&member.target).copied())
                .collect()
        })
        .collect();
    let components = tarjan(&edges);
    shapes.keys().zip(components).collect()
}

/// Tarjan's algorithm with a stack of its own; the component number of each node.
fn tarjan(edges: &[Vec<usize>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let mut index = vec![NEW; edges.len()];
    let mut low = vec![0; edges.len()];
    let mut component = vec![NEW; edges.len()];
    let mut open: Vec<usize> = Vec::new();
    let (mut next_index, mut next_component) = (0, 0);
    for root in 0..edges.len() {
        if index[root] != NEW {
            continue;
        }
        let mut calls = vec![(root, 0)];
        while let Some((node, edge)) = calls.pop() {
            if edge == 0 {
                index[node] = next_index;
                low[node] = next_index;
                next_index += 1;
                open.push(node);
            }
            if let Some(&target) = edges[node].get(edge) {
                calls.push((node, edge + 1));
                if index[target] == NEW {
                    calls.push((target, 0));
                } else if component[target] == NEW {
                    low[node] = low[node].min(index[target]);
                }
                continue;
            }
            if low[node] == index[node] {
                while let Some(member) = open.pop() {
                    component[member] = next_component;
                    if member == node {
                        break;
                    }
                }
                next_component += 1;
            }
            if let Some(&(parent, _)) = calls.last() {
                low[parent] = low[parent].min(low[node]);
            }
        }
    }
    component
}
