//! What is wrong with an input, from the model's constraint traits and the file form alone.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use shapewright_codegen::model::{Member, Model, Shape, ShapeKind, Simple};
use shapewright_runtime::ConstraintKind;

use crate::input::sample;

/// Bytes as an input (see `input.rs`), whose violations have to be what the model says.
///
/// # Panics
/// They are not; a pattern's violation only has to be where there is a pattern.
pub fn validators(data: &[u8]) {
    let Some(sample) = sample(data) else {
        return;
    };
    let found = sample.typed.violations();
    assert_eq!(found, sample.typed.violations(), "another answer");
    let mut rules = Rules {
        model: sample.place.model,
        broken: Vec::new(),
        patterns: BTreeSet::new(),
    };
    if let (Some(id), Value::Object(input)) = (&sample.place.operation.input, &sample.file) {
        let members: Vec<&Member> = sample.place.model.members(id).collect();
        rules.structure("", &members, input);
    }
    let mut said = Vec::new();
    for violation in found.as_ref().err().into_iter().flatten() {
        let pointer = violation.pointer().to_owned();
        assert!(violation.to_string().contains(&pointer));
        match kind_name(violation.constraint()) {
            "pattern" => assert!(rules.patterns.contains(&pointer), "no pattern at {pointer}"),
            kind => said.push((pointer, kind)),
        }
    }
    said.sort();
    rules.broken.sort();
    assert_eq!(
        said, rules.broken,
        "{}: {}",
        sample.entry.shape, sample.file
    );
}

fn kind_name(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::Required => "required",
        ConstraintKind::Length => "length",
        ConstraintKind::Range => "range",
        ConstraintKind::Pattern => "pattern",
        ConstraintKind::UniqueItems => "unique",
        ConstraintKind::Enum => "enum",
        _ => "other",
    }
}

struct Rules<'m> {
    model: &'m Model,
    broken: Vec<(String, &'static str)>,
    /// Where a pattern holds.
    patterns: BTreeSet<String>,
}

fn below(pointer: &str, segment: &str) -> String {
    format!(
        "{pointer}/{}",
        segment.replace('~', "~0").replace('/', "~1")
    )
}

impl Rules<'_> {
    fn structure(&mut self, pointer: &str, members: &[&Member], object: &Map<String, Value>) {
        for member in members {
            let pointer = below(pointer, member.name());
            match object.get(member.name()) {
                Some(value) => self.value(&pointer, member, value),
                // A token that is missing is made when it is sent.
                None if member.traits.required && !member.traits.idempotency_token => {
                    self.broken.push((pointer, "required"));
                }
                None => {}
            }
        }
    }

    fn value(&mut self, pointer: &str, member: &Member, value: &Value) {
        let target: &Shape = self.model.target(member).expect("a loaded model");
        match (&target.kind, value) {
            (ShapeKind::Simple(Simple::String), Value::String(text)) => {
                self.text(pointer, member, text);
            }
            (ShapeKind::Enum(values), Value::String(text)) => {
                if !values.iter().any(|known| known.value == *text) {
                    self.broken.push((pointer.to_owned(), "enum"));
                }
                self.text(pointer, member, text);
            }
            (ShapeKind::IntEnum(values), Value::Number(number)) => {
                let number = number.as_i64();
                if !values
                    .iter()
                    .any(|known| Some(known.value.into()) == number)
                {
                    self.broken.push((pointer.to_owned(), "enum"));
                }
                self.range(pointer, member, value);
            }
            (ShapeKind::Simple(Simple::Blob), Value::String(text)) => {
                let padding = text.bytes().rev().take_while(|b| *b == b'=').count();
                self.length(pointer, member, text.len() / 4 * 3 - padding);
            }
            (ShapeKind::Simple(Simple::Document | Simple::Timestamp | Simple::Boolean), _) => {}
            (ShapeKind::Simple(_), value) => self.range(pointer, member, value),
            (ShapeKind::List(item), Value::Array(values)) => {
                self.length(pointer, member, values.len());
                for (index, value) in values.iter().enumerate().filter(|(_, it)| !it.is_null()) {
                    self.value(&below(pointer, &index.to_string()), item, value);
                }
                let twice = |at: usize| values[..at].contains(&values[at]);
                if self.model.unique_items(member) && (0..values.len()).any(twice) {
                    self.broken.push((pointer.to_owned(), "unique"));
                }
            }
            (ShapeKind::Map { key, value: item }, Value::Object(entries)) => {
                self.length(pointer, member, entries.len());
                let hidden = self.model.sensitive(member) || self.model.sensitive(key);
                for (name, value) in entries {
                    // A key at fault is told by its map.
                    self.value(pointer, key, &Value::String(name.clone()));
                    let segment = if hidden { "*" } else { name };
                    if !value.is_null() {
                        self.value(&below(pointer, segment), item, value);
                    }
                }
            }
            (ShapeKind::Structure(members), Value::Object(object)) => {
                let members: Vec<&Member> = members.iter().collect();
                self.structure(pointer, &members, object);
            }
            (ShapeKind::Union(members), Value::Object(object)) => {
                for (name, value) in object {
                    if let Some(member) = members.iter().find(|it| it.name() == name) {
                        self.value(&below(pointer, name), member, value);
                    }
                }
            }
            (_, value) => panic!("{}: {value}", member.id),
        }
    }

    fn text(&mut self, pointer: &str, member: &Member, text: &str) {
        self.length(pointer, member, text.chars().count());
        if self.model.pattern(member).is_some() {
            self.patterns.insert(pointer.to_owned());
        }
    }

    fn length(&mut self, pointer: &str, member: &Member, length: usize) {
        let length = length as u64;
        if let Some(limits) = self.model.length(member)
            && (limits.min.is_some_and(|min| length < min)
                || limits.max.is_some_and(|max| length > max))
        {
            self.broken.push((pointer.to_owned(), "length"));
        }
    }

    fn range(&mut self, pointer: &str, member: &Member, value: &Value) {
        let Some(limits) = self.model.range(member) else {
            return;
        };
        let number = match value.as_str() {
            Some("Infinity") => f64::INFINITY,
            Some("-Infinity") => f64::NEG_INFINITY,
            Some(_) => f64::NAN,
            None => value.as_f64().unwrap_or(f64::NAN),
        };
        let limit = |text: &Option<String>| text.as_ref().and_then(|it| it.parse::<f64>().ok());
        let (min, max) = (limit(&limits.min), limit(&limits.max));
        // NaN lies within no limits.
        let within = min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max);
        if !within {
            self.broken.push((pointer.to_owned(), "range"));
        }
    }
}
