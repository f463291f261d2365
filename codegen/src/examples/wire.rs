//! The same value as it travels: from the form of files to that of a JSON body, by the model alone. Tests compare it
//! with what generated code writes and reads.

use serde_json::{Map, Value};
use shapewright_runtime::TimestampFormat;

use crate::model::traits::Binding;
use crate::model::{Member, Model, ShapeId, ShapeKind, Simple};

use super::checker::Form;
use super::scalar;

/// Whether the model's services use `@jsonName`: restJson1 does, awsJson does not.
#[must_use]
pub fn json_names(model: &Model) -> bool {
    model.services().any(|(shape, _)| {
        let mut protocols = shape.traits.protocols.iter();
        protocols.any(|protocol| protocol == "aws.protocols#restJson1")
    })
}

/// The JSON body of a structure in the form of files, which fits the model; None where the body is no JSON.
#[must_use]
pub fn body(model: &Model, shape: &ShapeId, value: &Value, json_names: bool) -> Option<Value> {
    let empty = Map::new();
    let shown = value.as_object().unwrap_or(&empty);
    let members: Vec<&Member> = model.members(shape).collect();
    let converter = Converter { model, json_names };
    let payload = members
        .iter()
        .find(|member| member.traits.binding == Some(Binding::Payload));
    if let Some(payload) = payload {
        let target = model.target(payload)?;
        let json = matches!(
            target.kind,
            ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Simple(Simple::Document)
        );
        let value = shown.get(payload.name());
        return json.then(|| value.map_or(Value::Null, |value| converter.value(payload, value)));
    }
    let inside = members
        .into_iter()
        .filter(|member| member.traits.binding.is_none());
    Some(converter.structure(inside, shown))
}

/// A member's value in the one way in which it travels, so that equal values look the same.
pub(super) fn value(model: &Model, member: &Member, value: &Value) -> Value {
    let converter = Converter {
        model,
        json_names: false,
    };
    converter.value(member, value)
}

struct Converter<'a> {
    model: &'a Model,
    json_names: bool,
}

impl Converter<'_> {
    fn structure<'m>(
        &self,
        members: impl Iterator<Item = &'m Member>,
        shown: &Map<String, Value>,
    ) -> Value {
        let mut out = Map::new();
        for member in members {
            let Some(value) = shown.get(member.name()).filter(|value| !value.is_null()) else {
                continue;
            };
            let name = match (&member.traits.json_name, self.json_names) {
                (Some(name), true) => name,
                _ => member.name(),
            };
            out.insert(name.to_owned(), self.value(member, value));
        }
        Value::Object(out)
    }

    fn value(&self, member: &Member, value: &Value) -> Value {
        let Some(target) = self.model.target(member) else {
            return value.clone();
        };
        match (&target.kind, value) {
            (ShapeKind::Structure(members) | ShapeKind::Union(members), Value::Object(shown)) => {
                self.structure(members.iter(), shown)
            }
            (ShapeKind::List(item), Value::Array(items)) => items
                .iter()
                .filter(|value| target.traits.sparse || !value.is_null())
                .map(|value| self.value(item, value))
                .collect(),
            (ShapeKind::Map { value: item, .. }, Value::Object(entries)) => {
                let entries = entries
                    .iter()
                    .filter(|(_, value)| target.traits.sparse || !value.is_null());
                let entries = entries.map(|(key, value)| (key.clone(), self.value(item, value)));
                Value::Object(entries.collect())
            }
            (ShapeKind::Simple(Simple::Timestamp), _) => self.timestamp(member, value),
            // Files may keep numbers of any size as text.
            (ShapeKind::Simple(Simple::BigInteger | Simple::BigDecimal), Value::String(text)) => {
                serde_json::from_str(text).unwrap_or_else(|_| value.clone())
            }
            _ => value.clone(),
        }
    }

    fn timestamp(&self, member: &Member, value: &Value) -> Value {
        let Ok(point) = scalar::timestamp(self.model, member, value, Form::File) else {
            return value.clone();
        };
        let format = scalar::wire_format(self.model, member);
        let text = point.format(format);
        match format {
            TimestampFormat::EpochSeconds => serde_json::from_str(&text).unwrap_or(Value::Null),
            TimestampFormat::DateTime | TimestampFormat::HttpDate => Value::String(text),
        }
    }
}
