//! Values of `@default` (Smithy 2.0, "Default value constraints"): the type of the target, and
//! nothing that has an inside.

use std::fmt::Display;

use serde_json::Value;

use super::super::Model;
use super::super::context::Context;
use super::super::shape::{Place, Shape, ShapeKind, Simple};

/// Checks the defaults of all shapes and members.
pub(super) fn check(model: &Model, ctx: &mut Context<'_>) {
    for shape in model.shapes() {
        if let Some(value) = &shape.traits.default {
            default(value, shape, &shape.place, &shape.id, ctx);
        }
        for member in shape.members() {
            if let (Some(value), Some(target)) = (&member.traits.default, model.target(member)) {
                default(value, target, &member.place, &member.id, ctx);
            }
        }
    }
}

fn default(
    value: &Value,
    target: &Shape,
    place: &Place,
    label: &dyn Display,
    ctx: &mut Context<'_>,
) {
    let expected = match &target.kind {
        _ if value.is_null() => return,
        ShapeKind::Simple(simple) => match simple_default(value, *simple) {
            Some(expected) => expected.to_owned(),
            None => return,
        },
        ShapeKind::Enum(members) => {
            if members
                .iter()
                .any(|member| value.as_str() == Some(&member.value))
            {
                return;
            }
            "one of its values".to_owned()
        }
        ShapeKind::IntEnum(members) => {
            // A 1.0 model implies the zero of an intEnum whether it has that value or not.
            let known = |known: i32| value.as_i64() == Some(i64::from(known));
            if known(0) || members.iter().any(|member| known(member.value)) {
                return;
            }
            "one of its values".to_owned()
        }
        ShapeKind::List(_) if value.as_array().is_some_and(Vec::is_empty) => return,
        ShapeKind::List(_) => "an empty array".to_owned(),
        ShapeKind::Map { .. } if value.as_object().is_some_and(serde_json::Map::is_empty) => return,
        ShapeKind::Map { .. } => "an empty object".to_owned(),
        _ => "none, or null".to_owned(),
    };
    let message = format!(
        "`{}` cannot have the default {value}: expected {expected}",
        target.id
    );
    ctx.error("InvalidDefault", place, label, message);
}

/// What would be right, if the value is wrong.
fn simple_default(value: &Value, simple: Simple) -> Option<&'static str> {
    let whole = |min: i64, max: i64| value.as_i64().is_some_and(|it| (min..=max).contains(&it));
    let (right, expected) = match simple {
        Simple::Boolean => (value.is_boolean(), "true or false"),
        Simple::String => (value.is_string(), "a string"),
        Simple::Blob => (value.as_str().is_some_and(is_base64), "a string of base64"),
        Simple::Byte => (
            whole(i8::MIN.into(), i8::MAX.into()),
            "a whole number of 8 bits",
        ),
        Simple::Short => (
            whole(i16::MIN.into(), i16::MAX.into()),
            "a whole number of 16 bits",
        ),
        Simple::Integer => (
            whole(i32::MIN.into(), i32::MAX.into()),
            "a whole number of 32 bits",
        ),
        Simple::Long => (whole(i64::MIN, i64::MAX), "a whole number of 64 bits"),
        Simple::Float | Simple::Double | Simple::BigDecimal => (value.is_number(), "a number"),
        Simple::BigInteger => {
            let text = value
                .as_number()
                .map(ToString::to_string)
                .unwrap_or_default();
            let whole = text
                .strip_prefix('-')
                .unwrap_or(&text)
                .bytes()
                .all(|b| b.is_ascii_digit());
            (!text.is_empty() && whole, "a whole number")
        }
        Simple::Timestamp => (
            value.is_number() || value.as_str().is_some_and(|text| text.contains('T')),
            "seconds, or a date and time",
        ),
        Simple::Document => {
            let empty = match value {
                Value::Array(items) => items.is_empty(),
                Value::Object(entries) => entries.is_empty(),
                _ => true,
            };
            (empty, "a scalar, an empty array or an empty object")
        }
    };
    (!right).then_some(expected)
}

/// Base64 with padding (RFC 4648, section 4).
fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let is_digit = |b: u8| b.is_ascii_alphanumeric() || b == b'+' || b == b'/';
    text.len().is_multiple_of(4) && text.len() - body.len() <= 2 && body.bytes().all(is_digit)
}
