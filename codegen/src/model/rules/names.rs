//! Names of shapes in one service that are equal or differ only in case (Smithy 2.0, "Service
//! closure"), and of members that differ only in case. · Smithy refuses both; here only equal names
//! are refused, because locks know shapes by their names: `names::Scope` settles the rest.

use std::collections::BTreeMap;

use super::super::Model;
use super::super::context::Context;
use super::super::shape::{Shape, ShapeKind};

/// Checks the names of every service and every structure and union.
pub(super) fn check(model: &Model, ctx: &mut Context<'_>) {
    for (service, _) in model.services() {
        shapes(model, service, ctx);
    }
    for shape in model.shapes() {
        if matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)) {
            members(shape, ctx);
        }
    }
}

/// Only shapes that become a type of their own: nobody sees the names of lists and strings.
fn shapes(model: &Model, service: &Shape, ctx: &mut Context<'_>) {
    let closure = model.closure(&service.id, None);
    let mut names: BTreeMap<String, &Shape> = BTreeMap::new();
    for shape in closure.shapes.iter().filter_map(|id| model.get(id)) {
        if matches!(
            shape.kind,
            ShapeKind::Simple(_) | ShapeKind::List(_) | ShapeKind::Map { .. }
        ) {
            continue;
        }
        let name = closure.name_of(&shape.id);
        if let Some(other) = names.get(&name.to_ascii_lowercase()) {
            let hint = "give one of them another name with `rename` of the service";
            let (place, id) = (&shape.place, &shape.id);
            let has = |what| format!("`{}` has {what} in the service `{}`", other.id, service.id);
            if closure.name_of(&other.id) == name {
                ctx.error_with_hint("ShapeNameConflict", place, id, has("the same name"), hint);
            } else {
                let only_in_case = has("a name that differs only in case");
                ctx.warning("ShapeNameConflict", place, id, only_in_case, hint);
            }
        } else {
            names.insert(name.to_ascii_lowercase(), shape);
        }
    }
}

fn members(shape: &Shape, ctx: &mut Context<'_>) {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for member in shape.members() {
        match names.get(&member.name().to_ascii_lowercase()) {
            Some(other) => ctx.warning(
                "MemberNameConflict",
                &member.place,
                &member.id,
                format!("the name differs only in case from that of `{other}`"),
                "one of the two gets another name in Rust",
            ),
            None => {
                names.insert(member.name().to_ascii_lowercase(), member.name());
            }
        }
    }
}
