//! Two views, shape by shape and trait by trait. · Called by `compare`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Comparison;
use super::view::{MemberView, ShapeView, Traits, View};

/// Traits that only document or test, or say how an endpoint is found, which is not imported.
const DOCUMENTATION: [&str; 7] = [
    "smithy.api#documentation",
    "smithy.api#examples",
    "smithy.api#externalDocumentation",
    "smithy.rules#endpointBdd",
    "smithy.rules#endpointRuleSet",
    "smithy.rules#endpointTests",
    "smithy.test#smokeTests",
];

/// What the imported model has and lacks.
pub(super) fn diff(imported: &View, official: &View) -> Comparison {
    let mut diff = Diff {
        imported,
        official,
        out: Comparison::default(),
    };
    diff.services();
    let ids: BTreeSet<&String> = imported
        .shapes
        .keys()
        .chain(official.shapes.keys())
        .collect();
    for id in ids {
        match (imported.shapes.get(id), official.shapes.get(id)) {
            (Some(ours), Some(theirs)) => diff.shape(id, ours, theirs),
            (Some(ours), None) if !imported.equals_prelude(id) && !diff.is_service(ours) => {
                diff.out.add(format!("only imported: {}", ours.kind), id);
            }
            (None, Some(theirs)) if !official.equals_prelude(id) && !diff.is_service(theirs) => {
                diff.out.add(format!("only official: {}", theirs.kind), id);
            }
            _ => {}
        }
    }
    diff.out
}

struct Diff<'a> {
    imported: &'a View,
    official: &'a View,
    out: Comparison,
}

