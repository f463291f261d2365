//! Data shapes. · Called by `convert`. · Enum members' names are made here, after pruning.

use serde_json::{Map, Number, Value, json};

use super::c2j::{Reference, Shape};
use super::{Context, Traits, deprecated, finish, member, names, pattern};

/// One shape.
pub(super) fn convert(ctx: &mut Context, name: &str, shape: &Shape) -> Value {
    let kind = kind(shape);
    let mut object = Map::new();
    object.insert("type".to_owned(), json!(kind));
    match kind {
        "list" => {
            object.insert("member".to_owned(), reference(ctx, shape.member.as_ref()));
        }
        "map" => {
            object.insert("key".to_owned(), reference(ctx, shape.key.as_ref()));
            object.insert("value".to_owned(), reference(ctx, shape.value.as_ref()));
        }
        "structure" | "union" => {
            let members = shape.members.iter().map(|(member_name, member)| {
                let value = member::convert(ctx, name, shape, member_name, member);
                (member_name.to_owned(), value)
            });
            object.insert("members".to_owned(), members.collect());
        }
        "enum" => {
            object.insert("members".to_owned(), enum_members(shape));
        }
        _ => {}
    }
    let mut traits = traits(shape, kind);
    if kind == "structure" {
        structure_traits(&mut traits, ctx, name, shape);
    }
    finish(object, traits)
}

/// The type in Smithy.
fn kind(shape: &Shape) -> &str {
    match shape.kind.as_str() {
        "structure" if shape.document => "document",
        "structure" if shape.union || shape.eventstream => "union",
        "string" | "character"
            if shape
                .values
                .as_ref()
                .is_some_and(|values| !values.is_empty()) =>
        {
            "enum"
        }
        "character" => "string",
        "bigdecimal" => "bigDecimal",
        "biginteger" => "bigInteger",
        other => other,
    }
}

fn reference(ctx: &Context, reference: Option<&Reference>) -> Value {
    match reference {
        Some(reference) => ctx.target(&reference.shape),
        None => json!({ "target": "smithy.api#String" }),
    }
}

fn enum_members(shape: &Shape) -> Value {
    let mut values: Vec<String> = Vec::new();
    for value in shape.values.iter().flatten() {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    let names = names::enum_members(&values);
    let members = names.into_iter().zip(&values).map(|(name, value)| {
        let member = json!({
            "target": "smithy.api#Unit",
            "traits": { "smithy.api#enumValue": value },
        });
        (name, member)
    });
    members.collect()
}

/// The traits that any shape may have.
fn traits(shape: &Shape, kind: &str) -> Traits {
    let mut traits = Traits::new();
    if let Some(limits) = limits(shape.min.as_ref(), shape.max.as_ref()) {
        match kind {
            "string" | "enum" | "blob" | "list" | "map" => {
                traits.insert("smithy.api#length", limits);
            }
            "structure" | "union" | "document" | "boolean" | "timestamp" => {}
            _ => {
                traits.insert("smithy.api#range", limits);
            }
        }
    }
    if let Some(pattern) = &shape.pattern
        && matches!(kind, "string" | "enum")
    {
        traits.insert("smithy.api#pattern", json!(pattern::anchored(pattern)));
    }
    let format = shape
        .timestamp_format
        .as_deref()
        .and_then(|format| match format {
            "iso8601" => Some("date-time"),
            "unixTimestamp" => Some("epoch-seconds"),
            "rfc822" => Some("http-date"),
            _ => None,
        });
    if let Some(format) = format {
        traits.insert("smithy.api#timestampFormat", json!(format));
    }
    if let Some(media_type) = shape.media_type {
        traits.insert("smithy.api#mediaType", json!(media_type));
    }
    let flags = [
        ("smithy.api#sensitive", shape.sensitive),
        (
            "smithy.api#sparse",
            shape.sparse && matches!(kind, "list" | "map"),
        ),
        ("smithy.api#streaming", shape.streaming || shape.eventstream),
        ("smithy.api#requiresLength", shape.requires_length),
    ];
    for (id, set) in flags {
        if set {
            traits.insert(id, json!({}));
        }
    }
    deprecated(
        &mut traits,
        shape.deprecated,
        shape.deprecated_since.as_ref(),
    );
    traits
}

/// `min` and `max` as far as they are there.
fn limits(min: Option<&Number>, max: Option<&Number>) -> Option<Value> {
    let mut limits = Map::new();
    limits.extend(min.map(|min| ("min".to_owned(), Value::Number(min.clone()))));
    limits.extend(max.map(|max| ("max".to_owned(), Value::Number(max.clone()))));
    (!limits.is_empty()).then_some(Value::Object(limits))
}

/// Input, output and error.
fn structure_traits(traits: &mut Traits, ctx: &Context, name: &str, shape: &Shape) {
    if ctx.usage.is_only_input(name) {
        traits.insert("smithy.api#input", json!({}));
    }
    if ctx.usage.is_only_output(name) {
        traits.insert("smithy.api#output", json!({}));
    }
    if !ctx.usage.is_error(name) {
        return;
    }
    let facts = shape.error.clone().unwrap_or_default();
    let server =
        shape.fault || facts.fault || facts.http_status_code.is_some_and(|code| code >= 500);
    let (kind, default) = if server {
        ("server", 500)
    } else {
        ("client", 400)
    };
    let status = facts.http_status_code.unwrap_or(default);
    traits.insert("smithy.api#error", json!(kind));
    traits.insert("smithy.api#httpError", json!(status));
    if let Some(code) = &facts.code {
        let value = json!({ "code": code, "httpResponseCode": status });
        traits.insert("aws.protocols#awsQueryError", value);
    }
    if let Some(retryable) = &shape.retryable {
        let value = if retryable.throttling {
            json!({ "throttling": true })
        } else {
            json!({})
        };
        traits.insert("smithy.api#retryable", value);
    }
}
