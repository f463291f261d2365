//! A model as it is compared: raw, with `apply` statements carried out and what can be written in
//! two ways written in one. · Called by `compare`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use shapewright_codegen::Source;
use shapewright_codegen::ast::{self, RawKind, RawReference, RawShape};
use shapewright_codegen::diagnostic::Report;

/// The traits of a shape or member, by id.
pub(super) type Traits = BTreeMap<String, Value>;

/// All shapes by id.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    pub(super) shapes: BTreeMap<String, ShapeView>,
}

/// One shape.
#[derive(Clone, Debug)]
pub(super) struct ShapeView {
    pub(super) kind: &'static str,
    pub(super) traits: Traits,
    /// In order; of an enum, under their values.
    pub(super) members: Vec<MemberView>,
    /// What operations, services and resources refer to, by what for; sets.
    pub(super) links: BTreeMap<&'static str, BTreeSet<String>>,
}

/// One member.
#[derive(Clone, Debug)]
pub(super) struct MemberView {
    pub(super) name: String,
    pub(super) target: String,
    pub(super) traits: Traits,
}

impl View {
    /// Reads the sources of one model; errors are in the report.
    pub(super) fn of(sources: &[Source], report: &mut Report) -> Self {
        let mut view = Self::default();
        let mut applies = Vec::new();
        for source in sources {
            let Some(ast) = ast::load(source, report) else {
                continue;
            };
            for shape in ast.shapes {
                if shape.kind == Some(RawKind::Apply) {
                    applies.push((shape.id, shape.traits));
                } else {
                    view.shapes.insert(shape.id.clone(), shape_view(shape));
                }
            }
        }
        for (id, traits) in applies {
            view.apply(&id, traits);
        }
        view.shapes.values_mut().for_each(normalise);
        view.bind_resources();
        view
    }

    fn apply(&mut self, id: &str, traits: Map<String, Value>) {
        let (shape, member) = id.split_once('$').unwrap_or((id, ""));
        let Some(shape) = self.shapes.get_mut(shape) else {
            return;
        };
        if member.is_empty() {
            shape.traits.extend(traits);
        } else if let Some(member) = shape.members.iter_mut().find(|m| m.name == member) {
            member.traits.extend(traits);
        }
    }

    /// Operations that a service has through its resources are the service's.
    fn bind_resources(&mut self) {
        let services = self.shapes.iter().filter(|(_, s)| s.kind == "service");
        let services: Vec<String> = services.map(|(id, _)| id.clone()).collect();
        for service in services {
            let mut open = vec![service.clone()];
            let mut seen = BTreeSet::new();
            let mut operations = BTreeSet::new();
            while let Some(id) = open.pop() {
                if let Some(shape) = self.shapes.get(&id)
                    && seen.insert(id)
                {
                    operations.extend(shape.links.get("operations").cloned().unwrap_or_default());
                    open.extend(shape.links.get("resources").cloned().unwrap_or_default());
                }
            }
            if let Some(shape) = self.shapes.get_mut(&service) {
                shape.links.insert("operations", operations);
                shape.links.remove("resources");
            }
        }
    }

    /// Whether a shape is like the shape of that name in the prelude: same type, no trait.
    pub(super) fn equals_prelude(&self, id: &str) -> bool {
        let name = id.rsplit('#').next().unwrap_or_default();
        let shape = self.shapes.get(id);
        shape.is_some_and(|s| s.traits.is_empty() && s.kind.eq_ignore_ascii_case(name))
    }
}

fn shape_view(shape: RawShape) -> ShapeView {
    let ids = |references: &[RawReference]| references.iter().map(|r| r.id.clone()).collect();
    let members = shape.members.into_iter().map(|member| MemberView {
        name: member.name,
        target: member.target.id,
        traits: member.traits.into_iter().collect(),
    });
    let mut links: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let unit = || "smithy.api#Unit".to_owned();
    match shape.kind {
        Some(RawKind::Operation) => {
            let one = |end: &Option<RawReference>| {
                BTreeSet::from([end.as_ref().map_or_else(unit, |r| r.id.clone())])
            };
            links.insert("input", one(&shape.links.input));
            links.insert("output", one(&shape.links.output));
            links.insert("errors", ids(&shape.links.errors));
        }
        Some(RawKind::Service | RawKind::Resource) => {
            links.insert("operations", ids(&shape.links.operations));
            links.insert("resources", ids(&shape.links.resources));
            links.insert("errors", ids(&shape.links.errors));
            links.insert("version", shape.links.version.into_iter().collect());
        }
        _ => {}
    }
    ShapeView {
        kind: shape.kind.map_or("", RawKind::name),
        traits: shape.traits.into_iter().collect(),
        members: members.collect(),
        links,
    }
}

/// Smithy 1.0's `set` and `@enum` as Smithy 2.0 writes them, `code` of `http` where it is left out,
/// no `jsonName` that is the member's name.
fn normalise(shape: &mut ShapeView) {
    if shape.kind == "set" {
        shape.kind = "list";
        shape
            .traits
            .insert("smithy.api#uniqueItems".to_owned(), json!({}));
    }
    if shape.kind == "string"
        && let Some(Value::Array(values)) = shape.traits.remove("smithy.api#enum")
    {
        shape.kind = "enum";
        shape.members = values.iter().map(enum_member).collect();
    }
    for member in &mut shape.members {
        let name = member.traits.get("smithy.api#jsonName");
        if name.and_then(Value::as_str) == Some(&member.name) {
            member.traits.remove("smithy.api#jsonName");
        }
    }
    if let Some(Value::Object(http)) = shape.traits.get_mut("smithy.api#http") {
        http.entry("code").or_insert(json!(200));
    }
}

fn enum_member(definition: &Value) -> MemberView {
    let text = |key: &str| definition.get(key).and_then(Value::as_str);
    let value = text("value").unwrap_or_default();
    MemberView {
        name: text("name").unwrap_or(value).to_owned(),
        target: "smithy.api#Unit".to_owned(),
        traits: BTreeMap::from([("smithy.api#enumValue".to_owned(), json!(value))]),
    }
}