impl Diff<'_> {
    /// One service on each side is the same service: a restJson1 service's name is not on the
    /// wire, and botocore does not have it.
    fn services(&mut self) {
        let services = |view: &'_ View| {
            let found = view.shapes.iter().filter(|(_, s)| s.kind == "service");
            found.map(|(id, _)| id.clone()).collect::<Vec<_>>()
        };
        let (ours, theirs) = (services(self.imported), services(self.official));
        if let ([ours], [theirs]) = (ours.as_slice(), theirs.as_slice())
            && ours != theirs
            && let Some(our) = self.imported.shapes.get(ours)
            && let Some(their) = self.official.shapes.get(theirs)
        {
            self.out
                .add("name of service", format!("{ours} / {theirs}"));
            self.shape(ours, our, their);
        }
    }

    /// Whether the service is compared under two names.
    fn is_service(&self, shape: &ShapeView) -> bool {
        shape.kind == "service" && self.out.groups.contains_key("name of service")
    }

    fn shape(&mut self, id: &str, ours: &ShapeView, theirs: &ShapeView) {
        self.out.common.0 += 1;
        self.traits(id, &ours.traits, &theirs.traits);
        if ours.kind != theirs.kind {
            let line = format!("{id}: {} / {}", ours.kind, theirs.kind);
            self.out.add("type of shape", line);
            return;
        }
        if matches!(ours.kind, "enum" | "intEnum") {
            self.values(id, ours, theirs);
        } else {
            self.members(id, &ours.members, &theirs.members);
        }
        self.links(id, ours, theirs);
    }

    fn traits(&mut self, id: &str, ours: &Traits, theirs: &Traits) {
        let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
        for name in names {
            let (our, their) = (ours.get(name), theirs.get(name));
            if our == their {
                continue;
            }
            if DOCUMENTATION.contains(&name.as_str()) {
                self.out.documentation += 1;
                continue;
            }
            let line = match (our, their) {
                (Some(our), Some(their)) => format!("{id}: {our} / {their}"),
                (Some(our), None) => format!("{id}: only imported{}", shown(our)),
                (None, Some(their)) => format!("{id}: only official{}", shown(their)),
                (None, None) => continue,
            };
            self.out.add(name.as_str(), line);
        }
    }

    fn members(&mut self, id: &str, ours: &[MemberView], theirs: &[MemberView]) {
        let find = |all: &[MemberView], name: &str| all.iter().position(|m| m.name == name);
        let mut positions = Vec::new();
        for our in ours {
            let member = format!("{id}${}", our.name);
            let Some(at) = find(theirs, &our.name) else {
                self.out.add("only imported: member", member);
                continue;
            };
            positions.push(at);
            let their = &theirs[at];
            self.out.common.1 += 1;
            self.target(&member, &our.target, &their.target);
            self.traits(&member, &our.traits, &their.traits);
        }
        for their in theirs.iter().filter(|m| find(ours, &m.name).is_none()) {
            self.out
                .add("only official: member", format!("{id}${}", their.name));
        }
        if !positions.is_sorted() {
            self.out.add("order of members", id);
        }
    }

    fn target(&mut self, member: &str, ours: &str, theirs: &str) {
        if ours == theirs {
            return;
        }
        let name = |id: &str| id.rsplit('#').next().map(str::to_owned);
        let prelude = |id: &str| id.starts_with("smithy.api#");
        let same = name(ours) == name(theirs)
            && (prelude(theirs) && self.imported.equals_prelude(ours)
                || prelude(ours) && self.official.equals_prelude(theirs));
        if same {
            self.out.equivalent += 1;
        } else {
            self.out
                .add("target", format!("{member}: {ours} / {theirs}"));
        }
    }

    /// The members of an enum are matched by their values: the names are not on the wire.
    fn values(&mut self, id: &str, ours: &ShapeView, theirs: &ShapeView) {
        let value = |member: &MemberView| member.traits.get("smithy.api#enumValue").cloned();
        let find = |all: &[MemberView], wanted: &Option<Value>| {
            all.iter().position(|member| value(member) == *wanted)
        };
        let shown = |value: Option<Value>| value.unwrap_or_default();
        let mut positions = Vec::new();
        for our in &ours.members {
            let Some(at) = find(&theirs.members, &value(our)) else {
                let line = format!("{id}: {}", shown(value(our)));
                self.out.add("only imported: enum value", line);
                continue;
            };
            positions.push(at);
            let their = &theirs.members[at];
            self.out.common.1 += 1;
            if our.name != their.name {
                let line = format!("{id}: {} / {}", our.name, their.name);
                self.out.add("name of enum value", line);
            }
            self.traits(&format!("{id}${}", our.name), &our.traits, &their.traits);
        }
        for their in &theirs.members {
            if find(&ours.members, &value(their)).is_none() {
                let line = format!("{id}: {}", shown(value(their)));
                self.out.add("only official: enum value", line);
            }
        }
        if !positions.is_sorted() {
            self.out.add("order of enum values", id);
        }
    }

    /// What only one side refers to; shapes that only one side has are told elsewhere.
    fn links(&mut self, id: &str, ours: &ShapeView, theirs: &ShapeView) {
        let empty = BTreeSet::new();
        let names: BTreeSet<&&str> = ours.links.keys().chain(theirs.links.keys()).collect();
        for name in names {
            let (our, their) = (
                ours.links.get(*name).unwrap_or(&empty),
                theirs.links.get(*name).unwrap_or(&empty),
            );
            let everywhere = |id: &&String| {
                let shapes = [&self.imported.shapes, &self.official.shapes];
                !id.contains('#')
                    || id.starts_with("smithy.api#")
                    || shapes.iter().all(|all| all.contains_key(*id))
            };
            let mut lines = Vec::new();
            for other in our.difference(their).filter(everywhere) {
                lines.push(format!("{id}: only imported: {other}"));
            }
            for other in their.difference(our).filter(everywhere) {
                lines.push(format!("{id}: only official: {other}"));
            }
            for line in lines {
                self.out.add(format!("{name} of {}", ours.kind), line);
            }
        }
    }
}

/// A trait's value, unless it is a mere flag.
fn shown(value: &Value) -> String {
    match value {
        Value::Object(object) if object.is_empty() => String::new(),
        value => format!(": {value}"),
    }
}
