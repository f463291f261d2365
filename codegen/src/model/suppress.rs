//! Suppressions: findings that the model's author has looked at. · Runs last. · Errors cannot
//! be suppressed.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Report, Severity};

use super::{Model, ShapeId};

const SUPPRESS: &str = "smithy.api#suppress";

/// Takes out the findings that `@suppress` or the metadata key `suppressions` name.
pub(super) fn apply(model: &Model, report: &mut Report) {
    let by_trait = by_trait(model);
    let by_namespace = by_namespace(model);
    if by_trait.is_empty() && by_namespace.is_empty() {
        return;
    }
    let mut kept = Report::new();
    for finding in report.iter() {
        let suppressed = finding.severity != Severity::Error
            && (is_suppressed(finding, &by_trait)
                || by_namespace.iter().any(|(id, namespace)| {
                    names(id, finding.id) && (*namespace == "*" || in_namespace(finding, namespace))
                }));
        if !suppressed {
            kept.push(finding.clone());
        }
    }
    *report = kept;
}

/// The ids that `@suppress` lists, by the id of the shape or member it stands on.
fn by_trait(model: &Model) -> BTreeMap<String, Vec<&str>> {
    let mut all = BTreeMap::new();
    for shape in model.shapes() {
        let own: (&dyn Display, _) = (&shape.id, &shape.traits);
        let members = shape.members().map(|member| {
            let label: &dyn Display = &member.id;
            (label, &member.traits)
        });
        for (id, traits) in std::iter::once(own).chain(members) {
            if let Some(Value::Array(ids)) = traits.other.get(SUPPRESS) {
                let ids = ids.iter().filter_map(Value::as_str).collect();
                all.insert(id.to_string(), ids);
            }
        }
    }
    all
}

/// Pairs of finding id and namespace from the metadata.
fn by_namespace(model: &Model) -> Vec<(&str, &str)> {
    let entries = model
        .metadata()
        .get("suppressions")
        .and_then(Value::as_array);
    entries
        .into_iter()
        .flatten()
        .filter_map(|entry| Some((text(entry, "id")?, text(entry, "namespace")?)))
        .collect()
}

fn text<'a>(entry: &'a Value, key: &str) -> Option<&'a str> {
    entry.get(key)?.as_str()
}

/// Whether a suppression names a finding: `A` also names `A.B`.
fn names(suppression: &str, finding: &str) -> bool {
    finding
        .strip_prefix(suppression)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn is_suppressed(finding: &Diagnostic, by_trait: &BTreeMap<String, Vec<&str>>) -> bool {
    let Some(shape) = finding.shape.as_deref() else {
        return false;
    };
    by_trait
        .get(shape)
        .into_iter()
        .flatten()
        .any(|id| names(id, finding.id))
}

fn in_namespace(finding: &Diagnostic, namespace: &str) -> bool {
    let shape = finding
        .shape
        .as_deref()
        .and_then(|shape| shape.split('$').next());
    shape
        .and_then(ShapeId::parse)
        .is_some_and(|id| id.namespace() == namespace)
}
