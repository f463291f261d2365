//! Text into an [`Ast`]: JSON, version, the keys and types of every shape. · Called by
//! `model`. · Everything that is wrong is reported; what can still be read is returned.

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Report};

use super::nodes::Loader;
use super::position::Lines;
use super::{
    Ast, RawKind, RawLinks, RawMember, RawReference, RawShape, Source, Version, json, step,
};

/// Reads one source.
///
/// `None` when it is not JSON or not a Smithy AST; whether the rest is sound is in the report.
pub fn load(source: &Source, report: &mut Report) -> Option<Ast> {
    let parsed = match json::parse(&source.text) {
        Ok(parsed) => parsed,
        Err(error) => {
            let (line, column) = Lines::new(&source.text).position(error.offset);
            report.push(
                Diagnostic::error("InvalidJson", error.message)
                    .with_place(&source.name, "")
                    .with_position(line, column),
            );
            return None;
        }
    };
    let mut loader = Loader {
        source: &source.name,
        report,
    };
    for pointer in parsed.duplicates {
        let key = pointer.rsplit('/').next().unwrap_or_default();
        let message = format!("the key `{key}` appears twice in its object");
        loader.error("DuplicateKey", &pointer, None, message);
    }
    let Value::Object(mut root) = parsed.value else {
        loader.error("NotAnAst", "", None, "a Smithy JSON AST is an object");
        return None;
    };
    let version = loader.version(root.shift_remove("smithy"))?;
    let metadata = loader.object(root.shift_remove("metadata"), "/metadata", None);
    let shapes = loader.object(root.shift_remove("shapes"), "/shapes", None);
    for key in root.keys() {
        loader.unknown_key("", key, None, &["smithy", "metadata", "shapes"]);
    }
    let shapes = shapes
        .into_iter()
        .filter_map(|(id, value)| loader.shape(id, value))
        .collect();
    Some(Ast {
        source: source.name.clone(),
        version,
        metadata,
        shapes,
    })
}

/// The keys that name a resource's operations one by one.
const LIFECYCLE: [&str; 6] = ["create", "put", "read", "update", "delete", "list"];

