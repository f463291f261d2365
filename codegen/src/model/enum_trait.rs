//! Strings with the `@enum` trait of Smithy 1.0 become enums. · Runs after `mixins`, before
//! `resolve`. · The entries become members with `@enumValue`; an entry without a name becomes a
//! member with an empty name.

use serde_json::{Map, Value};

use super::context::Context;
use super::draft::{Draft, DraftMember, Reference, TraitUse};
use super::lower::Kind;
use super::shape::Place;
use super::shape_id::{ShapeId, is_identifier};

const ENUM: &str = "smithy.api#enum";

/// Converts every string that has the trait.
pub(super) fn convert(draft: &mut Draft, ctx: &mut Context<'_>) {
    for (id, shape) in &mut draft.shapes {
        if shape.kind != Kind::String {
            continue;
        }
        let Some(index) = shape.traits.iter().position(|used| used.id == ENUM) else {
            continue;
        };
        let used = shape.traits.remove(index);
        let place = used.place(&shape.place);
        let Value::Array(entries) = used.value else {
            invalid(ctx, &place, id, "an `@enum` is an array of objects");
            continue;
        };
        shape.kind = Kind::Enum;
        shape.members = entries
            .into_iter()
            .enumerate()
            .filter_map(|(index, entry)| member(entry, place.step(&index.to_string()), id, ctx))
            .collect();
    }
}

fn member(entry: Value, place: Place, id: &ShapeId, ctx: &mut Context<'_>) -> Option<DraftMember> {
    let Value::Object(mut entry) = entry else {
        invalid(ctx, &place, id, "an entry of `@enum` is an object");
        return None;
    };
    let Some(value @ Value::String(_)) = entry.shift_remove("value") else {
        invalid(
            ctx,
            &place,
            id,
            "an entry of `@enum` has a `value`, a string",
        );
        return None;
    };
    let name = match entry.shift_remove("name") {
        None => String::new(),
        Some(Value::String(name)) if is_identifier(&name) => name,
        Some(_) => {
            invalid(
                ctx,
                &place.step("name"),
                id,
                "a `name` of `@enum` is an identifier",
            );
            String::new()
        }
    };
    let mut traits = vec![use_of("enumValue", value, place.step("value"))];
    traits.extend(entry_traits(&mut entry, &place, id, ctx));
    let target = Reference {
        id: ShapeId::prelude("Unit"),
        place: place.clone(),
    };
    Some(DraftMember {
        name,
        target,
        traits,
        place,
    })
}

/// `documentation`, `tags` and `deprecated` of an entry as the traits they stand for.
fn entry_traits(
    entry: &mut Map<String, Value>,
    place: &Place,
    id: &ShapeId,
    ctx: &mut Context<'_>,
) -> Vec<TraitUse> {
    let mut traits = Vec::new();
    for key in ["documentation", "tags"] {
        if let Some(value) = entry.shift_remove(key) {
            // The tag is what became `@internal` in Smithy 2.0 (its conversion guide, "enum").
            if key == "tags"
                && value
                    .as_array()
                    .is_some_and(|tags| tags.iter().any(|t| t == "internal"))
            {
                let flag = Value::Object(Map::new());
                traits.push(use_of("internal", flag, place.step(key)));
            }
            traits.push(use_of(key, value, place.step(key)));
        }
    }
    match entry.shift_remove("deprecated") {
        None | Some(Value::Bool(false)) => {}
        Some(Value::Bool(true)) => {
            let value = Value::Object(Map::new());
            traits.push(use_of("deprecated", value, place.step("deprecated")));
        }
        Some(_) => invalid(
            ctx,
            &place.step("deprecated"),
            id,
            "`deprecated` is true or false",
        ),
    }
    traits
}

fn use_of(name: &str, value: Value, at: Place) -> TraitUse {
    TraitUse {
        id: format!("smithy.api#{name}"),
        value,
        at: Some(Box::new(at)),
    }
}

fn invalid(ctx: &mut Context<'_>, place: &Place, id: &ShapeId, message: &str) {
    ctx.error("InvalidTraitValue", place, id, message);
}
