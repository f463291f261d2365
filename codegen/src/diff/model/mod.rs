//! Level one of a comparison: how two models differ, shape by shape.
//!
//! Severities and event ids are those of smithy-diff's evaluators and the rules of Smithy's guide "Evolving Models".
//! Where it is silent a change is told all the same, as a note. Departures: a value of an enum is told once, by
//! `ChangedEnumTrait`, not also as an added or removed member; a lower end of a range that had none is a restriction;
//! what belongs to a preview feature is judged like everything else.

mod breaking;
mod enums;
mod members;
mod presence;
mod services;
mod targets;
mod traits;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::model::{Model, Shape, ShapeId, ShapeKind, Simple};

use super::finding::{Finding, Group, ModelDiff, Severity};

/// Compares two models, or only what one of their services reaches in either.
#[must_use]
pub fn compare(old: &Model, new: &Model, service: Option<&ShapeId>) -> ModelDiff {
    let mut differ = Differ::new(old, new);
    let scope = service.map(|service| {
        let mut scope = reach(old, service);
        scope.extend(reach(new, service));
        scope
    });
    let ids: BTreeSet<&ShapeId> = old.shapes().chain(new.shapes()).map(|s| &s.id).collect();
    for id in ids {
        let chosen = scope.as_ref().is_none_or(|scope| scope.contains(id));
        if chosen && id.namespace() != "smithy.api" {
            differ.shape(id);
        }
    }
    if scope.is_none() {
        differ.metadata();
    }
    differ.out.sort();
    differ.out
}

/// The service, its resources and operations, and every data shape that these or the service itself lead to.
fn reach(model: &Model, service: &ShapeId) -> BTreeSet<ShapeId> {
    let closure = model.closure(service, None);
    let mut found: BTreeSet<ShapeId> = closure.shapes;
    found.extend(closure.operations);
    found.insert(service.clone());
    let Some(service) = model.service(service) else {
        return found;
    };
    found.extend(model.reached(service.shapes.iter()));
    let mut waiting: Vec<&ShapeId> = service.resources.iter().collect();
    while let Some(id) = waiting.pop() {
        if let Some(ShapeKind::Resource(resource)) = model.get(id).map(|shape| &shape.kind)
            && found.insert(id.clone())
        {
            waiting.extend(&resource.resources);
            found.extend(model.reached(resource.identifiers.values()));
        }
    }
    found
}

/// Keys of the metadata that are about checks of the model and where its facts come from.
const UNLISTED_METADATA: &[&str] = &[
    "severityOverrides",
    "shapewright.overlay",
    "suppressions",
    "validators",
];

/// The comparison on its way.
struct Differ<'a> {
    old: &'a Model,
    new: &'a Model,
    out: ModelDiff,
    /// Values of `@trait` by the ids of the traits that the new model defines.
    definitions: BTreeMap<String, &'a Value>,
    /// How many targets of members are being compared, one in the other.
    depth: usize,
}