impl Loader<'_> {
    fn version(&mut self, value: Option<Value>) -> Option<Version> {
        let Some(value) = value else {
            self.error(
                "NotAnAst",
                "",
                None,
                "the key `smithy` with the version is missing",
            );
            return None;
        };
        match value.as_str() {
            Some("1" | "1.0") => Some(Version::V1),
            Some("2" | "2.0") => Some(Version::V2),
            _ => {
                self.error(
                    "UnsupportedVersion",
                    "/smithy",
                    None,
                    format!("version {value} of Smithy is not supported; `1.0` and `2.0` are"),
                );
                None
            }
        }
    }

    fn shape(&mut self, id: String, value: Value) -> Option<RawShape> {
        let pointer = step("/shapes", &id);
        let Value::Object(mut body) = value else {
            self.wrong_type(&pointer, Some(&id), "an object", &value);
            return None;
        };
        let kind = self.kind(body.shift_remove("type"), &pointer, &id);
        let traits = self.object(
            body.shift_remove("traits"),
            &step(&pointer, "traits"),
            Some(&id),
        );
        let mixins = self.references(&mut body, "mixins", &pointer, &id);
        let mut shape = RawShape {
            kind,
            members: Vec::new(),
            traits,
            mixins,
            links: RawLinks::default(),
            pointer,
            id,
        };
        if let Some(kind) = kind {
            let keys = self.parts(&mut shape, kind, &mut body);
            for key in body.keys() {
                self.unknown_key(&shape.pointer, key, Some(&shape.id), keys);
            }
        }
        Some(shape)
    }

    fn kind(&mut self, value: Option<Value>, pointer: &str, id: &str) -> Option<RawKind> {
        let Some(value) = value else {
            self.error("MissingKey", pointer, Some(id), "the key `type` is missing");
            return None;
        };
        let at = step(pointer, "type");
        let Some(name) = value.as_str() else {
            self.wrong_type(&at, Some(id), "a string", &value);
            return None;
        };
        let kind = RawKind::parse(name);
        if kind.is_none() {
            let hint = super::nearest(name, RawKind::ALL.iter().map(|(name, _)| *name));
            self.report.push(
                self.finding(
                    "UnknownShapeType",
                    &at,
                    Some(id),
                    format!("there is no type `{name}`"),
                )
                .with_hint(match hint {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "the types are those of Smithy 2.0, and `set` and `apply`".to_owned(),
                }),
            );
        }
        kind
    }

    /// Takes what belongs to the type out of the body and returns the keys that may stand there.
    fn parts(
        &mut self,
        shape: &mut RawShape,
        kind: RawKind,
        body: &mut Map<String, Value>,
    ) -> &'static [&'static str] {
        match kind {
            RawKind::List | RawKind::Set => {
                self.inline_members(shape, body, &["member"]);
                &["type", "traits", "mixins", "member"]
            }
            RawKind::Map => {
                self.inline_members(shape, body, &["key", "value"]);
                &["type", "traits", "mixins", "key", "value"]
            }
            RawKind::Structure | RawKind::Union | RawKind::Enum | RawKind::IntEnum => {
                let pointer = step(&shape.pointer, "members");
                for (name, value) in
                    self.object(body.shift_remove("members"), &pointer, Some(&shape.id))
                {
                    let at = step(&pointer, &name);
                    shape
                        .members
                        .extend(self.member(name, value, at, &shape.id));
                }
                &["type", "traits", "mixins", "members"]
            }
            RawKind::Service => self.service(shape, body),
            RawKind::Resource => self.resource(shape, body),
            RawKind::Operation => self.operation(shape, body),
            RawKind::Apply => &["type", "traits"],
            _ => &["type", "traits", "mixins"],
        }
    }

    fn service(
        &mut self,
        shape: &mut RawShape,
        body: &mut Map<String, Value>,
    ) -> &'static [&'static str] {
        let (pointer, id) = (shape.pointer.clone(), shape.id.clone());
        shape.links.version = match body.shift_remove("version") {
            None => None,
            Some(Value::String(version)) => Some(version),
            Some(other) => {
                self.wrong_type(&step(&pointer, "version"), Some(&id), "a string", &other);
                None
            }
        };
        shape.links.operations = self.references(body, "operations", &pointer, &id);
        shape.links.resources = self.references(body, "resources", &pointer, &id);
        shape.links.shapes = self.references(body, "shapes", &pointer, &id);
        shape.links.errors = self.references(body, "errors", &pointer, &id);
        let at = step(&pointer, "rename");
        for (from, to) in self.object(body.shift_remove("rename"), &at, Some(&id)) {
            let pointer = step(&at, &from);
            match to {
                Value::String(to) => {
                    shape
                        .links
                        .rename
                        .push((RawReference { id: from, pointer }, to));
                }
                other => self.wrong_type(&pointer, Some(&id), "a string", &other),
            }
        }
        &[
            "type",
            "traits",
            "mixins",
            "version",
            "operations",
            "resources",
            "shapes",
            "errors",
            "rename",
        ]
    }

    fn resource(
        &mut self,
        shape: &mut RawShape,
        body: &mut Map<String, Value>,
    ) -> &'static [&'static str] {
        let (pointer, id) = (shape.pointer.clone(), shape.id.clone());
        for key in LIFECYCLE {
            let reference = self.reference(body.shift_remove(key), &step(&pointer, key), &id);
            shape.links.operations.extend(reference);
        }
        for key in ["operations", "collectionOperations"] {
            shape
                .links
                .operations
                .extend(self.references(body, key, &pointer, &id));
        }
        shape.links.resources = self.references(body, "resources", &pointer, &id);
        let at = step(&pointer, "identifiers");
        for (name, value) in self.object(body.shift_remove("identifiers"), &at, Some(&id)) {
            let target = self.reference(Some(value), &step(&at, &name), &id);
            shape
                .links
                .identifiers
                .extend(target.map(|target| (name, target)));
        }
        let at = step(&pointer, "properties");
        for (name, value) in self.object(body.shift_remove("properties"), &at, Some(&id)) {
            let target = self.reference(Some(value), &step(&at, &name), &id);
            shape.links.properties.extend(target);
        }
        &[
            "type",
            "traits",
            "mixins",
            "identifiers",
            "properties",
            "create",
            "put",
            "read",
            "update",
            "delete",
            "list",
            "operations",
            "collectionOperations",
            "resources",
        ]
    }

    fn operation(
        &mut self,
        shape: &mut RawShape,
        body: &mut Map<String, Value>,
    ) -> &'static [&'static str] {
        let (pointer, id) = (shape.pointer.clone(), shape.id.clone());
        let input = body.shift_remove("input");
        shape.links.input = self.reference(input, &step(&pointer, "input"), &id);
        let output = body.shift_remove("output");
        shape.links.output = self.reference(output, &step(&pointer, "output"), &id);
        shape.links.errors = self.references(body, "errors", &pointer, &id);
        &["type", "traits", "mixins", "input", "output", "errors"]
    }

    fn inline_members(
        &mut self,
        shape: &mut RawShape,
        body: &mut Map<String, Value>,
        names: &[&str],
    ) {
        for name in names {
            if let Some(value) = body.shift_remove(*name) {
                let at = step(&shape.pointer, name);
                shape
                    .members
                    .extend(self.member((*name).to_owned(), value, at, &shape.id));
            }
        }
    }

    fn member(&mut self, name: String, value: Value, at: String, id: &str) -> Option<RawMember> {
        let owner = format!("{id}${name}");
        let Value::Object(mut body) = value else {
            self.wrong_type(&at, Some(&owner), "an object", &value);
            return None;
        };
        let traits = self.object(
            body.shift_remove("traits"),
            &step(&at, "traits"),
            Some(&owner),
        );
        let target = self.target(&mut body, &at, &owner)?;
        for key in body.keys() {
            self.unknown_key(&at, key, Some(&owner), &["target", "traits"]);
        }
        Some(RawMember {
            name,
            target,
            pointer: at,
            traits,
        })
    }
}
