//! Words of a command as values of the model's types.

use serde_json::{Map, Value};
use shapewright_codegen::examples::json;
use shapewright_codegen::model::{Member, Model, ShapeKind, Simple};
use shapewright_runtime::Blob;

use super::shorthand::{self, Node};

/// The value of an option that has these words.
pub(super) fn option(model: &Model, member: &Member, words: &[String]) -> Result<Value, String> {
    let Some(target) = model.target(member) else {
        return Err("its type is not in the model".to_owned());
    };
    match (&target.kind, words) {
        (_, []) => Err("it has no value".to_owned()),
        (ShapeKind::List(item), [only]) => match begun(only, '[')? {
            Some(value) => Ok(value),
            None => Ok(Value::Array(vec![word(model, item, only)?])),
        },
        (ShapeKind::List(item), words) => {
            words.iter().map(|text| word(model, item, text)).collect()
        }
        (_, [only]) => word(model, member, only),
        (_, words) => Err(format!("it takes one value, not {}", words.len())),
    }
}

/// JSON, if the text begins like it.
fn begun(text: &str, open: char) -> Result<Option<Value>, String> {
    if !text.trim_start().starts_with(open) {
        return Ok(None);
    }
    json::value(text)
        .map(Some)
        .map_err(|error| format!("it is not JSON: {error}"))
}

/// One word as a value.
fn word(model: &Model, member: &Member, text: &str) -> Result<Value, String> {
    let kind = model.target(member).map(|target| &target.kind);
    match kind {
        Some(ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Map { .. }) => {
            match begun(text, '{')? {
                Some(value) => Ok(value),
                None => typed(model, member, &shorthand::parse(text)?),
            }
        }
        Some(ShapeKind::List(_)) => match begun(text, '[')? {
            Some(value) => Ok(value),
            None => typed(model, member, &Node::Text(text.to_owned())),
        },
        Some(ShapeKind::Simple(Simple::Document)) => {
            json::value(text).map_err(|error| format!("it is not JSON: {error}"))
        }
        _ => typed(model, member, &Node::Text(text.to_owned())),
    }
}

/// A value of the shorthand syntax with the types of the model. What the model does not know keeps the type that it
/// seems to have, so that the lint can tell.
fn typed(model: &Model, member: &Member, node: &Node) -> Result<Value, String> {
    let kind = model.target(member).map(|target| &target.kind);
    match (kind, node) {
        (Some(ShapeKind::List(item)), Node::List(items)) => {
            items.iter().map(|it| typed(model, item, it)).collect()
        }
        // One value is a list of one.
        (Some(ShapeKind::List(item)), one) => Ok(Value::Array(vec![typed(model, item, one)?])),
        (Some(ShapeKind::Map { value, .. }), Node::Entries(entries)) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, node)| Ok((key.clone(), typed(model, value, node)?)));
            entries
                .collect::<Result<Map<_, _>, String>>()
                .map(Value::Object)
        }
        (
            Some(ShapeKind::Structure(members) | ShapeKind::Union(members)),
            Node::Entries(entries),
        ) => {
            let mut object = Map::new();
            for (key, node) in entries {
                let member = members.iter().find(|member| member.name() == key);
                let value = match member {
                    Some(member) => typed(model, member, node)?,
                    None => untyped(node),
                };
                object.insert(key.clone(), value);
            }
            Ok(Value::Object(object))
        }
        (Some(kind), Node::Text(text)) => scalar(kind, text),
        (_, node) => Ok(untyped(node)),
    }
}

fn untyped(node: &Node) -> Value {
    match node {
        Node::Text(text) => Value::String(text.clone()),
        Node::List(items) => items.iter().map(untyped).collect(),
        Node::Entries(entries) => entries
            .iter()
            .map(|(key, node)| (key.clone(), untyped(node)))
            .collect(),
    }
}

fn scalar(kind: &ShapeKind, text: &str) -> Result<Value, String> {
    let number = |what: &str| match serde_json::from_str::<Value>(text) {
        Ok(value @ Value::Number(_)) => Ok(value),
        _ => Err(format!("`{text}` is no {what}")),
    };
    match kind {
        ShapeKind::Simple(simple) => match simple {
            Simple::Boolean => match text {
                "true" => Ok(Value::Bool(true)),
                "false" => Ok(Value::Bool(false)),
                _ => Err(format!("`{text}` is no boolean")),
            },
            Simple::Byte | Simple::Short | Simple::Integer | Simple::Long | Simple::BigInteger => {
                number("integer")
            }
            Simple::Float | Simple::Double | Simple::BigDecimal => number("number"),
            // Version 1 of the CLI takes bytes as they are.
            Simple::Blob => Ok(Value::String(Blob::new(text).to_base64())),
            Simple::Timestamp => Ok(number("number").unwrap_or_else(|_| text.into())),
            Simple::String | Simple::Document => Ok(text.into()),
        },
        ShapeKind::IntEnum(_) => number("integer"),
        _ => Ok(text.into()),
    }
}
