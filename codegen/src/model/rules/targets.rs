//! Shapes in places where they do not fit, and traits on shapes that they say nothing about.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::super::context::Context;
use super::super::shape::{Member, Operation, Place, Shape, ShapeKind, Simple};
use super::super::traits::Traits;
use super::super::{Model, ShapeId};

/// Checks map keys, errors, streams, and the traits of every shape and member.
pub(super) fn check(model: &Model, ctx: &mut Context<'_>) {
    let top = top_level(model);
    for shape in model.shapes() {
        traits(&shape.traits, &shape.kind, &shape.place, &shape.id, ctx);
        for member in shape.members() {
            if let Some(target) = model.target(member) {
                traits(&member.traits, &target.kind, &member.place, &member.id, ctx);
                stream(shape, member, target, &top, ctx);
            }
        }
        match &shape.kind {
            ShapeKind::Map { key, .. } => map_key(model, key, ctx),
            ShapeKind::Service(service) => errors(model, shape, &service.errors, ctx),
            ShapeKind::Operation(operation) => {
                errors(model, shape, &operation.errors, ctx);
                compression(model, shape, operation, ctx);
            }
            ShapeKind::Union(members) => at_least_one(shape, members.len(), ctx),
            ShapeKind::Enum(members) => at_least_one(shape, members.len(), ctx),
            ShapeKind::IntEnum(members) => at_least_one(shape, members.len(), ctx),
            _ => {}
        }
    }
}

/// Unions and enums have members (Smithy 2.0, "Union" and "Enum shapes"); one without has still a meaning.
fn at_least_one(shape: &Shape, members: usize, ctx: &mut Context<'_>) {
    if members == 0 {
        ctx.warning(
            "NoMembers",
            &shape.place,
            &shape.id,
            "the union or enum has no members, which Smithy requires",
            "it is generated with values that the model does not know alone",
        );
    }
}

fn map_key(model: &Model, key: &Member, ctx: &mut Context<'_>) {
    let Some(target) = model.target(key) else {
        return;
    };
    if !matches!(
        target.kind,
        ShapeKind::Simple(Simple::String) | ShapeKind::Enum(_)
    ) {
        let message = format!(
            "the key of a map is a string or an enum, `{}` is not",
            target.id
        );
        ctx.error("InvalidMapKey", &key.place, &key.id, message);
    }
}

fn errors(model: &Model, owner: &Shape, errors: &[ShapeId], ctx: &mut Context<'_>) {
    for error in errors.iter().filter_map(|id| model.get(id)) {
        if error.traits.error.is_none() {
            ctx.error_with_hint(
                "MissingErrorTrait",
                &error.place,
                &error.id,
                format!(
                    "the structure is an error of `{}` but has no `@error`",
                    owner.id
                ),
                "add smithy.api#error with `client` or `server`",
            );
        }
    }
}

/// The structures that a stream may be in: inputs and outputs.
fn top_level(model: &Model) -> BTreeSet<&ShapeId> {
    let operations = model.shapes().filter_map(|shape| match &shape.kind {
        ShapeKind::Operation(operation) => Some(operation),
        _ => None,
    });
    operations
        .flat_map(|operation| operation.input.iter().chain(&operation.output))
        .collect()
}

fn stream(
    owner: &Shape,
    member: &Member,
    target: &Shape,
    top: &BTreeSet<&ShapeId>,
    ctx: &mut Context<'_>,
) {
    let is_mixin = owner.traits.other.contains_key("smithy.api#mixin");
    if target.traits.streaming && !top.contains(&owner.id) && !is_mixin {
        let message = format!(
            "the stream `{}` can only be in an input or output",
            target.id
        );
        ctx.error("InvalidStream", &member.place, &member.id, message);
    }
}

/// A stream whose length has to be known before it is sent cannot be compressed on the way (Smithy 2.0,
/// "requestCompression trait").
fn compression(model: &Model, shape: &Shape, operation: &Operation, ctx: &mut Context<'_>) {
    if shape.traits.request_compression.is_empty() {
        return;
    }
    let input = operation.input.iter();
    for member in input.flat_map(|input| model.members(input)) {
        if model.streaming(member) && model.requires_length(member) {
            let message = format!(
                "the stream `{}` has `@requiresLength`, so that `{}` cannot be compressed",
                member.target, shape.id
            );
            ctx.error("InvalidStream", &member.place, &member.id, message);
        }
    }
}

/// Traits that have no effect, for they stand on or lead to a shape of the wrong type.
fn traits(
    traits: &Traits,
    kind: &ShapeKind,
    place: &Place,
    label: &dyn Display,
    ctx: &mut Context<'_>,
) {
    let text = matches!(kind, ShapeKind::Simple(Simple::String) | ShapeKind::Enum(_));
    let blob = matches!(kind, ShapeKind::Simple(Simple::Blob));
    let list = matches!(kind, ShapeKind::List(_));
    let map = matches!(kind, ShapeKind::Map { .. });
    let timestamp = matches!(kind, ShapeKind::Simple(Simple::Timestamp));
    let uses = [
        (
            "length",
            traits.length.is_some(),
            text || blob || list || map,
        ),
        ("range", traits.range.is_some(), is_number(kind)),
        ("pattern", traits.pattern.is_some(), text),
        ("uniqueItems", traits.unique_items, list),
        ("sparse", traits.sparse, list || map),
        (
            "timestampFormat",
            traits.timestamp_format.is_some(),
            timestamp,
        ),
        ("mediaType", traits.media_type.is_some(), text || blob),
        ("requiresLength", traits.requires_length, blob),
        (
            "streaming",
            traits.streaming,
            blob || matches!(kind, ShapeKind::Union(_)),
        ),
        ("idempotencyToken", traits.idempotency_token, text),
        (
            "error",
            traits.error.is_some(),
            matches!(kind, ShapeKind::Structure(_)),
        ),
        (
            "http",
            traits.http.is_some(),
            matches!(kind, ShapeKind::Operation(_)),
        ),
    ];
    for (name, present, fits) in uses {
        if present && !fits {
            ctx.warning(
                "TraitTarget",
                place,
                label,
                format!("`@{name}` has no effect on a shape of this type"),
                "remove the trait, or change the type",
            );
        }
    }
}

fn is_number(kind: &ShapeKind) -> bool {
    match kind {
        ShapeKind::IntEnum(_) => true,
        ShapeKind::Simple(simple) => matches!(
            simple,
            Simple::Byte
                | Simple::Short
                | Simple::Integer
                | Simple::Long
                | Simple::Float
                | Simple::Double
                | Simple::BigInteger
                | Simple::BigDecimal
        ),
        _ => false,
    }
}
