//! Services: the operations bound to them directly and through resources, and what their
//! `@paginated` adds to those of the operations. · Called by `resolve`, and once at the end.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Links, Reference};
use super::resolve::{Resolver, Wanted};
use super::shape::{Service, Shape, ShapeKind};
use super::shape_id::ShapeId;
use super::traits::Paginated;

/// A service with all its operations.
pub(super) fn service(resolver: &mut Resolver<'_, '_>, id: &ShapeId, links: Links) -> Service {
    let direct = resolver.all(id, links.operations, Wanted::Operation);
    let mut operations: BTreeSet<ShapeId> = direct.iter().cloned().collect();
    let mut seen = BTreeSet::new();
    let resources = resolver.all(id, links.resources, Wanted::Resource);
    let mut waiting = resources.clone();
    while let Some(resource) = waiting.pop() {
        if !seen.insert(resource.clone()) {
            continue;
        }
        // What does not exist is reported where the resource itself is resolved.
        if let Some(links) = resolver.resources.get(&resource) {
            let existing = |reference: &&Reference| resolver.is_operation(&reference.id);
            let bound = links.operations.iter().filter(existing);
            operations.extend(bound.map(|reference| reference.id.clone()));
            waiting.extend(links.resources.iter().map(|reference| reference.id.clone()));
        }
    }
    let mut rename = Vec::new();
    for (from, to) in links.rename {
        if resolver.check(&from, id, Wanted::Any) {
            rename.push((from.id, to));
        }
    }
    rename.sort();
    Service {
        version: links.version,
        operations: operations.into_iter().collect(),
        direct,
        resources,
        shapes: resolver.all(id, links.shapes, Wanted::Any),
        errors: resolver.all(id, links.errors, Wanted::Structure),
        rename,
    }
}

/// Fills in what an operation's `@paginated` leaves to its service (Smithy 2.0, "paginated").
pub(super) fn merge_pagination(shapes: &mut BTreeMap<ShapeId, Shape>) {
    let mut merges: Vec<(ShapeId, Paginated)> = Vec::new();
    for shape in shapes.values() {
        if let (ShapeKind::Service(service), Some(paginated)) =
            (&shape.kind, &shape.traits.paginated)
        {
            merges.extend(
                service
                    .operations
                    .iter()
                    .map(|id| (id.clone(), paginated.clone())),
            );
        }
    }
    for (id, service) in merges {
        let operation = shapes
            .get_mut(&id)
            .and_then(|shape| shape.traits.paginated.as_mut());
        let Some(paginated) = operation else { continue };
        let fill = |own: &mut Option<String>, general: Option<String>| {
            if own.is_none() {
                *own = general;
            }
        };
        fill(&mut paginated.input_token, service.input_token);
        fill(&mut paginated.output_token, service.output_token);
        fill(&mut paginated.items, service.items);
        fill(&mut paginated.page_size, service.page_size);
    }
}
