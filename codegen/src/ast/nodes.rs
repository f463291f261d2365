//! The small parts that shapes are written with, read strictly: references, objects, and the
//! findings when they are not what they should be. · Called by `load`.

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Report, Severity};

use super::{RawReference, nearest, step};

/// Reads one source and reports what is wrong with it.
pub(super) struct Loader<'a> {
    pub(super) source: &'a str,
    pub(super) report: &'a mut Report,
}

impl Loader<'_> {
    pub(super) fn references(
        &mut self,
        body: &mut Map<String, Value>,
        key: &str,
        pointer: &str,
        id: &str,
    ) -> Vec<RawReference> {
        let at = step(pointer, key);
        match body.shift_remove(key) {
            None => Vec::new(),
            Some(Value::Array(items)) => items
                .into_iter()
                .enumerate()
                .filter_map(|(index, item)| {
                    self.reference(Some(item), &step(&at, &index.to_string()), id)
                })
                .collect(),
            Some(other) => {
                self.wrong_type(&at, Some(id), "an array", &other);
                Vec::new()
            }
        }
    }

    /// `{"target": "namespace#Name"}`.
    pub(super) fn reference(
        &mut self,
        value: Option<Value>,
        at: &str,
        id: &str,
    ) -> Option<RawReference> {
        let mut body = match value? {
            Value::Object(body) => body,
            other => {
                self.wrong_type(at, Some(id), "an object with the key `target`", &other);
                return None;
            }
        };
        let target = self.target(&mut body, at, id);
        for key in body.keys() {
            self.unknown_key(at, key, Some(id), &["target"]);
        }
        target
    }

    pub(super) fn target(
        &mut self,
        body: &mut Map<String, Value>,
        at: &str,
        id: &str,
    ) -> Option<RawReference> {
        match body.shift_remove("target") {
            Some(Value::String(target)) => Some(RawReference {
                id: target,
                pointer: step(at, "target"),
            }),
            Some(other) => {
                self.wrong_type(&step(at, "target"), Some(id), "a string", &other);
                None
            }
            None => {
                self.error("MissingKey", at, Some(id), "the key `target` is missing");
                None
            }
        }
    }

    pub(super) fn object(
        &mut self,
        value: Option<Value>,
        pointer: &str,
        id: Option<&str>,
    ) -> Map<String, Value> {
        match value {
            None => Map::new(),
            Some(Value::Object(object)) => object,
            Some(other) => {
                self.wrong_type(pointer, id, "an object", &other);
                Map::new()
            }
        }
    }

    pub(super) fn wrong_type(
        &mut self,
        pointer: &str,
        id: Option<&str>,
        wanted: &str,
        found: &Value,
    ) {
        let found = type_name(found);
        self.error(
            "InvalidAstNode",
            pointer,
            id,
            format!("expected {wanted}, found {found}"),
        );
    }

    pub(super) fn unknown_key(
        &mut self,
        pointer: &str,
        key: &str,
        id: Option<&str>,
        known: &[&'static str],
    ) {
        let mut finding = self.finding(
            "UnknownKey",
            &step(pointer, key),
            id,
            format!("the key `{key}` means nothing here"),
        );
        finding.severity = Severity::Warning;
        if let Some(near) = nearest(key, known.iter().copied()) {
            finding = finding.with_hint(format!("did you mean `{near}`?"));
        }
        self.report.push(finding);
    }

    pub(super) fn error(
        &mut self,
        kind: &'static str,
        pointer: &str,
        id: Option<&str>,
        message: impl Into<String>,
    ) {
        let finding = self.finding(kind, pointer, id, message);
        self.report.push(finding);
    }

    pub(super) fn finding(
        &self,
        kind: &'static str,
        pointer: &str,
        id: Option<&str>,
        message: impl Into<String>,
    ) -> Diagnostic {
        let finding = Diagnostic::error(kind, message).with_place(self.source, pointer);
        match id {
            Some(id) => finding.with_shape(id),
            None => finding,
        }
    }
}

/// What JSON calls a value of this type.
fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
