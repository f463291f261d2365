//! Which types can travel where in HTTP.

use super::super::context::Context;
use super::super::shape::{Member, ShapeKind, Simple};
use super::super::traits::Binding;
use super::super::{Model, ShapeId};

/// Checks the type of a member with an HTTP binding; labels also by `check_label`.
pub(super) fn check(model: &Model, member: &Member, ctx: &mut Context<'_>) {
    let Some(binding) = &member.traits.binding else {
        return;
    };
    let Some(target) = model.target(member) else {
        return;
    };
    let (allowed, expected) = match binding {
        Binding::Label => (
            is_scalar(&target.kind),
            "a string, number, boolean or timestamp",
        ),
        Binding::Query(_) | Binding::Header(_) => (
            is_scalar(&target.kind) || is_list_of_scalars(model, &target.kind),
            "a string, number, boolean or timestamp, or a list of them",
        ),
        Binding::QueryParams => (
            is_map_of(model, &target.kind, true),
            "a map of strings or of lists of strings",
        ),
        Binding::PrefixHeaders(_) => (
            is_map_of(model, &target.kind, false) && !target.traits.sparse,
            "a map of strings that is not sparse",
        ),
        Binding::ResponseCode => (
            matches!(target.kind, ShapeKind::Simple(Simple::Integer)),
            "an integer",
        ),
        Binding::Payload => (
            is_payload(&target.kind),
            "a string, blob, structure, union, document, list or map",
        ),
    };
    if !allowed {
        let message = format!("`{}` cannot travel there: expected {expected}", target.id);
        ctx.error("HttpBindingType", &member.place, &member.id, message);
    }
}

/// A label is required; a greedy one is a string.
pub(super) fn check_label(model: &Model, member: &Member, greedy: bool, ctx: &mut Context<'_>) {
    if !member.traits.required {
        ctx.error_with_hint(
            "HttpLabelNotRequired",
            &member.place,
            &member.id,
            "a member with `@httpLabel` has to be required",
            "without it there is no URI: add smithy.api#required",
        );
    }
    if greedy && model.target(member).is_some() && !is_text(model, member) {
        let message = "a greedy label is a string";
        ctx.error("HttpBindingType", &member.place, &member.id, message);
    }
}

/// Whether the member is a string or enum.
pub(super) fn is_text(model: &Model, member: &Member) -> bool {
    is_text_shape(model, &member.target)
}

fn is_text_shape(model: &Model, id: &ShapeId) -> bool {
    let kind = model.get(id).map(|shape| &shape.kind);
    matches!(
        kind,
        None | Some(ShapeKind::Simple(Simple::String) | ShapeKind::Enum(_))
    )
}

fn is_scalar(kind: &ShapeKind) -> bool {
    match kind {
        ShapeKind::Simple(simple) => !matches!(simple, Simple::Blob | Simple::Document),
        ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => true,
        _ => false,
    }
}

fn is_list_of_scalars(model: &Model, kind: &ShapeKind) -> bool {
    let ShapeKind::List(element) = kind else {
        return false;
    };
    model
        .target(element)
        .is_none_or(|target| is_scalar(&target.kind))
}

fn is_map_of(model: &Model, kind: &ShapeKind, or_lists: bool) -> bool {
    let ShapeKind::Map { value, .. } = kind else {
        return false;
    };
    let list = || match model.target(value).map(|target| &target.kind) {
        Some(ShapeKind::List(element)) => is_text_shape(model, &element.target),
        _ => false,
    };
    is_text_shape(model, &value.target) || or_lists && list()
}

fn is_payload(kind: &ShapeKind) -> bool {
    match kind {
        ShapeKind::Simple(simple) => {
            matches!(simple, Simple::String | Simple::Blob | Simple::Document)
        }
        ShapeKind::Enum(_)
        | ShapeKind::List(_)
        | ShapeKind::Map { .. }
        | ShapeKind::Structure(_)
        | ShapeKind::Union(_) => true,
        _ => false,
    }
}
