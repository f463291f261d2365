//! Members of enums and intEnums: their values. · Called by `resolve`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::context::Context;
use super::draft::TraitUse;
use super::shape::{EnumMember, Place};
use super::shape_id::ShapeId;
use super::traits::Traits;

pub(super) const ENUM_VALUE: &str = "smithy.api#enumValue";

/// A member with its value not yet read.
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) value: Option<TraitUse>,
    pub(super) traits: Traits,
    pub(super) place: Place,
}

/// Reports values and names that appear twice.
pub(super) fn check(id: &ShapeId, members: &[Draft], ctx: &mut Context<'_>) {
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    let mut names: BTreeMap<&str, &Draft> = BTreeMap::new();
    for member in members {
        let value = match &member.value {
            Some(used) => used.value.to_string(),
            None => Value::from(member.name.as_str()).to_string(),
        };
        let label = id.member(&member.name);
        if let Some(other) = values.get(value.as_str()) {
            let message = format!("the value {value} is that of {other} too");
            ctx.error("DuplicateEnumValue", &member.place, &label, message);
        }
        let shown = match member.name.as_str() {
            "" => "another member".to_owned(),
            name => format!("`{name}`"),
        };
        values.insert(value, shown);
        if !member.name.is_empty() && names.insert(&member.name, member).is_some() {
            let message = format!("two members are called `{}`", member.name);
            ctx.error("DuplicateEnumName", &member.place, &label, message);
        }
    }
}

/// The members of an enum; without `@enumValue` the name is the value.
pub(super) fn strings(
    id: &ShapeId,
    members: Vec<Draft>,
    ctx: &mut Context<'_>,
) -> Vec<EnumMember<String>> {
    let mut read = Vec::with_capacity(members.len());
    for member in members {
        let value = match &member.value {
            None => Some(member.name.clone()),
            Some(used) => used.value.as_str().map(str::to_owned),
        };
        match value {
            Some(value) => {
                read.push(EnumMember {
                    name: member.name,
                    value,
                    traits: member.traits,
                });
            }
            None => invalid(id, &member, "a string", ctx),
        }
    }
    read
}

/// The members of an intEnum.
pub(super) fn integers(
    id: &ShapeId,
    members: Vec<Draft>,
    ctx: &mut Context<'_>,
) -> Vec<EnumMember<i32>> {
    let mut read = Vec::with_capacity(members.len());
    for member in members {
        let value = member.value.as_ref().and_then(|used| used.value.as_i64());
        match value.and_then(|value| i32::try_from(value).ok()) {
            Some(value) => {
                read.push(EnumMember {
                    name: member.name,
                    value,
                    traits: member.traits,
                });
            }
            None => invalid(id, &member, "a whole number of 32 bits", ctx),
        }
    }
    read
}

fn invalid(id: &ShapeId, member: &Draft, expected: &str, ctx: &mut Context<'_>) {
    let place = match &member.value {
        Some(used) => used.place(&member.place),
        None => member.place.clone(),
    };
    let message = format!("the value of `@enumValue` is wrong: expected {expected}");
    ctx.error(
        "InvalidTraitValue",
        &place,
        id.member(&member.name),
        message,
    );
}