impl<'a> Differ<'a> {
    fn new(old: &'a Model, new: &'a Model) -> Self {
        let definition = |shape: &'a Shape| {
            let value = shape.traits.other.get("smithy.api#trait")?;
            Some((shape.id.to_string(), value))
        };
        Self {
            old,
            new,
            out: ModelDiff::default(),
            definitions: new.shapes().filter_map(definition).collect(),
            depth: 0,
        }
    }

    fn definition(&self, id: &str) -> Option<&'a Value> {
        self.definitions.get(id).copied()
    }

    fn add(
        &mut self,
        group: Group,
        shape: &str,
        severity: Severity,
        evaluator: &str,
        message: impl Into<String>,
    ) {
        self.out.findings.push(Finding {
            group,
            shape: shape.to_owned(),
            severity,
            evaluator: evaluator.to_owned(),
            message: message.into(),
        });
    }

    fn shape(&mut self, id: &ShapeId) {
        match (self.old.get(id), self.new.get(id)) {
            (None, Some(shape)) => self.added(shape),
            (Some(shape), None) => self.removed(shape),
            (Some(old), Some(new)) => self.changed(old, new),
            (None, None) => {}
        }
    }

    fn added(&mut self, shape: &Shape) {
        let id = shape.id.to_string();
        let kind = shape.kind.name();
        let message = format!("{} {kind} is new", article(kind));
        let group = group_of(&shape.kind);
        self.add(group, &id, Severity::Note, "AddedShape", message);
        if shape.traits.other.contains_key("smithy.api#trait") {
            let message = "the definition of a trait is new";
            let evaluator = "AddedTraitDefinition";
            self.add(Group::Traits, &id, Severity::Note, evaluator, message);
        }
    }

    fn removed(&mut self, shape: &Shape) {
        let id = shape.id.to_string();
        let kind = shape.kind.name();
        let message = format!("{} {kind} is gone", article(kind));
        let private = shape.traits.other.contains_key("smithy.api#private");
        let (severity, evaluator) = match &shape.kind {
            // Nobody outside of its namespace can have used it.
            _ if private => (Severity::Note, "RemovedShape"),
            ShapeKind::Simple(simple) if *simple != Simple::Document => {
                (Severity::Warning, "RemovedShape.ScalarShape")
            }
            _ => (Severity::Error, "RemovedShape"),
        };
        self.add(group_of(&shape.kind), &id, severity, evaluator, message);
        if shape.traits.other.contains_key("smithy.api#trait") {
            let message = "the definition of a trait is gone";
            let evaluator = "RemovedTraitDefinition";
            self.add(Group::Traits, &id, Severity::Error, evaluator, message);
        }
    }

    fn changed(&mut self, old: &Shape, new: &Shape) {
        let id = new.id.to_string();
        let mut told = BTreeSet::new();
        if self.default_changed(&id, (&old.traits, &new.traits), None) {
            told.insert("smithy.api#default");
        }
        let (before, after) = (values::of(&old.traits), values::of(&new.traits));
        self.traits(&id, &before, &after, &told);
        if old.kind.name() != new.kind.name() {
            let (was, is) = (old.kind.name(), new.kind.name());
            let message = format!("{} {was} has become {} {is}", article(was), article(is));
            let evaluator = "ChangedShapeType";
            self.add(Group::Shapes, &id, Severity::Error, evaluator, message);
            return;
        }
        match (&old.kind, &new.kind) {
            (ShapeKind::Service(before), ShapeKind::Service(after)) => {
                self.service(&new.id, before, after);
            }
            (ShapeKind::Operation(before), ShapeKind::Operation(after)) => {
                self.operation(&id, before, after);
            }
            (ShapeKind::Resource(before), ShapeKind::Resource(after)) => {
                self.resource(&id, before, after);
            }
            (ShapeKind::Enum(before), ShapeKind::Enum(after)) => self.values(&id, before, after),
            (ShapeKind::IntEnum(before), ShapeKind::IntEnum(after)) => {
                self.int_values(&id, before, after);
            }
            _ => self.members(old, new),
        }
    }

    fn metadata(&mut self) {
        let (old, new) = (self.old.metadata(), self.new.metadata());
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for key in keys {
            let (before, after) = (old.get(key), new.get(key));
            if before == after {
                continue;
            }
            let (severity, evaluator, what) = match (before, after) {
                (None, _) => (Severity::Note, "AddedMetadata", "is new"),
                (_, None) => (Severity::Danger, "RemovedMetadata", "is gone"),
                _ => (Severity::Warning, "ChangedMetadata", "has changed"),
            };
            if UNLISTED_METADATA.contains(&key.as_str()) {
                self.out.unlisted += 1;
            } else {
                let message = format!("the metadata `{key}` {what}");
                self.add(Group::Metadata, "", severity, evaluator, message);
            }
        }
    }
}

/// The group of a shape that comes or goes.
fn group_of(kind: &ShapeKind) -> Group {
    match kind {
        ShapeKind::Service(_) => Group::Service,
        ShapeKind::Operation(_) => Group::Operations,
        _ => Group::Shapes,
    }
}

fn article(word: &str) -> &'static str {
    // `union` is spoken with a consonant.
    match word.starts_with(['a', 'e', 'i', 'o']) {
        true => "an",
        false => "a",
    }
}

/// A value in a message, cut where it gets long.
fn shown(value: &Value) -> String {
    const MAX: usize = 120;
    let text = value.to_string();
    match text.char_indices().nth(MAX) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}
